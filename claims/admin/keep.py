"""What a person typed and has not saved: keep.js keeps it, any screen tells it what is saved."""

from django.http import HttpRequest, HttpResponse
from django_htmx.http import trigger_client_event

_SAVED = "keep_saved"


def keep_key(request: HttpRequest, form: str) -> str:
    """The key of a form: people who share a computer do not see each other's words."""
    return f"{request.user.pk}-{form}"


def mark_saved(request: HttpRequest, form: str) -> None:
    """The next page that is shown makes the browser forget what it kept of the form."""
    request.session[_SAVED] = [*request.session.get(_SAVED, []), keep_key(request, form)]


def tell_saved(request: HttpRequest, response: HttpResponse, form: str) -> HttpResponse:
    """For a form that htmx sends: this answer makes the browser forget what it kept of it."""
    return trigger_client_event(response, "keep:saved", {"key": keep_key(request, form)})


def take_saved(request: HttpRequest) -> list[str]:
    """The keys of the forms saved since the last page, once."""
    saved: list[str] = request.session.pop(_SAVED, [])
    return saved
