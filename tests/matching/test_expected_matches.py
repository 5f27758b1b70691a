"""The acceptance of the engine: what a careful reader expects of the five seed documents."""

from collections import Counter
from collections.abc import Callable, Iterator

import pytest

from tests.matching.expected import Outcome, run_seeds

MUST_RAISE = {"number", "negation"}


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    return run_seeds()


def flag_table(outcome: Outcome) -> Iterator[tuple[str, int, int, int]]:
    """Flag, times expected and raised, expected only, raised only."""
    both, expected_only, raised_only = Counter[str](), Counter[str](), Counter[str]()
    for pair, match in outcome.found:
        raised = {reason.flag.value for reason in match.flags}
        both.update(raised & pair.flags)
        expected_only.update(pair.flags - raised)
        raised_only.update(raised - pair.flags)
    for pair in outcome.missed:
        expected_only.update(pair.flags)
    for flag in sorted({*both, *expected_only, *raised_only}):
        yield flag, both[flag], expected_only[flag], raised_only[flag]


def report(outcome: Outcome) -> Iterator[str]:
    yield f"recall    {outcome.recall:.3f}  ({len(outcome.missed)} missed)"
    yield f"precision {outcome.precision:.3f}  ({len(outcome.false_alarms)} false alarms)"
    yield f"{'flag':12} right missing wrong"
    for flag, both, missing, wrong in flag_table(outcome):
        yield f"{flag:12} {both:5} {missing:7} {wrong:5}"
    for pair in outcome.missed:
        yield f"missed: {pair.claim} in {pair.document[:3]}: {pair.sentence[:90]}"
    for document, match in outcome.false_alarms:
        text = match.text.replace("\n", " ")[:80]
        yield f"false:  {match.claim} in {document[:3]} {match.probability:.2f}: {text}"


def test_reports_precision_recall_and_flags(
    outcome: Outcome, record_property: Callable[[str, object], None]
) -> None:
    """The run prints the table at its end, also when several processes share the tests."""
    record_property("table", "\n".join(report(outcome)))

    assert len(outcome.found) + len(outcome.missed) >= 100


def test_recall(outcome: Outcome) -> None:
    assert outcome.recall >= 0.90, outcome.missed


def test_precision(outcome: Outcome) -> None:
    assert outcome.precision >= 0.90, outcome.false_alarms


def test_every_changed_number_and_negation_is_flagged(outcome: Outcome) -> None:
    missing = {flag: count for flag, _, count, _ in flag_table(outcome)}

    assert {flag: missing.get(flag, 0) for flag in MUST_RAISE} == dict.fromkeys(MUST_RAISE, 0)


def test_a_sentence_that_differs_is_never_a_plain_match(outcome: Outcome) -> None:
    plain = [(pair.claim, pair.sentence) for pair, m in outcome.found if pair.flags and not m.flags]

    assert plain == []
