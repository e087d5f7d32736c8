"""What a reader sees: a finished report as typed records. `queries.py` fills them, `render/` renders them.

The JSON report (`render/json.py`) has exactly these fields in this order, and its JSON Schema is built from
these classes: the first docstring line describes the object, the comment behind a field describes the key.
Offsets are code points in the telling's `text`, half open. Unknown is None, never "".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

#: A value a setting may have.
Scalar = str | int | float | bool | None


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """A place in a telling that shows what is claimed: `text` is the telling's text[begin:end]."""

    telling: str  # telling id
    begin: int  # first code point
    end: int  # one past the last code point
    text: str  # the words at this place, as they stand


@dataclass(frozen=True, slots=True, order=True)
class Said(Evidence):
    """A place that makes a statement, and how surely it says just that."""

    support: float  # 0..1; from .5 on the telling counts among the statement's independent origins


@dataclass(frozen=True, slots=True)
class ReadingEvidence:
    """The smallest place that shows a reading, with its sentence."""

    telling: str  # telling id
    begin: int  # first code point
    end: int  # one past the last code point
    text: str  # the words at this place, as they stand
    context: Evidence | None  # the sentence around it


@dataclass(frozen=True, slots=True)
class Input:
    """What was read."""

    path: str  # as given; path:line for a row of a file
    sha256: str  # of the bytes as they came; of title, line feed and text for a row of a file


@dataclass(frozen=True, slots=True)
class Model:
    """A model that was used."""

    name: str  # the package it comes in
    version: str  # of the package


@dataclass(frozen=True, slots=True)
class Made:
    """Enough to make the report again."""

    tellings: str  # version of this package
    settings: Mapping[str, Mapping[str, Scalar]]  # every setting, by stage
    models: tuple[Model, ...]  # models that were used
    inputs: tuple[Input, ...]  # in the order in which they were given


@dataclass(frozen=True, slots=True)
class Dateline:
    """The place and date with which a telling's body begins."""

    place: str | None  # as written
    date: str | None  # ISO 8601, as precise as it is known
    evidence: Evidence | None  # where it stands


@dataclass(frozen=True, slots=True)
class Credit:
    """An agency or outlet that a telling names as the source of its text."""

    agency: str  # short canonical name
    how: str  # sign-off | dateline | byline | photo | notice | text
    evidence: Evidence  # where it stands


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a telling's text and what it is."""

    begin: int  # first code point
    end: int  # one past the last code point
    label: str  # title | date | dateline | byline | body | caption | credit | sign-off | notice


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a telling's text."""

    begin: int  # first code point
    end: int  # one past the last code point
    label: str  # of its line


@dataclass(frozen=True, slots=True)
class Furniture:
    """A line that the page added around its article and that left the text."""

    text: str  # as it stood
    label: str  # what kind of line it was


@dataclass(frozen=True, slots=True)
class Telling:
    """An article as one telling of its story."""

    id: str  # made of the content and its source
    path: str  # as given
    source: str | None  # outlet
    url: str | None  # canonical address
    headline: str | None  # as written
    published: str | None  # ISO 8601, as precise as it is known
    published_from: str | None  # told | printed | dateline | url | siblings
    dated_itself: tuple[str, ...]  # ISO days that its page gives, long after the others of its story, and not believed
    captured: str | None  # when it was crawled, where told
    language: str | None  # ISO 639-1
    grammar: bool  # a model read its grammar; otherwise names and quotes were found by rule only
    dateline: Dateline | None  # place and date at the beginning of the body
    byline: str | None  # as written
    credits: tuple[Credit, ...]  # whom it credits
    text: str  # the clean text that all offsets refer to
    lines: tuple[Line, ...]  # its lines
    sentences: tuple[Sentence, ...]  # the sentences of its lines
    furniture: tuple[Furniture, ...]  # what left the text


@dataclass(frozen=True, slots=True)
class Range:
    """How many independent origins: at least and at most, each with its reason."""

    min: int  # tellings that may share a source counted as one
    max: int  # only tellings that surely share a source counted as one
    why_min: str | None  # the reason for the lower end
    why_max: str | None  # the reason for the upper end


@dataclass(frozen=True, slots=True)
class Origin:
    """Where text ultimately comes from."""

    id: str  # unique in the story
    label: str  # "AFP", "press release: ..."
    kind: str  # agency | press release | own | missing | unknown
    tellings: tuple[str, ...]  # tellings that have most of their text from it


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a derivation is believed."""

    text: str  # in words
    weight: float  # how much it counts
    evidence: tuple[Evidence, ...]  # what it rests on


@dataclass(frozen=True, slots=True)
class Derivation:
    """A telling made from another, or from a parent that is absent."""

    child: str  # telling id
    parent: str  # telling id, or "missing:" and a name
    kind: str  # verbatim | abridged | rewrite | translation | quotes-only
    confidence: float  # 0..1: that the two have one text, and that this one is the parent
    joined: bool  # surely of one text, whichever was first: one origin at both ends of the range
    reasons: tuple[Reason, ...]  # strongest first
    departs: str | None  # what the child dropped and added, in words; null where nothing can be compared
    dropped: tuple[Evidence, ...]  # the parent's sentences that the child lacks
    added: tuple[Evidence, ...]  # the child's sentences that none of its parents has
    changed: tuple[str, ...]  # discrepancies in which the two read differently


@dataclass(frozen=True, slots=True)
class Otherwise:
    """What others read where a statement's text meets a difference."""

    discrepancy: str  # its id
    value: str  # their reading, in words
    tellings: tuple[str, ...]  # telling ids


