"""What commands say of their rows, and how they end."""

import io
import json
from collections import Counter
from collections.abc import Iterator

import pytest
from django.core.management import CommandError
from django.core.management.base import OutputWrapper

from claims.management.reporting import Reporter, RowReport, finish, report_rows


class Streams:
    """A reporter and what it wrote."""

    def __init__(self, *, as_json: bool) -> None:
        self.out, self.err = io.StringIO(), io.StringIO()
        self.reporter = Reporter(
            stdout=OutputWrapper(self.out), stderr=OutputWrapper(self.err), as_json=as_json
        )


def test_a_row_is_a_line_for_people_and_a_record_for_programs() -> None:
    report = RowReport(
        "a.txt", "failed", code="empty", message="It is empty.", details={"article": None}
    )

    assert report.line == "failed       a.txt: It is empty. [empty]"
    assert report.record == {
        "input": "a.txt",
        "status": "failed",
        "code": "empty",
        "message": "It is empty.",
        "article": None,
    }


def test_rows_are_taken_one_by_one_and_counted() -> None:
    streams = Streams(as_json=False)

    counts = report_rows(
        streams.reporter, ["a", "b"], lambda name: RowReport(name, "created"), label="Taking"
    )

    assert counts == Counter(created=2)
    assert streams.out.getvalue() == "created      a\ncreated      b\n"
    assert streams.err.getvalue() == ""


def test_a_user_who_stops_it_is_told_how_far_it_got() -> None:
    def names() -> Iterator[str]:
        yield "a"
        raise KeyboardInterrupt

    with pytest.raises(CommandError, match="Stopped after 1:") as error:
        report_rows(
            Streams(as_json=True).reporter,
            names(),
            lambda name: RowReport(name, "created"),
            label="Taking",
        )

    assert error.value.returncode == 130


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        (Counter(), "0 rows in 0.0 s: nothing to do.\n"),
        (Counter(created=1), "1 row in 0.0 s: 1 created.\n"),
        (
            Counter({"created": 1200, "new version": 2}),
            "1,202 rows in 0.0 s: 1,200 created, 2 new version.\n",
        ),
    ],
)
def test_the_summary_in_words(
    counts: Counter[str], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.monotonic", lambda: 5.0)
    streams = Streams(as_json=False)

    finish(streams.reporter, counts, since=5.0, statuses=["created", "new version"])

    assert streams.out.getvalue() == said


def test_the_summary_for_programs_names_every_status_and_failures_end_with_1() -> None:
    streams = Streams(as_json=True)

    with pytest.raises(SystemExit, match="1"):
        finish(
            streams.reporter,
            Counter({"failed": 1}),
            since=0.0,
            statuses=["created", "new version"],
        )

    summary = json.loads(streams.out.getvalue())
    assert {key: summary[key] for key in ("rows", "created", "new_version", "failed")} == {
        "rows": 1,
        "created": 0,
        "new_version": 0,
        "failed": 1,
    }
    assert "1 row in" in streams.err.getvalue()
