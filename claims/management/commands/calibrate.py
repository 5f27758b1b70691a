"""Refits the ranker: on the desk's decisions, or as it is shipped on the training corpus."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims import actions
from claims.benchmark import MadeText
from claims.encoding import Encoder, EncoderUnavailable, load_encoder
from claims.management import reporting
from claims.matching import (
    TooFewDecisions,
    build_second_pass,
    build_shipped,
    measure_half,
    write_data,
)

SEED, TEST_SEED, STATEMENTS = 77, 78, 100_000
"""Of the unrelated text among which the shipped ranker and gate are fitted."""
SECOND_PASS_AMONG = 1_000
ARTICLES, SENTENCES = 40, 40
_FIGURES = ("log_loss", "brier", "ece", "precision", "recall")


class Command(BaseCommand):
    help = (
        "Refit the probabilities on confirmed and rejected matches. Nothing changes unless the "
        "refit is better on claims that it has not seen. Exit codes: 0 done, also when nothing "
        "was changed, 2 the call is wrong or there are too few decisions."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        reporting.add_report_options(parser)
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--dry-run", action="store_true", help="measure; change nothing")
        what.add_argument(
            "--revert", action="store_true", help="go back to the calibration before this one"
        )
        what.add_argument(
            "--from-training",
            action="store_true",
            help="for engineers: fit the shipped files anew on the training corpus; no decisions",
        )
        what.add_argument(
            "--measure",
            nargs="+",
            type=int,
            metavar="N",
            help="for engineers: the test half of the corpus among so many unrelated claims",
        )
        what.add_argument(
            "--second-pass",
            nargs="+",
            metavar="SETTING",
            help="for engineers: fit the weights of the second pass by these encoders (“use”, a "
            "folder with an ONNX model) anew on the training corpus",
        )
        parser.add_argument(
            "--encoder", metavar="SETTING", help="with --measure: both passes, with this encoder"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["encoder"] and not options["measure"]:
            raise CommandError("--encoder goes with --measure N only.", returncode=2)
        if min(options["measure"] or [0]) < 0:
            raise CommandError("--measure takes numbers from 0 on.", returncode=2)
        if options["from_training"]:
            # Needs no database.
            self._fit_shipped(as_json=options["json"])
            return
        if options["measure"]:
            self._measure(options["measure"], options["encoder"], as_json=options["json"])
            return
        if options["second_pass"]:
            self._fit_second_pass(options["second_pass"], as_json=options["json"])
            return
        reporter = reporting.reporter_of(self, as_json=options["json"])
        if options["revert"]:
            _revert(reporter)
            return
        try:
            done = actions.calibrate(dry_run=options["dry_run"])
        except TooFewDecisions as refusal:
            raise CommandError(str(refusal), returncode=2) from refusal
        _report(reporter, done, dry_run=options["dry_run"])

    def _fit_shipped(self, *, as_json: bool) -> None:
        reporter = reporting.Reporter(stdout=self.stdout, stderr=self.stderr, as_json=as_json)
        text = MadeText(SEED)
        statements = list(text.claims(STATEMENTS))
        articles = [" ".join(text.background(i, SENTENCES)) for i in range(ARTICLES)]
        ranker, gate = build_shipped(statements, articles)
        files = [write_data(ranker, "ranker.json"), write_data(gate, "gate.json")]
        for row in ranker["cross_validated"]:
            reporter.write(row, line=f"Among {row['others']:,} others: {_shown(row)}")
        reporter.summary(
            {"summary": True, "files": [path.name for path in files]},
            line=f"Written: {', '.join(path.name for path in files)}.",
        )

    def _fit_second_pass(self, settings: Sequence[str], *, as_json: bool) -> None:
        reporter = reporting.Reporter(stdout=self.stdout, stderr=self.stderr, as_json=as_json)
        encoders = [_encoder(setting) for setting in settings]
        stored = build_second_pass(encoders, list(MadeText(SEED).claims(SECOND_PASS_AMONG)))
        for name, one in stored["models"].items():
            reporter.write({"model": name, **one}, line=f"{name}: {json.dumps(one)}")
        path = write_data(stored, "meaning.json")
        reporter.summary({"summary": True, "files": [path.name]}, line=f"Written: {path.name}.")

    def _measure(self, others: Sequence[int], encoder: str | None, *, as_json: bool) -> None:
        reporter = reporting.Reporter(stdout=self.stdout, stderr=self.stderr, as_json=as_json)
        statements = list(MadeText(TEST_SEED).claims(max(others)))
        loaded = _encoder(encoder) if encoder else None
        for row in measure_half("test", statements, others=others, encoder=loaded):
            reporter.write(row, line=json.dumps(row, ensure_ascii=False))
        reporter.summary({"summary": True, "others": list(others)}, line="Nothing was changed.")


def _encoder(setting: str) -> Encoder:
    try:
        return load_encoder(setting)
    except EncoderUnavailable as refusal:
        raise CommandError(str(refusal), returncode=2) from refusal


def _shown(row: Mapping[str, Any]) -> str:
    at = row["precision_recall"].items()
    figures = ", ".join(f"at {t} precision {p:.3f} recall {r:.3f}" for t, (p, r) in at)
    return f"ECE {row['ece']:.3f}, {figures}."


def _revert(reporter: reporting.Reporter) -> None:
    was, now = actions.revert_calibration()
    record = {"summary": True, "was": was and was.number, "now": now and now.number}
    if was is None:
        reporter.summary(record, line="No calibration is active: the weights are as shipped.")
        return
    to = f"calibration {now.number}" if now else "the weights as shipped"
    reporter.summary(record, line=f"Calibration {was.number} is no longer used; {to} is again.")


def _report(reporter: reporting.Reporter, done: actions.Calibrated, *, dry_run: bool) -> None:
    fitted = done.fitted
    reporter.say(_table(fitted.before, fitted.after))
    record = {
        "summary": True,
        "confirmed": fitted.confirmed,
        "rejected": fitted.rejected,
        "left_out_flagged": done.flagged,
        "left_out_outdated": done.outdated,
        "held_out": fitted.before["decisions"],
        "before": fitted.before,
        "after": fitted.after,
        "gain": round(fitted.gain, 5),
        "error": round(fitted.error, 5),
        "is_better": fitted.is_better,
        "calibration": done.stored and done.stored.number,
        "dry_run": dry_run,
    }
    reporter.summary(record, line=_verdict(done, dry_run=dry_run))


def _table(before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    lines = [f"{'held out':12}{'before':>10}{'after':>10}"]
    lines += [f"{name:12}{before[name]:>10.4f}{after[name]:>10.4f}" for name in _FIGURES]
    for name, measured in (("before", before), ("after", after)):
        lines.append(f"\n{name}: decisions, mean probability, share confirmed")
        lines += [f"{count:>8}{told:>8.2f}{right:>8.2f}" for count, told, right in measured["bins"]]
    return "\n".join(lines)


def _verdict(done: actions.Calibrated, *, dry_run: bool) -> str:
    fitted = done.fitted
    change = f"by {fitted.gain:.4f} ± {fitted.error:.4f}"
    if not fitted.is_better:
        return (
            f"Nothing was changed: the held-out log loss would fall {change}, which may be chance."
        )
    if done.stored is None:
        return f"The held-out log loss would fall {change}. Nothing was changed (dry run)."
    return (
        f"Calibration {done.stored.number} is used from the next article on: the held-out log loss "
        f"fell {change}. “calibrate --revert” goes back."
    )
