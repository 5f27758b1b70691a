"""The counter that puts all changes of what is searched into one order."""

from django.db import models
from django.db.models import CheckConstraint, F, Q


class ChangeCounter(models.Model):
    """The last number of change taken; one row, which a migration makes.

    Whoever takes numbers updates the row inside the transaction of the change, so the next one
    waits for the commit: numbers become visible in order, and a reader that has seen number n has
    seen all below it. `feed_id` tells this database from any other.
    """

    feed_id = models.CharField(max_length=32, editable=False)
    value = models.BigIntegerField(default=0)
    batch_start = models.BigIntegerField(
        default=1, help_text="the first of the numbers taken last; the database accepts no others"
    )

    class Meta:
        constraints = [
            CheckConstraint(name="changecounter_one_row", condition=Q(id=1)),
            CheckConstraint(
                name="changecounter_value_not_behind",
                condition=Q(value__gte=F("batch_start") - 1, batch_start__gte=1),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.feed_id} {self.value}"
