"""Every setting, one small frozen dataclass per stage. Read from TOML: one table per stage.

A threshold stands here as a named constant with the measured reason for its value. One setting serves
all inputs: nothing here is tuned to one story or one corpus.
"""

from __future__ import annotations

import dataclasses
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_type_hints

from tellings.errors import SettingsError


@dataclass(frozen=True, slots=True)
class Articles:
    """Captures to articles."""

    max_chars: int = 2_000_000  # a longer capture is a dump, not an article: dropped with a reason
    min_words: int = 12  # fewer body words than this are no article body
    keep_printed_dates: bool = False  # a line that prints the page's date is the page's; its value is kept as a dating


@dataclass(frozen=True, slots=True)
class Tagging:
    """Sentences and tokens."""

    model: str = "en_core_web_sm"  # the English tagger that comes with the install


@dataclass(frozen=True, slots=True)
class Stories:
    """Articles to stories."""

    one_story: bool = False  # the user says that all inputs are tellings of one event
    body: float = 0.5  # weight of the words of title and body
    title: float = 0.2  # weight of one article's title standing in the other
    names: float = 0.3  # weight of capitalised words
    ceiling: float = 0.4  # more of one view than this says no more: forms (weather, results) are alike in words
    figures: float = 0.05  # weight of figures that agree or not beside the same words; .03 to .06 measure alike
    topics: float = 0.4  # weight against two titles each of which is about what the other's article lacks
    time: float = 0.025  # weight of one nat of evidence from the dates; .02 and .03 measure alike
    small: float = 0.07  # threshold for ten articles; at .03 look-alikes join, at .10 tellings of one event part
    rise: float = 0.0139  # what the threshold gains per e-fold of articles
    most: float = 0.15  # threshold from 3,200 articles on; .12 to .15 measure alike on five labelled sets
    firm: float = 0.5  # two groups are one story if they share so much of what they share within, and a little
    sequel: float = 0.8  # ... and so much where one is told wholly after the other; from .65 on sequels part
    copied: float = 0.5  # similarity of two articles one of which is made from the other's text
    meaning: bool = True  # with the extra `multilingual`, an encoder compares tellings in two languages
    meaning_up_to: int = 4000  # articles; in more, tellings in two languages are compared by names only
    compile_from: int = 1000  # articles; below, all pairs are compared, without compiled code


@dataclass(frozen=True, slots=True)
class Utterances:
    """Quotes over tellings. Similarities are shares (0..1) of the shorter piece that align in order."""

    join: float = 0.6  # two pieces are one utterance from here: heavy rewording still keeps half of its words
    whole: float = 0.7  # weight of the shorter piece's share against the longer's: a cut keeps its link
    same_speaker: float = 0.1  # a known common speaker supports a link
    other_speaker: float = 0.1  # two known speakers weaken it; no veto, since attribution drifts too
    few_words: int = 3  # with fewer content words a partial match is chance
    few_words_loss: float = 0.2
    fragment: int = 3  # a piece of so few content words needs support: the words stand in other utterances too
    rare_words: float = 8.0  # ... of one speaker, who uses these words once: two that one article in 50 holds
    around: float = 0.35  # ... or of the sentences around: share of the lesser's rarity that both have
    around_rarity: float = 12.0  # ... and its sum: names of the story alone give about 8
    backing: float = 0.1  # what such sentences add to a link
    verbatim: int = 4  # words: a fragment that stands whole in another piece is one with it from here
    run_rarity: float = 25.0  # two pieces that share a run of about eight words, five of them telling, are one
    translated_rarity: float = 12.0  # rarity that a translation must keep, whatever the order of its words
    alike: float = 0.55  # two pieces of one article from here up to `contained` are two utterances that resemble
    contained: float = 0.9  # one piece of an article repeats another from here
    spliced: float = 0.75  # a piece holds two others when it keeps this much of each
    reworded: float = 0.6  # with fewer content words in common than this, it came through another language
    reported_short: float = 0.9  # indirect speech is the reporter's wording: one with another only nearly word for word
    reported_long: float = 0.7  # ... and where this much of the longer stands in the shorter
    max_sharing: int = 400  # a word in more pieces than this joins nothing by itself


