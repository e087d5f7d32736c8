"""Every row that any room writes, as a frozen dataclass. The only source of the schema.

`schema.py` derives the Arrow schemas, the DDL and the documentation of the tables from these classes:
the first docstring line describes the table, the comment behind a field describes the column.
Offsets are code points in `Article.text`, half open. Dates are ISO 8601 text ("2023-01-30", "2023-01",
"2023", or with "T13:46"), because their precision is part of what is known. Unknown is None, never "".
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """A place in an article that shows what is claimed. Nested in other rows; no table of its own."""

    article: str  # article id
    begin: int  # first code point
    end: int  # one past the last code point


# ---------------------------------------------------------------- the front door


@dataclass(frozen=True, slots=True)
class Capture:
    """What arrived: the content, where from, when."""

    id: str  # hash of content and source key
    path: str  # as given by the user; "-" for standard input; a row's own id, else path:line
    ordinal: int  # position in the input
    kind: str  # text | html | row
    content: str  # decoded content
    content_hash: str  # SHA-256 of the bytes as they came; of title, line feed and text for a row
    source: str | None  # outlet, where told
    url: str | None  # canonical address, where told
    title: str | None  # title given beside the content (a row's column, a feed)
    published: str | None  # publication time that the feed or file told
    captured: str | None  # when it was crawled, where told
    language: str | None  # language code that the feed or file told


@dataclass(frozen=True, slots=True)
class Drop:
    """An input, or a row of one, that went no further, and why."""

    path: str  # as given
    stage: str  # the room that dropped it
    reason: str  # in words: what is wrong and what to do


@dataclass(frozen=True, slots=True)
class Note:
    """Something the user should know about an input or a run that did not stop it."""

    path: str  # as given, or the stage's name
    stage: str  # the room that noticed
    text: str  # one line


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person decided about two articles: every run obeys it."""

    id: str
    ordinal: int  # a later judgement wins
    made: str  # when, ISO 8601 in UTC
    by: str | None  # who
    kind: str  # copy | not a copy | (same|different) origin(s) | (not the) same story | (same|different) entit(y|ies)
    a: str  # article id, a <= b
    b: str
    a_name: str | None  # a name as it stands in a, where two names are judged
    b_name: str | None
    note: str | None  # why


@dataclass(frozen=True, slots=True)
class Article:
    """The clean text of a capture and what is known about it. All offsets refer to `text`."""

    id: str  # the capture's id
    path: str  # as given
    ordinal: int  # position in the input
    source: str | None  # outlet
    url: str | None  # canonical address
    headline: str | None  # the title line, as written
    headline_begin: int | None  # where the headline stands in `text`, when it does
    headline_end: int | None
    byline: str | None  # as written
    language: str | None  # ISO 639-1, detected or told
    captured: str | None  # when it was crawled, where told
    text: str  # clean text: furniture removed, everything else kept as written
    text_hash: str  # of `text`
    extractor: str  # name and version of what made the text


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an article's text and what it is."""

    article: str
    begin: int
    end: int
    label: str  # title | date | dateline | byline | body | caption | credit | sign-off | notice


@dataclass(frozen=True, slots=True)
class Furniture:
    """A line that the page added around its article and that left the text."""

    article: str
    ordinal: int  # position among the capture's lines
    text: str  # as it stood in the capture
    label: str  # share | subscribe | comments | related | navigation | notice | date | repeated | other


@dataclass(frozen=True, slots=True)
class Credit:
    """An agency or another outlet that an article names as the source of its text."""

    article: str
    agency: str  # short canonical name: AP, Reuters, AFP, dpa, ...
    how: str  # sign-off | dateline | byline | photo | notice | text
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Dateline:
    """The place (and date) with which an article's body begins."""

    article: str
    place: str | None
    date: str | None
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Dating:
    """A candidate for an article's date of publication. The story decides between them."""

    article: str
    value: str  # ISO 8601, as precise as it is known
    how: str  # told | printed | dateline | url | crawl | text
    confidence: float  # 0..1, before other tellings are looked at
    begin: int | None  # where it stands in the text, when it does
    end: int | None


# ---------------------------------------------------------------- corpus rooms


