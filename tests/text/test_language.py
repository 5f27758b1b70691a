import logging
from concurrent.futures import ThreadPoolExecutor

import pytest

from claims.text import detect_language, language
from tests.terms.triples import TRIPLES, Triple


@pytest.mark.parametrize(
    "text", ["", " \n", "😀😀", "12,345", "\ud800", "\u0301" * 50, "Berlin", "Biden said"]
)
def test_too_little_to_go_by_is_no_language(text: str) -> None:
    assert detect_language(text) == ""


@pytest.mark.parametrize("triple", TRIPLES, ids=lambda triple: triple.language)
def test_tells_the_language_of_a_claim(triple: Triple) -> None:
    pytest.importorskip("py3langid")

    for sentence in (triple.claim, triple.restatement, triple.unrelated):
        assert detect_language(sentence) == triple.language


def test_threads_may_ask_at_the_same_time() -> None:
    pytest.importorskip("py3langid")
    claims = [triple.claim for triple in TRIPLES] * 5

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(detect_language, claims))

    assert found == [triple.language for triple in TRIPLES] * 5


def test_without_the_package_no_language_is_sure(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(language, "find_spec", lambda _: None)
    language._identifier.cache_clear()

    with caplog.at_level(logging.WARNING):
        found = [detect_language("The minister closed two hospitals.") for _ in range(2)]
    language._identifier.cache_clear()

    assert found == ["", ""]
    assert len(caplog.records) == 1
