"""The explanation of a verdict as safe HTML: Markdown without raw HTML, pictures or odd links."""

from collections.abc import Sequence
from typing import Any

from django.utils.html import linebreaks
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

LONGEST = 30_000
"""Characters of an explanation. Some texts made to be slow take a second at this length."""
LINKED = ("http://", "https://", "mailto:")
# A page has its own h1, and h2 above each of its parts.
LOWER = {"h1": "h3", "h2": "h4", "h3": "h5", "h4": "h6", "h5": "h6"}


def render_markdown(text: str) -> SafeString:
    """HTML to be put into a page; what is longer than LONGEST stands there as it was written."""
    if len(text) > LONGEST:
        return mark_safe(linebreaks(text, autoescape=True))  # noqa: S308  # it has escaped it
    return mark_safe(str(_MARKDOWN.render(text)))  # noqa: S308  # raw HTML is escaped: html is off


def _is_linked(address: str) -> bool:
    return address.strip().lower().startswith(LINKED)


def _open_link(
    renderer: RendererHTML, tokens: Sequence[Token], place: int, options: Any, env: Any
) -> str:
    tokens[place].attrSet("rel", "noopener noreferrer nofollow")
    return renderer.renderToken(tokens, place, options, env)


def _heading(
    renderer: RendererHTML, tokens: Sequence[Token], place: int, options: Any, env: Any
) -> str:
    token = tokens[place]
    token.tag = LOWER.get(token.tag, token.tag)
    return renderer.renderToken(tokens, place, options, env)


def _cell(
    renderer: RendererHTML, tokens: Sequence[Token], place: int, options: Any, env: Any
) -> str:
    # The alignment of a column is an inline style, which the page's policy refuses.
    tokens[place].attrs.pop("style", None)
    return renderer.renderToken(tokens, place, options, env)


def _make() -> MarkdownIt:
    # Pictures would be asked from other hosts; as links they are not.
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")
    markdown.validateLink = _is_linked  # type: ignore[method-assign, assignment]  # as its manual says
    markdown.add_render_rule("link_open", _open_link)
    markdown.add_render_rule("th_open", _cell)
    markdown.add_render_rule("td_open", _cell)
    markdown.add_render_rule("heading_open", _heading)
    markdown.add_render_rule("heading_close", _heading)
    return markdown


_MARKDOWN = _make()
