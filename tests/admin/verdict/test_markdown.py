"""The explanation as safe HTML."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.admin.verdict.markdown import LONGEST, render_markdown

ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt:alert(1))",
    "[a](java\tscript:alert(1))",
    "[a](&#106;avascript:alert(1))",
    "[a](javascript&colon;alert(1))",
    "[a](data:text/html;base64,PHNjcmlwdD4=)",
    "[a](vbscript:msgbox)",
    "[a](file:///etc/passwd)",
    "<javascript:alert(1)>",
    "![a](https://example.org/spy.gif)",
    "![a](data:image/png;base64,AAAA)",
    '[a](https://example.org "x" onclick="alert(1)")',
    '[a](https://example.org/"onmouseover="alert(1))',
    "[a]: javascript:alert(1)\n\n[a]",
    "[a](//example.org)",
    "[a](/admin/logout/)",
]
# What this renderer may write; whatever else looks like a tag has come through unescaped.
TAGS = re.compile(
    r"</?(?:p|strong|em|ul|ol|li|blockquote|h[3-6]|pre|code|hr|br|table|thead|tbody|tr|th|td|a)"
    r'(?: (?:href="(?:https?://|mailto:)[^"<>]*"|rel="noopener noreferrer nofollow"|title="[^"<>]*"'
    r'|start="\d+"|class="language-[^"<>]*"))*(?: /)?>'
)


def leftovers(html: str) -> str:
    """What is left of HTML without the tags that are allowed."""
    return TAGS.sub("", html)


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_is_shown_as_text(attack: str) -> None:
    assert "<" not in leftovers(render_markdown(attack))


@given(st.text("<>[]()!&:;\"'=/\\ \n\tjavscript#x`*_>-|1.", max_size=120))
def test_no_text_makes_a_tag_of_its_own(text: str) -> None:
    assert "<" not in leftovers(render_markdown(text))


def test_no_style_is_written_that_the_page_would_refuse() -> None:
    assert "style=" not in render_markdown("|a|b|\n|:-|-:|\n|1|2|")


def test_what_a_checker_writes_is_laid_out() -> None:
    html = render_markdown("# Accounts\n\n**12** of *30*, see [p. 4](https://example.org/a?b=1&c)")

    assert "<h3>Accounts</h3>" in html
    assert "<strong>12</strong> of <em>30</em>" in html
    link = '<a href="https://example.org/a?b=1&amp;c" rel="noopener noreferrer nofollow">p. 4</a>'
    assert link in html


def test_a_text_that_is_too_long_stands_as_it_was_written() -> None:
    html = render_markdown("**a** <b>" + "x" * LONGEST)

    assert html.startswith("<p>**a** &lt;b&gt;x")
