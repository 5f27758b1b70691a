"""The integrators' door: the REST API under /api/v1/."""
