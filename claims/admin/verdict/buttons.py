"""Addresses that are pressed, not visited."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

View = Callable[..., HttpResponse]


def pressed(view: View) -> View:
    """Does nothing on a visit and leads to the verdict.

    Who logs in again after a press that came too late is sent to its address.
    """

    @wraps(view)
    def guarded(request: HttpRequest, pk: int, **parts: int) -> HttpResponse:
        if request.method != "POST":
            return redirect("admin:verdict", pk=pk)
        return view(request, pk, **parts)

    return guarded
