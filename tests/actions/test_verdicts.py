"""An editor's verdicts: the time is now, the author is the desk."""

import pytest
from django.utils import timezone
from pytest_django import Settings

from claims import actions, publish
from claims.enums import Role, VerdictState
from claims.models import Verdict
from tests.factories import (
    make_approved,
    make_evidence,
    make_settings,
    make_user,
    make_verdict,
    make_verdict_event,
)


def make_draft() -> Verdict:
    verdict = make_verdict(explanation="The accounts show 12 million.")
    make_evidence(verdict=verdict)
    return verdict


@pytest.mark.django_db
def test_a_verdict_is_published_now_and_withdrawn_with_its_reason() -> None:
    verdict, actor, before = make_approved(), make_user(), timezone.now()

    published = actions.publish_verdict(verdict, actor=actor)
    withdrawn = actions.withdraw_verdict(verdict, actor=actor, note="Wrong year.")

    assert before <= published.at <= withdrawn.at <= timezone.now()
    assert verdict.published_at == published.at
    assert (withdrawn.actor, withdrawn.note) == (actor, "Wrong year.")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "author"),
    [
        ("", None),
        ("Harbour Desk", {"@type": "Organization", "name": "Harbour Desk", "url": "https://d.ex/"}),
    ],
)
def test_reviews_are_signed_with_the_name_of_the_desk(
    settings: Settings, name: str, author: object
) -> None:
    settings.FACTCHECK_ORGANISATION_NAME = name
    settings.FACTCHECK_ORGANISATION_URL = "https://d.ex/"
    verdict = make_approved()
    actions.publish_verdict(verdict, actor=make_user())

    assert actions.export_claim_review(verdict.claim).get("author") == author


@pytest.mark.django_db
def test_nothing_is_exported_before_publication() -> None:
    with pytest.raises(publish.NothingPublished):
        actions.export_claim_review(make_draft().claim)


@pytest.mark.django_db
def test_the_desk_decides_whether_word_on_contact_is_needed() -> None:
    draft, editor = make_draft(), make_user()
    make_settings(contact_required=True)

    assert [item.key for item in actions.verdict_checklist(draft) if item.blocks][-1] == "contact"
    with pytest.raises(publish.PublishRefused, match="contacted"):
        actions.propose_verdict(draft, actor=editor)

    make_settings(contact_required=False)
    actions.propose_verdict(draft, actor=editor)


@pytest.mark.django_db
def test_a_returned_verdict_is_told_to_its_author_and_who_proposed_it() -> None:
    ada, ben = make_user(Role.EDITOR), make_user(Role.EDITOR)
    verdict = make_approved(author=ada)
    make_verdict_event(verdict=verdict, actor=ben, new_state=VerdictState.PROPOSED)

    actions.return_verdict(verdict, actor=make_user(Role.EDITOR), note=" Which accounts? ")

    for user in (ada, ben):
        [notice] = user.notices.all()
        assert (notice.kind, notice.subject_id, notice.note) == (
            "returned",
            verdict.pk,
            "Which accounts?",
        )