@dataclass(frozen=True, slots=True)
class Feature:
    """The words of an article as numbers, by which its event is known."""

    article: str
    text_hash: str  # of the text that they were taken from
    words: tuple[int, ...]  # ascending: hash of the stem, of the word, and how the article uses it
    figures: tuple[int, ...]  # ascending: hash of the word beside a figure, on which side, hash of the figure


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a text says, whatever its language, as a unit vector by an encoder (only with the multilingual extra)."""

    text_hash: str
    encoder: str  # name and version
    vector: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Nearest:
    """What a grouping of many articles has found before it was stopped: the nearest of a piece of them. Empty once the
    stories are there."""

    key: str  # hash of all that it depends on
    piece: int  # place of its first article in order of time
    near: tuple[int, ...]  # by article, nearest first: the other's place, then the bits of their similarity (32 each)
    ground: tuple[float, ...]  # by article and view: what it shares with articles near it that tell of other events


@dataclass(frozen=True, slots=True)
class Copy:
    """Two articles that share text: how much, both ways."""

    a: str  # article id, a < b
    b: str
    label: str  # identical | copy | abridged | derived | shared passage
    coverage_a: float  # share of a's words that stand in b too
    coverage_b: float
    words: int  # words in shared passages
    longest: int  # words in the longest shared passage


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage that two articles share, with its place in both."""

    a: str
    b: str
    a_begin: int
    a_end: int
    b_begin: int
    b_end: int
    words: int


@dataclass(frozen=True, slots=True)
class Story:
    """The articles about one real-world event."""

    id: str  # the founding article's id
    headline: str | None  # of the telling that stands nearest to all others
    first: str | None  # earliest publication
    last: str | None
    size: int  # tellings


@dataclass(frozen=True, slots=True)
class Redirect:
    """A story id of a former run and where its articles are now."""

    old: str  # Story.id of a former run
    new: str  # Story.id
    how: str  # merged: `old` is no longer a story's id | split: it still is, but some articles left it for `new`


@dataclass(frozen=True, slots=True)
class Telling:
    """An article as one telling of its story, with the publication date the story decided on."""

    story: str
    article: str
    published: str | None  # ISO 8601, as precise as it is known
    published_from: str | None  # told | printed | dateline | url | siblings


# ---------------------------------------------------------------- per article


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article's text."""

    article: str
    ordinal: int
    begin: int
    end: int
    line: int  # ordinal of the line it stands in
    label: str  # the line's label


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark with its grammar. Fields but the span are "" where no tagger knows the language."""

    article: str
    ordinal: int  # in the article
    sentence: int  # Sentence.ordinal
    begin: int
    end: int
    lemma: str
    pos: str  # universal part of speech
    tag: str  # fine-grained part of speech
    dep: str  # dependency label (ClearNLP/spaCy English)
    head: int  # Token.ordinal of the head; itself at the root
    entity: str  # "" or B-/I- and OntoNotes type: B-PERSON, I-GPE, ...


@dataclass(frozen=True, slots=True)
class Mention:
    """A name of a person, organisation, place or other named thing, as it stands in one article."""

    article: str
    begin: int
    end: int
    text: str  # the name alone, as written: without titles and roles
    type: str  # person | organisation | place | other
    title: str | None  # "Mr", "Foreign Minister": what stands before the name, as written
    role: str | None  # apposition or role phrase, as written: "head of the Tarnvik hospital"


@dataclass(frozen=True, slots=True)
class Quote:
    """One quoted piece: words that the article says somebody said."""

    id: str
    article: str
    begin: int  # the words, without quotation marks
    end: int
    kind: str  # direct | indirect | mixed (a quoted phrase inside reported speech)
    cue: str | None  # the verb or phrase as written: "said", "according to"
    cue_begin: int | None
    cue_end: int | None
    speaker: str | None  # as this article names the speaker at this place; may be a pronoun
    speaker_begin: int | None
    speaker_end: int | None
    antecedent_begin: int | None  # the name that a pronoun or noun phrase stands for, in this article
    antecedent_end: int | None
    utterance: str  # pieces of one utterance share it


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression and the time it stands for."""

    article: str
    begin: int
    end: int
    type: str  # DATE | TIME | DURATION | SET
    value: str | None  # TIMEX3 value, granularity kept; None when the anchor is unsafe
    first: str | None  # first day (or minute) it may stand for
    last: str | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit and what it counts."""

    article: str
    begin: int  # of the number expression with bound and unit: "at least 15", "20,000 square metres"
    end: int
    low: float | None  # both equal for an exact number; None at an open end
    high: float | None
    bound: str  # exact | about | at least | more than | at most | less than | range | vague
    kind: str  # count | money | percent | age | measure | ordinal | score
    unit: str | None  # canonical: "m", "kg", "USD", "%"; None for counts
    what: str | None  # lemma of what is counted
    what_begin: int | None
    what_end: int | None


# ---------------------------------------------------------------- per story


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, organisation, place or other named thing of a story."""

    story: str
    id: str
    canonical: str
    type: str


@dataclass(frozen=True, slots=True)
class Form:
    """A way in which an entity is written."""

    story: str
    entity: str
    form: str
    count: int
    tellings: tuple[str, ...]  # article ids


