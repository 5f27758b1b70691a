"""Reasons, topics and saved filters."""

import pytest

from claims import actions, audit, desk
from claims.enums import Role
from claims.models import RejectionReason, SavedFilter, Topic
from tests.factories import NOW, make_filter, make_user

pytestmark = pytest.mark.django_db


def test_a_new_desk_has_reasons_in_their_order() -> None:
    assert [reason.key for reason in desk.reasons()] == [
        "different-claim", "different-facts", "other-subject", "satire", "no-statement",
        "too-vague", "other",
    ]  # fmt: skip


def test_a_reason_that_is_switched_off_is_not_offered() -> None:
    reason = RejectionReason.objects.get(key="satire")
    reason.is_active = False

    actions.save_reason(reason, actor=make_user(Role.ADMIN))

    assert "satire" not in [one.key for one in desk.reasons()]
    assert audit.history(reason)[0].after == {"is_active": False}


def test_a_topic_needs_a_name_of_its_own() -> None:
    actor = make_user(Role.EDITOR)
    actions.save_topic(Topic(name="Bridges"), actor=actor)

    for name, said in (("Bridges", "already exists"), ("", "cannot be blank")):
        with pytest.raises(desk.DeskRefused, match=said):
            actions.save_topic(Topic(name=name), actor=actor)


def test_filters_are_ones_own_and_what_others_share() -> None:
    ada, ben = make_user(), make_user()
    own = actions.save_filter(actor=ada, name=" My  numbers ", query="?flag=number")
    shared = make_filter(user=ben, is_shared=True)
    make_filter(user=ben)

    again = actions.save_filter(actor=ada, name="My numbers", query="flag=date", is_shared=True)

    assert again.pk == own.pk
    assert SavedFilter.objects.get(pk=own.pk).query == "flag=date"
    assert set(desk.filters_for(ada)) == {own, shared}
    with pytest.raises(desk.DeskRefused, match="Only who has saved"):
        actions.delete_filter(shared, actor=ada)
    actions.delete_filter(own, actor=ada)
    assert not SavedFilter.objects.filter(user=ada).exists()


def test_what_is_saved_as_it_was_leaves_no_event() -> None:
    actor = make_user()
    saved = desk.save_filter(actor, name="Mine", query="a=1", is_shared=False, at=NOW)
    again = desk.save_filter(actor, name="Mine", query="a=1", is_shared=False, at=NOW)

    assert again == saved
    assert [event.action for event in audit.history(saved)] == ["filter.added"]
