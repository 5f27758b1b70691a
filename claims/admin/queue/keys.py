"""The keys of the queue, as the help tells them."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Line:
    keys: tuple[str, ...]
    text: str | Promise


@dataclass(frozen=True, slots=True)
class Group:
    title: str | Promise
    lines: tuple[Line, ...]


GROUPS = (
    Group(
        _("Decide"),
        (
            Line(("c",), _("Confirm: the article says what the claim says")),
            Line(("r",), _("Reject: it does not; then 1 to 9 for a reason, or Enter")),
            Line(("s",), _("Second look: leave it to a colleague")),
            Line(("x",), _("Unlink a confirmed match")),
            Line(("o",), _("Write a note for the next decision")),
            Line(("b",), _("Decide on all copies of the sentence, after a look at them")),
            Line(("u",), _("Undo your last change")),
            Line(("U",), _("List of your last ten changes")),
        ),
    ),
    Group(
        _("Correct"),
        (
            Line(("t",), _("Stance, then its number")),
            Line(("[", "]"), _("Move the end of the span back or on by a word")),
            Line(("{", "}"), _("Move its beginning back or on by a word")),
            Line(("l",), _("Link to another claim")),
            Line(("m",), _("Make a new claim of this sentence")),
            Line(("a",), _("Assign to somebody")),
        ),
    ),
    Group(
        _("Move"),
        (
            Line(("n", "j"), _("Next, without deciding")),
            Line(("p", "k"), _("Previous")),
            Line(("g",), _("Open the article at this place")),
            Line(("/",), _("Search the claims")),
            Line(("h",), _("Home")),
            Line(("?",), _("These keys")),
            Line(("Esc",), _("Leave a field, close what is open")),
        ),
    ),
    Group(
        _("List"),
        (
            Line(("v",), _("Show or hide the list beside the card")),
            Line(("x",), _("Select the row of the card")),
            Line(("X",), _("Select all rows from the last selected to this one")),
            Line(("c", "r", "s"), _("Decide on all selected rows, as long as any are")),
        ),
    ),
)
