"""`manage.py demo` as a real process, twice."""

import json

import pytest

from claims.models import Article, Claim, Match, Sentence
from tests.processes.children import Children
from tests.processes.conftest import Place

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


def test_it_shows_what_the_workers_found_and_a_second_call_doubles_nothing(
    children: Children, place: Place
) -> None:
    code, output = children.finish("manage.py", "demo", "--no-serve")

    assert code == 0, output
    assert f"{Match.objects.count()} matches in 5 articles" in output
    assert "number" in output
    logins = json.loads((place.folder / "demo-logins.json").read_text())
    assert all(f"{name:<10}{password}" in output for name, password in logins.items())
    before = counts()
    assert all(before)

    code, again = children.finish("manage.py", "demo", "--no-serve")

    assert code == 0, again
    assert counts() == before
    table = output[output.index("matches in") :]
    assert table == again[again.index("matches in") :]


def counts() -> list[int]:
    return [model.objects.count() for model in (Article, Claim, Sentence, Match)]
