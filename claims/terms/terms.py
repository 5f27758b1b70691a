"""The comparable form of each word: why "Russian" reaches "Moscow's" and "rose" "increased"."""

from collections.abc import Sequence

from claims.terms.gazetteer import PLACES, place_at
from claims.terms.lexicon import BASE_FORMS, DOWN, REPORTING, TIME_WORDS, TITLES, UP
from claims.text import FIRST_UNSPACED, Token, is_unspaced, tokenize

UP_TERM, DOWN_TERM = ">up", ">down"


def stem_of(word: str) -> str:
    """The English stem of a base form, "" of what is no word."""
    return next((token.stem for token in tokenize(word)), "")


_JOINED = frozenset(phrase[0] for phrase in PLACES) | {"cent"}
"""The words at which several may become one term."""
_BASE_STEMS = {form: stem_of(base) for form, base in BASE_FORMS.items()} | {"no": "not"}
_MOVEMENTS = {_BASE_STEMS.get(w, stem_of(w)): UP_TERM for w in UP if tokenize(w)} | {
    _BASE_STEMS.get(w, stem_of(w)): DOWN_TERM for w in DOWN
}
REPORTING_TERMS = frozenset(map(stem_of, REPORTING))
# Share of its weight that a word keeps: dates, reporting verbs and titles say little about what is
# claimed.
_LIGHT = (
    dict.fromkeys(map(stem_of, TIME_WORDS), 0.4)
    | dict.fromkeys(REPORTING_TERMS, 0.3)
    | dict.fromkeys(map(stem_of, TITLES), 0.5)
)


def lightness(term: str) -> float:
    """The share of its weight that a term keeps, 0.3 to 1."""
    return _LIGHT.get(term, 1.0)


def base_of(token: Token) -> str:
    """The stem of a token, irregular forms brought to their base form."""
    return _BASE_STEMS.get(token.norm, token.stem)


def terms_of(tokens: Sequence[Token]) -> tuple[str, ...]:
    """One term per token, "" for a word without content of its own.

    The words of a country, its people and its government share one term (">russia"); so do all
    words of rising and all words of falling. A character of a script without blanks forms its term
    with the next, so that "年金" is found in "年金額". Other terms are stems.
    """
    if not tokens:
        return ()
    texts, norms, stems, _, _, is_content = zip(*tokens, strict=True)
    terms = terms_of_words(norms, stems, is_content)
    if max(texts) >= FIRST_UNSPACED:
        _pair_characters(tokens, terms)
    if not _JOINED.isdisjoint(norms):
        _join_places(tokens, norms, terms)
    return tuple(terms)


def _join_places(tokens: Sequence[Token], norms: Sequence[str], terms: list[str]) -> None:
    """One term for the words of a place, and "percent" for "per cent"."""
    # Most words begin no place.
    at = (i for i, norm in enumerate(norms) if norm in _JOINED)
    behind = 0
    for position in at:
        if position < behind:
            continue
        known = place_at(norms, position) if tokens[position].text[0].isupper() else None
        if known is not None:
            place, length = known
            names_country = not place.spot or place.is_seat
            joined = ">" + (place.country if names_country else place.spot)
            terms[position : position + length] = [joined] + [""] * (length - 1)
            behind = position + length
        elif norms[position] == "cent" and norms[max(position - 1, 0)] == "per":
            terms[position] = "percent"


def _pair_characters(tokens: Sequence[Token], terms: list[str]) -> None:
    """Overlapping pairs for what is written without blanks; the last of a run has none."""
    follows = False
    for index, token in enumerate(tokens):
        if not is_unspaced(token):
            follows = False
            continue
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        goes_on = following is not None and following.start == token.end and is_unspaced(following)
        if following is not None and goes_on:
            terms[index] = token.norm + following.norm
        elif follows:
            terms[index] = ""
        follows = goes_on


def term_of(token: Token) -> str:
    """The term of a word that stands by itself and begins no place, "" without content."""
    return terms_of_words([token.norm], [token.stem], [token.is_content])[0]


def terms_of_words(
    norms: Sequence[str], stems: Sequence[str], is_content: Sequence[bool]
) -> list[str]:
    """The same of many words, which need no tokens."""
    bases = map(_BASE_STEMS.get, norms, stems)
    return [
        _MOVEMENTS.get(base, base) if keeps else ""
        for base, keeps in zip(bases, is_content, strict=True)
    ]
