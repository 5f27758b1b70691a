"""What stands in a cell of a list or beside a label: links, badges, lists, counts."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, IntegerField, Model, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from claims.models import Rating, Verdict

# Django puts "None" beside a label for a value that is missing, its own dash only into lists.
EMPTY = "–"


def shorten(value: object, *, length: int = 100) -> str:
    """A text on one line, cut at `length` characters."""
    return Truncator(" ".join(str(value).split())).chars(length)


def page_of(row: Model) -> str:
    """The address of the page of a row: the editor for a verdict, else its form in the admin."""
    if isinstance(row, Verdict):
        return reverse("admin:verdict", args=[row.pk])
    return reverse(f"admin:{row._meta.label_lower.replace('.', '_')}_change", args=[row.pk])


def link_to(row: Model, label: object = None) -> SafeString:
    """A link to the admin page of a row, which it names unless it is given a label."""
    return format_html('<a href="{}">{}</a>', page_of(row), shorten(label or row))


def list_of(model: type[Model], label: object, **filters: object) -> SafeString:
    """A link to the list of a model with filters set."""
    name = f"admin:{model._meta.label_lower.replace('.', '_')}_changelist"
    return format_html('<a href="{}">{}</a>', reverse(name, query=filters), label)


def outside_link(address: str) -> str:
    """A link that leaves the workbench; a dash for an address that is no web page."""
    if not address.startswith(("http://", "https://")):
        return EMPTY
    return format_html(
        '<a href="{}" rel="noreferrer nofollow">{}</a>', address, shorten(address, length=60)
    )


def badge(label: object, kind: str) -> SafeString:
    """A word in a frame; `kind` is a class of the theme, such as "state-confirmed"."""
    return format_html('<span class="badge {}">{}</span>', kind, label)


def rating_badge(rating: Rating) -> SafeString:
    return badge(rating.alternate_name, f"rating rating-{rating.colour}")


def bullets(items: Iterable[object]) -> SafeString | None:
    """A list, or nothing if there is nothing in it."""
    entries = format_html_join("", "<li>{}</li>", ((item,) for item in items))
    return format_html('<ul class="cell-list">{}</ul>', entries) if entries else None


def counted(rows: QuerySet[Any], *, by: str) -> Coalesce:
    """How many of the rows belong to each row of the outer query, by their foreign key.

    A subquery: only the rows of the page are counted, and no joins multiply each other.
    """
    totals = rows.filter(**{by: OuterRef("pk")}).order_by().values(by)
    count = totals.annotate(total=Count("*")).values("total")
    return Coalesce(Subquery(count, output_field=IntegerField()), 0)
