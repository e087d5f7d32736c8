"""Source keys: what tells two captures of the same bytes apart, the same in every folder and order."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

#: Query parameters that say where a reader came from, not which page it is.
_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|cmpid|ocid|ns_\w+|__twitter_impression", re.I
)


def canonical_url(url: str) -> str | None:
    """A web address without what does not name the page: scheme, fragment, tracking, default port,
    "www.", a trailing slash. None when it is no web address."""
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not host:
        return None
    if port and port not in (80, 443):
        host = f"{host}:{port}"
    query = urlencode([(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(k)])
    return urlunsplit(("https", host.removeprefix("www."), parts.path.rstrip("/") or "/", query, ""))


def outlet_key(source: str) -> str:
    """An outlet's name, folded: "www.Example.com" and "example.com" are one."""
    return " ".join(source.casefold().split()).removeprefix("www.")


def source_key(url: str | None, source: str | None, own_id: str | None, name: str) -> str:
    """Canonical URL, else outlet (with the row's own id), else the row's own id, else the file's name."""
    if url and (found := canonical_url(url)):
        return found
    if source and source.strip():
        return f"{outlet_key(source)}#{own_id}" if own_id else outlet_key(source)
    return own_id or name
