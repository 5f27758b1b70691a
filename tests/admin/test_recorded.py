"""What Django's own forms save stands in the log: who changed what, from what to what."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from django.urls import reverse

from claims import actions, audit
from claims.enums import Role
from claims.models import AuditEvent, Claim, Claimant, RatingScale, Source
from tests import factories as f
from tests.admin.pages import address, inline

pytestmark = pytest.mark.django_db

PASSWORDS = {"password1": "wooden bridge 12", "password2": "wooden bridge 12"}


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def admin() -> User:
    return f.make_user(Role.ADMIN)


def last(action: str, subject: Any = None) -> AuditEvent:
    """The newest event, of this action."""
    event = AuditEvent.objects.order_by("number").last()
    assert event is not None
    assert event.action == action
    assert subject is None or event.subject_id == subject.pk
    assert audit.verify().fault is None
    return event


def test_who_made_an_account_with_which_role(admin: User) -> None:
    form = {"username": "rita", "is_staff": "on", "usable_password": "true", **PASSWORDS}
    role = Group.objects.get(name=Role.REVIEWER)

    client_of(admin).post(address(User, "add"), {**form, "groups": [role.pk]})

    event = last("user.added", User.objects.get(username="rita"))
    assert event.actor == admin
    assert event.before == {}
    assert (event.after["username"], event.after["groups"]) == ("rita", [Role.REVIEWER])
    assert event.after["password"] == "set"


def test_who_gave_somebody_another_role_and_nothing_else_is_said(admin: User) -> None:
    user = f.make_user(Role.REVIEWER)
    form = {"username": user.username, "is_active": "on", "is_staff": "on"}

    client_of(admin).post(
        address(User, "change", user.pk), {**form, "groups": [Group.objects.get(name="editor").pk]}
    )

    event = last("user.changed", user)
    assert event.actor == admin
    assert (event.before, event.after) == ({"groups": ["reviewer"]}, {"groups": ["editor"]})


def test_a_form_that_changes_nothing_leaves_nothing(admin: User) -> None:
    user = f.make_user(Role.REVIEWER)
    form = {"username": user.username, "is_active": "on", "is_staff": "on"}

    client_of(admin).post(
        address(User, "change", user.pk),
        {**form, "groups": [Group.objects.get(name=Role.REVIEWER).pk]},
    )

    assert not AuditEvent.objects.exists()


def test_a_password_is_never_in_the_log(admin: User) -> None:
    user = f.make_user()
    page = reverse("admin:auth_user_password_change", args=[user.pk])

    client_of(admin).post(page, {"usable_password": "true", **PASSWORDS})

    event = last("user.changed", user)
    assert (event.actor, event.before, event.after) == (admin, {}, {"password": "set"})
    user.refresh_from_db()
    assert user.check_password("wooden bridge 12")


@pytest.mark.parametrize("old", ["password", "wrong"])
def test_ones_own_password(old: str) -> None:
    user = f.make_user()
    new = {"new_password1": "wooden bridge 12", "new_password2": "wooden bridge 12"}

    client_of(user).post(reverse("admin:password_change"), {"old_password": old, **new})

    assert AuditEvent.objects.filter(action="user.changed", actor=user).count() == (
        old == "password"
    )


def test_a_deleted_account_is_told_of(admin: User) -> None:
    user = f.make_user(username="rita")
    pk = user.pk

    choose_delete(client_of(admin), User, user)

    event = last("user.deleted")
    assert (event.actor, event.subject_id, event.before["username"]) == (admin, pk, "rita")
    assert "password" not in event.before
    assert not User.objects.filter(pk=pk).exists()


def choose_delete(client: Client, model: Any, *rows: Any) -> None:
    data = {
        "action": "delete_selected",
        "_selected_action": [row.pk for row in rows],
        "post": "yes",
    }
    client.post(address(model, "changelist"), data)


def test_what_a_role_may_do_is_changed_by_somebody() -> None:
    owner = f.make_user(is_superuser=True)
    role = Group.objects.create(name="guests")
    right = Permission.objects.get(codename="view_claim")

    client_of(owner).post(
        address(Group, "change", role.pk), {"name": "guests", "permissions": [right.pk]}
    )

    event = last("group.changed", role)
    assert (event.actor, event.after) == (owner, {"permissions": ["view_claim"]})


def test_a_source_with_its_domains(admin: User) -> None:
    source = f.make_source(name="Harbour Times")
    kept, gone = (f.make_domain(source=source, domain=name) for name in ("a.example", "b.example"))
    rows = [
        {"id": kept.pk, "source": source.pk, "domain": "a.example"},
        {"id": gone.pk, "source": source.pk, "domain": "b.example", "DELETE": "on"},
        {"source": source.pk, "domain": "c.example"},
    ]
    form = {"name": "Harbour Times", "kind": "tabloid", "language": "en"}
    domains = inline("domains", *rows) | {"domains-INITIAL_FORMS": 2}

    client_of(admin).post(address(Source, "change", source.pk), {**form, **domains})

    event = last("source.changed", source)
    assert event.actor == admin
    assert event.before["kind"] == "other"
    assert event.after["kind"] == "tabloid"
    assert [row["domain"] for row in event.before["domains"].values()] == ["b.example"]
    assert [row["domain"] for row in event.after["domains"].values()] == ["c.example"]
    assert set(event.after) == {"kind", "domains"}


def test_a_claimant_and_a_scale(admin: User) -> None:
    claimant, scale = f.make_claimant(name="Lind"), f.make_scale()
    rating = f.make_rating(scale=scale, colour="grey")
    claim = f.make_claim(claimant=claimant)
    client = client_of(admin)

    client.post(address(Claimant, "change", claimant.pk), {"name": "Lindt", "kind": claimant.kind})
    event = last("claimant.changed", claimant)
    assert (event.before, event.after) == ({"name": "Lind"}, {"name": "Lindt"})
    assert Claim.objects.get(pk=claim.pk).updated_at > claim.updated_at

    row = {
        "id": rating.pk, "scale": scale.pk, "alternate_name": rating.alternate_name,
        "rating_value": rating.rating_value, "worst_rating": 1, "best_rating": 5, "colour": "red",
    }  # fmt: skip
    ratings = inline("ratings", row) | {"ratings-INITIAL_FORMS": 1}
    client.post(
        address(RatingScale, "change", scale.pk),
        {"name": scale.name, "language": scale.language, "is_default": "on", **ratings},
    )
    event = last("ratingscale.changed", scale)
    assert event.after["ratings"] == {str(rating.pk): {"colour": "red"}}


def test_the_people_of_the_demonstration(settings: Any, tmp_path: Any) -> None:
    settings.DATA_DIR = tmp_path
    actions.create_demo_logins()
    actions.create_demo_logins()

    events = AuditEvent.objects.filter(action="user.added", bot="demo")
    assert [event.after["groups"] for event in events.order_by("number")] == [[r] for r in Role]
