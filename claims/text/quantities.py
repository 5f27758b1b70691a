"""Finds numbers, percentages, money and measures, and gives them comparable values."""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class QuantityKind(StrEnum):
    """What a quantity counts."""

    NUMBER = "number"
    PERCENT = "percent"
    MONEY = "money"
    MEASURE = "measure"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity as written (`text == document[start:end]`) and its value from `low` to `high`.

    `unit` is an ISO 4217 currency, "%", "percentage points", a canonical measure ("km") or "".
    """

    start: int
    end: int
    text: str
    kind: QuantityKind
    low: Decimal
    high: Decimal
    unit: str


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """The quantities of a text, in order."""
    found = []
    for match in re.finditer(r"\d+(?:,\d{3})*(?:\.\d+)?", text):
        value = Decimal(match[0].replace(",", ""))
        found.append(Quantity(match.start(), match.end(), match[0], QuantityKind.NUMBER, value, value, ""))
    return tuple(found)
