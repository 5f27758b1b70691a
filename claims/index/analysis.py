"""What chunks hold, as the reference analysis has it: most are a plain word and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress

from claims.index.chunks import (
    BREAKS_BEFORE,
    IS_CAPITAL,
    IS_LOWER,
    IS_NAMELIKE,
    IS_WORDY,
    PLACE_SHIFT,
    has_break,
)
from claims.index.places import place_words
from claims.terms import TIME_WORDS, terms_of, terms_of_words
from claims.text import Token, are_plain, tokenize_chunks, word_forms


@dataclass(frozen=True, slots=True)
class Analysed:
    """Tokens of consecutive chunks: lists by token, and by chunk their count and the tail."""

    terms: list[str]
    norms: list[str]
    marks: list[int]
    counts: list[int]
    tails: list[bool]


def analyse(chunks: Sequence[str], *, language: str) -> Analysed:
    """The tokens of chunks, by the reference analysis."""
    is_plain = are_plain(chunks)
    words = _analysed_words(list(compress(chunks, is_plain)), language)
    places = [place for place, plain in enumerate(is_plain) if not plain]
    others = [chunks[place] for place in places]
    result, done = Analysed([], [], [], [], []), 0
    for passed, tokens in enumerate(tokenize_chunks(others, language=language)):
        before = places[passed] - passed
        _add_words(result, words, done, before)
        _add_chunk(result, others[passed], tokens)
        done = before
    _add_words(result, words, done, len(words.terms))
    return result


def _analysed_words(words: Sequence[str], language: str) -> Analysed:
    norms, stems, is_content = word_forms(words, language=language)
    marks = list(map(_marks, words, norms, is_content))
    counts, tails = [1] * len(words), [False] * len(words)
    return Analysed(terms_of_words(norms, stems, is_content), norms, marks, counts, tails)


def _add_words(result: Analysed, words: Analysed, first: int, end: int) -> None:
    result.terms.extend(words.terms[first:end])
    result.norms.extend(words.norms[first:end])
    result.marks.extend(words.marks[first:end])
    result.counts.extend(words.counts[first:end])
    result.tails.extend(words.tails[first:end])


def _add_chunk(result: Analysed, chunk: str, tokens: Sequence[Token]) -> None:
    result.terms.extend(terms_of(list(map(_without_capital, tokens))))
    result.norms.extend(token.norm for token in tokens)
    last = 0
    for token in tokens:
        breaks = has_break(chunk[last : token.start])
        marks = _marks(token.text, token.norm, token.is_content)
        result.marks.append(marks | BREAKS_BEFORE * breaks)
        last = token.end
    result.counts.append(len(tokens))
    result.tails.append(has_break(chunk[last:]))


def _without_capital(token: Token) -> Token:
    """The token as no place begins with it: places are joined across chunks, later."""
    if not token.text[0].isupper():
        return token
    lower = token.text.lower()
    return Token(lower, token.norm, token.stem, token.start, token.end, token.is_content)


def _marks(word: str, norm: str, is_content: bool) -> int:
    first, marks = word[0], place_words().get(norm, 0) << PLACE_SHIFT
    if first.islower():
        marks |= IS_LOWER
    elif first.isupper():
        marks |= IS_CAPITAL
        if is_content and norm not in TIME_WORDS:
            marks |= IS_NAMELIKE
    return marks | IS_WORDY if is_content and first.isalpha() else marks
