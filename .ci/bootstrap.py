"""Makes .venv from a hashed lock file: `python3 .ci/bootstrap.py requirements.lock`.

Only the standard library, and a syntax that older Pythons read too, so that they can say what is
wrong. A stamp holds the lock's digest: what is installed already is not installed again.
"""

import hashlib
import importlib.util
import os
import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent
ENVIRONMENT = FOLDER / ".venv"
PYTHON = ENVIRONMENT / "bin" / "python"
PIP = ENVIRONMENT / "bin" / "pip"
LOG = ENVIRONMENT / "install.log"
OLDEST = (3, 11)


def main(lock: str) -> None:
    """Exits with one sentence if the environment cannot be made."""
    if sys.version_info < OLDEST:
        sys.exit("Python 3.11 or newer is needed: name one, such as make PYTHON=python3.12 demo.")
    stamp = ENVIRONMENT / f"{lock}.sha256"
    digest = hashlib.sha256((FOLDER / lock).read_bytes()).hexdigest()
    if PYTHON.exists() and stamp.exists() and stamp.read_text() == digest:
        return
    if not os.access(FOLDER, os.W_OK | os.X_OK):
        sys.exit(f"The folder {FOLDER} cannot be written: mend its permissions or clone elsewhere.")
    # Without pip it was left half made.
    if not (PYTHON.exists() and PIP.exists()):
        make_environment()
    install(lock)
    stamp.write_text(digest)


def make_environment() -> None:
    if any(importlib.util.find_spec(name) is None for name in ("venv", "ensurepip")):
        sys.exit(
            "This Python cannot make virtual environments: run “apt install python3-venv” as root, "
            "then the same command again."
        )
    say(f"Making .venv with {sys.executable} …")
    made = subprocess.run(  # noqa: S603 - fixed arguments, no shell
        [sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)], capture_output=True, text=True
    )
    if made.returncode != 0:
        reason = last_line(made.stdout + made.stderr)
        sys.exit(f"The folder {ENVIRONMENT} cannot be made ({reason}): mend it, then try again.")


def install(lock: str) -> None:
    say(f"Installing the packages of {lock}: a minute or two, this once …")
    command = [
        *(str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--retries", "2"),
        *("--require-hashes", "--no-deps", "--requirement", str(FOLDER / lock)),
    ]
    with LOG.open("w") as log:
        # No shell, and arguments of our own.
        returncode = subprocess.call(command, stdout=log, stderr=subprocess.STDOUT)  # noqa: S603
    if returncode != 0:
        sys.exit(
            f"The packages of {lock} cannot be installed ({last_line(LOG.read_text())}): "
            f"check that this machine reaches its package index; {LOG} says more."
        )


def last_line(text: str) -> str:
    return text.strip().rpartition("\n")[2]


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1])
