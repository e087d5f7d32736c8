"""An invented event in six tellings and one article that has nothing to do with it, as finished tables.

The rows are written by hand, as good rooms would write them, so that what is shown can be tested without any
room. Places are given in words and found in the texts: a row whose words do not stand there fails at once.
"""

from __future__ import annotations

from tellings import queries, records, views
from tellings.engine.duck import Duck
from tellings.records import Evidence
from tellings.schema import TABLE_OF, content_id, to_table
from tellings.settings import Settings

TEXTS = {
    "np": (
        "Norda Press",
        "2031-05-04T09:20",
        "Fourteen hurt as footbridge gives way in Orlava\n"
        "ORLAVA, May 4 (NP) — A footbridge over the river Velm gave way on Sunday, injuring 14 people, police said.\n"
        "The bridge, built in 1962, was closed for repairs until last month.\n"
        "“We heard a crack like thunder and then the whole deck was in the water,” said Mira Tolun, "
        "a baker who was crossing.\n"
        "Mayor Josip Arden called the collapse “a failure we will not hide from” and promised an inquiry by June 1.\n"
        "(Norda Press)",
    ),
    "harbour": (
        "Harbour Post",
        "2031-05-04T10:05",
        "Footbridge gives way in Orlava, 14 hurt\n"
        "ORLAVA, May 4 (NP) — A footbridge over the river Velm gave way on Sunday, injuring 14 people, police said.\n"
        "The bridge, built in 1962, was closed for repairs until last month.\n"
        "“We heard a crack like thunder and then the whole deck was in the water,” said Mira Tolun, "
        "a baker who was crossing.\n"
        "Mayor Josip Arden called the collapse “a failure we will not hide from” and promised an inquiry by June 1.",
    ),
    "daily": (
        "Lowland Daily <News & Views>",
        "2031-05-05",
        "Bridge collapse: inquiry by June\n"
        "A footbridge over the Velm in Orlava gave way on Sunday, injuring 14 people.\n"
        "Mayor Josip Ardan called it “a failure we will not hide” and promised an inquiry by June 11.",
    ),
    "courier": (
        "Orlava Courier",
        "2031-05-04T18:30",
        "‘The deck was in the water’: Velm bridge fails\n"
        "By Ana Reist\n"
        "At least 12 people were taken to hospital on Sunday when the old Velm footbridge failed.\n"
        "Built in 1964, the bridge had reopened in April after repairs by the firm Kessel & Sons.\n"
        "“There was a crack and then the deck was in the water,” Mira Tolun told the Courier.\n"
        "The city council did not answer questions about the repairs.",
    ),
    "wire2": (
        "City Hall Watch",
        "2031-05-04T15:00",
        "City orders inspection of all river crossings\n"
        "The city of Orlava has ordered an inspection of all nine river crossings after Sunday’s collapse.\n"
        "The footbridge was inspected in March and found safe, the city said.",
    ),
    "radio": (
        None,
        None,
        "All nine crossings to be inspected\n"
        "Orlava will inspect its nine river crossings, the city said in a statement.\n"
        "The footbridge had not been inspected since 2029, according to an engineer who asked not to be named.",
    ),
    "cheese": (
        "Valley Farmer",
        "2031-05-03",
        "Prize for a cheese from Brenn\nA goat cheese from Brenn won the regional prize on Saturday.",
    ),
}
IDS = {key: content_id(text, source or key) for key, (source, _, text) in TEXTS.items()}
STORY = IDS["np"]
MEMBERS = ("np", "harbour", "daily", "courier", "wire2", "radio")


def at(key: str, words: str) -> tuple[str, int, int]:
    """Where the words stand in a telling."""
    begin = TEXTS[key][2].index(words)
    return IDS[key], begin, begin + len(words)


def ev(key: str, words: str) -> Evidence:
    return Evidence(*at(key, words))


def _articles() -> list[object]:
    out: list[object] = []
    for n, (key, (source, published, text)) in enumerate(TEXTS.items()):
        own, title = IDS[key], text.split("\n")[0]
        url = f"https://{key}.example/story" if source else None
        path = f"in/{key}.txt"
        out.append(records.Capture(own, path, n, "text", text, "00" * 32, source, url, None, published, None, None))
        out.append(
            records.Article(
                own, path, n, source, url, title, 0, len(title), None, "en", None, text, content_id(text), "hand 1"
            )
        )
        begin = 0
        for number, line in enumerate(text.split("\n")):
            label = "title" if number == 0 else "sign-off" if line == "(Norda Press)" else "body"
            out.append(records.Line(own, begin, begin + len(line), label))
            begin += len(line) + 1
        out.append(records.Telling(IDS["cheese"] if key == "cheese" else STORY, own, published, published and "told"))
        word = records.Token(own, 0, 0, 0, len(title.split()[0]), "x", "NOUN", "NN", "ROOT", 0, "")
        out += [word] if key != "radio" else []
    out.append(records.Story(STORY, TEXTS["np"][2].split("\n")[0], "2031-05-04T09:20", "2031-05-05", 6))
    out.append(records.Story(IDS["cheese"], "Prize for a cheese from Brenn", "2031-05-03", "2031-05-03", 1))
    out.append(records.Furniture(IDS["courier"], 3, "Share this on <b>everything</b>", "share"))
    for key in ("np", "harbour"):
        out.append(records.Credit(IDS[key], "NP", "dateline", *at(key, "(NP)")[1:]))
        out.append(records.Dateline(IDS[key], "Orlava", "2031-05-04", *at(key, "ORLAVA, May 4")[1:]))
    out.append(records.Drop("in/empty.txt", "articles", "no article body in it"))
    return out


