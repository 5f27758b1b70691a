"""Cuts blocks into sentences with offsets into the document.

sentencex finds the boundaries, but takes everything between quotation marks for one sentence and
cuts a quote off the clause that attributes it. So it reads the text without the marks, and its
boundaries are then moved behind closing marks and joined where a sentence goes on.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import sentencex

from claims.text.blocks import Block, BlockKind
from claims.text.marks import CLOSING_MARKS, DOUBLE_QUOTES, OPENING_QUOTES, QUOTE_MARKS
from claims.text.reporting import PRONOUNS, REPORTING_VERBS

_STOPS = ".!?…。！？"
# How much of a long sentence is looked at on each side of a boundary.
_WINDOW = 200
# Marks that sentencex must not see: single ones only where they cannot be apostrophes.
_MASKED = re.compile(
    rf"[{DOUBLE_QUOTES}‘‹’›'](?:(?<=[{DOUBLE_QUOTES}‘‹])|(?<=[{_STOPS}][’'›])|(?<!\S')(?<='))"
)
_MASKABLE = DOUBLE_QUOTES + "‘‹’›'"
_LONGEST_PART = 16_384
# sentencex fails on a capital, a wide or unbreakable blank and a stop: "le plan B ."
_BLANK_BEFORE_STOP = re.compile(r"(?<=[^\W\d_])\s+(?=\.)")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_FOOTNOTE = re.compile(r"(?:\[\d{1,3}\])+")
_LONE_INITIAL = re.compile(r"(?:^|[\s.(-])[^\W\d_]\.$")
_ENDS_IN_QUOTE = re.compile(rf"[{_STOPS}][{re.escape(CLOSING_MARKS)}]+$")
_NAMED_SUBJECT = (
    r"(?:(?:[^\W\d_a-z][\w’'.-]*\s+){1,4}"
    r"|[Tt]he\s+(?:(?!did\b|do|not\b|will\b|would\b|could\b)\w+\s+){1,3})"
)
# "Lavrov said." or "Hua Chunying said on Monday." but not "Lavrov said the deal was done."
_ATTRIBUTION = re.compile(
    rf"""{_NAMED_SUBJECT}(?P<verb>[a-z]+)
         (?:\s*[.,:;!?]|\s*$|\s+(?:on|in|at|during|after|before|last|this|late|later|earlier|
         yesterday|today|to|from|when|as|while|with|via)\b)""",
    re.VERBOSE,
)


class Sentence(NamedTuple):
    """A sentence of a document; `text == document[start:end]`.

    `block` is the index of the block it stands in, `kind` the kind of that block.
    """

    start: int
    end: int
    text: str
    block: int
    kind: BlockKind


def find_sentences(blocks: Sequence[Block], *, language: str = "en") -> tuple[Sentence, ...]:
    """The sentences of every block, in order; `language` is a BCP-47 tag."""
    primary = language.split("-")[0].lower()
    sentences: list[Sentence] = []
    for index, block in enumerate(blocks):
        text, offset, kind = block.text, block.start, block.kind
        sentences += [
            Sentence(offset + start, offset + end, text[start:end], index, kind)
            for start, end in _sentence_spans(text, primary)
        ]
    return tuple(sentences)


def _sentence_spans(text: str, language: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    start = 0
    for boundary in [*_boundaries(text, language), len(text)]:
        piece = text[start:boundary].lstrip()
        start = max(start, boundary)
        if not piece:
            continue
        span = boundary - len(piece), boundary - len(piece) + len(piece.rstrip())
        if spans and _goes_on(text, spans[-1], span):
            span = spans.pop()[0], span[1]
        spans.append(span)
    return spans


def _boundaries(text: str, language: str) -> Iterator[int]:
    """Offsets just behind each sentence, closing marks and footnote signs included."""
    # How many characters are kept before each mark that is left out.
    left_out: list[int] = []
    if any(map(text.__contains__, _MASKABLE)):
        left_out = [found.start() - count for count, found in enumerate(_MASKED.finditer(text))]
    # A wrapped line is no boundary, so sentencex must not see the break.
    masked = (_MASKED.sub("", text) if left_out else text).replace("\n", " ")
    for start, end in _pieces(masked, language):
        last = end - 1
        while last > start and masked[last].isspace():
            last -= 1
        yield _behind_closing_marks(text, last + bisect_right(left_out, last) + 1)


def _pieces(text: str, language: str) -> Iterator[tuple[int, int]]:
    """The sentences of sentencex, none of them empty.

    It takes quadratic time over some texts, so a long one goes to it by parts, each but the last
    from the beginning of the sentence that was cut off.
    """
    start = 0
    while start < len(text):
        found = _sentencex(text[start : start + _LONGEST_PART], language)
        is_last = start + _LONGEST_PART >= len(text)
        whole = found if is_last else found[:-1]
        for first, last in whole:
            yield start + first, start + last
        start += whole[-1][1] if whole and not is_last else _LONGEST_PART


def _sentencex(text: str, language: str) -> list[tuple[int, int]]:
    if not text.isascii():
        text = _BLANK_BEFORE_STOP.sub(lambda blanks: " " * len(blanks[0]), text)
    try:
        # Its other function, which gives the sentences themselves, never lets go of their memory.
        found = sentencex.get_sentence_boundaries(language, text)
    except UnicodeEncodeError:
        # A lone surrogate, in a text that nobody cleaned.
        found = sentencex.get_sentence_boundaries(language, _LONE_SURROGATE.sub("\ufffd", text))
    return [(boundary["start_index"], boundary["end_index"]) for boundary in found]


def _behind_closing_marks(text: str, offset: int) -> int:
    if offset == len(text) or text[offset] == " ":
        return offset
    end = offset
    while end < len(text) and text[end] in CLOSING_MARKS + DOUBLE_QUOTES:
        end += 1
    # “ and " open as well as close: one that touches the next word belongs to it.
    if end < len(text) and not text[end].isspace():
        while end > offset and text[end - 1] in OPENING_QUOTES + "\"'":
            end -= 1
    footnote = _FOOTNOTE.match(text, end)
    return footnote.end() if footnote else end


def _goes_on(text: str, left: tuple[int, int], right: tuple[int, int]) -> bool:
    """Whether a boundary is none: the right piece continues the sentence of the left."""
    first = text[right[0]]
    if first in CLOSING_MARKS and not _opens(text[right[0] : min(right[1], right[0] + 2)]):
        return True
    if left[1] == right[0] and _LONE_INITIAL.search(text[max(left[0], left[1] - 4) : left[1]]):
        return True
    if text[left[1] - 1] not in CLOSING_MARKS:
        return False
    if not _ENDS_IN_QUOTE.search(text[max(left[0], left[1] - 6) : left[1]]):
        return False
    after = text[right[0] : min(right[1], right[0] + _WINDOW)]
    return first.islower() or (_ends_a_quotation(text, left) and _attributes(after))


def _ends_a_quotation(text: str, span: tuple[int, int]) -> bool:
    """Whether the sentence is quoted from its first word: “No.” but not: He said “no.”"""
    first_mark = next((c for c in text[span[0] : span[0] + _WINDOW] if c in DOUBLE_QUOTES), "")
    return text[span[0]] in QUOTE_MARKS or first_mark in "”»"


def _opens(piece: str) -> bool:
    return piece[0] in "\"'" and len(piece) > 1 and not piece[1].isspace()


def _attributes(piece: str) -> bool:
    match = _ATTRIBUTION.match(piece)
    if match:
        return match["verb"] in REPORTING_VERBS
    first, *rest = piece.split(maxsplit=2)
    is_pronoun = first.lower() in PRONOUNS
    return is_pronoun and bool(rest) and rest[0].strip(".,") in REPORTING_VERBS and len(rest) < 2
