"""The bulk action that puts versions back into the workers' queue."""

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext

from claims import actions
from claims.admin.bulk import tell_count
from claims.models import ArticleVersion


def match_versions_again(request: HttpRequest, versions: QuerySet[ArticleVersion]) -> None:
    """Queue the versions and tell how many; those that wait or are in work already stay so."""
    keys = list(versions.order_by("pk").values_list("pk", flat=True))
    queued = actions.requeue_versions(keys)
    tell_count(request, gettext("Queued to be matched again"), done=queued, tried=len(keys))
