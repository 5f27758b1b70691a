"""Bytes to characters: finds the encoding of a text, and refuses what is no text at all."""

import codecs
import re

from charset_normalizer import from_bytes

from claims.records.refusal import InputRefused, RefusalCode

_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"SQLite format 3", "an SQLite database"),
)
# UTF-32 before UTF-16: its little-endian mark begins with that of UTF-16.
_WIDE_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?([\w.:-]+)""", re.IGNORECASE
)
# Begins an escape sequence to Japanese or Korean letters of seven bits.
_ISO_2022 = b"\x1b$"
_HTML_HEAD = 2048
_SAMPLE = 8192
_UTF8_LETTER = re.compile(
    rb"[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MOST_CONTROLS = 0.01
# Alphabets that look alike to statistics on a short text; the language tells them apart.
_LATIN_BY_LANGUAGE = {
    **dict.fromkeys(("cs", "hr", "hu", "pl", "ro", "sk", "sl", "sq"), "cp1250"),
    **dict.fromkeys(("et", "lt", "lv"), "cp1257"),
    "tr": "cp1254",
}
_OTHER_ALPHABETS = [
    "cp1251", "koi8_r", "cp1253", "cp1255", "cp1256", "gb18030", "big5", "cp932", "euc_jp", "cp949",
]  # fmt: skip
# A text of Latin letters has fewer bytes above 127 than this; Cyrillic or Chinese has far more.
_MOST_ACCENTS = 0.25


def decode(content: bytes, *, language: str = "", is_html: bool = False) -> tuple[str, str]:
    """The characters of a text and the encoding they were read in.

    Order: byte order mark, UTF-8, what an HTML page declares, then the best guess (`language`
    helps). Raises InputRefused (empty, binary, bad-encoding).
    """
    _refuse_known_format(content)
    text, encoding = _decode(content, language=language, is_html=is_html)
    if not text.strip():
        raise InputRefused(RefusalCode.EMPTY, "There is nothing in it but blanks.")
    if len(_CONTROL.findall(text)) > _MOST_CONTROLS * len(text):
        raise _binary("holds bytes that are no text")
    return text, encoding


def _decode(content: bytes, *, language: str, is_html: bool) -> tuple[str, str]:
    if marked := _decode_wide(content):
        return marked
    if _ISO_2022 not in content:
        try:
            return content.decode("utf-8-sig"), "utf-8"
        except UnicodeDecodeError as error:
            if _is_broken_utf8(content):
                raise _broken("utf-8", error) from error
    if is_html and (declared := _declared(content)):
        return _strictly(content, declared), declared
    return _guess(content, language)


def _decode_wide(content: bytes) -> tuple[str, str] | None:
    """UTF-16 and UTF-32, the only encodings of text in which NUL bytes occur."""
    for mark, encoding in _WIDE_MARKS:
        if content.startswith(mark):
            return _strictly(content[len(mark) :], encoding), encoding
    if encoding := _utf16_without_mark(content[:_SAMPLE]):
        return _strictly(content, encoding), encoding
    if b"\x00" in content:
        raise _binary("holds NUL bytes")
    return None


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise _broken(encoding, error) from error


def _utf16_without_mark(sample: bytes) -> str:
    """UTF-16 of a mostly Latin text has a NUL in every other byte."""
    half = len(sample) // 2
    if sample[1::2].count(0) > 0.4 * half and not sample[::2].count(0):
        return "utf-16-le"
    if sample[::2].count(0) > 0.4 * half and not sample[1::2].count(0):
        return "utf-16-be"
    return ""


def _is_broken_utf8(content: bytes) -> bool:
    """Whether the text is UTF-8 with damage rather than in another encoding.

    In others, letters of several bytes come about by chance: measured on random Chinese, Japanese
    and Korean at most one for two faults.
    """
    letters = len(_UTF8_LETTER.findall(content))
    faults = content.decode("utf-8", "replace").count("\N{REPLACEMENT CHARACTER}")
    return letters >= faults


def _declared(content: bytes) -> str:
    """The encoding an HTML page says it has, as browsers read the name; "" if it says none."""
    found = _DECLARED.search(content[:_HTML_HEAD])
    if not found:
        return ""
    try:
        name = codecs.lookup(found[1].decode("ascii", "replace")).name
    except LookupError:
        return ""
    return {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030"}.get(
        name, "" if name == "utf-8" else name
    )


def _guess(content: bytes, language: str) -> tuple[str, str]:
    share = sum(byte > 127 for byte in content[:_SAMPLE]) / len(content[:_SAMPLE])
    if share < _MOST_ACCENTS and _ISO_2022 not in content:
        encoding = _LATIN_BY_LANGUAGE.get(language.lower().split("-")[0], "cp1252")
        try:
            return content.decode(encoding), encoding
        except UnicodeDecodeError:
            pass
    best = from_bytes(content, cp_isolation=[*_OTHER_ALPHABETS, "iso2022_jp"]).best()
    if best is None:
        raise InputRefused(
            RefusalCode.BAD_ENCODING,
            "Its encoding cannot be told: save it as UTF-8 and try again.",
        )
    return str(best), best.encoding


def _refuse_known_format(content: bytes) -> None:
    for signature, what in _SIGNATURES:
        if content.startswith(signature):
            raise _binary(f"is {what}")


def _binary(why: str) -> InputRefused:
    return InputRefused(RefusalCode.BINARY, f"It {why}: give its text as a .txt or .html file.")


def _broken(encoding: str, error: UnicodeDecodeError) -> InputRefused:
    line = error.object.count(b"\n", 0, error.start) + 1
    return InputRefused(
        RefusalCode.BAD_ENCODING,
        f"Its {encoding.upper()} is broken at byte {error.start:,} (line {line:,}): "
        "save it again as UTF-8.",
    )
