"""Addresses of the review queue, below admin/queue/."""

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import URLPattern, path

from claims.admin.queue import batch, decisions, views

View = Callable[..., HttpResponse]


def addresses(guard: Callable[[View], View]) -> list[URLPattern]:
    """`guard` lets in who may use the admin."""
    return [
        path("", guard(views.show), name="queue"),
        path("facets/", guard(views.facets), name="queue_facets"),
        path("behind/", guard(views.behind), name="queue_behind"),
        path("list/", guard(views.listing), name="queue_list"),
        path("undo/", guard(decisions.undo), name="queue_undo"),
        path("decide/", guard(batch.decide_many), name="queue_decide_many"),
        path("<int:pk>/decide/", guard(decisions.decide), name="queue_decide"),
    ]
