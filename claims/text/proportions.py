"""Finds shares that are told without a per cent sign: "one in four", "doubled", "nine tenths"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from claims.text.alternatives import any_of
from claims.text.dates import DateMention
from claims.text.normalise import lowered
from claims.text.number_words import FRACTIONS, MEASURE_WORDS, TENS, UNITS
from claims.text.quantities import (
    Quantity,
    QuantityKind,
    digit_starts,
    numeral_words,
    quantities_among,
    words_of,
)
from claims.text.scanning import compiled_later, matches_at

_SMALL = {**UNITS, **TENS, "hundred": 100}
_COUNT = rf"(?:\d{{1,3}}|1,?000|an?\shundred|one\shundred|{any_of(_SMALL)})"
_PARTS = "third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
_FLAGS = re.IGNORECASE
# Each pattern below needs one of these words, which most sentences do not hold.
_PART_WORDS = frozenset(f"{part}{ending}" for part in _PARTS.split("|") for ending in ("", "s"))
_SHARE_WORDS = _PART_WORDS | {"half"}
_SCALED_WORDS = _SHARE_WORDS | {"several", "few"}
_MULTIPLE_WORDS = frozenset(
    f"{verb}{ending}"
    for verb in ("halv", "doubl", "tripl", "trebl", "quadrupl", "quintupl")
    for ending in ("ed", "ing")
) | {"times", "twice"}
_GROUP_WORDS = frozenset({"pair", "duo", "trio", "quartet"})
_RATIO_WORDS = frozenset({"in", "of"})
_MEASURE_CUES = frozenset({"within", "half"})
_TOLD_WORDS = _SCALED_WORDS | _MULTIPLE_WORDS | _GROUP_WORDS | _MEASURE_CUES | {"every"}
# Between the part and the whole of a ratio, with the beginning of the whole.
_of_whole = compiled_later(rf"(?:of|in)\s(?:every\s|the\s)?{_COUNT}", _FLAGS)
# Any blank may stand in "a hundred".
_A_HUNDRED = re.compile(r"[aA](?<!\w.)")
_ratio = compiled_later(
    rf"(?<![\w.,-])(?P<part>{_COUNT})(?:\sof|(?:\s(?!in\b|of\b|out\b)[a-z]+){{0,3}}\s(?:in|out\sof))"
    rf"\s(?:every\s|the\s)?(?P<whole>{_COUNT})(?![\w%]|[.,]\d|\s(?:{_PARTS}))",
    _FLAGS,
)
_every_other = compiled_later(
    r"\bevery\s(?P<part>other|second|third|fourth|fifth|sixth|eighth|tenth)\s(?P<noun>[a-z]+)",
    _FLAGS,
)
_share = compiled_later(
    rf"\b(?P<count>two|three|four|five|six|seven|eight|nine)[\s-](?P<parts>{_PARTS})s\b"
    rf"|(?:(?<=\bby\s)|(?<=\bthan\s)|(?<=\babout\s)|(?<=\bnearly\s)|(?<=\balmost\s))"
    rf"(?:an?|one)[\s-](?P<one>{_PARTS})\b"
    rf"|\b(?:an?|one)\s(?P<more>{_PARTS})(?=\s(?:more|less|fewer|higher|lower|cheaper|dearer)\b)"
    r"|(?<=\bby\s)(?P<half>half)\b(?!\sa)",
    _FLAGS,
)
_TIMES = {
    "doubl": "2", "tripl": "3", "trebl": "3", "quadrupl": "4", "quintupl": "5", "halv": "0.5",
}  # fmt: skip
_FOLDS = r"\d{1,3}|" + "|".join(sorted((*UNITS, *TENS), key=len, reverse=True))
_multiple = compiled_later(
    r"\b(?P<verb>doubl|tripl|trebl|quadrupl|quintupl|halv)(?:ed|ing)\b"
    rf"|\b(?P<fold>{_FOLDS})-?fold\b|\b(?P<times>{_FOLDS})\stimes\sas\s|\b(?P<twice>twice)\sas\s",
    _FLAGS,
)
_group = compiled_later(r"\b(?:an?|the)\s(?P<group>pair|duo|trio|quartet)\sof\b", _FLAGS)
_GROUPS = {"pair": 2, "duo": 2, "trio": 3, "quartet": 4}
_half_of = compiled_later(
    rf"\bhalf\san?\s(?P<unit>{'|'.join(w for w in MEASURE_WORDS if w.isalpha() and len(w) > 2)})\b",
    _FLAGS,
)
_one_unit = compiled_later(
    r"(?<=\bwithin\s)(?:an?\s)(?P<unit>hour|day|week|month|year|decade|century)\b", _FLAGS
)
_and_a_half = compiled_later(
    r"\b(?P<count>one|two|three|four|five|six)\sand\sa\shalf\s(?P<unit>[a-z]+)", _FLAGS
)
_half_point = compiled_later(r"\bhalf\sa\s(?:percentage\s)?point\b", _FLAGS)
_part_of = compiled_later(
    r"\b(?:(?P<count>an?|one|three)\s)?(?P<part>half|quarters?|thirds?)\sof\s(?=an?\s)"
    r"|\b(?P<several>several|a\sfew)\s(?=hundred|thousand|million|billion|trillion|dozen)",
    _FLAGS,
)
_SEVERAL = Decimal(2), Decimal("9.99")
TIMES = "times"
"""The unit of a multiple: its value is the change in per cent, so that "doubled" is 100."""


def find_all_quantities(
    text: str, *, language: str = "en", dates: Sequence[DateMention] | None = None
) -> tuple[Quantity, ...]:
    """The quantities of a text with those that are told without a figure, in order and apart.

    "One in four" is 25 %, "89 of 100" is 89 %, "doubled" a change of 100 %, "halved" of 50 %,
    "a quarter of a million" 250,000, "several million" 2 to 10 million, "a trio of" 3. These words
    are read in English only; `language` is a BCP-47 tag. `dates` are those of the text, if known.
    """
    words = words_of(text)
    plain = quantities_among(text, words, language=language, dates=dates)
    is_told = not words.isdisjoint(_TOLD_WORDS) or "fold" in text.lower()
    if not (is_told or plain) or language.split("-")[0].lower() != "en":
        return plain
    told = _told(text, words, plain) if is_told else _ratios(text, words)
    taken = bytearray(len(text))
    found: list[Quantity] = []
    for quantity in told:
        if not any(taken[quantity.start : quantity.end]):
            taken[quantity.start : quantity.end] = b"\1" * (quantity.end - quantity.start)
            found.append(quantity)
    if not found:
        return plain
    # The whole of a ratio ("one in four") is a plain quantity too.
    apart = [q for q in plain if not any(taken[q.start : q.end])]
    return tuple(sorted((*found, *apart), key=lambda quantity: quantity.start))


def _told(text: str, words: frozenset[str], plain: Sequence[Quantity]) -> Iterator[Quantity]:
    """What the patterns find whose words are there."""
    if plain and not words.isdisjoint(_SCALED_WORDS):
        yield from _scaled(text, plain)
    yield from _ratios(text, words)
    if "every" in words:
        yield from _every(text)
    if not words.isdisjoint(_SHARE_WORDS):
        yield from _shares(text)
    yield from _multiples(text, words)
    if not words.isdisjoint(_GROUP_WORDS):
        yield from _groups(text)
    if not words.isdisjoint(_MEASURE_CUES):
        yield from _measures(text)


def _scaled(text: str, plain: Sequence[Quantity]) -> Iterator[Quantity]:
    """Quantities multiplied by what stands right before them."""
    starts = {q.start: q for q in plain}
    for match in _part_of().finditer(text):
        quantity = starts.get(match.end())
        if quantity is None or quantity.low != quantity.high:
            continue
        low, high = _SEVERAL if match["several"] else (_part(match),) * 2
        yield replace(
            quantity,
            start=match.start(),
            text=text[match.start() : quantity.end],
            low=quantity.low * low,
            high=quantity.high * high,
        )


def _part(match: re.Match[str]) -> Decimal:
    part = FRACTIONS[lowered(match["part"]).removesuffix("s")]
    return part * (3 if lowered(match["count"] or "") == "three" else 1)


def _ratios(text: str, words: frozenset[str]) -> Iterator[Quantity]:
    if words.isdisjoint(_RATIO_WORDS) or not _of_whole().search(text):
        return
    starts = {*digit_starts(text), *numeral_words(text)}
    if "hundred" in words:
        starts.update(found.start() for found in _A_HUNDRED.finditer(text))
    if len(starts) < 2:
        return
    for match in matches_at(_ratio(), text, sorted(starts)):
        part, whole = _count(match["part"]), _count(match["whole"])
        is_of = " of " in lowered(match[0]) and " out of " not in lowered(match[0])
        usual = {10, 20, 50, 100, 1000} if is_of else {*range(2, 31), 50, 100, 1000}
        if 0 < part <= whole and whole in usual and not _is_counted(text, match):
            yield _percent(match, 100 * Decimal(part) / whole)


def _every(text: str) -> Iterator[Quantity]:
    for match in _every_other().finditer(text):
        if lowered(match["noun"]) not in MEASURE_WORDS:
            word = lowered(match["part"])
            share = FRACTIONS["half" if word in {"other", "second"} else word]
            yield _percent(match, 100 * share)


def _is_counted(text: str, match: re.Match[str]) -> bool:
    """Whether what looks like the whole counts time or length: "two people in 10 days"."""
    word = re.match(r"[\s-]([a-z]+)", text[match.end() :], _FLAGS)
    return word is not None and lowered(word[1]) in MEASURE_WORDS


def _count(written: str) -> int:
    lower = " ".join(lowered(written).split())
    digits = lower.replace(",", "")
    return int(digits) if digits.isdigit() else 100 if "hundred" in lower else _SMALL[lower]


def _shares(text: str) -> Iterator[Quantity]:
    for match in _share().finditer(text):
        word = match["parts"] or match["one"] or match["more"] or match["half"]
        part = FRACTIONS[lowered(word)]
        yield _percent(match, 100 * part * UNITS.get(lowered(match["count"] or "one"), 1))


def _multiples(text: str, words: frozenset[str]) -> Iterator[Quantity]:
    if words.isdisjoint(_MULTIPLE_WORDS) and "fold" not in text.lower():
        return
    for match in _multiple().finditer(text):
        times = _times(match)
        yield _percent(match, abs(100 * (times - 1)), unit=TIMES)


def _groups(text: str) -> Iterator[Quantity]:
    for match in _group().finditer(text):
        value = Decimal(_GROUPS[lowered(match["group"])])
        yield Quantity(*match.span(), match[0], QuantityKind.NUMBER, value, value, "")


def _measures(text: str) -> Iterator[Quantity]:
    """ "Within a year", "two and a half hours", "half a century", "half a point"."""
    half = Decimal("0.5")
    for match in _one_unit().finditer(text):
        yield _measure(match, Decimal(1))
    for match in _and_a_half().finditer(text):
        if lowered(match["unit"]) in MEASURE_WORDS:
            yield _measure(match, UNITS[lowered(match["count"])] + half)
    for match in _half_point().finditer(text):
        yield _percent(match, half, unit="percentage points")
    for match in _half_of().finditer(text):
        yield _measure(match, half)


def _measure(match: re.Match[str], value: Decimal) -> Quantity:
    unit = MEASURE_WORDS[lowered(match["unit"])]
    return Quantity(*match.span(), match[0], QuantityKind.MEASURE, value, value, unit)


def _times(match: re.Match[str]) -> Decimal:
    if match["verb"]:
        return Decimal(_TIMES[lowered(match["verb"])])
    return Decimal(2 if match["twice"] else _count(match["fold"] or match["times"]))


def _percent(match: re.Match[str], value: Decimal, *, unit: str = "%") -> Quantity:
    value = round(value, 2)
    return Quantity(*match.span(), match[0], QuantityKind.PERCENT, value, value, unit)
