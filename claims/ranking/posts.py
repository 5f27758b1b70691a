"""Posts taken apart: what was said, who posted it and when.

An embedded post ends with “— Name (@handle) January 6, 2020”. Fact checks of it tend to name its
author and its month.
"""

import re
from collections.abc import Set
from dataclasses import dataclass

_LINK = re.compile(r"(?:https?://|www\.|pic\.twitter\.com/|\b(?:t\.co|bit\.ly)/)\S*")
_GLUED_LINK = re.compile(r"(?<=\S)(?=https?://|pic\.twitter\.com/)")
_DATE = r"(?P<month>[^\W\d]{3,9})\.? \d{1,2}, (?P<year>\d{4}|\d\d)\b"
# Where one post follows another, only a date tells the signature between them from a dash.
_SIGNATURE = re.compile(
    r"\s*[—–-]{1,2}\s*(?P<author>[^—–]{0,80}?)\(@(?P<handle>\w{1,20})\)\s*"
    rf"(?:{_DATE}|$)"
)
_TAG = re.compile(r"[#@](\w+)")
_JOINT = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[A-Za-z])(?=\d)|_")
_CENTURY = 2000


@dataclass(frozen=True, slots=True)
class Post:
    """A post as a sentence: no links, no signature, hashtags and handles as words.

    `author` are the names in its signatures, `handles` the words of the names of their accounts,
    both empty if nobody signed. `months` are (year, first three letters of the month).
    """

    text: str
    author: str
    handles: str
    months: Set[tuple[int, str]]


def read_post(text: str) -> Post:
    """One post, or several in a row."""
    text = _LINK.sub(" ", _GLUED_LINK.sub(" ", text)).strip()
    signed = list(_SIGNATURE.finditer(text))
    said = _TAG.sub(lambda tag: split_joints(tag[1]), _SIGNATURE.sub(" ", text))
    return Post(
        text=" ".join(said.split()),
        author=" ".join(name for each in signed if (name := each["author"].strip())),
        handles=" ".join(split_joints(each["handle"]) for each in signed),
        months=frozenset(
            (_full_year(each["year"]), each["month"][:3].title()) for each in signed if each["year"]
        ),
    )


def split_joints(name: str) -> str:
    """A name written as one word, such as FreeTrams2021 or free_trams, as several."""
    return _JOINT.sub(" ", name)


def _full_year(digits: str) -> int:
    """Two digits are of this century: nobody posted before it."""
    return int(digits) if len(digits) > 2 else _CENTURY + int(digits)
