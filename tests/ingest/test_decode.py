"""Finding the encoding of a text, and refusing what is no text."""

import codecs
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.ingest.decode import decode
from claims.records.refusal import InputRefused, RefusalCode

FRENCH = "L’été dernier, le maire a déclaré que le pont avait coûté quarante millions d’euros."
POLISH = "Burmistrz powiedział, że most kosztował czterdzieści milionów euro."
TURKISH = "Başkan köprünün 40 milyon avroya mal olduğunu söyledi."
RUSSIAN = "Мэр сказал, что мост стоил 40 миллионов евро. Он был построен за два года."
CHINESE = "市长说这座桥花费了四千万欧元。"
JAPANESE = "市長は橋の建設費が四千万ユーロだったと述べた。"


@pytest.mark.parametrize(
    ("text", "encoding", "language", "found"),
    [
        (FRENCH, "utf-8", "", "utf-8"),
        (FRENCH, "utf-8-sig", "", "utf-8"),
        (FRENCH, "utf-16-le", "", "utf-16-le"),
        (FRENCH, "utf-16-be", "", "utf-16-be"),
        (FRENCH, "cp1252", "", "cp1252"),
        (FRENCH, "cp1252", "fr", "cp1252"),
        (POLISH, "cp1250", "pl-PL", "cp1250"),
        (TURKISH, "cp1254", "tr", "cp1254"),
        (RUSSIAN, "cp1251", "", "cp1251"),
        (RUSSIAN, "koi8-r", "", "koi8_r"),
        (CHINESE, "gb18030", "", "gb18030"),
        (JAPANESE, "shift_jis", "", "cp932"),
        (JAPANESE, "iso2022_jp", "", "iso2022_jp"),
    ],
)
def test_the_encoding_is_found(text: str, encoding: str, language: str, found: str) -> None:
    assert decode(text.encode(encoding), language=language) == (text, found)


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_is_believed_and_is_no_text(mark: bytes, encoding: str) -> None:
    assert decode(mark + CHINESE.encode(encoding)) == (CHINESE, encoding)


@pytest.mark.parametrize(
    ("head", "encoding", "found"),
    [
        ('<meta charset="windows-1251">', "cp1251", "cp1251"),
        (
            '<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">',
            "koi8-r",
            "koi8-r",
        ),
        # Browsers read iso-8859-1 as windows-1252, which has the typographic quotation marks.
        ("<meta charset=iso-8859-1>", "cp1252", "cp1252"),
        ('<meta charset="utf-8">', "cp1252", "cp1252"),
        ('<meta charset="no-such">', "cp1252", "cp1252"),
    ],
)
def test_a_page_says_its_encoding(head: str, encoding: str, found: str) -> None:
    text = (
        f"<html><head>{head}</head><body>{RUSSIAN if '1251' in found or 'koi' in found else FRENCH}"
    )

    assert decode(text.encode(encoding), is_html=True) == (text, found)


def test_utf8_is_believed_more_than_what_a_page_says() -> None:
    text = f'<meta charset="iso-8859-1"><p>{FRENCH}</p>'

    assert decode(text.encode(), is_html=True) == (text, "utf-8")


@pytest.mark.parametrize("blank", [b"", b" \r\n\t ", b"\n" * 1000])
def test_nothing_but_blanks_is_empty(blank: bytes) -> None:
    with pytest.raises(InputRefused) as refusal:
        decode(blank)

    assert refusal.value.code == RefusalCode.EMPTY


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"%PDF-1.7\n1 0 obj", "PDF"),
        (b"PK\x03\x04\x14\x00", "ZIP"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\x1f\x8b\x08", "gzip"),
        (random.Random(3).randbytes(4000), "NUL"),
        (b"text \x00 text", "NUL"),
        (b"\x01\x02\x03\x04 some letters among them", "no text"),
    ],
)
def test_what_is_no_text_is_refused_by_name(content: bytes, word: str) -> None:
    with pytest.raises(InputRefused, match=word) as refusal:
        decode(content)

    assert refusal.value.code == RefusalCode.BINARY


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (FRENCH.encode()[:50] + b"\xff" + FRENCH.encode()[50:], "byte 50"),
        ("Ein Satz.\nNoch einer: größer, schöner, ".encode() + b"\xc3(", r"\(line 2\)"),
        (CHINESE.encode()[:-1], "byte"),
        (codecs.BOM_UTF16_LE + b"a\x00\x00\xd8b\x00", "UTF-16-LE"),
    ],
)
def test_damage_is_refused_with_its_place(content: bytes, place: str) -> None:
    with pytest.raises(InputRefused, match=place) as refusal:
        decode(content)

    assert refusal.value.code == RefusalCode.BAD_ENCODING


def test_bytes_in_no_known_alphabet_are_refused() -> None:
    dice = random.Random(5)
    noise = bytes(dice.randrange(0x80, 0x100) for _ in range(2000))

    with pytest.raises(InputRefused, match="save it as UTF-8") as refusal:
        decode(noise)

    assert refusal.value.code == RefusalCode.BAD_ENCODING


@given(st.binary(max_size=200))
def test_any_bytes_are_decoded_or_refused(content: bytes) -> None:
    try:
        text, encoding = decode(content)
    except InputRefused:
        return
    assert text
    assert codecs.lookup(encoding)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    content = text.encode()
    if not text.removeprefix("\ufeff").strip() or content.startswith(
        (b"%PDF-", b"GIF8", b"{\\rtf")
    ):
        return
    assert decode(content)[0] == text.removeprefix("\ufeff")
