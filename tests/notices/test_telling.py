"""Who is told of what, where, and that nobody is told twice."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User

from claims import notices
from claims.enums import DigestFrequency, NoticeKind, Stance, VerdictState
from claims.models import Match, Notice, Verdict
from tests.factories import (
    NOW,
    make_article,
    make_digest_preference,
    make_event,
    make_match,
    make_notice_preference,
    make_rating,
    make_sentence,
    make_user,
    make_verdict,
    make_verdict_event,
    make_version,
)

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


def told(user: User) -> list[tuple[str, str, int]]:
    mine = Notice.objects.filter(user=user).order_by("pk")
    return list(mine.values_list("kind", "subject_kind", "subject_id"))


def assign(assignee: User, actor: User, match: Match | None = None, at: Any = NOW) -> None:
    match = match or make_match()
    notices.tell_of_assignment(match, assignee=assignee, actor=actor, at=at)


def make_repeat(*, value: int = 1, stance: Stance = Stance.REPEATS) -> tuple[Verdict, Match]:
    """A published verdict, and a match of its claim in an article that came an hour later."""
    verdict = make_verdict(
        rating=make_rating(rating_value=value),
        state=VerdictState.PUBLISHED,
        published_at=NOW,
        author=make_user(),
    )
    version = make_version(received_at=LATER)
    match = make_match(sentence=make_sentence(version=version), stance=stance)
    match.claim = verdict.claim
    return verdict, match


def tell_of(match: Match) -> int:
    return notices.tell_of_repeats(match.version, [match], at=LATER)


def test_the_assignee_is_told_once_and_not_of_what_they_took_themselves() -> None:
    ada, ben, match = make_user(), make_user(), make_match()

    assign(ada, ben, match)
    assign(ada, ben, match)
    assign(ben, ben, match)

    assert told(ada) == [("assigned", "match", match.pk)]
    assert told(ben) == []
    assign(ada, ben, match, at=LATER)
    assert len(told(ada)) == 2


def test_whose_account_is_switched_off_is_told_nothing() -> None:
    gone = make_user(is_active=False)

    assign(gone, make_user())

    assert told(gone) == []


@pytest.mark.parametrize(
    ("in_workbench", "by_mail", "frequency", "expected"),
    [
        (True, True, DigestFrequency.HOURLY, [(True, True)]),
        (True, True, DigestFrequency.OFF, [(True, False)]),
        (False, True, DigestFrequency.DAILY, [(False, True)]),
        (False, True, DigestFrequency.OFF, []),
        (False, False, DigestFrequency.DAILY, []),
    ],
)
def test_a_person_is_told_where_they_want(
    in_workbench: bool, by_mail: bool, frequency: DigestFrequency, expected: list[Any]
) -> None:
    ada = make_user()
    make_notice_preference(user=ada, in_workbench=in_workbench, by_mail=by_mail)
    make_notice_preference(user=ada, kind=NoticeKind.CHANGED, in_workbench=False, by_mail=False)
    make_digest_preference(user=ada, frequency=frequency)

    assign(ada, make_user())

    assert list(ada.notices.values_list("in_workbench", "by_mail")) == expected


def test_what_a_person_saves_is_what_they_read() -> None:
    ada = make_user()
    assert notices.read_preferences(ada).frequency == DigestFrequency.DAILY
    ways = dict.fromkeys(NoticeKind, (True, False)) | {NoticeKind.REPEATED: (False, True)}
    chosen = notices.Preferences(ways, DigestFrequency.HOURLY)

    for _ in range(2):
        notices.save_preferences(ada, chosen)

    assert notices.read_preferences(ada) == chosen
    assert notices.read_preferences(make_user()).ways[NoticeKind.REPEATED] == (True, True)


def test_the_author_hears_why_a_verdict_was_returned() -> None:
    ada, ben = make_user(), make_user()
    event = make_verdict_event(verdict=make_verdict(author=ada), actor=ben, note="Which accounts?")

    notices.tell_of_return(event)

    [notice] = ada.notices.all()
    assert (notice.kind, notice.note, notice.text) == (
        "returned",
        "Which accounts?",
        event.verdict.summary,
    )
    assert told(ben) == []


def test_all_who_had_a_hand_in_a_refutation_hear_of_its_repeat_once_for_each_article() -> None:
    verdict, match = make_repeat()
    ben = make_user()
    make_verdict_event(verdict=verdict, actor=ben)
    author = verdict.author
    assert author is not None

    assert tell_of(match) == 2
    tell_of(match)

    expected = [("repeated", "article", match.version.article_id)]
    assert (told(author), told(ben)) == (expected, expected)
    [notice] = ben.notices.all()
    assert notice.text == verdict.claim.text
    assert notice.note == str(match.version.article)


@pytest.mark.parametrize(
    ("value", "stance", "count"),
    [
        (1, Stance.QUOTES, 1),
        (2, Stance.REPEATS, 1),
        (3, Stance.REPEATS, 0),
        (5, Stance.REPEATS, 0),
        (1, Stance.DISPUTES, 0),
        (1, Stance.CORRECTS, 0),
        (1, Stance.QUESTIONS, 0),
    ],
)
def test_only_repeats_of_what_was_refuted_are_told(value: int, stance: Stance, count: int) -> None:
    assert tell_of(make_repeat(value=value, stance=stance)[1]) == count


def test_older_articles_drafts_and_withdrawn_verdicts_are_no_news() -> None:
    verdict, match = make_repeat()

    Verdict.objects.filter(pk=verdict.pk).update(published_at=LATER + timedelta(seconds=1))
    assert tell_of(match) == 0
    Verdict.objects.filter(pk=verdict.pk).update(state=VerdictState.WITHDRAWN, published_at=NOW)
    assert tell_of(match) == 0


def test_who_decided_in_an_article_hears_of_a_new_version_until_they_have_read_it() -> None:
    article, ada, ben = make_article(title="A bridge"), make_user(), make_user()
    first = make_version(article=article)
    for position, user in enumerate((ada, ada, ben)):
        make_match(
            sentence=make_sentence(version=first, position=position, start=position),
            state="confirmed",
            decided_by=user,
            decided_at=NOW,
        )
    make_event(match=make_match(), actor=make_user())
    second, third = (make_version(article=article, number=number) for number in (2, 3))
    # A person who reads mail only has heard of it when the mail is gone.
    make_notice_preference(user=ben, kind=NoticeKind.CHANGED, in_workbench=False)

    notices.tell_of_new_version(second, at=NOW)
    notices.tell_of_new_version(third, at=NOW)

    assert told(ada) == told(ben) == [("changed", "article", article.pk)]
    assert Notice.objects.count() == 2
    notices.mark_read(ada, ada.notices.get().pk, at=NOW)
    ben.notices.update(mailed_at=NOW)
    notices.tell_of_new_version(make_version(article=article, number=4), at=NOW)
    assert len(told(ada)) == len(told(ben)) == 2
