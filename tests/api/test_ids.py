"""Ids that are forged, foreign or beyond a key of the database are no ids."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.api import ids


@given(st.integers(min_value=1, max_value=10**18 - 1))
def test_an_id_is_read_back(key: int) -> None:
    assert ids.read_id(ids.CLAIM, ids.public_id(ids.CLAIM, key)) == key


@given(st.text())
def test_what_is_read_is_exactly_an_id(text: str) -> None:
    key = ids.read_id(ids.CLAIM, text)

    assert key is None or ids.public_id(ids.CLAIM, key) == text


@pytest.mark.parametrize(
    "text",
    [
        *("", "42", "clm_", "clm_0", "clm_-1", "clm_042", "clm_٤٢", "clm_42\n", "clm_1e3"),
        "src_42",
        "clm_9223372036854775808",
    ],
)
def test_no_ids(text: str) -> None:
    assert ids.read_id(ids.CLAIM, text) is None
