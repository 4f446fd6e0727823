import pandas as pd
import pytest

from toolkit.analysis.themes import code_themes, suggest_words

ANSWERS = pd.Series(
    [
        "De prijzen zijn te hoog!",
        "Parkeren is duur, en de prijs ook",
        "Openingstijden graag ruimer op zondag",
        "  ",
        None,
        "Niets",
    ],
    dtype="string",
)


def test_a_theme_is_found_in_every_form_of_its_words():
    codes = code_themes(
        ANSWERS, {"price": ["prijs", "duur"], "hours": ["openingstijd", "op zondag"]}, "nl"
    )
    assert codes["price"].tolist()[:3] == [1, 1, 0]
    assert codes["hours"].tolist()[:3] == [0, 0, 1]
    # Who wrote nothing is no part of the base; who wrote “Niets” is.
    assert codes["price"].isna().tolist() == [False, False, False, True, True, False]


def test_words_in_a_row_and_beginnings():
    texts = pd.Series(["Sunday opening", "opening on Sundays", "parkeerplaats", "park"])
    codes = code_themes(texts, {"row": ["on sunday"], "start": ["parkeer*"], "none": []}, "en")
    assert codes["row"].tolist() == [0, 1, 0, 0]
    assert codes["start"].tolist() == [0, 0, 1, 0]
    assert codes["none"].tolist() == [0, 0, 0, 0]


def test_a_word_inside_another_is_not_that_word():
    texts = pd.Series(["de spoorboek", "het boek"])
    assert code_themes(texts, {"t": ["boek"]}, "nl")["t"].tolist() == [0, 1]


def test_words_of_few_people_are_not_suggested():
    texts = ["Mooie boeken", "Het boek!", "boek boek boek", "Mevrouw Jansen is aardig"]
    found = suggest_words(texts, "nl", 2)
    assert [(one.word, one.people) for one in found] == [("boek", 2 + 1)]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_nothing_written_gives_nothing(language):
    assert suggest_words([], language, 5) == ()
    assert code_themes(pd.Series([], dtype="string"), {"t": ["a"]}, language)["t"].empty
