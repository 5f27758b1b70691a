"""The keys of the queue, as the help tells them."""

from dataclasses import dataclass

from django.utils.translation import gettext


@dataclass(frozen=True, slots=True)
class Line:
    keys: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Group:
    title: str
    lines: tuple[Line, ...]


def key_groups() -> tuple[Group, ...]:
    return (
        Group(
            gettext("Decide"),
            (
                Line(("c",), gettext("Confirm: the article says what the claim says")),
                Line(("r",), gettext("Reject: it does not; then 1 to 9 for a reason, or Enter")),
                Line(("s",), gettext("Second look: leave it to a colleague")),
                Line(("x",), gettext("Unlink a confirmed match")),
                Line(("o",), gettext("Write a note for the next decision")),
                Line(("b",), gettext("Decide on all copies of the sentence, after a look at them")),
                Line(("u",), gettext("Undo your last change")),
                Line(("U",), gettext("List of your last ten changes")),
            ),
        ),
        Group(
            gettext("Correct"),
            (
                Line(("t",), gettext("Stance, then its number")),
                Line(("[", "]"), gettext("Move the end of the span back or on by a word")),
                Line(("{", "}"), gettext("Move its beginning back or on by a word")),
                Line(("l",), gettext("Link to another claim")),
                Line(("m",), gettext("Make a new claim of this sentence")),
                Line(("a",), gettext("Assign to somebody")),
            ),
        ),
        Group(
            gettext("Move"),
            (
                Line(("n", "j"), gettext("Next, without deciding")),
                Line(("p", "k"), gettext("Previous")),
                Line(("g",), gettext("Open the article at this place")),
                Line(("/",), gettext("Search the claims")),
                Line(("h",), gettext("Home")),
                Line(("?",), gettext("These keys")),
                Line(("Esc",), gettext("Leave a field, close what is open")),
            ),
        ),
        Group(
            gettext("List"),
            (
                Line(("v",), gettext("Show or hide the list beside the card")),
                Line(("x",), gettext("Select the row of the card")),
                Line(("X",), gettext("Select all rows from the last selected to this one")),
                Line(("c", "r", "s"), gettext("Decide on all selected rows, as long as any are")),
            ),
        ),
    )
