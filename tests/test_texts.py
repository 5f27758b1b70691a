"""Every text that a person reads can be translated, and the German ones are complete."""

import re
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.test import Client
from django.utils.translation import gettext, override

from claims.enums import Stance

TEMPLATES = sorted((settings.BASE_DIR / "templates").rglob("*.html"))
GERMAN = settings.LOCALE_PATHS[0] / "de" / "LC_MESSAGES" / "django.po"
PLACEHOLDER = re.compile(r"%%|%s|%\(\w+\)[sd]|\[(?:code|number)\]|<[^>]+>")

# What is no text of ours: comments, scripts, keys and commands, and what a tag prints.
NOT_READ = re.compile(
    r"\{#.*?#\}|<script.*?</script>|<(kbd|code)\b.*?</\1>"
    r"|\{% (blocktranslate)\b.*?\{% endblocktranslate %\}"
    r"|\{% block bodyclass %\}.*?\{% endblock %\}|\{% block coltype %\}.*?\{% endblock %\}",
    re.DOTALL,
)
PRINTED = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
READ_ATTRIBUTE = re.compile(r'\b(?:aria-label|title|placeholder|alt)="([^"]*)"')
WORD = re.compile(r"[^\W\d_]{2,}")
NAMES = {"UTC"}


def untranslated(source: str) -> list[str]:
    """Texts of a template that are not given to gettext."""
    bare = PRINTED.sub("", NOT_READ.sub("", source))
    texts = [*re.split(r"<[^>]*>", bare), *READ_ATTRIBUTE.findall(bare)]
    texts = [re.sub(r"&\w+;", "", text).strip(" ·\n") for text in texts]
    return [text for text in texts if WORD.search(text) and text not in NAMES]


def test_the_search_for_untranslated_texts_finds_them() -> None:
    template = '<p title="Old">{% translate "Yes" %} no <kbd>make</kbd></p>{{ name }}'
    assert untranslated(template) == ["no", "Old"]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_every_text_of_a_template_goes_through_gettext(path: Path) -> None:
    assert untranslated(path.read_text()) == []


def catalogue() -> Catalog:
    with GERMAN.open("rb") as file:
        return read_po(file, locale="de")


def pairs(message: Message) -> list[tuple[str, str]]:
    """Each German text with the English one it stands for."""
    english = [message.id] if isinstance(message.id, str) else list(message.id)
    german = [message.string] if isinstance(message.string, str) else list(message.string or [])
    return [(one, str(other or "")) for one, other in zip(english, german, strict=True)]


def test_every_text_has_a_german_one_with_the_same_placeholders() -> None:
    wrong = [
        english
        for message in catalogue()
        if message.id
        for english, german in pairs(message)
        if not german
        or message.fuzzy
        or sorted(PLACEHOLDER.findall(english)) != sorted(PLACEHOLDER.findall(german))
    ]
    assert wrong == []


def texts(compiled: BinaryIO) -> set[str]:
    """Without the header, which holds the time at which it was written."""
    return {f"{one.context} {one.id} {one.string}" for one in read_mo(compiled) if one.id}


def test_what_is_compiled_is_what_is_written() -> None:
    written = BytesIO()
    write_mo(written, catalogue())
    written.seek(0)
    with GERMAN.with_suffix(".mo").open("rb") as stored:
        assert texts(stored) == texts(written), "The compiled texts are old: run “make messages”."


def test_labels_of_closed_lists_are_translated() -> None:
    with override("de"):
        assert str(Stance.DISPUTES.label) == "bestreitet"
        assert gettext("Review queue") == "Warteschlange der Treffer"


@pytest.mark.django_db
def test_pages_speak_the_language_of_the_browser_and_the_api_speaks_english(client: Client) -> None:
    german = {"accept-language": "de-AT,de;q=0.9,en;q=0.5"}
    page = client.get("/admin/login/", headers=german)
    assert '<html lang="de"' in page.text
    assert "Anmelden" in page.text
    assert '<html lang="en-gb"' in client.get("/admin/login/").text
    assert (
        client.get("/api/v1/claims/", headers=german).json()["title"]
        == (client.get("/api/v1/claims/").json()["title"])
    )
