"""manage.py create_token."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from claims import actions
from claims.models import ApiToken
from tests.factories import make_user


def run(*arguments: str) -> tuple[str, str]:
    stdout, stderr = StringIO(), StringIO()
    call_command("create_token", *arguments, stdout=stdout, stderr=stderr)
    return stdout.getvalue(), stderr.getvalue()


@pytest.mark.django_db
def test_prints_the_secret_alone_to_standard_output() -> None:
    user = make_user(username="ada")

    stdout, stderr = run("ada", "--name", "sync")

    token = actions.use_api_token(stdout.strip())
    assert token is not None
    assert (token.user, token.name) == (user, "sync")
    assert stdout.strip() not in stderr
    assert "ada" in stderr


@pytest.mark.django_db
def test_prints_one_json_object() -> None:
    make_user(username="ada")

    stdout, stderr = run("ada", "--name", "sync", "--json")

    record = json.loads(stdout)
    assert (record["user"], record["name"]) == ("ada", "sync")
    assert actions.use_api_token(record["token"]) is not None
    assert stderr == ""


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nobody", "--name", "sync"], "no user “nobody”"),
        (["gone", "--name", "sync"], "disabled"),
        (["ada", "--name", " "], "name is empty"),
        (["ada"], "--name"),
    ],
)
def test_a_wrong_call_is_one_sentence_and_makes_no_token(arguments: list[str], said: str) -> None:
    make_user(username="ada")
    make_user(username="gone", is_active=False)

    with pytest.raises(CommandError, match=said) as error:
        run(*arguments)

    assert "\n" not in str(error.value)
    assert not ApiToken.objects.exists()
