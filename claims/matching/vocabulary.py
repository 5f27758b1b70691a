"""The words and results of matching; knows nothing of how they are computed."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from claims.text import DiffPart


class Flag(StrEnum):
    """A reason why two near texts may not mean the same."""

    NUMBER = "number"
    DATE = "date"
    PLACE = "place"
    ENTITY = "entity"
    NEGATION = "negation"
    ROLE = "role"
    QUOTE = "quote"
    ATTRIBUTION = "attribution"


class Stance(StrEnum):
    """What the article does with the claim."""

    REPEATS = "repeats"
    QUOTES = "quotes"
    DISPUTES = "disputes"
    CORRECTS = "corrects"
    QUESTIONS = "questions"


class Mutation(StrEnum):
    """How far the words have moved from the wording."""

    VERBATIM = "verbatim"
    TRIMMED = "trimmed"
    REWORDED = "reworded"
    PARAPHRASED = "paraphrased"


@dataclass(frozen=True, slots=True)
class FlagReason:
    """A raised flag, the words of both sides that raised it, and one sentence that explains it."""

    flag: Flag
    claim_text: str
    article_text: str
    explanation: str


@dataclass(frozen=True, slots=True)
class ProposedMatch:
    """A span of a document that seems to restate a claim.

    `start:end` are character offsets (`text == document[start:end]`), `sentence` and
    `last_sentence` inclusive indexes into `Segmented.sentences`, `quote` an index into
    `Segmented.quotes` if the span was found as a direct quote. `probability` is in 0..1;
    `components` is explained by `COMPONENTS`. Each flag occurs at most once. `diff` compares
    `wording_text` (left) with `text` (right).
    """

    claim: int
    wording: int
    wording_text: str
    sentence: int
    last_sentence: int
    start: int
    end: int
    text: str
    probability: float
    components: dict[str, float]
    flags: tuple[FlagReason, ...]
    mutation: Mutation
    stance: Stance
    diff: tuple[DiffPart, ...]
    quote: int | None


COMPONENTS: Mapping[str, str] = MappingProxyType(
    {
        "claim_coverage": (
            "Share of the wording's weight (rare words weigh more) found in the span, 0 to 1."
        ),
        "context_coverage": "The same, with the names and words given around the span, 0 to 1.",
        "core_coverage": "The same, without names, dates and reporting verbs, 0 to 1.",
        "sentence_coverage": "Share of the span's weight found in the wording, 0 to 1.",
        "token_set": "Similarity of the two sets of words, whatever their order, 0 to 1.",
        "partial": "Similarity of the wording to the most similar stretch of the span, 0 to 1.",
        "order": "Share of the aligned words that stand in the same order on both sides, 0 to 1.",
        "longest_run": "Longest run of identical words, in words.",
        "number_agreement": "Share of the wording's numbers given in the span, 0 to 1; 1 if none.",
        "name_agreement": "Share of the wording's names in or near the span, 0 to 1; 1 if none.",
        "another_time": "1 if the article gives the date of another event only, else 0.",
        "evidence": (
            "Weight of what was found, in words as telling as one that a single claim has."
        ),
        "sentences": "Sentences compared with the wording, 1 to 3, more for a long quote.",
        "standing": (
            "How far ahead of the best other claim for the same sentences, in log odds, -4 to 4."
        ),
        "rank": "Place of the claim among the claims found for this sentence, 1 is best.",
    }
)
