"""Pages speak the language of the person's browser; the API speaks English to every program."""

from django.http import HttpRequest
from django.middleware.locale import LocaleMiddleware
from django.utils import translation


class PageLanguageMiddleware(LocaleMiddleware):
    def process_request(self, request: HttpRequest) -> None:
        if request.path.startswith("/api/"):
            # What the thread spoke last may have been the language of a page.
            translation.activate("en-gb")
        else:
            super().process_request(request)
