"""Prepares text: `clean_text` for storing, `fold` and `fold_key` for comparing."""

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from claims.text.marks import COMBINING_MARKS

_SINGLE_QUOTES = "‘’‚‛′ʼ`´‹›"
_DOUBLE_QUOTES = "“”„‟″«»〝〞"
_DASHES = "‐‑‒–—―−﹘﹣－"
_STRAIGHTENED = (
    dict.fromkeys(_SINGLE_QUOTES, "'")
    | dict.fromkeys(_DOUBLE_QUOTES, '"')
    | dict.fromkeys(_DASHES, "-")
)
_LINE_BREAK = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_UNSTORABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff]")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
# No script stacks more marks on a letter than Unicode's stream-safe format (UAX 15) allows; sorting
# thousands of them would take minutes.
_STACKED_MARKS = re.compile(f"([{COMBINING_MARKS}]{{30}})[{COMBINING_MARKS}]+")
# No combining mark stands below U+0300: a run of Latin letters needs no closer look.
_MAYBE_STACKED = re.compile("[^\x00-\u02ff]{31}")
_TRAILING_BLANKS = re.compile(r"[^\S\n]+(?=\n|\Z)")
# Punctuation that carries no meaning of its own: all but percent signs, the point and comma inside
# a number, and a minus sign (so that 3.4 and 34, 5 and -5 keep different keys).
_IDLE_MARK = re.compile(r"(?<!\d)[.,]|[.,](?!\d)|(?<!^)(?<!\s)-|-(?!\d)|[^\w\s.,%‰$€£¥+-]|_")
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
_FIRST_VOWEL_JAMO, _LAST_FINAL_JAMO = "\u1160", "\u11ff"


@dataclass(frozen=True, slots=True)
class Folded:
    """A text prepared for comparing, with the way back to the text it was made from.

    `starts[i]` and `ends[i]` are the offsets in the original (end exclusive) of the characters that
    became `text[i]`.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original text behind `text[start:end]`."""
        if start >= end:
            here = self.starts[start] if start < len(self.starts) else (self.ends or (0,))[-1]
            return here, here
        return self.starts[start], self.ends[end - 1]


def fold(text: str) -> Folded:
    """Text for comparing: two spellings of the same words fold to the same string.

    Compatibility characters are resolved (NFKC), letters case-folded, quotation marks, apostrophes
    and dashes made straight, invisible characters dropped, blanks collapsed and the ends stripped.
    """
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for piece, start, end in _folded_clusters(text):
        for character in piece:
            if character == " " and characters[-1:] in ([], [" "]):
                continue
            characters.append(character)
            starts.append(start)
            ends.append(end)
    if characters[-1:] == [" "]:
        del characters[-1], starts[-1], ends[-1]
    return Folded("".join(characters), tuple(starts), tuple(ends))


def fold_key(text: str) -> str:
    """The key of "the same sentence": SHA-256 in hexadecimal of the folded words and numbers.

    Punctuation and the width of blanks do not count; digits, decimal points, signs and units do.
    """
    words = _APOSTROPHE.sub("", fold(text).text)
    bare = " ".join(_IDLE_MARK.sub(" ", words).split())
    return hashlib.sha256(bare.encode("utf-8", "surrogatepass")).hexdigest()


def clean_text(raw: str) -> str:
    """The form in which a document is stored. Cleaning it again changes nothing.

    Line breaks become newlines, control characters and byte order marks go, lone surrogates become
    U+FFFD, characters are composed (NFC, at most 30 marks on a letter), blanks at line ends and at
    the end of the text are trimmed. Typographic quotation marks, dashes and every other visible
    character stay.
    """
    text = _LINE_BREAK.sub("\n", raw)
    text = _UNSTORABLE.sub("", text)
    text = _LONE_SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)
    text = _unstacked(unicodedata.normalize("NFC", _unstacked(text)))
    return _TRAILING_BLANKS.sub("", text).rstrip()


def _unstacked(text: str) -> str:
    return _STACKED_MARKS.sub(r"\1", text) if _MAYBE_STACKED.search(text) else text


def _folded_clusters(text: str) -> Iterator[tuple[str, int, int]]:
    """Each base character with its combining marks, folded, and the span it came from."""
    cluster: list[str] = []
    start, end = 0, 0
    for offset, character in enumerate(text):
        kind = "" if character.isascii() else unicodedata.category(character)
        if _is_dropped(character, kind):
            continue
        if cluster and _extends(character, kind):
            cluster.append(character)
            end = offset + 1
            continue
        if cluster:
            yield _fold_cluster("".join(cluster)), start, end
        cluster, start, end = [character], offset, offset + 1
    if cluster:
        yield _fold_cluster("".join(cluster)), start, end


def _is_dropped(character: str, kind: str) -> bool:
    if kind:
        is_variation_selector = "\ufe00" <= character <= "\ufe0f"
        return (kind in {"Cf", "Cc"} and not character.isspace()) or is_variation_selector
    return (character < " " or character == "\x7f") and not character.isspace()


def _extends(character: str, kind: str) -> bool:
    return kind.startswith("M") or _FIRST_VOWEL_JAMO <= character <= _LAST_FINAL_JAMO


def _fold_cluster(cluster: str) -> str:
    if len(cluster) == 1 and cluster.isascii():
        if cluster.isspace():
            return " "
        return _STRAIGHTENED.get(cluster, cluster).lower()
    straight = "".join(_STRAIGHTENED.get(character, character) for character in cluster)
    composed = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", straight).casefold())
    return "".join(" " if character.isspace() else character for character in composed)
