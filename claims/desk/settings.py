"""The desk's settings in versions: the newest holds."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import FloatField, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext

from claims import audit
from claims.enums import MatchState
from claims.models import DeskSettings, Match

COLUMNS = (
    "suggest_threshold",
    "auto_confirm",
    "auto_confirm_threshold",
    "review_days",
    "second_look_days",
    "recheck_days",
    "lease_minutes",
    "contact_required",
)


class SettingsRefused(Exception):
    """The values make no settings; the sentence says which and why."""


class SettingsChanged(SettingsRefused):
    """Somebody else has changed the settings meanwhile."""

    def __init__(self, number: int) -> None:
        super().__init__(
            gettext(
                "The settings were changed meanwhile (version %(number)s): look at them "
                "again first."
            )
            % {"number": number}
        )


def current_settings() -> DeskSettings:
    """The newest version; before the first one the defaults, unsaved, with the number 0."""
    newest = DeskSettings.objects.order_by("-number").first()
    return newest or DeskSettings(number=0, suggest_threshold=settings.FACTCHECK_THRESHOLD)


def shown(matches: QuerySet[Match]) -> QuerySet[Match]:
    """Without the untouched suggestions below the desk's threshold, which is asked along."""
    newest = DeskSettings.objects.order_by("-number").values("suggest_threshold")[:1]
    threshold = Coalesce(
        Subquery(newest), Value(settings.FACTCHECK_THRESHOLD), output_field=FloatField()
    )
    return matches.filter(
        Q(probability__gte=threshold) | ~Q(state=MatchState.SUGGESTED) | Q(revision__gt=0)
    )


def with_values(values: Mapping[str, Any]) -> DeskSettings:
    """The current settings with other values, unsaved. Raises SettingsRefused."""
    unknown = sorted(set(values) - set(COLUMNS))
    if unknown:
        raise SettingsRefused(gettext("There is no setting “%(name)s”.") % {"name": unknown[0]})
    now = current_settings()
    made = DeskSettings(**{name: getattr(now, name) for name in COLUMNS} | dict(values))
    made.number = now.number + 1
    try:
        made.clean_fields(exclude=["made_by", "made_at", "note"])
        made.validate_constraints()
    except ValidationError as problem:
        raise SettingsRefused(" ".join(problem.messages)) from problem
    return made


def change_settings(
    values: Mapping[str, Any], *, actor: User, at: datetime, note: str, seen_number: int
) -> DeskSettings:
    """Add a version with these values, the others as they are.

    `seen_number` is that of the version the actor saw. Raises SettingsRefused, SettingsChanged.
    """
    now = current_settings()
    if now.number != seen_number:
        raise SettingsChanged(now.number)
    made = with_values(values)
    made.made_by, made.made_at, made.note = actor, at, note
    before, after = audit.differences(now, made, COLUMNS)
    if not after:
        raise SettingsRefused(gettext("Nothing was changed."))
    with audit.recording():
        try:
            with transaction.atomic():
                made.save(force_insert=True)
        except IntegrityError as problem:
            raise SettingsChanged(current_settings().number) from problem
        audit.record(
            action="settings.changed",
            subject=made,
            actor=actor,
            at=at,
            before=before,
            after=after,
            note=note,
        )
    return made
