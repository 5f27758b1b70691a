"""Pages speak the language of the person's browser; the API speaks English to every program."""

from django.http import HttpRequest
from django.middleware.locale import LocaleMiddleware


class PageLanguageMiddleware(LocaleMiddleware):
    def process_request(self, request: HttpRequest) -> None:
        if not request.path.startswith("/api/"):
            super().process_request(request)