@dataclass(frozen=True, slots=True)
class Origins:
    """Who copied whom. The weights are those of a logistic over what two tellings share (collate/derivations.py)."""

    base: float = -14.1  # two tellings of one event share names and numbers whoever wrote them
    verbatim: float = 2.5  # per square root of the share of own wording that stands in runs of four words
    wording: float = 2.0  # per share of own wording, by rarity
    names: float = 6.0  # names belong to the event, but which of them are told is a choice
    numbers: float = 7.0  # which numbers are chosen, and how they read
    alike: float = 7.5  # per mean similarity of the nearest sentences
    order: float = 9.0  # per share of the shorter telling by which its chain of sentences exceeds a shuffled one
    rare: float = 4.0  # rare wording that no third telling has
    beside: float = 2.0  # per square root of how much oftener than by chance the same stands next to the same
    unrelated: float = 0.25  # ... beyond what it does in two independent tellings
    stretch: float = 8.0  # ordinary words in one common run from which two were not written apart
    same_facts: float = 2.2  # log-odds of the choice of facts from which one hardly tells what the other has not
    loose: float = 4.0  # against kinship: no such run, and what stands next to what is not the same
    few: float = 8.0  # tellings below which no kin can vouch for a rewrite that shares no words: wholly from two less
    unvouched: float = 2.0  # ... and how much more the want of common words counts there
    facts: float = 4.0  # per share of one's names and numbers that the other tells, common ones counting less
    usual: float = 0.45  # ... beyond what two independent tellings share
    quotes: float = 3.0  # whether whom one quotes, the other quotes too (-.5: others; .5: the same)
    error: float = 2.5  # per square root of the slips that both have: digits exchanged, another speaker for a quote
    rivals: float = 3.0  # against kinship: the two credit different agencies
    cites: float = 2.8  # for kinship: one names the other's outlet, or credits the agency whose own text the other is
    house: float = 1.5  # for kinship: both are one outlet's; an update reuses the text of the day before
    posting: float = 2.0  # against kinship: both quote one posting, which explains what they share
    handed: float = 6.0  # against kinship, per share of the common wording that stands where a document is handed on
    crowd: float = 0.3  # against kinship, per ln(tellings / 6): among many, some are alike by chance
    alone: float = 0.4  # weight of a pair's own log-odds where the kin of either have been heard in full
    heard: float = 1.3  # weight of the mean log-odds with the other's kin, their better half
    voices: float = 0.6  # added where kin have been heard: a chance likeness to one of a family is to one only
    join: float = 0.55  # kinship from which a derivation is believed at all: at .5 tellings of one document join
    eased: float = 0.15  # ... less, per share of a story's tellings that are copies: where most are, one more likely is
    kin: float = 0.35  # kinship from which two that both name a statement's issuer are held to tell the statement
    sure: float = 0.8  # kinship from which two tellings count as one in the upper end of the range
    maybe: float = 0.02  # kinship from which two tellings are counted at all for the lower end of the range
    doubt: float = 0.16  # chance that so many further pairs share a text, from which the lower end counts with them
    doubted: float = 0.7  # the same where a newsroom or a source in common lowers it already: one doubt, not the sum
    papers: int = 3  # sentences that hand on one body's or court's papers: two such rest on one primary source
    says: float = 0.5  # support from which a telling counts as saying a statement: 87 to 90 % carry every fact of it
    rests: float = 0.2  # share of sentences naming a statement's issuer, for kin of a telling that rests on it
    rests_alone: float = 0.5  # the same for a telling that nothing else ties to the statement
    own: float = 6.0  # direction: an agency's own text, or a release, is the parent, however short
    named: float = 3.0  # direction: the child names the parent's outlet; nobody names what was made from his own text
    earlier: float = 1.6  # direction: published earlier; times lie in about one telling in six
    fuller: float = 5.0  # direction: the child stands in the parent rather than the other way round
    central: float = 14.0  # direction: what the child shares with other kin, the parent has
    covers: float = 0.87  # ... where it has so much of it; compilations and their sources stay below
    mixture: float = 12.0  # direction: the child has its rest from a third telling; below .3 that is chance
    way: float = 0.1  # how much direction weighs against closeness in choosing a parent
    oriented: float = 0.5  # below this probability a direction is not taken while there is a choice
    against: float = 0.3  # below this a direction is not taken at all: the other way round it may be a second parent
    clear: float = 0.6  # from here it is clear which of two is the child, and what it dropped and added can be said
    second: float = 0.33  # share of the unexplained rest that a second parent holds; others hold up to .25
    least: float = 0.02  # kinship below which a telling is no second parent, whatever it explains
    rest: float = 80.0  # weight of unexplained words (about 20) below which no second parent is looked for


@dataclass(frozen=True, slots=True)
class Statements:
    """Sentences to statements."""

    least_words: int = 3  # a sentence of fewer words states nothing by itself
    link: float = 0.37  # chance (0..1) of a common fact from which two sentences are linked, and a group's mean chance
    linked: float = 0.5  # share of a group's members that a further one must be linked to: two of three, not one
    faint: float = 0.03  # a further member may be this little like one of the others, never less
    clause_margin: float = 0.2  # a clause stands for its sentence when it is this much more like the others: surely
    text_margin: float = 0.08  # a clause is the statement's text when it fits all members this much better
    says: float = 0.75  # support from which a sentence of a telling outside the group joins it: it says the text
    transformer: str = ""  # "minilm" (extra `transformer`) or a folder: a sentence transformer settles unsure pairs


