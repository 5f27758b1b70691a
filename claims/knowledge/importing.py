"""What importing a row of the desk's knowledge did."""

from enum import StrEnum


class ImportStatus(StrEnum):
    """The same row twice is unchanged the second time."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


def status_of(*, is_new: bool, is_changed: bool) -> ImportStatus:
    if is_new:
        return ImportStatus.CREATED
    return ImportStatus.UPDATED if is_changed else ImportStatus.UNCHANGED
