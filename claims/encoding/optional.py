"""Packages that a desk may do without, looked up by name so that importing a room never fails."""

import importlib
import importlib.util
from pathlib import Path
from types import ModuleType


def find_module(name: str) -> ModuleType | None:
    """The module, imported, or None if it (or something it needs) is not installed."""
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


def find_folder(name: str) -> Path | None:
    """Where a package is installed, without running any of it; None if it is not."""
    spec = importlib.util.find_spec(name)
    folders = spec.submodule_search_locations if spec else None
    return Path(folders[0]) if folders else None
