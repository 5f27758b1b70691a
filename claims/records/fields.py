"""Fields of a row: checks their type, length and words; an empty one counts as absent."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from claims.records.refusal import InputRefused, RefusalCode
from claims.records.values import normalise_url, parse_date, parse_language, parse_time
from claims.text import clean_text

Fields = Mapping[str, object]


def text_of(row: Fields, field: str, *, longest: int | None = None) -> str:
    """The field, cleaned, without blanks around it; a number counts as its digits.

    Raises InputRefused.
    """
    value = row.get(field)
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise bad_row(f"“{field}” must be text, not {_type_name(value)}.")
    text = clean_text(str(value)).strip()
    if longest is not None and len(text) > longest:
        raise bad_row(f"“{field}” has {len(text):,} characters: at most {longest:,} are kept.")
    return text


def word_of(row: Fields, field: str, *, words: Iterable[str]) -> str:
    """One word of a closed list."""
    word = text_of(row, field).lower()
    if word and word not in words:
        raise bad_row(f"“{field}” is “{word}”, but must be one of: {', '.join(words)}.")
    return word


def texts_of(row: Fields, field: str) -> tuple[str, ...]:
    """A list of texts; in a CSV cell they are separated by " | "."""
    value = row.get(field)
    if isinstance(value, str):
        value = value.split("|")
    pieces = [text_of({field: item}, field) for item in items_of({field: value}, field)]
    return tuple(piece for piece in pieces if piece)


def items_of(row: Fields, field: str) -> list[object]:
    value = row.get(field) or []
    if not isinstance(value, list):
        raise bad_row(f"“{field}” must be a list, not {_type_name(value)}.")
    return value


def object_of(row: Fields, field: str) -> Fields | None:
    value = row.get(field)
    if value is None:
        return None
    if not isinstance(value, dict):
        raise bad_row(f"“{field}” must be an object, not {_type_name(value)}.")
    return value


def url_of(row: Fields, field: str, *, longest: int) -> str:
    """A web address as it is written."""
    url = text_of(row, field, longest=longest)
    if url:
        normalise_url(url)
    return url


def language_of(row: Fields, field: str) -> str:
    language = text_of(row, field)
    return parse_language(language) if language else ""


def time_of(row: Fields, field: str) -> datetime | None:
    value = text_of(row, field)
    return parse_time(value) if value else None


def date_of(row: Fields, field: str) -> date | None:
    value = text_of(row, field)
    return parse_date(value) if value else None


def refuse_unknown_fields(row: Fields, *, known: frozenset[str], of: str = "a row") -> None:
    """A misspelt field would lose what is in it without a word."""
    unknown = sorted(set(row) - known)
    if unknown:
        raise bad_row(
            f"There is no field “{unknown[0]}” in {of}: the fields are {', '.join(sorted(known))}."
        )


def bad_row(message: str) -> InputRefused:
    return InputRefused(RefusalCode.BAD_ROW, message)


def _type_name(value: object) -> str:
    names = {dict: "an object", list: "a list", bool: "true or false"}
    return names.get(type(value), "a number" if isinstance(value, int | float) else "text")
