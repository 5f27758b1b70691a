"""Corrections, batches and lists of the queue: what is refused, by whom, and in which words."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from claims.admin.queue.spans import MOVES, move
from claims.enums import MatchState, Role, Stance
from claims.models import Match, MatchEvent, RejectionReason, SavedFilter
from tests.factories import make_claim, make_match, make_user, make_wording

HTMX: dict[str, Any] = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def reviewer(client: Client) -> User:
    user = make_user(username="ada")
    client.force_login(user)
    return user


def send(client: Client, view: str, match: Match | None = None, /, **fields: object) -> Any:
    address = reverse(f"admin:queue_{view}", args=[match.pk] if match else [])
    return client.post(address, fields, **HTMX)


texts = st.text("ab .\n", max_size=40)


@given(texts, st.integers(0, 40), st.integers(0, 40), st.sampled_from(sorted(MOVES)))
def test_a_moved_span_lies_in_the_text_and_holds_words(
    text: str, start: int, end: int, direction: str
) -> None:
    if not text[start:end].strip():
        return
    moved = move(text, start, min(end, len(text)), direction)

    if moved is not None:
        assert 0 <= moved[0] < moved[1] <= len(text)
        assert text[slice(*moved)].strip()


def test_each_move_is_one_word() -> None:
    text = "The bridge cost 50 million."
    start, end = text.index("cost"), text.index(" million")

    found = {name: text[slice(*(move(text, start, end, name) or (0, 0)))] for name in MOVES}

    assert found == {
        "end-later": "cost 50 million.",
        "end-earlier": "cost",
        "start-earlier": "bridge cost 50",
        "start-later": "50",
    }
    assert move(text, 0, len(text), "end-later") is None
    assert move(text, 4, 10, "end-earlier") is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "fields", "fault"),
    [
        ("stance", {"stance": "nonsense"}, "stance:"),
        ("stance", {"stance": "repeats"}, "already"),
        ("span", {"move": "sideways"}, "move:"),
        ("span", {"move": "end-later"}, "No word is left there."),
        ("relink", {"claim": "999999999999999999999999"}, "claim:"),
        ("relink", {"claim": ""}, "No claim is chosen."),
        ("make_claim", {"text": "   "}, "The new claim has no text."),
        ("make_claim", {"text": "x" * 100_000}, "text: Ensure this value has at most 5000"),
        ("assign_to", {"assignee": "999999"}, "assignee:"),
        ("assign_to", {"assignee": ""}, "assigned to nobody"),
        ("decide", {"state": "rejected", "reason": "999999"}, "not in the list any more"),
        ("decide", {"state": ""}, "Choose what to decide."),
    ],
)
def test_forged_and_empty_forms_are_refused_in_a_sentence(
    client: Client, reviewer: User, name: str, fields: dict[str, object], fault: str
) -> None:
    match = make_match()

    page = send(client, name, match, revision=0, note="why <b>", **fields)

    assert page.status_code == 409
    assert "Nothing was saved: " in page.text
    assert fault in page.text
    assert "why &lt;b&gt;</textarea>" in page.text
    assert not MatchEvent.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("stance", {"stance": "disputes"}),
        ("assign_to", {"assignee": ""}),
        ("make_claim", {"text": "New."}),
    ],
)
def test_a_stale_form_is_refused_and_says_what_holds(
    client: Client, reviewer: User, name: str, fields: dict[str, object]
) -> None:
    match = make_match()
    send(client, "stance", match, revision=0, stance="questions")

    page = send(client, name, match, revision=0, **fields)

    assert page.status_code == 409
    assert "Nothing was saved: " in page.text
    assert Match.objects.get(pk=match.pk).stance == Stance.QUESTIONS
    assert MatchEvent.objects.count() == 1


@pytest.mark.django_db
def test_a_reason_by_itself_rejects(client: Client, reviewer: User) -> None:
    match, reason = make_match(), RejectionReason.objects.order_by("position")[0]

    send(client, "decide", match, revision=0, reason=reason.pk)

    event = MatchEvent.objects.get()
    assert (event.new_state, event.reason) == (MatchState.REJECTED, reason)


@pytest.mark.django_db
def test_a_batch_says_how_many_it_touched_and_why_not_the_others(
    client: Client, reviewer: User
) -> None:
    fresh, stale = make_match(), make_match()
    send(client, "stance", stale, revision=0, stance="questions")

    seen = [f"{fresh.pk}:0", f"{stale.pk}:0", "999999:0"]
    page = send(client, "decide_many", state="confirmed", seen=seen)

    assert page.status_code == 409
    assert "Confirmed: 1 of 3 matches." in page.text
    assert f"Match {stale.pk} was changed" in page.text
    assert "There is no match 999999." in page.text


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("seen", "fault"),
    [
        ([], "No match is selected."),
        (["1"], "The selection cannot be read"),
        (["x:0"], "The selection cannot be read"),
        (["1:99999999999999999999"], "The selection cannot be read"),
        ([f"{n}:0" for n in range(501)], "Select 500 matches at most."),
    ],
)
def test_a_forged_selection_is_refused(
    client: Client, reviewer: User, seen: list[str], fault: str
) -> None:
    page = send(client, "decide_many", state="confirmed", seen=seen)

    assert page.status_code == 409
    assert fault in page.text


@pytest.mark.django_db
@pytest.mark.parametrize("number", ["0", "11", "x"])
def test_no_more_than_ten_are_undone_at_once(client: Client, reviewer: User, number: str) -> None:
    assert send(client, "undo", number=number).status_code == 409


SHEETS = ("near", "claims", "new_claim", "assign")
CHANGES = ("stance", "span", "relink", "make_claim", "assign_to", "decide")


@pytest.mark.django_db
def test_who_may_only_look_gets_no_sheet_and_changes_nothing(client: Client) -> None:
    match = make_match()
    user = User.objects.create_user("guest", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_match"))
    client.force_login(user)

    answers = [send(client, name, match, revision=0) for name in CHANGES]
    answers += [send(client, "decide_many"), client.get(reverse("admin:queue_undoable"))]
    answers += [client.get(reverse(f"admin:queue_{name}", args=[match.pk])) for name in SHEETS]

    assert {answer.status_code for answer in answers} == {403}
    assert client.get(reverse("admin:queue_list")).status_code == 200
    assert not MatchEvent.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_sheets_are_pages_without_scripts_and_fragments_with_them(
    client: Client, reviewer: User, headers: dict[str, Any]
) -> None:
    match = make_match()

    for name in SHEETS:
        page = client.get(reverse(f"admin:queue_{name}", args=[match.pk]), **headers)
        assert page.status_code == 200
        assert ("<html" in page.text) is (not headers)
    unknown = client.get(reverse("admin:queue_near", args=[999999]), **headers)
    assert unknown.status_code == 404


@pytest.mark.django_db
def test_the_search_for_another_claim_needs_all_words(client: Client, reviewer: User) -> None:
    match = make_match()
    wanted = make_claim(text="The <b>tunnel</b> cost 9 million.")
    make_wording(claim=wanted)
    make_claim(text="The tunnel is closed.")

    page = client.get(reverse("admin:queue_claims", args=[match.pk]), {"q": "million TUNNEL"})

    assert "The &lt;b&gt;tunnel&lt;/b&gt; cost 9 million." in page.text
    assert "is closed" not in page.text


@pytest.mark.django_db
def test_only_its_owner_deletes_a_filter(client: Client, reviewer: User) -> None:
    send(client, "save_filter", name="Mine", is_shared="on")
    saved = SavedFilter.objects.get()
    other = Client()
    other.force_login(make_user(Role.EDITOR))

    other.post(reverse("admin:queue_delete_filter", args=[saved.pk]))
    assert SavedFilter.objects.exists()
    assert "Mine" in other.get(reverse("admin:queue")).text
    client.post(reverse("admin:queue_delete_filter", args=[saved.pk]))
    assert not SavedFilter.objects.exists()
