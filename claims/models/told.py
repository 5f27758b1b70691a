"""Words that are stored in English, told in the language of the page."""

import re

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

# What the flags of claims.matching say, the narrower before the wider.
FLAG_SENTENCES = (
    _("The claim says “%(ours)s”, the article says the opposite: “%(theirs)s”."),
    _("The claim says “%(ours)s”, the article says “%(theirs)s”."),
    _("The claim says “%(ours)s”, the article does not."),
    _("The article says “%(theirs)s”, the claim does not."),
    _("The claim says %(ours)s, the article says %(theirs)s."),
    _("The claim names “%(ours)s” as its source, the article says only “%(theirs)s”."),
    _("The claim names “%(ours)s” as its source, the article names no source."),
    _("The claim names %(ours)s, the article names %(theirs)s."),
    _("The claim quotes “%(ours)s”, the article “%(theirs)s”."),
    _("In the claim it is %(ours)s who acts (“%(word)s”), in the article somebody else."),
)

# What the workbench comes with; a desk's own reasons are told as they were written.
REASONS = (
    _("different claim"),
    _("different facts"),
    _("about something else"),
    _("satire or fiction"),
    _("not a statement"),
    _("too vague"),
    _("other"),
)


def _pattern_of(sentence: str) -> re.Pattern[str]:
    literal = re.escape(sentence)
    return re.compile(re.sub(r"%\\\((\w+)\\\)s", r"(?P<\1>.*?)", literal), re.DOTALL)


_PATTERNS = tuple((_pattern_of(sentence), sentence) for sentence in FLAG_SENTENCES)


def tell_flag(explanation: str) -> str:
    """An explanation of a flag; one that no known sentence fits is told as it is stored."""
    for pattern, sentence in _PATTERNS:
        if found := pattern.fullmatch(explanation):
            return gettext(sentence) % found.groupdict()
    return explanation


def tell_reason(label: str) -> str:
    """The label of a reason for rejection."""
    return gettext(label) if label in REASONS else label