def _origins() -> list[object]:
    groups = {
        "o1": ("Norda Press", "agency", ("np", "harbour", "daily")),
        "o2": ("own: Orlava Courier", "own", ("courier",)),
        "o3": ("press release: City of Orlava", "press release", ("wire2", "radio")),
    }
    out: list[object] = []
    for own, (label, kind, keys) in groups.items():
        out.append(records.Origin(STORY, own, label, kind))
        out += [records.OriginMember(STORY, own, IDS[key]) for key in keys]
    missing = "missing:City of Orlava"
    steps = (
        ("harbour", IDS["np"], "verbatim", 0.99, "100% of its words stand in Norda Press", ("harbour", "(NP)")),
        ("daily", IDS["harbour"], "abridged", 0.86, "81% of its words stand there", ("daily", "injuring 14 people")),
        ("wire2", missing, "rewrite", 0.6, "it cites the city for its facts", ("wire2", "the city said")),
        ("radio", missing, "rewrite", 0.7, "it cites a statement", ("radio", "the city said in a statement")),
        ("courier", missing, "quotes-only", 0.4, "it asked the council", ("courier", "The city council")),
    )
    for child, parent, kind, confidence, text, place in steps:
        out.append(records.Derivation(STORY, IDS[child], parent, kind, confidence, confidence >= 0.8))
        out.append(records.Reason(STORY, IDS[child], parent, 0, text, confidence, (ev(*place),)))
    why = ("two tellings rework one press release", "shared text joins Norda Press, Harbour Post and Lowland Daily")
    out.append(records.Independence(STORY, None, 3, 4, *why))
    return out


def _statements() -> list[object]:
    groups: dict[str, tuple[int, int, dict[str, str]]] = {
        "s1": (2, 2, {
            "np": "A footbridge over the river Velm gave way on Sunday, injuring 14 people, police said.",
            "harbour": "A footbridge over the river Velm gave way on Sunday, injuring 14 people, police said.",
            "daily": "A footbridge over the Velm in Orlava gave way on Sunday, injuring 14 people.",
            "courier": "At least 12 people were taken to hospital on Sunday when the old Velm footbridge failed.",
        }),
        "s2": (1, 2, {
            "wire2": "The city of Orlava has ordered an inspection of all nine river crossings",
            "radio": "Orlava will inspect its nine river crossings",
        }),
        "s3": (1, 1, {"courier": "The city council did not answer questions about the repairs."}),
        "s4": (2, 2, {
            "np": "The bridge, built in 1962, was closed for repairs until last month.",
            "harbour": "The bridge, built in 1962, was closed for repairs until last month.",
            "courier": "Built in 1964, the bridge had reopened in April after repairs by the firm Kessel & Sons.",
        }),
    }  # fmt: skip
    out: list[object] = []
    for own, (low, high, members) in groups.items():
        first = next(iter(members.values()))
        out.append(records.Statement(STORY, own, first))
        out += [records.StatementMember(STORY, own, *at(key, words), 1.0) for key, words in members.items()]
        out.append(records.Independence(STORY, own, low, high, "", ""))
    out.append(records.OnlyIn(STORY, IDS["courier"], "s3"))
    return out


