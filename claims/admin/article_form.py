"""The form with which a person hands in an article: pasted text or a file."""

from datetime import UTC
from pathlib import PurePosixPath
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import (
    AdminTextInputWidget,
    AdminURLFieldWidget,
    AutocompleteSelect,
)
from django.db import models
from django.utils.translation import gettext_lazy as _

from claims import ingest
from claims.admin.base import INPUTS
from claims.models import Article, Source

MEDIA_TYPES = {".txt": "text/plain", ".html": "text/html", ".htm": "text/html"}


class ArticleForm(forms.Form):
    """Makes an ingest.IncomingDocument; the same rules hold as for every other way in."""

    text = forms.CharField(
        label=_("Text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "class": "vLargeTextField"}),
        help_text=_("paste the article here, or give a file below"),
    )
    file = forms.FileField(
        label=_("File"),
        required=False,
        help_text=_("a text file (.txt) or a saved web page (.html)"),
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(MEDIA_TYPES)}),
    )
    title = forms.CharField(
        label=_("Title"), required=False, max_length=500, widget=AdminTextInputWidget
    )
    author = forms.CharField(
        label=_("Author"), required=False, max_length=300, widget=AdminTextInputWidget
    )
    source = forms.ModelChoiceField(
        label=_("Source"),
        required=False,
        queryset=Source.objects.all(),
        widget=AutocompleteSelect(Article._meta.get_field("source"), admin.site),
        help_text=_("left empty, the domain of the address tells it"),
    )
    url = forms.URLField(
        label=_("Address"),
        required=False,
        max_length=1000,
        assume_scheme="https",
        widget=AdminURLFieldWidget,
    )
    language = forms.CharField(
        label=_("Language"), required=False, max_length=35, help_text=_("such as en or pt-BR")
    )
    published_at = forms.DateTimeField(
        label=_("Published at"),
        required=False,
        widget=INPUTS[models.DateTimeField]["widget"],
        help_text=_("in UTC"),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        has_text = bool(cleaned.get("text", "").strip())
        if has_text == bool(cleaned.get("file")) and not self.errors:
            raise forms.ValidationError(_("Give the text or a file: one of them, not both."))
        file = cleaned.get("file")
        if file and _suffix(file.name) not in MEDIA_TYPES:
            self.add_error("file", _("Give a file that ends in .txt, .html or .htm."))
        return cleaned

    def incoming(self) -> ingest.IncomingDocument:
        """The document as it was handed in; call it when the form is valid."""
        given = self.cleaned_data
        file = given["file"]
        return ingest.IncomingDocument(
            name=file.name if file else given["title"] or str(_("pasted text")),
            content=file.read() if file else given["text"].encode(),
            media_type=MEDIA_TYPES[_suffix(file.name)] if file else MEDIA_TYPES[".txt"],
            url=given["url"],
            title=given["title"],
            author=given["author"],
            language=given["language"],
            published_at=given["published_at"] and given["published_at"].astimezone(UTC),
            source=given["source"].name if given["source"] else "",
        )


def _suffix(name: str) -> str:
    return PurePosixPath(name).suffix.lower()