@dataclass(frozen=True, slots=True)
class Copies:
    """Who shares text with whom. Measured on planted copies among 50,000 articles (docs/evaluation/copies.md)."""

    cap: int = 64  # articles; a hash that more have makes no pairs, or pairs would grow with the square of the corpus
    least: int = 3  # shared hashes of a pair worth aligning: with two, most pairs are chance or a formula
    rare: int = 2  # of these, hashes within their cap; all that a pair shares counts once it shares so many of them
    contained: float = 0.035  # of the shorter fingerprint; every other word edited leaves .06 +- .02
    tied: float = 0.3  # the same where hashes beyond the cap count too: families of more copies than the cap
    common_in_source: int = 3  # articles of one source; text that fewer have is not taken for its boilerplate
    copy: float = 0.5  # both texts covered so far: each is mostly the other
    abridged: float = 0.6  # one text covered so far while most of the other stands elsewhere
    derived: float = 0.25  # one text covered so far; below, the pair merely shares a passage
    spare: float = 0.8  # of a member of a group; whose words stand there less has a paragraph of its own and is kept
    compile_from: int = 1000  # articles; below, compiling would take longer than it saves


@dataclass(frozen=True, slots=True)
class Briefs:
    """Timeline, brief, and what one telling alone says."""

    least_date: float = 0.5  # a date less sure than this places nothing in time
    long_sentence: int = 32  # words; of a longer sentence only the clause with the date is shown
    same_event: float = 0.18  # mean similarity from which two clauses at one date tell one event
    tells: float = 0.45  # how far a place must say an entry's words; below, it tells of the day in an entry of its own
    member: float = 0.5  # a member of less support is too weak to stand as evidence of a line
    redundant: float = 0.5  # a line that shares this much of its content words with one above adds nothing
    same_places: float = 0.5  # and so does one whose places mostly are the places of a line above
    least_readable: float = 0.6  # a lead sentence below this leans on what stands around it
    least_telling: float = 0.7  # a statement of one telling needs a name, a number or a quotation
    least_about: float = 0.1  # share of the content words around a sentence that the story's tellings have in common
    least_about_line: float = 0.2  # ... for a line of the brief that one telling alone has: it may be of another event
    most_only: int = 8  # statements a telling
    most_shared: int = 5  # lines of the brief that several tellings carry
    most_differs: int = 3  # lines that show a difference: both readings of one, or the other reading of several
    says: float = 0.7  # how far a telling must hold a clause's words to stand behind the brief's first line
    most_only_lines: int = 3  # lines that one origin alone has, each of another origin first
    most_lines: int = 10  # lines of the brief


@dataclass(frozen=True, slots=True)
class Entities:
    """Names of a story to entities."""

    same: float = 0.8  # two full names this alike are one person (best F1 on name pairs lies at .73; merging is dearer)
    different: float = 0.6  # below this, two full names are two people, unless `kin` says otherwise
    kin: float = 0.5  # one name shared, the rest this alike in sound: context may merge, never strings alone
    likely: float = 0.7  # two full names this alike are one person when post or context agree too
    spelling: float = 0.84  # two names of a body or place this alike, word by word, are one
    context: float = 0.3  # share of the words around two names that must agree to settle a likely pair
    copy: float = 0.5  # tellings that share this much of their words count once when forms are weighed
    neighbours: int = 200  # names that share a word or sound are compared with so many that follow them in the alphabet
    attested: float = 0.4  # a fuller form names the entity when it has this share of the commonest form's tellings


@dataclass(frozen=True, slots=True)
class Settings:
    """All stages' settings together."""

    articles: Articles = field(default_factory=Articles)
    copies: Copies = field(default_factory=Copies)
    tagging: Tagging = field(default_factory=Tagging)
    stories: Stories = field(default_factory=Stories)
    entities: Entities = field(default_factory=Entities)
    utterances: Utterances = field(default_factory=Utterances)
    origins: Origins = field(default_factory=Origins)
    statements: Statements = field(default_factory=Statements)
    briefs: Briefs = field(default_factory=Briefs)


def _section(name: str, cls: type, values: Any, where: str) -> Any:
    if not isinstance(values, dict):
        raise SettingsError(f"{where}: [{name}] must be a table")
    hints = get_type_hints(cls)
    for key, value in values.items():
        if key not in hints:
            raise SettingsError(f"{where}: [{name}] has no setting {key!r}; it has: {', '.join(hints)}")
        wanted = hints[key]
        if wanted is float and isinstance(value, int) and not isinstance(value, bool):
            values = {**values, key: float(value)}
        elif not isinstance(value, wanted) or (wanted is int and isinstance(value, bool)):
            raise SettingsError(f"{where}: [{name}] {key} must be {wanted.__name__}, not {value!r}")
    return cls(**values)


def load(path: Path) -> Settings:
    """Settings from a TOML file; what it does not name keeps its default. Raises SettingsError."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read ({error.strerror})") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: not TOML ({error})") from error
    known = get_type_hints(Settings)
    for name in data:
        if name not in known:
            raise SettingsError(f"{path}: no stage {name!r}; the stages are: {', '.join(known)}")
    return Settings(**{name: _section(name, known[name], values, str(path)) for name, values in data.items()})


def as_dict(settings: Settings) -> dict[str, dict[str, Any]]:
    """Settings as plain values, for the report's `made`."""
    return dataclasses.asdict(settings)
