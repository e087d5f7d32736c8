"""Who said what in languages that no tagger reads: invented articles, read as a reader would."""

from __future__ import annotations

import pytest

from test_quotes import told

GERMAN = "Hafen bleibt zu\nDer Hafen von Osk bleibt bis Montag geschlossen, weil ein Kran umgestürzt ist.\n{}\n"


@pytest.mark.parametrize(
    ("language", "line", "speaker"),
    [
        ("de", "„Der Kran war neu und geprüft“, sagte Hafenmeisterin Jutta Krull.", "Hafenmeisterin Jutta Krull"),
        ("de", "„Der Kran war neu und geprüft“, so Krull.", "Krull"),
        ("de", "„Der Kran war neu und geprüft“, sagte der Hafenmeister.", "der Hafenmeister"),
        ("de", "»Der Kran war neu und geprüft«, betonte Ingenieur Ole Brack von der Firma Osk.", "Ingenieur Ole Brack"),
        ("de", "Am Freitag sagte Krull: „Der Kran war neu und geprüft.“", "Krull"),
        ("de", "Der Sprecher der Polizei, Uwe Reth, sagte der Zeitung: „Der Kran war neu.“", "Uwe Reth"),
        ("de", "„Der Kran war neu und geprüft“, hieß es in einer Mitteilung der Stadt.", None),
        ("fr", "« La grue était neuve », a déclaré la capitaine Julie Marnet devant la presse.", "Julie Marnet"),
        ("fr", "« La grue était neuve », explique l’ingénieur Luc Vasseur.", "Luc Vasseur"),
        ("fr", "Le porte-parole du port, Luc Vasseur, a indiqué : « La grue était neuve. »", "Luc Vasseur"),
        ("fr", "Selon Mme Marnet, « la grue était neuve et contrôlée ».", "Mme Marnet"),
        ("es", "«La grúa era nueva», dijo la capitana Julia Marín ante la prensa.", "Julia Marín"),
        ("es", "“La grúa era nueva”, lamentó Luis Vasco, un vecino.", "Luis Vasco"),
        ("es", "Marín aseguró que «la grúa era nueva y estaba revisada».", "Marín"),
        ("es", "«La grúa era nueva», dijo un vecino en la plaza.", "un vecino"),
        ("it", "«La gru era nuova», ha detto la comandante Giulia Marini ai giornalisti.", "Giulia Marini"),
        ("it", "Marini ha spiegato: «La gru era nuova e controllata».", "Marini"),
        ("pt", "“O guindaste era novo”, disse a capitã Júlia Marinho à imprensa.", "Júlia Marinho"),
        ("pt", "Marinho afirmou: “O guindaste era novo e revisado.”", "Marinho"),
        ("nl", "“De kraan was nieuw”, zei havenmeester Julia Maring tegen de pers.", "Julia Maring"),
        ("nl", "“De kraan was nieuw”, aldus havenmeester Maring.", "Maring"),
    ],
)  # fmt: skip
def test_the_verb_beside_a_quotation_names_the_speaker(language: str, line: str, speaker: str | None) -> None:
    opening = "Osk\nZwei Tage 1 lang 2 war alles zu.\n"
    assert [who for _, who, _ in told(opening + line, language)] == [speaker]


def test_who_speaks_next_is_not_who_spoke_before() -> None:
    text = GERMAN.format(
        "„Der Kran war neu und geprüft“, sagte Hafenmeisterin Jutta Krull.\n"
        "„Uns hat niemand gewarnt“, klagte der Fischer Bent Rohde. „Jetzt liegt alles still.“\n"
        "Krull erklärte: „Am Dienstag laufen die Boote wieder aus.“\n"
        "„Das ist zu spät“, sagte Rohde.\n"
        "„Wir arbeiten die ganze Nacht“, sagte sie.\n"
        "Im Amt der Stadt war zu lesen: „Betreten verboten bis Montag.“"
    )
    assert [name for _, _, name in told(text, "de")] == [
        "Hafenmeisterin Jutta Krull", "Fischer Bent Rohde", "Fischer Bent Rohde", "Hafenmeisterin Jutta Krull",
        "Fischer Bent Rohde", "Hafenmeisterin Jutta Krull", None,
    ]  # fmt: skip


def test_a_pronoun_in_the_verb_means_who_spoke_last() -> None:
    text = (
        "Port fermé\nLe port d’Osk est fermé jusqu’à lundi.\n"
        "« La grue était neuve », a déclaré la capitaine Julie Marnet.\n"
        "« Nous travaillons toute la nuit », a-t-elle ajouté.\n"
    )
    assert [name for _, _, name in told(text, "fr")] == ["Julie Marnet", "Julie Marnet"]
