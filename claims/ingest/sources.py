"""Which outlet a document belongs to."""

import difflib

from claims.models import Source, SourceDomain
from claims.records.refusal import InputRefused, RefusalCode
from claims.records.values import url_host


def find_source(name: str, *, url: str = "") -> Source | None:
    """The source of that name, else the one whose domain (the closest parent) the address is under.

    None without a name and with an unknown domain. Raises InputRefused (unknown-source).
    """
    if name:
        source = Source.objects.filter(name__iexact=name).order_by("pk").first()
        if source is None:
            raise _unknown(name)
        return source
    if not url:
        return None
    labels = url_host(url).split(".")
    parents = [".".join(labels[start:]) for start in range(len(labels))]
    domains = SourceDomain.objects.filter(domain__in=parents).select_related("source")
    closest = max(domains, key=lambda domain: len(domain.domain), default=None)
    return closest.source if closest else None


def _unknown(name: str) -> InputRefused:
    names = list(Source.objects.order_by("name").values_list("name", flat=True))
    close = difflib.get_close_matches(name, names, n=1)
    hint = f"did you mean “{close[0]}”?" if close else "add it first, in the admin or by import."
    return InputRefused(RefusalCode.UNKNOWN_SOURCE, f"There is no source named “{name}”: {hint}")
