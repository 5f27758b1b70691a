"""Measures how well known claims are found for the queries of a retrieval set."""

import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims import encoding, ranking
from claims.management import reporting

_BATCH = 128
_FOLD_SEED = 1
_MEASURES = ("MAP@1", "MAP@5", "MRR", "R@1", "R@5", "R@10", "R@50", "S@10", "ECE")


@dataclass(frozen=True, slots=True)
class _Asked:
    """A split with the candidates of each of its queries."""

    split: ranking.Split
    lists: Sequence[ranking.CandidateList]


class Command(BaseCommand):
    help = (
        "Rank the claims of DIR/claims.jsonl.gz for the queries of a split and print MAP, MRR, "
        "recall and calibration. Precision and recall at thresholds, and ECE, are of the same "
        "queries with the right claims of every second one, drawn by a fixed seed, removed. "
        "Reads no database. Exit codes: 0 done, 2 the call or the set is wrong."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        reporting.add_report_options(parser)
        parser.add_argument("folder", type=Path, metavar="DIR")
        parser.add_argument("--split", required=True, metavar="S")
        parser.add_argument(
            "--fit", nargs="+", default=[], metavar="SPLIT", help="fit the ranker on these splits"
        )
        parser.add_argument(
            "--folds", type=int, default=0, metavar="N", help="cross-validate over the split itself"
        )
        parser.add_argument("--run", type=Path, metavar="FILE", help="write a TREC run")
        parser.add_argument(
            "--encoder", action="append", default=[], metavar="SETTING",
            help="“use”, a folder with an ONNX model, or “none”; default FACTCHECK_ENCODER. "
            "Given several times, all are used together. Vectors are kept under DATA_DIR/vectors",
        )  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        since = time.monotonic()
        reporter = reporting.Reporter(
            stdout=self.stdout, stderr=self.stderr, as_json=options["json"]
        )
        _refuse_mixture(options["split"], options["fit"], folds=options["folds"])
        try:
            folder = options["folder"]
            claims = ranking.read_claims(folder)
            split = ranking.read_split(folder, options["split"], claims)
            fit = [ranking.read_split(folder, name, claims) for name in options["fit"]]
            encoders = _encoders(options["encoder"])
        except (ranking.SetRefused, encoding.EncoderUnavailable) as refusal:
            raise CommandError(str(refusal), returncode=2) from refusal
        collection = ranking.Collection(
            claims,
            {encoder.name: _kept(encoder, reporter) for encoder in encoders},
            with_authors=ranking.any_signed(
                [query.text for each in (split, *fit) for query in each.queries]
            ),
        )
        asked = _asked(collection, split, reporter)
        taught = [_asked(collection, each, reporter) for each in fit]
        judgements = _judgements(asked, taught, folds=options["folds"])
        if options["run"]:
            _write_run(options["run"], split, claims, ranking.pooled(judgements))
        facts = {
            "queries": len(split.queries),
            "claims": len(claims),
            "seconds": round(time.monotonic() - since, 2),
            "encoder": " + ".join(encoder.name for encoder in encoders) or "none",
            "fit": options["fit"],
        }
        _report(reporter, judgements, facts)


def _refuse_mixture(split: str, fit: Sequence[str], *, folds: int) -> None:
    if split in fit:
        raise CommandError(
            f"--fit must not name “{split}”, the split that is measured.", returncode=2
        )
    if folds and fit:
        raise CommandError("Give either --fit or --folds, not both.", returncode=2)
    if folds and folds < 2:
        raise CommandError("--folds needs at least 2.", returncode=2)


def _encoders(settings_given: Sequence[str]) -> list[encoding.Encoder]:
    """Raises encoding.EncoderUnavailable."""
    wanted = settings_given or [getattr(settings, "FACTCHECK_ENCODER", "")]
    named = dict.fromkeys(setting for setting in wanted if setting not in {"", "none"})
    return [encoding.load_encoder(setting) for setting in named]


def _kept(encoder: encoding.Encoder, reporter: reporting.Reporter) -> ranking.Encode:
    """The encoder, asked only for texts whose vectors are not on disk yet."""

    def in_batches(texts: Sequence[str]) -> npt.NDArray[np.float32]:
        # Texts of like length share a batch, so that little is spent on filling.
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        batches = [order[i : i + _BATCH] for i in range(0, len(order), _BATCH)]
        vectors = np.zeros((len(texts), encoder.dimensions), np.float32)
        for batch in reporter.track(batches, label="Vectors", total=len(batches)):
            vectors[batch] = encoder.encode([texts[i] for i in batch])
        return vectors

    folder = Path(settings.DATA_DIR) / "vectors"
    return ranking.VectorCache(in_batches, name=encoder.name, folder=folder)


def _asked(
    collection: ranking.Collection, split: ranking.Split, reporter: reporting.Reporter
) -> _Asked:
    queries = collection.read([query.text for query in split.queries])
    tracked = reporter.track(queries, label=f"Queries of {split.name}", total=len(queries))
    lists = [collection.candidates(query) for query in tracked]
    ids = [query.id for query in split.queries]
    return _Asked(split, ranking.with_occasions(collection, ids, lists))


def _judgements(asked: _Asked, taught: Sequence[_Asked], *, folds: int) -> list[ranking.Judgement]:
    """One, or one for each fold."""
    relevant = asked.split.relevant
    try:
        if folds:
            return ranking.cross_validate(asked.lists, relevant, folds=folds, seed=_FOLD_SEED)
        if not taught:
            return [ranking.judge(ranking.FusionModel(), asked.lists, relevant)]
        model = ranking.fit_model(
            [each for part in taught for each in part.lists],
            [each for part in taught for each in part.split.relevant],
        )
    except ValueError as refusal:
        raise CommandError(f"The ranker cannot be fitted: {refusal}.", returncode=2) from refusal
    return [ranking.judge(model, asked.lists, relevant)]


def _write_run(
    path: Path,
    split: ranking.Split,
    claims: Sequence[ranking.ClaimRecord],
    judgement: ranking.Judgement,
) -> None:
    part = path.parent / f".{path.name}.part"
    try:
        with part.open("w", encoding="utf-8") as file:
            for query, ranked in zip(judgement.queries, judgement.rankings, strict=True):
                ids = [claims[position].id for position in ranked.claims]
                file.writelines(
                    ranking.run_lines(split.queries[query].id, ids, ranked.scores.tolist())
                )
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        raise CommandError(
            f"The run cannot be written to {path}: {error}.", returncode=2
        ) from error


def _report(
    reporter: reporting.Reporter,
    judgements: Sequence[ranking.Judgement],
    facts: dict[str, object],
) -> None:
    whole = ranking.pooled(judgements)
    measures = {key: round(value, 4) for key, value in whole.summary().items()}
    record = {"summary": True, **measures, **facts}
    if len(judgements) > 1:
        record["spread"] = _spread(judgements)
    thresholds = [{k: round(v, 4) for k, v in row.items()} for row in whole.thresholds()]
    record["thresholds"] = thresholds
    for row in thresholds:
        reporter.say(
            f"probability ≥ {row['threshold']:.2f}: precision {row['precision']:.3f}, "
            f"recall {row['recall']:.3f}, shown {row['shown']:.0f}"
        )
    said = ", ".join(f"{key} {measures[key]:.4f}" for key in _MEASURES)
    reporter.summary(
        record,
        line=f"{facts['queries']:,} queries, {facts['claims']:,} claims, encoder "
        f"{facts['encoder']}, {facts['seconds']} s: {said}.",
    )


def _spread(judgements: Sequence[ranking.Judgement]) -> dict[str, float]:
    """The standard deviation of each measure over the folds."""
    summaries = [judgement.summary() for judgement in judgements]
    return {key: round(float(np.std([s[key] for s in summaries])), 4) for key in _MEASURES}
