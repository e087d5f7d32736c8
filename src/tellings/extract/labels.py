# ruff: noqa: E501 - a pattern is easier to check on one line
"""What each line of an article is: title, date, dateline, byline, body, caption, credit, sign-off, notice."""

from __future__ import annotations

import re
from functools import lru_cache

from tellings.extract import credits, datelines
from tellings.extract.cues import SYNDICATED
from tellings.extract.furniture import is_prose, reports, words
from tellings.extract.sieve import Sieve

_BYLINE = re.compile(
    r"^(?:(?:posted |written |reported |story |text |words )?by|von|por|par|di|autor(?:in)?:|от|автор:?|door|av|af)\s(?=[\W_]*[^\W\d_])",
    re.I,
)
_STAFF = re.compile(
    r"^(?:[A-Z][\w'’.&]*,? ){0,4}(?:staff(?: (?:writer|reporter|report|reports|and wire reports))?|correspondent|newsroom|news desk|web desk|bureau|editorial team|reporter)$",
    re.I,
)
_NAME = re.compile(
    r"^[A-ZÀ-ÞЀ-Я][\w'’.-]+(?: (?:de |van |von |der |al-|bin )?[A-ZÀ-ÞЀ-Я][\w'’.-]*){1,3}(?:(?:,| at| in) (?:[\w'’.,& -]{2,50}))?$"
)
_ROLE = re.compile(
    r"\b(?:in|at|reporter|editor|correspondent|writer|chief|staff|agency|news|press|media|political|business|sports?)\b",
    re.I,
)
_CAPTION = Sieve(
    r"\b(?:photo(?:graph)?s?|pictures?|pics?|images?|foto|bild|crédit photo|photo credit|picture credit)\s?(?::|by\b|courtesy\b|credit\b|/|©|\bvia\b)|\((?:photo|file photo|picture|image|foto|file)\b[^()]{0,80}\)"
    r"|\b(?:AP Photo|AFP PHOTO|REUTERS/|Getty Images|Shutterstock|iStock|EPA-EFE|Anadolu via|via (?:AP|Getty|Reuters|REUTERS|AFP))|^image \d+ of \d+\b|\|\s?(?:photo|picture)|\bfile (?:photo|picture|image)\b|^(?:pictured|above|top|left|right|in this .{0,30}(?:photo|picture|image)),? ?[:,]"
    r"|/(?:contributor|staff|handout|shutterstock|getty|afp|ap|reuters|epa)\)?\.?$",
    re.I,
)  # fmt: skip
_PHOTO_LINE = re.compile(
    r"^(?:pictures?|photos?|photography|images?|video|graphics?|fotos?|bilder?)(?: ?:| by\b| courtesy\b).{0,80}$", re.I
)
_REPORTING_BY = re.compile(
    r"^\(?(?:reporting|writing|editing|additional reporting|compiled|edited|written|with reporting) by\b.{0,240}$", re.I
)
_NOTICE = re.compile(
    r"^(?:\(|\*|_)*(?:correction|clarification|editor'?s'? note|note to (?:editors|readers)|disclaimer|update|this (?:article|story|report|post) (?:has been|was|is|appeared|first appeared|originally)\b.{0,20}(?:correct|updat|edit|amend|publish|appear|provid|produc|translat)\w*|an earlier version|to contact the (?:reporters?|editors?))\b",
    re.I,
)  # fmt: skip
_INITIALS = re.compile(
    r"^(?:[a-z]{2,3}/){1,4}[a-z]{2,3}(?:\s?\([^()]{2,30}\))?$|^-{1,2} ?[A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+){1,2}$"
)


@lru_cache(maxsize=256)  # asked twice or more of an article's lines
def byline(line: str) -> bool:
    """Whether a line names who wrote the article, by its shape."""
    if words(line) > 16 or is_prose(line) or reports(line):
        return False
    match = _BYLINE.match(line)
    if match:
        rest = line[match.end() :]
        return bool(re.search(r"[A-ZÀ-ÞЀ-Я]", rest)) or bool(_ROLE.search(rest))
    return bool(_STAFF.match(line))


def bare_name(line: str) -> bool:
    """Whether a line is a person's name, maybe with a place or role: a byline where one is expected."""
    return 2 <= words(line) <= 9 and bool(_NAME.match(line)) and not re.search(r"[:!?]", line)


@lru_cache(maxsize=256)
def caption(line: str) -> bool:
    """Whether a line describes a picture or says who took it."""
    return _PHOTO_LINE.match(line) is not None or (
        len(line) <= 600 and bool(_CAPTION.search(line)) and not _long_report(line) and not credits.signs_small(line)
    )


def _long_report(line: str) -> bool:
    return words(line) > 45 and reports(line)


def of_line(line: str, pictured: bool, before_body: bool, after_body: bool) -> str:
    """The label of a line that is neither title nor date nor furniture; `pictured`: it is a caption."""
    if _PHOTO_LINE.match(line):
        return "credit"
    if pictured:
        return "caption"
    if len(line) > 500:
        return "body"
    if credits.is_agency_line(line):
        return "byline" if before_body else "sign-off"
    if _REPORTING_BY.match(line) or _INITIALS.match(line):
        return "sign-off"
    if credits.is_tagline(line) and words(line) <= 40 and (after_body or words(line) <= 16):
        return "credit"
    if credits.is_source_line(line) and not is_prose(line):
        return "credit"
    if _NOTICE.match(line) or (SYNDICATED.search(line) and not reports(line)):
        return "notice"
    if before_body and byline(line):
        return "byline"
    if after_body and byline(line) and words(line) <= 8:
        return "byline"
    found = datelines.find(line) if len(line) <= 90 else None
    if found and found.body >= len(line.rstrip()):
        return "dateline"
    return "body"
