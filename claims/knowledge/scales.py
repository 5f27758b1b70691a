"""Rating scales coming in, and finding a rating by its name."""

from typing import Any

from claims import audit
from claims.enums import RatingColour
from claims.knowledge.importing import ImportStatus, record_change, status_of
from claims.knowledge.showing import touch_claims_showing
from claims.models import Rating, RatingScale
from claims.records.fields import Fields, bad_row, items_of, language_of, text_of, word_of
from claims.records.refusal import InputRefused, RefusalCode


def store_rating_scale(fields: Fields) -> ImportStatus:
    """Create or update a scale: name, language, and ratings with alternate_name, rating_value,
    best_rating, worst_rating, colour and definition.

    The first scale becomes the default one. Ratings that the file leaves out stay. Raises
    InputRefused (bad-row).
    """
    name = text_of(fields, "name", longest=100)
    if not name:
        raise bad_row("The rating scale has no name.")
    ratings = [_rating_values(item) for item in items_of(fields, "ratings")]
    if not ratings:
        raise bad_row(f"The rating scale “{name}” has no ratings.")
    with audit.recording():
        scale, is_new = RatingScale.objects.get_or_create(
            name=name,
            defaults={
                "language": language_of(fields, "language") or "en",
                "is_default": not RatingScale.objects.filter(is_default=True).exists(),
            },
        )
        changed = [_store_rating(scale, values) for values in ratings]
        if any(changed) and not is_new:
            touch_claims_showing(scale)
        if is_new or any(changed):
            after = {"ratings": ratings}
            record_change(scale, action="scale.imported", actor=None, before={}, after=after)
    return status_of(is_new=is_new, is_changed=any(changed))


def find_rating(name: str) -> Rating:
    """The rating of that name on the default scale, whatever its case.

    Raises InputRefused (unknown-rating) naming the known ones.
    """
    ratings = Rating.objects.filter(scale__is_default=True).order_by("rating_value", "pk")
    for rating in ratings:
        if rating.alternate_name.casefold() == name.casefold():
            return rating
    known = ", ".join(rating.alternate_name for rating in ratings)
    hint = f"the scale has: {known}." if known else "there is no rating scale yet, make one first."
    raise InputRefused(RefusalCode.UNKNOWN_RATING, f"There is no rating “{name}”: {hint}")


def _rating_values(item: object) -> dict[str, Any]:
    if not isinstance(item, dict):
        raise bad_row("Each rating must be an object.")
    values = {
        "alternate_name": text_of(item, "alternate_name", longest=60),
        "rating_value": item.get("rating_value"),
        "best_rating": item.get("best_rating", 5),
        "worst_rating": item.get("worst_rating", 1),
        "colour": word_of(item, "colour", words=RatingColour.values) or RatingColour.GREY,
        "definition": text_of(item, "definition"),
    }
    name = values["alternate_name"]
    if not name:
        raise bad_row("A rating has no “alternate_name”.")
    worst, value, best = (values[key] for key in ("worst_rating", "rating_value", "best_rating"))
    if not (isinstance(worst, int) and isinstance(value, int) and isinstance(best, int)):
        raise bad_row(f"The values of the rating “{name}” must be whole numbers.")
    if not (worst <= value <= best and worst < best):
        raise bad_row(f"The value of the rating “{name}” must lie between the worst and the best.")
    return values


def _store_rating(scale: RatingScale, values: dict[str, Any]) -> bool:
    others = scale.ratings.filter(rating_value=values["rating_value"])
    if other := others.exclude(alternate_name=values["alternate_name"]).first():
        raise bad_row(
            f"The ratings “{values['alternate_name']}” and “{other}” have the same value."
        )
    rating, is_new = Rating.objects.get_or_create(
        scale=scale, alternate_name=values["alternate_name"], defaults=values
    )
    changed = [field for field, value in values.items() if getattr(rating, field) != value]
    if changed:
        for field in changed:
            setattr(rating, field, values[field])
        rating.save(update_fields=changed)
    return is_new or bool(changed)
