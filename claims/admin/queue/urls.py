"""Addresses of the review queue, below admin/queue/."""

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import URLPattern, path

from claims.admin.queue import batch, changes, decisions, saved, sheets, views

View = Callable[..., HttpResponse]


def addresses(guard: Callable[[View], View]) -> list[URLPattern]:
    """`guard` lets in who may use the admin."""
    return [
        path("", guard(views.show), name="queue"),
        path("facets/", guard(views.facets), name="queue_facets"),
        path("behind/", guard(views.behind), name="queue_behind"),
        path("list/", guard(views.listing), name="queue_list"),
        path("undo/", guard(decisions.undo), name="queue_undo"),
        path("undo/last/", guard(sheets.undoable), name="queue_undoable"),
        path("decide/", guard(batch.decide_many), name="queue_decide_many"),
        path("filters/save/", guard(saved.save_filter), name="queue_save_filter"),
        path("filters/<int:pk>/delete/", guard(saved.delete_filter), name="queue_delete_filter"),
        path("<int:pk>/decide/", guard(decisions.decide), name="queue_decide"),
        path("<int:pk>/stance/", guard(changes.stance), name="queue_stance"),
        path("<int:pk>/span/", guard(changes.span), name="queue_span"),
        path("<int:pk>/near/", guard(sheets.near), name="queue_near"),
        path("<int:pk>/claims/", guard(sheets.claims), name="queue_claims"),
        path("<int:pk>/relink/", guard(changes.relink), name="queue_relink"),
        path("<int:pk>/claims/new/", guard(sheets.new_claim), name="queue_new_claim"),
        path("<int:pk>/claims/make/", guard(changes.new_claim), name="queue_make_claim"),
        path("<int:pk>/assign/", guard(sheets.assign), name="queue_assign"),
        path("<int:pk>/assign/to/", guard(changes.assign), name="queue_assign_to"),
    ]
