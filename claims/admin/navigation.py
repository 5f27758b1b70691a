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


# label, name of the address, permission to see it, further screens that belong to it
DESTINATIONS = (
    (_("Queue"), "admin:queue", "claims.view_match", ()),
    (_("Matches"), "admin:claims_match_changelist", "claims.view_match", ()),
    (_("Claims"), "admin:claims_claim_changelist", "claims.view_claim", ("claim/", "verdict/")),
    (_("Articles"), "admin:claims_article_changelist", "claims.view_article", ("article/",)),
    (_("Sources"), "admin:claims_source_changelist", "claims.view_source", ()),
    (_("Desk"), "admin:desk", "claims.view_desksettings", ()),
)


def navigation(user: User | AnonymousUser, path: str) -> list[Destination]:
    """What the person may see; the one that `path` lies under is current."""
    if not (user.is_active and user.is_staff):
        return []
    home = reverse("admin:index")
    links = []
    for label, name, right, screens in DESTINATIONS:
        if user.has_perm(right):
            url = reverse(name)
            places = (url, *(f"{home}{screen}" for screen in screens))
            links.append(Destination(label, url, is_current=path.startswith(places)))
    return links