def _discrepancies() -> list[object]:
    Row = tuple[str, tuple[str, ...], list[tuple[str, str]]]
    points: list[tuple[str, str, str, str, list[Row]]] = [
        ("number", "contradiction", "people injured", "12 and 14 cannot both be exact", [
            ("14", ("o1",), [("np", "14 people"), ("harbour", "14 people"), ("daily", "14 people")]),
            (">=12", ("o2",), [("courier", "At least 12 people")]),
        ]),
        ("date", "contradiction", "year the bridge was built", "two years", [
            ("1962", ("o1",), [("np", "1962"), ("harbour", "1962")]),
            ("1964", ("o2",), [("courier", "1964")]),
        ]),
        ("negation", "contradiction", "whether it was inspected", "one denies what the other says", [
            ("inspected in March", ("o3",), [("wire2", "inspected in March")]),
            ("not inspected since 2029", ("o3",), [("radio", "not been inspected since 2029")]),
        ]),
        ("name", "spelling", "the mayor", "one letter", [
            ("Josip Arden", ("o1",), [("np", "Josip Arden"), ("harbour", "Josip Arden")]),
            ("Josip Ardan", ("o1",), [("daily", "Josip Ardan")]),
        ]),
    ]  # fmt: skip
    out: list[object] = []
    for rank, (kind, kind_of, about, why, readings) in enumerate(points):
        out.append(records.Discrepancy(STORY, f"d{rank}", rank, kind, kind_of, about, why))
        for n, (value, origins, places) in enumerate(readings):
            spots = tuple(ev(*p) for p in places)
            lines = tuple(ev(key, next(x for x in TEXTS[key][2].split("\n") if w in x)) for key, w in places)
            out.append(records.Reading(STORY, f"d{rank}", n, value, origins, spots, lines))
    return out


def _quotes() -> list[object]:
    tolun = "We heard a crack like thunder and then the whole deck was in the water,"
    said: list[tuple[str, str, str, str, str | None, str]] = [
        ("np", tolun, "Mira Tolun", "g1", None, "e1"),
        ("harbour", tolun, "Mira Tolun", "g1", None, "e1"),
        ("courier", "There was a crack and then the deck was in the water,", "Mira Tolun", "g1", "wording", "e1"),
        ("np", "a failure we will not hide from", "Josip Arden", "g2", None, "e2"),
        ("harbour", "a failure we will not hide from", "Josip Arden", "g2", None, "e2"),
        ("daily", "a failure we will not hide", "Josip Ardan", "g2", "cut", "e2"),
        ("wire2", "The footbridge was inspected in March and found safe", "the city", "g3", None, "e3"),
    ]
    out: list[object] = []
    for n, (key, words, speaker, group, drift, entity) in enumerate(said):
        article, begin, end = at(key, words)
        who = at(key, speaker)
        kind = "indirect" if group == "g3" else "direct"
        out.append(
            records.Quote(
                f"q{n}", article, begin, end, kind, "said", None, None, speaker, who[1], who[2], None, None, f"u{n}"
            )
        )
        out.append(records.Utterance(STORY, f"q{n}", group, entity, drift))
    return out


def _rest() -> list[object]:
    out: list[object] = [
        records.Entity(STORY, "e1", "Mira Tolun", "person"),
        records.Entity(STORY, "e2", "Josip Arden", "person"),
        records.Entity(STORY, "e3", "City of Orlava", "organisation"),
        records.Form(STORY, "e1", "Mira Tolun", 3, tuple(sorted(IDS[k] for k in ("np", "harbour", "courier")))),
        records.Form(STORY, "e2", "Josip Arden", 2, tuple(sorted(IDS[k] for k in ("np", "harbour")))),
        records.Form(STORY, "e2", "Josip Ardan", 1, (IDS["daily"],)),
        records.EntityMention(STORY, "e2", *at("np", "Josip Arden")),
        records.EntityMention(STORY, "e2", *at("harbour", "Josip Arden")),
        records.EntityMention(STORY, "e2", *at("daily", "Josip Ardan")),
        records.TimelineEntry(STORY, 0, "1962", "built in 1962", (ev("np", "built in 1962"),)),
        records.TimelineEntry(
            STORY, 1, "2031-05-04", "A footbridge over the river Velm gave way on Sunday",
            (ev("np", "A footbridge over the river Velm gave way on Sunday"),
             ev("courier", "on Sunday when the old Velm footbridge failed")),
        ),
    ]  # fmt: skip
    first = "A footbridge over the river Velm gave way on Sunday, injuring 14 people, police said."
    out.append(records.BriefLine(STORY, 0, "shared", first, (ev("np", first), ev("harbour", first))))
    second = "At least 12 people were taken to hospital on Sunday"
    out.append(records.BriefLine(STORY, 1, "differs", second, (ev("courier", second),)))
    third = "The city council did not answer questions about the repairs."
    out.append(records.BriefLine(STORY, 2, "only", third, (ev("courier", third),)))
    return out


def engine() -> Duck:
    """A workspace in memory that holds the finished tables."""
    duck = Duck()
    by: dict[type, list[object]] = {}
    for row in (*_articles(), *_origins(), *_statements(), *_discrepancies(), *_quotes(), *_rest()):
        by.setdefault(type(row), []).append(row)
    for record, listed in by.items():
        duck.append(TABLE_OF[record], to_table(listed, record))
    return duck


def report() -> views.Report:
    """The finished report."""
    duck = engine()
    try:
        return queries.report(duck, Settings(), "0.0.0")
    finally:
        duck.close()
