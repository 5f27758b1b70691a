import json
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from pytest_django import Settings

from claims import actions
from claims.enums import Role

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.DATA_DIR = tmp_path
    return tmp_path


def test_one_person_for_each_role_with_a_password_that_works() -> None:
    logins = actions.create_demo_logins()

    assert [login.username for login in logins] == list(Role)
    assert len({login.password for login in logins}) == len(Role)
    for login in logins:
        user = User.objects.get(username=login.username)
        assert user.check_password(login.password)
        assert user.is_staff
        assert not user.is_superuser
        assert [group.name for group in user.groups.all()] == [login.username]


def test_a_second_call_gives_the_same_and_makes_nobody() -> None:
    first = actions.create_demo_logins()

    assert actions.create_demo_logins() == first
    assert User.objects.count() == len(Role)


def test_the_passwords_are_kept_where_only_their_owner_reads_them(folder: Path) -> None:
    logins = actions.create_demo_logins()

    kept = folder / "demo-logins.json"
    assert kept.stat().st_mode & 0o777 == 0o600
    assert json.loads(kept.read_text()) == {login.username: login.password for login in logins}


def test_a_password_changed_in_the_workbench_is_told_and_kept() -> None:
    actions.create_demo_logins()
    editor = User.objects.get(username="editor")
    editor.set_password("my own words")
    editor.save()

    logins = {login.username: login.is_current for login in actions.create_demo_logins()}

    assert logins == {"reviewer": True, "editor": False, "admin": True}
    editor.refresh_from_db()
    assert editor.check_password("my own words")


@pytest.mark.parametrize("content", ["", "not json", "[1]"])
def test_a_spoilt_file_is_made_anew(folder: Path, content: str) -> None:
    (folder / "demo-logins.json").write_text(content)

    assert all(login.is_current for login in actions.create_demo_logins())
