"""Which words count as the same: stems, irregular forms, places and peoples, rise and fall."""

from claims.terms.gazetteer import Place, are_compatible, capital_of, place_at
from claims.terms.lexicon import (
    BODY_NOUNS,
    DENIALS,
    HEDGES,
    NEGATORS,
    OPPOSITES,
    PLACE_NOUNS,
    TIME_WORDS,
    TITLES,
)
from claims.terms.terms import (
    DOWN_TERM,
    REPORTING_TERMS,
    UP_TERM,
    base_of,
    lightness,
    stem_of,
    terms_of,
)

__all__ = [
    "BODY_NOUNS",
    "DENIALS",
    "DOWN_TERM",
    "HEDGES",
    "NEGATORS",
    "OPPOSITES",
    "PLACE_NOUNS",
    "REPORTING_TERMS",
    "TIME_WORDS",
    "TITLES",
    "UP_TERM",
    "Place",
    "are_compatible",
    "base_of",
    "capital_of",
    "lightness",
    "place_at",
    "stem_of",
    "terms_of",
]
