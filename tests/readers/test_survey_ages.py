"""Ages of a survey: codes for unknown are nobody's age."""

import pytest

from toolkit.analysis.coding import label_answers
from toolkit.language import Language
from toolkit.model.survey import Codebook
from toolkit.readers import Export, read_answers
from toolkit.readers.documents import validate
from toolkit.readers.survey.ages import find_unknown_ages
from toolkit.readers.survey.draft import draft_codebook
from toolkit.readers.survey.draft_text import write_draft
from toolkit.readers.yaml_text import parse_yaml

DAYS = "fieldwork_start: 2026-05-01\nfieldwork_end: 2026-05-02\n"
TWO = ("97", "98", "99")
THREE = ("997", "998", "999")
ADULTS = [str(age) for age in range(18, 91)]


@pytest.fixture
def draft(tmp_path):
    def make(head, cells):
        path = tmp_path / "a.csv"
        rows = [f"{'Ja' if n % 2 else 'Nee'},{cell}" for n, cell in enumerate(cells)]
        path.write_text("\n".join([f"Instagram,{head}", *rows]) + "\n", encoding="utf-8")
        export = Export(path, "data/survey/a.csv")
        made = draft_codebook(export)
        text = write_draft(made, "Mensen") + ("" if made.fieldwork else DAYS)
        return validate(parse_yaml(text, ""), Codebook, ""), export, made

    return make


@pytest.mark.parametrize(
    ("cells", "codes"),
    [
        ([*ADULTS, "98", "98", "99"], TWO),
        ([*ADULTS, "98.0", "98.0", "99.0"], TWO),
        ([*ADULTS, "99", "99"], ()),  # two may well be of that age
        ([*ADULTS, "97", "97", "97"], TWO),
        ([*ADULTS, "92", "97", "97", "97"], ()),  # somebody is five years younger
        ([*ADULTS, "91", "97", "97", "97"], TWO),
        ([*ADULTS, "92", "93", "95", "96", "97", "98"], ()),
        ([*ADULTS, "94", "99", "99", "99", "99"], ()),
        ([*ADULTS, "998"], THREE),
        ([*ADULTS, "99", "99", "99", "999"], (*TWO, *THREE)),
        (["1990", "1975", "9999"], ("9997", "9998", "9999")),
        (ADULTS, ()),
        (["98", "fewer than 98"], ()),
        ([], ()),
    ],
)
def test_codes_for_unknown_among_ages(cells, codes):
    assert find_unknown_ages(cells) == codes


def test_codes_leave_the_base_and_no_class_takes_them_in(draft):
    book, export, made = draft("Leeftijd", [*ADULTS, "98", "98", "99", "999"])
    (age,) = book.demographics
    assert (age.missing, age.guessed) == ((*TWO, *THREE), True)
    (entry,) = [one for one in made.entries if one.place == "demographics"]
    assert "97, 98, 99, 997, 998, 999 are taken for unknown" in entry.seen
    assert "zijn gelezen als onbekend" in Language("nl").told(entry.seen)
    frame, _ = read_answers(export, book)
    labels = label_answers(frame["Leeftijd"], age).value_counts()
    # From 65 to 90 are 26 years, and nobody else is in that class.
    assert labels["65+"] == 26
    assert labels.sum() == 73


def test_codes_below_zero_are_nobody_s_age(draft):
    book, export, _ = draft("Leeftijd", [*ADULTS, *["-1"] * 12])
    assert book.missing == ("-1",)
    frame, _ = read_answers(export, book)
    assert label_answers(frame["Leeftijd"], book.demographics[0]).count() == 73


def test_a_real_age_stays_and_is_warned_of_where_many_have_it(draft):
    book, export, _ = draft("Leeftijd", [*ADULTS, "92", "94", "96", *["97"] * 11])
    (age,) = book.demographics
    assert age.missing == ()
    frame, faults = read_answers(export, book)
    # From 65 to 90 are 26 years; then 92, 94, 96 and eleven of 97.
    assert label_answers(frame["Leeftijd"], age).value_counts()["65+"] == 40
    (told,) = [one for one in faults if "code for unknown" in one.what]
    assert (told.severity, told.got) == ("warning", "“97” 11 times")


def test_years_of_birth_keep_their_classes_beside_a_code(draft):
    days = [f"{year},2026-05-01" for year in range(1940, 2000)]
    book, _, _ = draft("Geboortejaar,Timestamp", [*days, "9999,2026-05-02"])
    (age,) = book.demographics
    assert age.missing == ("9997", "9998", "9999")
    assert age.answers["1992..2001"] == "25–34"
