"""The main navigation: the destinations of a working day, as far as a person may see them."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser, User
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise


@dataclass(frozen=True, slots=True)
class Destination:
    label: str | StrPromise
    url: str
    is_current: bool


# label, name of the address, permission to see it
DESTINATIONS = (
    (_("Queue"), "admin:queue", "claims.view_match"),
    (_("Matches"), "admin:claims_match_changelist", "claims.view_match"),
    (_("Claims"), "admin:claims_claim_changelist", "claims.view_claim"),
    (_("Articles"), "admin:claims_article_changelist", "claims.view_article"),
    (_("Sources"), "admin:claims_source_changelist", "claims.view_source"),
    (_("Desk"), "admin:desk", "claims.view_desksettings"),
)


def navigation(user: User | AnonymousUser, path: str) -> list[Destination]:
    """What the person may see; the one that `path` lies under is current."""
    if not (user.is_active and user.is_staff):
        return []
    urls = [(label, reverse(name)) for label, name, right in DESTINATIONS if user.has_perm(right)]
    return [Destination(label, url, is_current=path.startswith(url)) for label, url in urls]
