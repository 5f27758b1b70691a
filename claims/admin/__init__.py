"""The reviewers' door: Django's admin with an own theme and an own review queue."""
