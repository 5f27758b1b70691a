"""Notices in words, in the language of whoever reads them."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.enums import NoticeKind, NoticeSubject
from claims.models import Notice

ALONE: Mapping[tuple[str, str], Promise] = {
    (NoticeKind.ASSIGNED, NoticeSubject.MATCH): gettext_lazy("A match was assigned to you"),
    (NoticeKind.ASSIGNED, NoticeSubject.CLAIM): gettext_lazy("A claim was assigned to you"),
    (NoticeKind.RETURNED, NoticeSubject.VERDICT): gettext_lazy("Your verdict was returned"),
    (NoticeKind.REPEATED, NoticeSubject.ARTICLE): gettext_lazy(
        "A refuted claim is repeated in an article"
    ),
    (NoticeKind.CHANGED, NoticeSubject.ARTICLE): gettext_lazy(
        "An article that you decided on has a new version"
    ),
}
BY_SOMEBODY: Mapping[tuple[str, str], Promise] = {
    (NoticeKind.ASSIGNED, NoticeSubject.MATCH): gettext_lazy("%(who)s assigned a match to you"),
    (NoticeKind.ASSIGNED, NoticeSubject.CLAIM): gettext_lazy("%(who)s assigned a claim to you"),
    (NoticeKind.RETURNED, NoticeSubject.VERDICT): gettext_lazy("%(who)s returned your verdict"),
}


def headline(notice: Notice) -> str:
    """What happened, without the words it is about: one line without a full stop."""
    key = (notice.kind, notice.subject_kind)
    if notice.actor is None or key not in BY_SOMEBODY:
        return str(ALONE[key])
    who = notice.actor.get_full_name() or notice.actor.get_username()
    # A name is typed by people, and a headline may be the subject of a mail.
    return str(BY_SOMEBODY[key]) % {"who": " ".join(who.split())}


def summary(count: int, first: Notice) -> str:
    """The subject of a digest: of a single notice its headline."""
    if count == 1:
        return headline(first)
    return _("%(count)d notices for you") % {"count": count}
