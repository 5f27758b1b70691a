"""Stored English words, told in the language of the page."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation import override

from claims.models import RejectionReason
from claims.models.told import REASONS, tell_flag, tell_reason

FLAGS = settings.BASE_DIR / "claims" / "matching" / "flags"


def sentences_of(path: Path) -> Iterator[str]:
    """The sentences that a module of flags can make, with words in their gaps."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.JoinedStr):
            parts = [
                p.value if isinstance(p, ast.Constant) else "says only “x”" for p in node.values
            ]
            text = "".join(map(str, parts))
            if text.startswith(("The claim ", "The article ", "In the claim ")):
                yield text


SENTENCES = sorted({text for path in FLAGS.glob("*.py") for text in sentences_of(path)})


def test_the_sentences_of_the_matcher_are_found() -> None:
    assert len(SENTENCES) > 8


@pytest.mark.parametrize("sentence", SENTENCES)
def test_every_sentence_of_the_matcher_is_told_in_german(sentence: str) -> None:
    assert tell_flag(sentence) == sentence
    with override("de"):
        assert tell_flag(sentence).startswith(("Die Behauptung", "Der Artikel", "In der"))


def test_the_words_of_claim_and_article_stay_as_they_are() -> None:
    explanation = "The claim says 100 %(x)s, the article says “5 %”\nof it."

    with override("de"):
        assert tell_flag(explanation) == (
            "Die Behauptung sagt 100 %(x)s, der Artikel sagt “5 %”\nof it."
        )


def test_a_sentence_that_nobody_knows_is_told_as_it_is_stored() -> None:
    with override("de"):
        assert tell_flag("Something else.") == "Something else."


@pytest.mark.django_db
def test_the_reasons_of_a_new_desk_are_told_in_german_and_its_own_as_written() -> None:
    assert set(RejectionReason.objects.values_list("label", flat=True)) == set(REASONS)
    with override("de"):
        assert [tell_reason(label) for label in ("too vague", "Yes")] == ["zu vage", "Yes"]
        assert str(RejectionReason.objects.get(key="satire")) == "satire or fiction"
