"""Files of rows and single values as people write them: read, checked, refused. Stores nothing."""

from claims.records.refusal import InputRefused, RefusalCode
from claims.records.rows import Row, RowFormat, read_rows

__all__ = ["InputRefused", "RefusalCode", "Row", "RowFormat", "read_rows"]
