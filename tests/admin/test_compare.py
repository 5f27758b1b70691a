"""Two texts side by side, and how they are chosen."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from claims.enums import Role
from claims.models import ArticleVersion
from tests import factories as f
from tests.admin.pages import log_in, text_of

pytestmark = pytest.mark.django_db


def make_text(*sentences: str) -> ArticleVersion:
    version = f.make_version(text=" ".join(sentences))
    place = 0
    for position, text in enumerate(sentences):
        f.make_sentence(
            version=version, position=position, start=place, end=place + len(text), text=text
        )
        place += len(text) + 1
    return version


def page(client: Client, /, **query: str) -> str:
    return ask(client, 200, query)


def ask(client: Client, status: int, query: dict[str, str]) -> str:
    response = client.get(reverse("admin:compare", query=query))
    assert response.status_code == status
    return response.text


def test_shared_sentences_stand_in_one_row_with_what_differs() -> None:
    left = make_text("The bridge cost 40 million euros, Lind said.", "Nobody asked him about it.")
    right = make_text("It rained all day long.", "The bridge cost 12 million euros, Lind said.")
    names = {"left": f"version:{left.pk}", "right": f"article:{right.article_id}"}

    html = page(log_in(Role.REVIEWER), **names)

    text = text_of(html)
    assert "1 sentence stands in both texts, 0 of them word for word." in text
    assert "[only here: 40 ]" in text
    assert "[instead: 12 ]" in text
    assert text.index("It rained all day long.") < text.index("[instead: 12 ]")
    assert "Nobody asked him about it." in text


def test_wordings_and_claims_are_compared_however_unlike() -> None:
    claim = f.make_claim(text="The bridge cost 40 million euros.")
    wording = f.make_wording(claim=claim, text="Taxpayers lost a fortune.")
    names = {"left": f"claim:{claim.pk}", "right": f"wording:{wording.pk}"}

    assert "1 sentence stands in both texts" in text_of(page(log_in(Role.REVIEWER), **names))


def test_a_missing_side_is_searched_for() -> None:
    left = make_text("The bridge cost 40 million euros.")
    other = f.make_article(title="Bridge opened <b>today</b>")
    claim = f.make_claim(text="The bridge was opened twice.")
    client = log_in(Role.REVIEWER)

    html = page(client, left=f"version:{left.pk}", search="bridge open")

    assert f"left=version:{left.pk}&amp;right=article:{other.pk}" in html
    assert f"right=claim:{claim.pk}" in html
    assert "<b>today</b>" not in html
    assert "No article or claim has all these words." in page(client, search="nothing like it")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("nonsense", "names no text"),
        ("article:x", "names no text"),
        ("article:99999999999999999999999", "names no text"),
        ("<script>:1", "names no text"),
        ("article:999999", "There is no article 999999."),
        ("version:999999", "There is no article version 999999."),
        ("claim:999999", "There is no claim 999999."),
        ("wording:999999", "There is no wording 999999."),
    ],
)
def test_a_text_that_is_not_there_is_one_sentence(name: str, said: str) -> None:
    html = ask(log_in(Role.REVIEWER), 404, {"left": name})

    assert said in text_of(html)
    assert "<script>:1" not in html


def test_an_unread_article_says_when_to_try_again() -> None:
    version = f.make_version()

    html = ask(log_in(Role.REVIEWER), 404, {"left": f"version:{version.pk}"})

    assert "is not read yet" in text_of(html)


def test_the_queries_do_not_grow_with_the_texts(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    left, right = make_text(*["The bridge cost 40 million euros."] * 9), make_text("One. ")
    client = log_in(Role.REVIEWER)

    with django_assert_max_num_queries(9):
        page(client, left=f"version:{left.pk}", right=f"version:{right.pk}")
