"""Single values as people write them: dates, web addresses, language tags. Refuses what is none."""

import re
from datetime import UTC, date, datetime
from urllib.parse import SplitResult, quote, urlsplit, urlunsplit

from claims.records.refusal import InputRefused, RefusalCode

LONGEST_URL = 1000
_LANGUAGE = re.compile(r"[a-z]{2,8}(-[a-z0-9]{1,8})*", re.IGNORECASE)
_LONGEST_LANGUAGE = 35
_HOST = re.compile(r"[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?\.?|\[[0-9a-f:.]+\]")
# Parameters that tell where a reader came from, not which page it is: those of the big
# advertisers, mailers and analytics. A site's own (id, p, ref, source) are left alone.
_TRACKING = re.compile(
    r"utm_\w+|(fb|g|dc|gb|wb|y|tt|msclk|twcl|li_fat_|igsh|s_kwc)(clid|raid|id)|_ga|_gl|_hs(enc|mi)"
    r"|mc_[ce]id|mkt_tok|vero_id|oly_(anon|enc)_id|at_(medium|campaign|format)|cmpid|ito|ocid|xtor"
)


def parse_time(value: str) -> datetime:
    """ISO 8601 to an aware time in UTC; without an offset UTC is meant, without a time midnight.

    Raises InputRefused (bad-date).
    """
    try:
        time = datetime.fromisoformat(value.strip())
        aware = time if time.tzinfo else time.replace(tzinfo=UTC)
        return aware.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise InputRefused(
            RefusalCode.BAD_DATE,
            f"“{value}” is no date: write it as 2021-03-22 or 2021-03-22T18:05:00Z.",
        ) from error


def parse_date(value: str) -> date:
    """The day of an ISO 8601 date or time. Raises InputRefused (bad-date)."""
    return parse_time(value).date()


def parse_language(value: str) -> str:
    """A BCP-47 tag. Raises InputRefused (bad-language)."""
    tag = value.strip().replace("_", "-")
    if len(tag) > _LONGEST_LANGUAGE or not _LANGUAGE.fullmatch(tag):
        raise InputRefused(
            RefusalCode.BAD_LANGUAGE,
            f"“{value}” is no language tag: write it as en, de or pt-BR.",
        )
    return tag


def normalise_url(value: str) -> str:
    """One spelling for the addresses of one page; a scheme of http or https is required.

    The host is lower-cased (and in ASCII), default port, user, fragment and tracking parameters
    are dropped, other characters than ASCII are percent-encoded. Raises InputRefused (bad-url).
    """
    try:
        parts = urlsplit(value.strip())
        netloc = _netloc(parts)
    except ValueError as error:
        raise _bad_url(value) from error
    if parts.scheme not in {"http", "https"} or not netloc:
        raise _bad_url(value)
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~")
    kept = [piece for piece in parts.query.split("&") if piece and not _is_tracking(piece)]
    query = quote("&".join(kept), safe="/%:@!$&'()*+,;=~?[]|")
    url = urlunsplit((parts.scheme, netloc, path, query, ""))
    if len(url) > LONGEST_URL:
        raise InputRefused(
            RefusalCode.BAD_URL,
            f"The address {url[:60]}… is longer than {LONGEST_URL} characters.",
        )
    return url


def url_host(url: str) -> str:
    """The host of a normalised address, without port."""
    return urlsplit(url).hostname or ""


def _netloc(parts: SplitResult) -> str:
    host = (parts.hostname or "").encode("idna").decode() if parts.hostname else ""
    if ":" in host:
        host = f"[{host}]"
    if host and not _HOST.fullmatch(host):
        raise ValueError(host)
    default_port = {"http": 80, "https": 443}.get(parts.scheme)
    return host if parts.port in {None, default_port} else f"{host}:{parts.port}"


def _is_tracking(piece: str) -> bool:
    return bool(_TRACKING.fullmatch(piece.split("=", 1)[0].lower()))


def _bad_url(value: str) -> InputRefused:
    shown = value if len(value) <= 80 else f"{value[:79]}…"
    return InputRefused(
        RefusalCode.BAD_URL,
        f"“{shown}” is no web address: it must begin with http:// or https:// and name a host.",
    )
