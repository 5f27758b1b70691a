"""The environment is read loudly: nonsense is refused with the variable's name."""

import stat
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from factcheck import env


@pytest.mark.parametrize(("word", "value"), [("1", True), ("Yes", True), ("off", False)])
def test_boolean_words(monkeypatch: pytest.MonkeyPatch, word: str, value: bool) -> None:
    monkeypatch.setenv("SWITCH", word)

    assert env.boolean("SWITCH", default=not value) is value


def test_unset_and_empty_give_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SWITCH", " ")

    assert env.boolean("SWITCH", default=True) is True
    assert env.integer("NO_SUCH_NUMBER", 7) == 7
    assert env.words("NO_SUCH_LIST", ["a"]) == ["a"]


@pytest.mark.parametrize("word", ["maybe", "2", "tru"])
def test_boolean_nonsense_is_refused(monkeypatch: pytest.MonkeyPatch, word: str) -> None:
    monkeypatch.setenv("SWITCH", word)

    with pytest.raises(ImproperlyConfigured, match="SWITCH"):
        env.boolean("SWITCH", default=False)


@pytest.mark.parametrize("word", ["-1", "1.5", "ten", "²", "0"])
def test_integer_nonsense_is_refused(monkeypatch: pytest.MonkeyPatch, word: str) -> None:
    monkeypatch.setenv("NUMBER", word)

    with pytest.raises(ImproperlyConfigured, match="NUMBER"):
        env.integer("NUMBER", 5, minimum=1)


@pytest.mark.parametrize("word", ["1.1", "-0.1", "half", "nan"])
def test_fraction_nonsense_is_refused(monkeypatch: pytest.MonkeyPatch, word: str) -> None:
    monkeypatch.setenv("SHARE", word)

    with pytest.raises(ImproperlyConfigured, match="SHARE"):
        env.fraction("SHARE", 0.5)


def test_words_are_separated_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOSTS", "a.example, b.example ,")

    assert env.words("HOSTS", []) == ["a.example", "b.example"]


def test_sqlite_writes_are_immediate(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)

    config = env.database("DATABASE_URL", default_path=tmp_path / "workbench.sqlite3")

    assert config["NAME"] == str(tmp_path / "workbench.sqlite3")
    assert config["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_postgres_url(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://desk:secret@db:5433/facts")

    config = env.database("DATABASE_URL", default_path=tmp_path / "unused")

    assert config["ENGINE"] == "django.db.backends.postgresql"
    assert (config["HOST"], config["PORT"], config["NAME"]) == ("db", 5433, "facts")


@pytest.mark.parametrize("url", ["mysql://root@db/facts", "facts.sqlite3", "redis://db"])
def test_other_databases_are_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, url: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", url)

    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL must begin with"):
        env.database("DATABASE_URL", default_path=tmp_path / "unused")


def test_secret_key_is_made_once_and_kept_private(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("SECRET_KEY", raising=False)

    first = env.secret_key("SECRET_KEY", keep_in=tmp_path)

    assert len(first) >= 50
    assert env.secret_key("SECRET_KEY", keep_in=tmp_path) == first
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


def test_a_folder_that_cannot_be_made_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "file"
    file.touch()
    monkeypatch.setenv("FOLDER", str(file / "below"))

    with pytest.raises(ImproperlyConfigured, match="point FOLDER elsewhere"):
        env.folder("FOLDER", tmp_path)


def test_a_number_over_its_maximum_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOUR", "24")

    with pytest.raises(ImproperlyConfigured, match="HOUR='24' must be at most 23"):
        env.integer("HOUR", 6, maximum=23)


def test_a_word_that_is_not_on_the_list_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert env.one_of("SECURITY", ("none", "tls")) == "none"
    monkeypatch.setenv("SECURITY", "TLS")
    assert env.one_of("SECURITY", ("none", "tls")) == "tls"
    monkeypatch.setenv("SECURITY", "ssl")

    with pytest.raises(ImproperlyConfigured, match="must be one of: none, tls"):
        env.one_of("SECURITY", ("none", "tls"))


def test_an_origin_is_the_beginning_of_an_address(monkeypatch: pytest.MonkeyPatch) -> None:
    assert env.origin("BASE") == ""
    monkeypatch.setenv("BASE", "https://facts.example:8443/")
    assert env.origin("BASE") == "https://facts.example:8443"


@pytest.mark.parametrize("word", ["facts.example", "javascript:alert(1)", "https://a/b", "http://"])
def test_what_is_no_origin_is_refused(monkeypatch: pytest.MonkeyPatch, word: str) -> None:
    monkeypatch.setenv("BASE", word)

    with pytest.raises(ImproperlyConfigured, match="BASE"):
        env.origin("BASE")
