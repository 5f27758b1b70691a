"""Where a notice leads to."""

from django.urls import reverse

from claims.enums import NoticeSubject
from claims.models import Notice


def place_of(notice: Notice) -> str:
    """The address of the page of what the notice is about."""
    pk = notice.subject_id
    match NoticeSubject(notice.subject_kind):
        case NoticeSubject.MATCH:
            return reverse("admin:queue", query={"match": pk})
        case NoticeSubject.CLAIM:
            return reverse("admin:claim", args=[pk])
        case NoticeSubject.VERDICT:
            return reverse("admin:verdict", args=[pk])
        case NoticeSubject.ARTICLE:
            return reverse("admin:article", args=[pk])
