"""Why an input is not taken in: one code and one sentence each. Reads and stores nothing."""

from enum import StrEnum


class RefusalCode(StrEnum):
    """What is wrong with an input, for programs that read the reports."""

    MISSING = "missing"
    UNREADABLE = "unreadable"
    UNKNOWN_TYPE = "unknown-type"
    # A file in a folder that is no document: said, but no failure.
    SKIPPED = "skipped"
    EMPTY = "empty"
    TOO_LARGE = "too-large"
    BINARY = "binary"
    BAD_ENCODING = "bad-encoding"
    NO_TEXT = "no-text"
    BAD_ROW = "bad-row"
    BAD_DATE = "bad-date"
    BAD_URL = "bad-url"
    BAD_LANGUAGE = "bad-language"
    UNKNOWN_SOURCE = "unknown-source"
    UNKNOWN_RATING = "unknown-rating"


class InputRefused(Exception):
    """An input cannot be taken in; `name` says which, the message why and how to mend it."""

    def __init__(self, code: RefusalCode, message: str, *, name: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.name = name