@dataclass(frozen=True, slots=True)
class Statement:
    """What one or several tellings say."""

    id: str  # unique in the story
    text: str  # in the words of the telling that say best what all say
    independent_origins: Range  # of the tellings that surely say it
    tellings: tuple[Said, ...]  # every place that says it or something near
    otherwise: tuple[Otherwise, ...]  # who reads otherwise, where the text meets a difference


@dataclass(frozen=True, slots=True)
class Reading:
    """One value at a point where tellings differ."""

    value: str  # in words: 20:25 on 14 March 2026, 112 km/h
    origins: tuple[str, ...]  # origin ids
    evidence: tuple[ReadingEvidence, ...]  # every place that shows it


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """A point where tellings that speak of the same thing read differently."""

    id: str  # unique in the story
    kind: str  # number | date | time | name | place | list | quote | attribution | negation | description | other
    type: str  # contradiction | update | rounding | vaguer | spelling | translation | wording
    about: str  # what the point is about
    why: str | None  # why it is of this type
    readings: tuple[Reading, ...]  # two or more


@dataclass(frozen=True, slots=True)
class Quote:
    """A piece that a telling says somebody said."""

    id: str  # unique in the report
    speaker: str | None  # as this telling names the speaker
    speaker_entity: str | None  # the speaker's canonical name
    direct: bool  # stands in quotation marks
    cue: str | None  # "said", "according to"
    group: str | None  # joins an utterance over tellings
    utterance: str | None  # joins the pieces of an utterance in one telling
    drift: str | None  # cut | wording | translation | splice | speaker | qualifier
    evidence: Evidence  # the words
    speaker_evidence: Evidence | None  # where the speaker stands


@dataclass(frozen=True, slots=True)
class Form:
    """A way in which an entity is written."""

    form: str  # as written
    count: int  # how often
    tellings: tuple[str, ...]  # telling ids
    evidence: tuple[Evidence, ...]  # its first place in each telling


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, organisation, place or other named thing."""

    id: str  # unique in the story
    canonical: str  # its name in this report
    type: str  # person | organisation | place | other
    forms: tuple[Form, ...]  # most frequent first


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """Something that happened, or will, on a date."""

    date: str  # ISO 8601, as precise as it is known
    text: str  # verbatim
    evidence: tuple[Evidence, ...]  # every place that says it


@dataclass(frozen=True, slots=True)
class BriefLine:
    """A line of the brief."""

    text: str  # verbatim
    role: str  # shared | differs | only
    evidence: tuple[Evidence, ...]  # every place that says it


@dataclass(frozen=True, slots=True)
class OnlyIn:
    """A statement that one telling alone makes."""

    telling: str  # telling id
    statement: str  # statement id


@dataclass(frozen=True, slots=True)
class Story:
    """The tellings of one event, and what can be said of them together."""

    id: str  # the founding article's id
    headline: str | None  # of the telling that stands nearest to all others
    first: str | None  # earliest publication
    last: str | None  # latest publication
    tellings: tuple[str, ...]  # telling ids, earliest first
    independent_origins: Range  # of the story as a whole
    origins: tuple[Origin, ...]  # every telling belongs to one
    derivations: tuple[Derivation, ...]  # who derives from whom
    statements: tuple[Statement, ...]  # most independent origins first
    discrepancies: tuple[Discrepancy, ...]  # what matters most first
    quotes: tuple[Quote, ...]  # in the order of the tellings
    entities: tuple[Entity, ...]  # most mentioned first
    timeline: tuple[TimelineEntry, ...]  # earliest first
    brief: tuple[BriefLine, ...]  # the story in a few lines
    only_in: tuple[OnlyIn, ...]  # what one telling alone says


@dataclass(frozen=True, slots=True)
class Drop:
    """An input that went no further."""

    path: str  # as given
    reason: str  # what is wrong and what to do


@dataclass(frozen=True, slots=True)
class Note:
    """Something worth knowing about an input or the run."""

    path: str  # as given, or the room's name
    text: str  # one line


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person decided about two tellings, and this report obeys."""

    id: str
    kind: str  # as `tellings judge --help` lists them
    a: str  # telling id
    b: str  # telling id
    a_name: str | None  # the name as it stands in a, where two names are judged
    b_name: str | None  # the name as it stands in b
    made: str  # when, ISO 8601 in UTC
    by: str | None  # who
    note: str | None  # why


@dataclass(frozen=True, slots=True)
class ClaimStatement:
    """A statement that bears on a claim."""

    story: str  # story id
    statement: str | None  # statement id, where the words belong to one
    stance: str  # says | otherwise
    similarity: float  # 0..1
    why: str  # what agrees or differs, in words
    independent_origins: Range  # of the tellings that say it
    tellings: tuple[Evidence, ...]  # every place that says it


@dataclass(frozen=True, slots=True)
class Claim:
    """Who says a claim, and who says otherwise."""

    text: str  # as asked
    verdict: str  # said | disputed | otherwise | nobody
    independent_origins: Range  # of all tellings that say it
    says: tuple[ClaimStatement, ...]  # nearest first
    otherwise: tuple[ClaimStatement, ...]  # nearest first


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that one run found."""

    version: int  # of this contract
    made: Made  # enough to make it again
    tellings: tuple[Telling, ...]  # by id
    stories: tuple[Story, ...]  # largest first, lone articles last
    drops: tuple[Drop, ...]  # inputs that went no further
    notes: tuple[Note, ...]  # worth knowing
    judgements: tuple[Judgement, ...]  # in force about these tellings, oldest first
    claim: Claim | None  # the answer to --claim