@dataclass(frozen=True, slots=True)
class EntityMention:
    """A mention resolved to its entity."""

    story: str
    entity: str
    article: str
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Utterance:
    """A quoted piece as one variant of an utterance over the tellings."""

    story: str
    quote: str  # Quote.id
    group: str  # pieces of one utterance over tellings share it
    entity: str | None  # the speaker, resolved
    drift: str | None  # cut | wording | translation | splice | speaker | qualifier, against the group


@dataclass(frozen=True, slots=True)
class Statement:
    """What one or several tellings say: a sentence or clause from each, aligned."""

    story: str
    id: str
    text: str  # the words of the member that fit what all members say best


@dataclass(frozen=True, slots=True)
class StatementMember:
    """A place where a telling makes a statement."""

    story: str
    statement: str
    article: str
    begin: int
    end: int
    weight: float  # chance that it tells a fact that the statement's most central member tells, 0..1
    support: float = 1.0  # how surely it says the statement's text, 0..1


@dataclass(frozen=True, slots=True)
class Variant:
    """What one telling reads at a point where aligned tellings read differently."""

    story: str
    point: str  # the same id in every telling that reads something at this point
    kind: str  # number | date | time | name | place | list | quote | attribution | negation | description | other
    about: str  # what the point is about, in words taken from the tellings
    article: str
    begin: int  # the smallest span that shows the reading
    end: int
    value: str  # normalised: equal values are one reading
    context_begin: int  # the sentence
    context_end: int


@dataclass(frozen=True, slots=True)
class Origin:
    """Where text ultimately comes from."""

    story: str
    id: str
    label: str  # "AFP", "press release: ...", "own: ..."
    kind: str  # agency | press release | own | missing | unknown


@dataclass(frozen=True, slots=True)
class OriginMember:
    """The one origin that supplies most of a telling's text."""

    story: str
    origin: str
    article: str


@dataclass(frozen=True, slots=True)
class Derivation:
    """A telling made from another, or from a parent that is absent ("missing:AP")."""

    story: str
    child: str
    parent: str
    kind: str  # verbatim | abridged | rewrite | translation | quotes-only
    confidence: float  # that the two have one text, and that this one is the parent
    joined: bool = False  # surely of one text, whichever was first: one origin at both ends of the range


@dataclass(frozen=True, slots=True)
class Departed:
    """What a telling made of a parent that is there to compare, in a line."""

    story: str
    child: str
    parent: str
    text: str  # "dropped the last 4 paragraphs; added 1 sentence"


@dataclass(frozen=True, slots=True)
class Departure:
    """Sentences that a telling dropped from its parent, or that stand in none of its parents."""

    story: str
    child: str
    parent: str
    ordinal: int
    what: str  # dropped | added
    article: str  # the parent where dropped, the child where added
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a derivation is believed, in words, with evidence."""

    story: str
    child: str
    parent: str
    ordinal: int
    text: str
    weight: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Independence:
    """How many independent origins stand behind a story, or behind one of its statements."""

    story: str
    statement: str | None  # None for the story as a whole
    low: int
    high: int
    why_low: str
    why_high: str


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """A point where tellings that speak of the same thing read differently."""

    story: str
    id: str
    rank: int  # 0 matters most
    kind: str  # as Variant.kind
    type: str  # contradiction | update | rounding | vaguer | spelling | translation | wording
    about: str
    why: str  # one line: why this type


@dataclass(frozen=True, slots=True)
class Reading:
    """One value at a discrepancy, with every place that shows it."""

    story: str
    discrepancy: str
    ordinal: int
    value: str  # in words: 20:25 on 14 March 2026, 112 km/h
    origins: tuple[str, ...]  # Origin.id
    evidence: tuple[Evidence, ...]  # smallest spans
    contexts: tuple[Evidence, ...]  # their sentences, in the same order


@dataclass(frozen=True, slots=True)
class Opposed:
    """A telling that reads otherwise where a statement's text meets a discrepancy."""

    story: str
    statement: str
    discrepancy: str
    reading: int  # Reading.ordinal
    article: str
    member: bool  # its place in the statement holds that reading: it does not say the text


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """Something that happened (or will) on a date."""

    story: str
    ordinal: int
    date: str
    text: str  # a verbatim span
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class BriefLine:
    """A line of the brief: a verbatim span and every place that says it."""

    story: str
    ordinal: int
    role: str  # shared | differs | only
    text: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class OnlyIn:
    """A statement that one telling alone makes."""

    story: str
    article: str
    statement: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A story that somebody asks for: while there is one, the story rooms look at no other."""

    story: str


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of work that is done and need not be done again."""

    stage: str
    version: int
    settings: str  # hash of the settings that bear on the stage
    key: str  # article or story id, then, after a space, what else the work depended on; or what a room's files hold
