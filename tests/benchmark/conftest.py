import pytest

from claims.benchmark.statements import MadeText


@pytest.fixture(scope="session")
def made_text() -> MadeText:
    return MadeText(1)


@pytest.fixture(scope="session")
def claims(made_text: MadeText) -> list[str]:
    return list(made_text.claims(12_000))
