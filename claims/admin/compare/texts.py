"""What can be compared, by the short names that stand in an address: "article:12", "wording:3"."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from claims.admin.base import is_key
from claims.models import Article, ArticleVersion, Claim, Sentence, Wording

MOST_SENTENCES = 1000
"""Each sentence is compared with each of the other text: a million pairs take about a second."""


@dataclass(frozen=True, slots=True)
class Text:
    """One side of a comparison; `sentences` are those of its beginning if it is too long."""

    name: str
    label: str
    about: str
    url: str
    language: str
    sentences: Sequence[str]
    is_cut: bool = False
    article: int | None = None


class NoSuchText(Exception):
    """The sentence says which text cannot be compared, and why."""


def read_text(name: str) -> Text:
    """The text of a short name. Raises NoSuchText."""
    kind, _colon, key = name.partition(":")
    if kind not in READERS or not is_key(key):
        raise NoSuchText(
            _("“%(name)s” names no text: choose an article, a claim or a wording.") % {"name": name}
        )
    return READERS[kind](int(key))


def _article(pk: int) -> Text:
    version = (
        ArticleVersion.objects.filter(article=pk).order_by("-number").values_list("pk").first()
    )
    if version is None:
        raise NoSuchText(_("There is no article %(pk)d.") % {"pk": pk})
    return _version(version[0])


def _version(pk: int) -> Text:
    version = ArticleVersion.objects.light().select_related("article__source").filter(pk=pk).first()
    if version is None:
        raise NoSuchText(_("There is no article version %(pk)d.") % {"pk": pk})
    rows = Sentence.objects.filter(version=version).order_by("position")
    sentences = list(rows.values_list("text", flat=True)[: MOST_SENTENCES + 1])
    if not sentences:
        raise NoSuchText(
            _("“%(article)s” is not read yet: try again when a worker has processed it.")
            % {"article": version.article}
        )
    article = version.article
    return Text(
        name=f"version:{pk}",
        label=str(article),
        about=_about(article, version),
        url=reverse("admin:article", args=[article.pk], query={"version": version.number}),
        language=article.language,
        sentences=sentences[:MOST_SENTENCES],
        is_cut=len(sentences) > MOST_SENTENCES,
        article=article.pk,
    )


def _about(article: Article, version: ArticleVersion) -> str:
    source = str(article.source or _("Unknown source"))
    date = f"{article.published_at:%Y-%m-%d}" if article.published_at else _("no date")
    number = _("version %(number)d") % {"number": version.number}
    return f"{source} · {date} · {number}"


def _claim(pk: int) -> Text:
    claim = Claim.objects.select_related("claimant").filter(pk=pk).first()
    if claim is None:
        raise NoSuchText(_("There is no claim %(pk)d.") % {"pk": pk})
    about = str(claim.claimant or _("Claimant not named"))
    url = reverse("admin:claims_claim_change", args=[pk])
    label = _("Claim %(pk)d") % {"pk": pk}
    return Text(f"claim:{pk}", label, about, url, claim.language, [claim.text])


def _wording(pk: int) -> Text:
    wording = Wording.objects.select_related("claim").filter(pk=pk).first()
    if wording is None:
        raise NoSuchText(_("There is no wording %(pk)d.") % {"pk": pk})
    url = reverse("admin:claims_claim_change", args=[wording.claim_id])
    label = _("Wording %(pk)d of claim %(claim)d") % {"pk": pk, "claim": wording.claim_id}
    about = wording.get_origin_display()
    return Text(f"wording:{pk}", label, about, url, wording.language, [wording.text])


READERS: dict[str, Callable[[int], Text]] = {
    "article": _article,
    "version": _version,
    "claim": _claim,
    "wording": _wording,
}
