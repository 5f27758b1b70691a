"""Whether the process lives (/healthz) and can work (/readyz); open, for supervisors."""

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.urls import path


@login_not_required
def live(_request: HttpRequest) -> JsonResponse:
    """200 as long as the web server answers."""
    return JsonResponse({"status": "ok"})


@login_not_required
def ready(_request: HttpRequest) -> JsonResponse:
    """200 when the database answers and has every migration, else 503 and which of them failed."""
    checks = {"database": "ok", "migrations": "ok"}
    try:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            checks["migrations"] = "missing: run manage.py migrate"
    except DatabaseError as error:
        # The class only: the message may name hosts and users, and this page is open.
        checks = {"database": type(error).__name__, "migrations": "unknown"}
    is_ready = set(checks.values()) == {"ok"}
    status = "ok" if is_ready else "unavailable"
    return JsonResponse({"status": status, **checks}, status=200 if is_ready else 503)


urlpatterns = [path("healthz", live), path("readyz", ready)]
