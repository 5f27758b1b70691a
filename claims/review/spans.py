"""What a person corrects of a suggestion: its stance and its span."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext

from claims import audit
from claims.enums import MatchEventKind, Stance
from claims.matching import FlagReason, restate
from claims.models import ArticleVersion, Match, MatchEvent, MatchFlag, Sentence, Wording
from claims.review.changes import ChangeRefused, Why, change
from claims.text import fold_key


def change_stance(match: Match, *, stance: Stance, why: Why) -> MatchEvent:
    """Say what the article does with the claim. Raises ChangeRefused, MatchChanged."""
    if stance == match.stance:
        raise ChangeRefused(
            gettext("The stance is “%(stance)s” already.") % {"stance": stance.label}
        )
    columns = {"stance": stance}
    return change(match, columns, why, kind=MatchEventKind.STANCE, action="stance-changed")


def change_span(match: Match, *, start: int, end: int, why: Why) -> MatchEvent:
    """Move the ends of the span, in characters of the version's text.

    Text, diff, mutation, flags, sentence and quote follow. Raises ChangeRefused, MatchChanged.
    """
    sentence = _refuse_bad_span(match, start, end)
    columns, reasons = columns_of_span(match.version, match.wording, sentence, start, end)
    changed = {name: value for name, value in columns.items() if getattr(match, name) != value}
    with audit.recording():
        event = change(
            match,
            changed,
            why,
            kind=MatchEventKind.SPAN,
            action="span-changed",
            before={"flags": flags_of(match)},
        )
        replace_flags(match, flag_values(reasons))
    return event


def columns_of_span(
    version: ArticleVersion, wording: Wording, sentence: Sentence, start: int, end: int
) -> tuple[dict[str, Any], tuple[FlagReason, ...]]:
    """What a match of the wording with this span holds, by column, and the flags of it."""
    text = version.text[start:end]
    found = restate(wording.text, text, language=version.article.language)
    quote = version.quotes.filter(start__lte=start, end__gte=end).order_by("start", "pk").first()
    columns = {
        "start": start,
        "end": end,
        "text": text,
        "text_key": fold_key(text),
        "sentence_id": sentence.pk,
        "sentence_key": fold_key(sentence.text),
        "quote_id": quote.pk if quote else None,
        "diff": [[part.kind.value, part.left, part.right] for part in found.diff],
        "mutation": found.mutation.value,
    }
    return columns, found.flags


_FLAG = ("flag", "claim_text", "article_text", "explanation")


def flags_of(match: Match) -> list[tuple[str, ...]]:
    return list(match.flags.order_by("pk").values_list(*_FLAG))


def flag_values(reasons: Iterable[FlagReason]) -> list[tuple[str, ...]]:
    return [(r.flag.value, r.claim_text, r.article_text, r.explanation) for r in reasons]


def replace_flags(match: Match, flags: Iterable[Iterable[str]]) -> None:
    """The flags of a match become these, each with its texts and its explanation."""
    match.flags.all().delete()
    rows: list[Mapping[str, str]] = [dict(zip(_FLAG, flag, strict=True)) for flag in flags]
    MatchFlag.objects.bulk_create(MatchFlag(match=match, **row) for row in rows)


def _refuse_bad_span(match: Match, start: int, end: int) -> Sentence:
    """The sentence in which the span begins. Raises ChangeRefused."""
    text = match.version.text
    if not 0 <= start < end <= len(text):
        raise ChangeRefused(
            gettext("The span %(start)s–%(end)s lies outside the text of %(length)s characters.")
            % {"start": start, "end": end, "length": len(text)}
        )
    if (start, end) == (match.start, match.end):
        raise ChangeRefused(gettext("The span is the same."))
    if not text[start:end].strip():
        raise ChangeRefused(gettext("The span holds no words."))
    touched = match.version.sentences.filter(start__lt=end, end__gt=start).order_by("start")
    sentences = list(touched)
    if not sentences:
        raise ChangeRefused(gettext("The span touches no sentence."))
    if any(abs(one.block - match.sentence.block) > 1 for one in sentences):
        raise ChangeRefused(gettext("The span leaves its paragraph and the ones beside it."))
    others = Match.objects.filter(claim=match.claim_id, sentence=sentences[0]).exclude(pk=match.pk)
    if others.exclude(state="rejected").exists():
        raise ChangeRefused(gettext("The claim has another match that begins in that sentence."))
    return sentences[0]
