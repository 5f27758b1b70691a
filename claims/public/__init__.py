"""Pages that everybody may read without a log-in: only what is published."""
