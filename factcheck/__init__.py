"""Wiring only: settings, environment, Celery, addresses. No model, no rule, no SQL."""

from factcheck.celery import app as celery_app

__all__ = ["celery_app"]
