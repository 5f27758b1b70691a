"""The filters in use, by name, each with the address without it."""

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db.models import Model
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.admin.queue.filters import BANDS, ME, NONE, QueueFilter
from claims.enums import Flag, Mutation, Stance
from claims.models import Claim, Claimant, Source, Topic

NAMES: dict[str, str | Promise] = {
    "flag": _("Flag"),
    "stance": _("Stance"),
    "mutation": _("Mutation"),
    "band": _("Probability"),
    "source": _("Source"),
    "claim": _("Claim"),
    "claimant": _("Claimant"),
    "topic": _("Topic"),
    "assignee": _("Assigned to"),
    "language": _("Language"),
    "since": _("Published from"),
    "until": _("Published to"),
    "search": _("Search"),
}
LABELS: dict[str, dict[str, str | Promise]] = {
    "flag": {**dict(Flag.choices), NONE: _("no flag")},
    "stance": dict(Stance.choices),
    "mutation": dict(Mutation.choices),
    "band": {key: band.label for key, band in BANDS.items()},
}
ROWS: dict[str, type[Model]] = {
    "source": Source,
    "claim": Claim,
    "claimant": Claimant,
    "topic": Topic,
    "assignee": User,
}


@dataclass(frozen=True, slots=True)
class Chip:
    name: str | Promise
    label: str
    query_without: str


def read_chips(chosen: QueueFilter) -> list[Chip]:
    """One for each filter in use but the state; a query for each that names a row."""
    return [
        Chip(NAMES[name], _label(name, word), chosen.query_with(**{name: ""}))
        for name, word in chosen.chosen.items()
        if name in NAMES
    ]


def _label(name: str, word: str) -> str:
    if name in LABELS:
        return capfirst(str(LABELS[name][word]))
    if name not in ROWS:
        return word
    if word == ME:
        return gettext("me")
    if word == NONE:
        return gettext("nobody") if name == "assignee" else gettext("none")
    row = ROWS[name]._default_manager.filter(pk=word).first()
    return str(row) if row else gettext("unknown (%(id)s)") % {"id": word}
