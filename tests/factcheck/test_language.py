"""Which language an answer speaks."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils.translation import get_language, override

from factcheck.language import PageLanguageMiddleware


def spoken(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(get_language())


@pytest.mark.parametrize(("path", "language"), [("/api/v1/claims/", "en-gb"), ("/admin/", "de")])
def test_a_thread_that_has_spoken_german_speaks_english_to_programs(
    path: str, language: str
) -> None:
    request = RequestFactory().get(path, headers={"accept-language": "de"})

    with override("de"):
        response = PageLanguageMiddleware(spoken)(request)

    assert isinstance(response, HttpResponse)
    assert response.content.decode() == language
