"""People, roles and API tokens in the admin: nobody hands out more rights than their own."""

import hashlib
from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group, Permission, User

from claims import actions
from claims.enums import Role
from claims.models import ApiToken
from tests.admin.pages import address, choose, log_in, text_of
from tests.factories import make_token, make_user

pytestmark = pytest.mark.django_db

PASSWORDS = {
    "usable_password": "true",
    "password1": "wooden bridge 12",
    "password2": "wooden bridge 12",
}


def role(name: Role) -> Group:
    return Group.objects.get(name=name)


def make_owner_group() -> Group:
    """A role that a superuser made, with a right that admins lack."""
    group = Group.objects.create(name="owners")
    group.permissions.add(Permission.objects.get(codename="delete_group"))
    return group


def make_superuser() -> User:
    return make_user(is_superuser=True)


def make_owner() -> User:
    user = make_user()
    user.groups.add(make_owner_group())
    return user


def make_inactive_owner() -> User:
    user = make_user(is_active=False)
    user.groups.add(make_owner_group())
    return user


def make_person_with_a_right_of_their_own() -> User:
    user = make_user()
    user.user_permissions.add(Permission.objects.get(codename="change_group"))
    return user


ABOVE_AN_ADMIN = [
    make_superuser,
    make_owner,
    make_inactive_owner,
    make_person_with_a_right_of_their_own,
]


def test_an_admin_makes_an_account_with_a_role_that_can_log_in() -> None:
    form = {"username": "rita", "is_staff": "on", "groups": [role(Role.REVIEWER).pk]}

    response = log_in(Role.ADMIN).post(address(User, "add"), {**form, **PASSWORDS})

    assert response.status_code == 302
    rita = User.objects.get(username="rita")
    assert (rita.is_staff, rita.is_superuser) == (True, False)
    assert rita.has_perm("claims.decide_match")
    assert rita.check_password("wooden bridge 12")


def test_an_admin_changes_a_role() -> None:
    user = make_user(Role.REVIEWER)

    log_in(Role.ADMIN).post(
        address(User, "change", user.pk),
        {"username": user.username, "is_active": "on", "groups": [role(Role.EDITOR).pk]},
    )

    assert [group.name for group in user.groups.all()] == [Role.EDITOR]


@pytest.mark.parametrize("page", ["add", "change"])
def test_an_admin_gives_nobody_superuser_status_or_rights_beyond_the_roles(page: str) -> None:
    user = make_user(username="rita2")
    right = Permission.objects.get(codename="delete_group")
    args = [] if page == "add" else [user.pk]
    form = {"username": "rita", "is_staff": "on", "is_superuser": "on", **PASSWORDS}

    response = log_in(Role.ADMIN).post(
        address(User, page, *args), {**form, "user_permissions": [right.pk]}
    )

    assert response.status_code == 302
    rita = User.objects.get(username="rita")
    assert not rita.is_superuser
    assert not rita.user_permissions.exists()


def test_an_admin_gives_nobody_a_role_with_more_rights() -> None:
    user, owners = make_user(), make_owner_group()

    response = log_in(Role.ADMIN).post(
        address(User, "change", user.pk), {"username": user.username, "groups": [owners.pk]}
    )

    assert "is not one of the available choices" in text_of(response.content.decode())
    assert owners not in user.groups.all()


@pytest.mark.parametrize("maker", ABOVE_AN_ADMIN)
@pytest.mark.parametrize("page", ["change", "password_change", "delete"])
def test_an_admin_cannot_take_over_an_account_with_more_rights(
    maker: Callable[[], User], page: str
) -> None:
    user = maker()
    before = User.objects.values().get(pk=user.pk)

    response = log_in(Role.ADMIN).post(
        address(User, page, user.pk),
        {"username": "mine", "is_active": "on", "post": "yes", **PASSWORDS},
    )

    assert response.status_code == 403
    assert User.objects.values().get(pk=user.pk) == before


def test_an_admin_cannot_delete_a_superuser_from_the_list() -> None:
    user = make_superuser()

    log_in(Role.ADMIN).post(
        address(User, "changelist"),
        {"action": "delete_selected", "_selected_action": user.pk, "post": "yes"},
    )

    assert User.objects.filter(pk=user.pk).exists()


def test_a_superuser_may_do_all_that() -> None:
    user, right = make_superuser(), Permission.objects.get(codename="delete_group")

    log_in(Role.ADMIN, is_superuser=True).post(
        address(User, "change", user.pk),
        {
            "username": "root",
            "is_active": "on",
            "is_staff": "on",
            "is_superuser": "on",
            "user_permissions": [right.pk],
        },
    )

    user.refresh_from_db()
    assert (user.username, user.is_superuser) == ("root", True)
    assert list(user.user_permissions.all()) == [right]


def test_roles_are_changed_by_superusers_only() -> None:
    group = role(Role.REVIEWER)
    client = log_in(Role.ADMIN)

    html = client.get(address(Group, "change", group.pk)).content.decode()
    assert 'name="permissions"' not in html
    assert client.get(address(Group, "add")).status_code == 403
    response = client.post(address(Group, "change", group.pk), {"name": "x", "permissions": []})

    group.refresh_from_db()
    assert (response.status_code, group.name) == (403, Role.REVIEWER)
    assert group.permissions.exists()


def test_a_token_is_made_and_its_secret_shown_this_once() -> None:
    user = make_user(Role.EDITOR)
    client = log_in(Role.ADMIN)

    response = client.post(address(ApiToken, "add"), {"user": user.pk, "name": "Import"})

    token = ApiToken.objects.get()
    secret = str(response.context["secret"])
    html = response.content.decode()
    assert actions.use_api_token(secret) == token
    assert html.count(secret) == 1
    assert token.digest not in html
    assert "no-store" in response["Cache-Control"]
    later = client.get(address(ApiToken, "change", token.pk)).content.decode()
    later += client.get(address(ApiToken, "changelist")).content.decode()
    assert token.prefix in later
    assert secret not in later
    assert token.digest not in later
    assert hashlib.sha256(secret.encode()).hexdigest() == token.digest


@pytest.mark.parametrize("maker", [*ABOVE_AN_ADMIN, lambda: make_user(is_active=False)])
def test_an_admin_makes_no_token_for_an_account_with_more_rights(
    maker: Callable[[], User],
) -> None:
    response = log_in(Role.ADMIN).post(
        address(ApiToken, "add"), {"user": maker().pk, "name": "Import"}
    )

    assert "You cannot make a token for this person" in text_of(response.content.decode())
    assert not ApiToken.objects.exists()


def test_a_token_needs_a_name() -> None:
    response = log_in(Role.ADMIN).post(
        address(ApiToken, "add"), {"user": make_user().pk, "name": " "}
    )

    assert "This field is required." in text_of(response.content.decode())
    assert not ApiToken.objects.exists()


def test_tokens_are_revoked_from_the_list_once() -> None:
    token = make_token()
    client = log_in(Role.ADMIN)

    assert "Revoked: 1 of 1." in choose(client, ApiToken, "revoke", token)
    token.refresh_from_db()
    first = token.revoked_at
    assert first is not None

    assert "Revoked: 0 of 1." in choose(client, ApiToken, "revoke", token)
    token.refresh_from_db()
    assert token.revoked_at == first
