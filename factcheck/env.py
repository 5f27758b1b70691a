"""Typed readers of the environment, the only ones; nonsense is refused loudly."""

import os
import re
import secrets
from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

TRUE_WORDS = frozenset({"1", "true", "yes", "on"})
FALSE_WORDS = frozenset({"0", "false", "no", "off"})
DATABASE_SCHEMES = ("sqlite:///", "postgres://", "postgresql://")


def text(name: str, default: str = "") -> str:
    """The variable without surrounding blanks; the default if it is unset or empty."""
    return os.environ.get(name, "").strip() or default


def boolean(name: str, *, default: bool) -> bool:
    """Raises ImproperlyConfigured for anything but 1/0, true/false, yes/no, on/off."""
    word = text(name).lower()
    if not word:
        return default
    if word in TRUE_WORDS:
        return True
    if word in FALSE_WORDS:
        return False
    raise ImproperlyConfigured(f"{name}={word!r} is neither true nor false: write 1 or 0.")


def integer(name: str, default: int, *, minimum: int = 0, maximum: int | None = None) -> int:
    """Raises ImproperlyConfigured for anything but a whole number from `minimum` to `maximum`."""
    word = text(name)
    if not word:
        return default
    if not word.isascii() or not word.isdigit() or int(word) < minimum:
        raise ImproperlyConfigured(f"{name}={word!r} must be a whole number of at least {minimum}.")
    if maximum is not None and int(word) > maximum:
        raise ImproperlyConfigured(f"{name}={word!r} must be at most {maximum}.")
    return int(word)


def fraction(name: str, default: float) -> float:
    """Raises ImproperlyConfigured for anything but a number from 0 to 1."""
    word = text(name)
    try:
        number = float(word) if word else default
    except ValueError:
        number = -1.0
    if not 0 <= number <= 1:
        raise ImproperlyConfigured(f"{name}={word!r} must be a number from 0 to 1.")
    return number


def one_of(name: str, known: tuple[str, ...]) -> str:
    """One of the known words, the first by default. Raises ImproperlyConfigured for any other."""
    word = text(name, known[0]).lower()
    if word not in known:
        raise ImproperlyConfigured(f"{name}={word!r} must be one of: {', '.join(known)}.")
    return word


def origin(name: str) -> str:
    """http(s)://HOST[:PORT], without a slash at the end; empty if unset.

    Raises ImproperlyConfigured for anything else.
    """
    word = text(name).rstrip("/")
    if word and not re.fullmatch(r"https?://[^\s/?#@]+", word):
        raise ImproperlyConfigured(
            f"{name}={word!r} must be the beginning of an address, such as https://facts.example."
        )
    return word


def words(name: str, default: list[str]) -> list[str]:
    """A list separated by commas."""
    return [word.strip() for word in text(name).split(",") if word.strip()] or default


def folder(name: str, default: Path) -> Path:
    """A folder that exists and can be written. Raises ImproperlyConfigured if it cannot be made."""
    path = Path(text(name, str(default)))
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(
            f"The folder {path} cannot be made ({error.strerror}): "
            f"mend its permissions or point {name} elsewhere."
        ) from error
    if not os.access(path, os.W_OK | os.X_OK):
        raise ImproperlyConfigured(
            f"The folder {path} cannot be written: mend its permissions or point {name} elsewhere."
        )
    return path


def database(name: str, *, default_path: Path) -> dict[str, Any]:
    """DATABASE_URL as Django wants it: sqlite:///PATH or postgres://USER:PASSWORD@HOST:PORT/NAME."""
    url = text(name, f"sqlite:///{default_path}")
    if not url.startswith(DATABASE_SCHEMES):
        raise ImproperlyConfigured(f"{name} must begin with sqlite:/// or postgres://.")
    config: dict[str, Any] = dict(environ.Env.db_url_config(url))
    if not url.startswith("sqlite"):
        return config | {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
    # Tests get a file too: a database in memory locks otherwise than one on disk.
    test_name = str(default_path.with_name("test.sqlite3"))
    return config | {"OPTIONS": SQLITE_OPTIONS, "TEST": {"NAME": test_name}}


# WAL and IMMEDIATE: six processes that read and then write met no "database is locked" (ADR 0003).
SQLITE_OPTIONS: dict[str, Any] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
}


def secret_key(name: str, *, keep_in: Path) -> str:
    """The variable, or a key made on first use and kept in a file that only its owner can read.

    Several hosts must share one key, so a deployment sets the variable (system check claims.W001).
    """
    if key := text(name):
        return key
    path = keep_in / "secret_key"
    try:
        file = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return path.read_text()
    with os.fdopen(file, "w") as stream:
        stream.write(secrets.token_urlsafe(50))
    return path.read_text()
