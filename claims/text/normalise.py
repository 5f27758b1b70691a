"""Prepares text: `clean_text` for storing, `fold` and `fold_key` for comparing."""

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from claims.text.combining import COMBINING_MARK, NEAR_MARKS
from claims.text.scanning import compiled_later

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
_stacked_marks = compiled_later(f"({COMBINING_MARK}{{30}}){COMBINING_MARK}+")
# No combining mark stands below U+0300: a run of Latin letters needs no closer look.
_MAYBE_STACKED = re.compile("[^\x00-\u02ff]{31}")
_TRAILING_BLANKS = re.compile(r"[^\S\n]+(?=\n|\Z)")
# Punctuation that carries no meaning of its own: all but percent signs, the point and comma inside
# a number, and a minus sign (so that 3.4 and 34, 5 and -5 keep different keys).
_IDLE_MARK = re.compile(r"(?<!\d)[.,]|[.,](?!\d)|(?<!^)(?<!\s)-|-(?!\d)|[^\w\s.,%‰$€£¥+-]|_")
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
# What `fold` drops or exchanges within ASCII.
_ODD_ASCII = re.compile("[\x00-\x08\x0e-\x1b\x7f`]")
_PLAIN = dict.fromkeys([*range(9), *range(14, 28), 127]) | {ord("`"): "'"}
_FOREIGN = re.compile(r"[^\x00-\x7f]+")
# With the letter before, which a mark may join.
_MAYBE_MARKED = re.compile(r"[\x00-\x7f]?[^\x00-\x7f]+")
# What may make one character of itself and the one before it.
_CLUSTERED = re.compile(f"[{NEAR_MARKS}\u1160-\u11ff\U00010000-\U0010ffff]")
_CHEROKEE = re.compile("[\u13a0-\u13f5]")
_LOWER = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}
_MOST_FOLDED = 20_000
# The capital İ is small as i with this dot above it.
_ODD_SMALL = re.compile("[ſı\u0307]")
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


def fold_text(text: str) -> str:
    """The text of `fold`, several times faster for want of the way back."""
    plain = text.translate(_PLAIN) if _ODD_ASCII.search(text) else text
    if plain.isascii():
        return " ".join(plain.lower().split())
    if _CLUSTERED.search(plain):
        folded = _MAYBE_MARKED.sub(_folded_clusters_of, plain)
    else:
        folded = _FOREIGN.sub(_folded_run, plain)
    # Of folded letters only Cherokee ones have a small form.
    small = folded.translate(_LOWER) if _CHEROKEE.search(folded) else folded.lower()
    return " ".join(small.split())


def lowered(text: str) -> str:
    """The text in small letters as a pattern that ignores case sees it: "ſ" is s, "ı" is i."""
    small = text.lower()
    if small.isascii() or not _ODD_SMALL.search(small):
        return small
    return small.replace("ſ", "s").replace("ı", "i").replace("\u0307", "")


def fold_key(text: str) -> str:
    """The key of "the same sentence": SHA-256 in hexadecimal of the folded words and numbers.

    Punctuation and the width of blanks do not count; digits, decimal points, signs and units do.
    """
    words = _APOSTROPHE.sub("", fold_text(text))
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
    return _stacked_marks().sub(r"\1", text) if _MAYBE_STACKED.search(text) else text


def _folded_clusters_of(run: re.Match[str]) -> str:
    return "".join(piece for piece, _, _ in _folded_clusters(run[0]))


def _folded_run(run: re.Match[str]) -> str:
    return run[0].translate(_FOLDED)


class _FoldTable(dict[int, str]):
    """What each character becomes that carries no mark, filled as characters are met."""

    def __missing__(self, code: int) -> str:
        folded = "".join(piece for piece, _, _ in _folded_clusters(chr(code)))
        if len(self) < _MOST_FOLDED:
            self[code] = folded
        return folded


_FOLDED = _FoldTable()


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
