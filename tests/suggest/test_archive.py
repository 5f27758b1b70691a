"""Claims that come later are looked for in the articles that came before."""

from typing import Any

import pytest

from claims import actions, ingest, pipeline, suggest, tasks, work
from claims.enums import ClaimState, WorkState
from claims.index import ANALYSER_VERSION, Index
from claims.models import ArchiveCursor, ArticleVersion, Claim, Match, VersionTerms
from claims.suggest import archive, terms
from claims.text import segment
from tests.factories import NOW, archive_cursor, make_article, make_version

pytestmark = pytest.mark.django_db

CLAIM = "The tram bridge of Gdansk cost 40 million euros and opened last spring."
SENTENCE = "The tram bridge of Gdansk opened last spring and cost 40 million euros."
OTHER = "Nobody in Harbin has paid a single parking ticket since the great flood."


def process(version: ArticleVersion) -> ArticleVersion:
    assert pipeline.process_version(version.pk, lease_seconds=60, max_attempts=3, threshold=0.5)
    return version


def article(*sentences: str, language: str = "en") -> ArticleVersion:
    text = "\n\n".join(sentences)
    return process(make_version(article=make_article(language=language), text=text))


def known(text: str = CLAIM, language: str = "en") -> Claim:
    return actions.save_claim(Claim(text=text, language=language))


def search() -> list[int]:
    return sorted(pk for step in pipeline.search_archive() for pk in step.versions)


def test_a_new_claim_is_found_in_an_older_article() -> None:
    first, _ = article("The council met.", SENTENCE), article(OTHER)
    assert search() == []
    claim = known()

    assert search() == [first.pk]

    first.refresh_from_db()
    assert first.work_state == WorkState.WAITING
    process(first)
    assert [match.claim for match in first.matches.all()] == [claim]
    assert search() == []
    assert archive_cursor().matched_seq == suggest.current_index().seq


def test_an_article_that_knew_the_claim_is_not_matched_again() -> None:
    known()
    article(SENTENCE)
    assert search() == []


def test_an_edited_claim_takes_its_suggestions_with_it() -> None:
    claim, version = known(), article(SENTENCE)
    search()
    claim.text = OTHER
    actions.save_claim(claim)

    assert search() == [version.pk]
    process(version)
    assert not version.matches.exists()


def test_suggestions_of_a_retired_claim_stay() -> None:
    claim = known()
    article(SENTENCE)
    search()
    actions.set_claim_state(claim, state=ClaimState.RETIRED)
    assert search() == []


TEXTS = [
    f"The council met on Tuesday. {SENTENCE} Nobody spoke against it.",
    f"“The tram bridge of Gdansk opened last spring. It cost 50 million euros,” he said. {OTHER}",
    "In Gdansk a bridge was opened. Trams use it. The cost was 40 million euros, it is said.",
    f"Is it true? {OTHER.replace('Nobody', 'Not one driver')}",
    "A quite different story about paintings in Tampere, which has neither trams nor floods.",
]


def settle() -> None:
    search()
    for version in ArticleVersion.objects.filter(work_state=WorkState.WAITING):
        process(version)


def suggestions() -> set[tuple[Any, ...]]:
    rows = Match.objects.values_list("claim__text", "version__text", "start", "end", "probability")
    return set(rows)


def test_it_makes_no_difference_which_came_first() -> None:
    claims = [known(CLAIM), known(OTHER)]
    versions = [article(text) for text in TEXTS]
    settle()
    before = suggestions()
    assert len(before) >= 4

    Match.objects.all().delete()
    for claim in claims:
        actions.set_claim_state(claim, state=ClaimState.RETIRED)
    for version in versions:
        work.requeue_version(version.pk, at=NOW)
    settle()
    assert suggestions() == set()
    for claim in claims:
        actions.set_claim_state(claim, state=ClaimState.ACTIVE)
    settle()

    assert suggestions() == before


def test_nothing_to_do_costs_two_queries(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(2):
        assert search() == []


def test_versions_without_terms_are_read_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terms, "MOST_READ", 2)
    versions = [article(f"Part {n}.", SENTENCE) for n in range(5)]
    make_version(text=SENTENCE)
    VersionTerms.objects.filter(version__in=versions[::2]).delete()
    VersionTerms.objects.filter(version=versions[1]).update(analyser=0, packed=b"")
    known()

    assert search() == [version.pk for version in versions]

    stored = VersionTerms.objects.in_bulk()
    assert {row.analyser for row in stored.values()} == {ANALYSER_VERSION}
    assert len({bytes(stored[v.pk].packed) for v in versions}) == 5


