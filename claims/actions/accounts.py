"""The log-ins of the demonstration: one person for each role."""

import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import Group, User

from claims import audit
from claims.enums import Role

FILE_NAME = "demo-logins.json"
BOT = "demo"


@dataclass(frozen=True, slots=True)
class DemoLogin:
    """`is_current` is false when the password was changed since in the workbench."""

    username: str
    password: str
    is_current: bool


def create_demo_logins() -> tuple[DemoLogin, ...]:
    """The demonstration's people with the passwords made for them on first use.

    The passwords are kept in the data folder, in a file that only its owner can read; they are
    for a workbench on one's own machine. A password that a person changed stays changed.
    """
    path = Path(settings.DATA_DIR) / FILE_NAME
    passwords = _read(path)
    for role in Role:
        passwords.setdefault(role.value, secrets.token_urlsafe(9))
    _keep(path, passwords)
    with audit.recording(durable=True):
        return tuple(_login(role, passwords[role.value]) for role in Role)


def _login(role: Role, password: str) -> DemoLogin:
    user, is_new = User.objects.get_or_create(
        username=role.value, defaults={"is_staff": True, "first_name": f"Demo {role.value}"}
    )
    if is_new:
        user.set_password(password)
        user.save(update_fields=["password"])
        user.groups.add(Group.objects.get(name=role.value))
        audit.record_row(user, None, audit.row_values(user), actor=None, bot=BOT)
    return DemoLogin(role.value, password, is_current=is_new or user.check_password(password))


def _read(path: Path) -> dict[str, str]:
    try:
        return dict(json.loads(path.read_text()))
    except (FileNotFoundError, TypeError, ValueError):
        return {}


def _keep(path: Path, passwords: dict[str, str]) -> None:
    unfinished = path.with_suffix(".new")
    with os.fdopen(os.open(unfinished, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "w") as file:
        json.dump(passwords, file, indent=1)
    unfinished.replace(path)
