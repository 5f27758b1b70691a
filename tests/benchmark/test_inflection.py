import pytest

from claims.benchmark.inflection import bent_forms, ongoing, past, plural, synonyms


@pytest.mark.parametrize(
    ("word", "plural_form"), [("factory", "factories"), ("church", "churches"), ("day", "days")]
)
def test_plurals(word: str, plural_form: str) -> None:
    assert plural(word) == plural_form


@pytest.mark.parametrize(
    ("word", "past_form", "ongoing_form"),
    [
        ("stop", "stopped", "stopping"),
        ("visit", "visited", "visiting"),
        ("deny", "denied", "denying"),
        ("close", "closed", "closing"),
        ("lift", "lifted", "lifting"),
    ],
)
def test_verbs(word: str, past_form: str, ongoing_form: str) -> None:
    assert (past(word), ongoing(word)) == (past_form, ongoing_form)


def test_synonyms_keep_the_form() -> None:
    assert "refused" in synonyms()["rejected"]
    assert "clinics" in synonyms()["hospitals"]
    assert all(form not in others for form, others in synonyms().items())


def test_other_forms_of_a_word() -> None:
    assert set(bent_forms()["reject"]) == {"rejects", "rejected", "rejecting"}
