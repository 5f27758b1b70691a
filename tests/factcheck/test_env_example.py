import re
from pathlib import Path

from django.conf import settings

BASE = Path(settings.BASE_DIR)
# Read by compose.yaml, not by the settings.
ONLY_COMPOSE = {"POSTGRES_PASSWORD", "PORT"}


def test_the_example_names_every_variable_that_is_read_and_no_other() -> None:
    read = set(re.findall(r'env\.\w+\(\s*"(\w+)"', (BASE / "factcheck/settings.py").read_text()))
    named = set(re.findall(r"^#?([A-Z_]+)=", (BASE / ".env.example").read_text(), re.MULTILINE))

    assert read, "no variable was found: the pattern is out of date"
    assert named == read | ONLY_COMPOSE


def test_compose_passes_no_variable_that_nobody_reads() -> None:
    used = set(re.findall(r"\$\{([A-Z_]+)", (BASE / "compose.yaml").read_text()))
    named = set(re.findall(r"^#?([A-Z_]+)=", (BASE / ".env.example").read_text(), re.MULTILINE))

    assert used <= named