def test_a_text_that_cannot_be_read_hides_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    broken, sound = article(OTHER), article(SENTENCE)
    VersionTerms.objects.all().delete()
    known()

    def fail(text: str, *, language: str) -> Any:
        if text == OTHER:
            raise ValueError("odd text")
        return segment(text, language=language)

    monkeypatch.setattr("claims.suggest.terms.segment", fail)

    assert search() == [sound.pk]
    assert broken.pk in VersionTerms.objects.in_bulk()


def test_a_language_that_comes_later_is_read_then() -> None:
    german = "Die Brücke von Danzig hat vierzig Millionen Euro gekostet und ist offen."
    version = article("The council met on Tuesday.", german)
    article(SENTENCE)
    known(german, language="de")

    assert search() == [version.pk]
    assert set(VersionTerms.objects.values_list("languages", flat=True)) == {" de en "}


def test_a_search_goes_on_where_it_was_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terms, "PAGE", 2)
    versions = [article(f"Part {n}.", SENTENCE) for n in range(5)]
    known()
    running = pipeline.search_archive()
    first = next(running).versions
    cursor = archive_cursor()
    assert (first, cursor.scanned_to) == ([v.pk for v in versions[:2]], versions[1].pk)
    assert cursor.matched_seq < cursor.target_seq

    # A second worker takes over, and the first finds nothing left.
    assert search() == [version.pk for version in versions[2:]]
    assert [pk for step in running for pk in step.versions] == []


def test_two_that_do_the_same_step_do_it_once() -> None:
    version = article(SENTENCE)
    known()
    wanted = suggest.begin_search()
    assert wanted
    assert suggest.begin_search() == wanted
    steps = [suggest.Seeker.of(wanted).step(0) for _ in range(2)]
    assert steps[0].versions == steps[1].versions == [version.pk]
    assert [suggest.move_on(wanted, step) for step in steps] == [True, False]


def test_what_was_matched_without_knowing_the_claim_is_matched_once_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The search begins between the matching of a version and its storing."""
    version, store = make_version(text=SENTENCE), suggest.pack_version
    found: list[list[int]] = []

    def pack(*arguments: Any) -> VersionTerms:
        if not found:
            found.append([])
            known()
            found[0] += search()
        return store(*arguments)

    monkeypatch.setattr(suggest, "pack_version", pack)
    process(version)

    assert found == [[]]
    assert version.matches.count() == 1


def test_many_changes_are_looked_for_in_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_CHANGES", 2)
    first, second = article(SENTENCE), article(OTHER)
    for text in ("One plus one is three, they say.", CLAIM, "Two plus two is five.", OTHER):
        known(text)
    assert search() == sorted([first.pk, second.pk])
    assert archive_cursor().matched_seq == suggest.current_index().seq


def test_the_terms_are_those_of_the_last_text_that_was_matched() -> None:
    version = article(SENTENCE)
    row = VersionTerms.objects.get()
    known()
    work.requeue_version(version.pk, at=NOW)
    process(version)
    again = VersionTerms.objects.get()
    assert again.matched_seq > row.matched_seq
    assert bytes(again.packed) == bytes(row.packed)


def test_the_task_rings_for_what_it_has_put_back(monkeypatch: pytest.MonkeyPatch) -> None:
    rung: list[int] = []
    monkeypatch.setattr(
        tasks.process_version, "delay", lambda *, version_id: rung.append(version_id)
    )
    version = article(SENTENCE)
    known()
    assert tasks.match_archive() == 1
    assert rung == [version.pk]


def test_a_long_search_goes_on_in_another_task(
    monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.FACTCHECK_LEASE_SECONDS = 0
    again: list[bool] = []
    monkeypatch.setattr(tasks.match_archive, "delay", lambda: again.append(True))
    article(SENTENCE)
    known()
    tasks.match_archive()
    assert again == [True]


def test_stored_spans_are_not_needed() -> None:
    """Nor is anything else than the text: terms are those of today's segmenter."""
    version = article(SENTENCE)
    ingest.store_spans(version, segment("Other.", language="en"))
    VersionTerms.objects.all().delete()
    known()
    assert search() == [version.pk]


def test_an_empty_index_is_no_trouble() -> None:
    version = make_version(text=SENTENCE)
    document = segment(SENTENCE, language="en")
    packed = suggest.pack_version(version, document, Index.build([]))
    assert packed.languages == " en "
    assert ArchiveCursor.objects.count() == 1
