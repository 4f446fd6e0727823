"""Which columns of a survey look like weights, and what is asked of them."""

import datetime as dt

import pytest

from toolkit.errors import InputError
from toolkit.language import Language
from toolkit.model.survey import Codebook
from toolkit.readers import Export, read_answers
from toolkit.readers.documents import validate
from toolkit.readers.survey.doubts import list_guessed
from toolkit.readers.survey.draft import draft_codebook
from toolkit.readers.survey.draft_text import add_to_codebook, find_unfilled, write_draft
from toolkit.readers.survey.weight_columns import measure_weights, name_weight
from toolkit.readers.yaml_text import parse_yaml

NEAR_ONE = ["0.42", "1.1", "0.75", "1.73"]  # Their sum is 4.
EXPANDING = ["1520.4", "880.1", "2310.5", "1289"]  # Their sum is 6,000.
KILOGRAMS = ["72", "68.5", "101", "54"]
DAYS = "fieldwork_start: 2026-05-01\nfieldwork_end: 2026-05-02\n"
BOOK = {
    "file": "a.csv", "sample": "probability", "population": "An invented town",
    "fieldwork_start": dt.date(2026, 5, 1), "fieldwork_end": dt.date(2026, 5, 2),
    "channels": [{"column": "Instagram", "channel": "instagram", "use": ["Ja"]}],
}  # fmt: skip


def write(tmp_path, **columns):
    """Write a file with these columns beside a question; the cells of each are repeated."""
    path = tmp_path / "a.csv"
    heads = ["Instagram", *columns]
    cells = [["Ja", "Nee"] * 20, *([*cells] * (40 // len(cells)) for cells in columns.values())]
    rows = [",".join(f'"{cell}"' for cell in row) for row in zip(*cells, strict=True)]
    path.write_text("\n".join([",".join(heads), *rows]) + "\n", encoding="utf-8")
    return Export(path, "data/survey/a.csv")


@pytest.mark.parametrize(
    "name",
    [
        "wtssall", "wtssnr", "wtssps", "wtssnrps", "pspwght", "dweight", "pweight", "anweight",
        "standwt", "weight_final", "WTFINAL", "WEIGHT_W87", "F_WEIGHT", "weging", "weegfactor",
        "nationalweight", "Wegingsfactor", "eindgewicht", "FinalWeight", "PERWT", "ophoogfactor",
    ],
)  # fmt: skip
@pytest.mark.parametrize("numbers", [NEAR_ONE, EXPANDING])
def test_names_that_files_give_to_weights(name, numbers):
    assert name_weight(name) == "specific"
    assert measure_weights(name, numbers * 5) is not None


@pytest.mark.parametrize("name", ["gewicht", "Gewicht", "weight", "Weight", "weight_2", "wt"])
def test_a_plain_name_may_be_that_of_kilograms(name):
    assert name_weight(name) == "plain"
    assert measure_weights(name, NEAR_ONE) is not None
    assert measure_weights(name, EXPANDING) is not None
    assert measure_weights(name, KILOGRAMS) is None
    # In pounds.
    assert measure_weights(name, ["159", "151", "223", "119"]) is None
    # A scale from one to five.
    assert measure_weights(name, ["1", "2", "3", "5"]) is None


@pytest.mark.parametrize(
    ("header", "meaning", "found"),
    [
        ("w1", "Weight", True), ("w1", "Final weight variable of wave 87", True),
        ("w1", "Weging", True), ("w1", "", False), ("w1", "What is your weight?", False),
        ("w1", "Which programmes did you watch?", False), ("gewicht", "Lichaamsgewicht", False),
    ],
)  # fmt: skip
def test_a_code_is_known_by_its_words(header, meaning, found):
    assert (measure_weights(header, NEAR_ONE, meaning) is not None) == found


@pytest.mark.parametrize(
    "name",
    [
        "Wat is uw gewicht?", "Gewicht (kg)", "bodyweight", "Lichaamsgewicht", "birth_weight",
        "weight_loss", "overweight", "Overweging", "Beweging", "wtp", "growth", "newt", "Leeftijd",
        "How much do you weigh?", "Waarom", "",
    ],
)  # fmt: skip
def test_names_of_other_things(name):
    assert measure_weights(name, NEAR_ONE) is None


@pytest.mark.parametrize(
    ("numbers", "found"),
    [
        (["0,42", "1,1", "0,75"], True),  # with a decimal comma
        (["0", "1.2", "0.8", ""], True),  # of a part of the sample
        (["-1", "1.2", "0.8"], False),
        (["1", "1", "1"], False),  # which weighs nothing
        (["0.5", "heavy"], False),
        (["1", "2", "3", "4"], False),  # how often
        (["120", "85", "240", "31"], True),  # each stands for so many
        (["8.5e-05", "1.2e-04"], True),  # with a sum of one
        ([], False),
    ],
)
def test_numbers_that_may_be_weights(numbers, found):
    assert (measure_weights("wtfinal", numbers) is not None) == found


def test_the_mean_and_the_range_are_of_weights_above_zero():
    one = measure_weights("dweight", ["0", "0.5", "1.5", "1", ""])
    assert (one.mean, one.lowest, one.highest) == (1.0, 0.5, 1.5)
    assert one.told == "dweight (mean 1.00, from 0.50 to 1.50)"
    assert Language("nl").told(one.told) == "dweight (gemiddeld 1.00, van 0.50 tot 1.50)"


def test_one_column_is_proposed_and_marked_as_a_guess(tmp_path):
    file = write(tmp_path, wtssall=NEAR_ONE, gewicht=KILOGRAMS)
    draft = draft_codebook(file)
    assert (draft.weight, draft.guesses) == ("wtssall", 2)
    assert "kilograms" in draft.left_out["gewicht"]
    text = write_draft(draft, "Mensen") + DAYS
    assert "wtssall (mean 1.00, from 0.42 to 1.73).\nweight: wtssall\nweight_guessed: true" in text
    book = validate(parse_yaml(text, ""), Codebook, "")
    assert (book.weight, book.weight_guessed) == ("wtssall", True)
    assert "wtssall" in list_guessed(book)
    frame, faults = read_answers(file, book)
    # The numbers of the file, four times over.
    assert frame["wtssall"].tolist() == [0.42, 1.1, 0.75, 1.73] * 10
    (told,) = [one for one in faults if one.column == "weight"]
    assert (told.severity, told.got) == ("warning", "wtssall")
    looked = book.model_copy(update={"weight_guessed": False})
    assert not [one for one in read_answers(file, looked)[1] if one.column == "weight"]


def test_of_several_columns_none_is_taken_and_the_draft_asks(tmp_path):
    file = write(tmp_path, pspwght=NEAR_ONE, pweight=EXPANDING, anweight=["1"])
    draft = draft_codebook(file)
    # Of what weighs nothing nothing is asked.
    assert [one.column for one in draft.weights] == ["pspwght", "pweight"]
    assert draft.weight == ""
    assert [one for one in draft.left_out if one.startswith("p")] == ["pspwght", "pweight"]
    both = "pspwght (mean 1.00, from 0.42 to 1.73); pweight (mean 1500, from 880 to 2310)"
    assert both in find_unfilled(draft, "Mensen")["weight"]
    text = write_draft(draft, "Mensen") + DAYS
    assert "\n# - pspwght (mean 1.00, from 0.42 to 1.73)\n" in text
    assert "\n# - pweight (mean 1500, from 880 to 2310)\n" in text
    assert "gemiddeld" in write_draft(draft, language=Language("nl"))
    book = validate(parse_yaml(text, ""), Codebook, "")
    assert book.weight is None
    with pytest.raises(InputError) as caught:
        read_answers(file, book)
    (fault,) = [one for one in caught.value.faults if one.severity == "error"]
    assert fault.what.startswith("Several columns look like weights")
    assert (fault.column, fault.got) == ("weight", both)
    told = Language("nl").told(fault.told)
    assert "Meer dan één kolom lijkt op gewichten" in told
    assert "gemiddeld 1500" in told


@pytest.mark.parametrize(
    "parts",
    [
        {"weight": "pspwght"},
        {"not_weights": ["pspwght", "pweight"]},
        {"personal": ["pspwght"], "not_weights": ["pweight"]},
    ],
)
def test_whoever_chose_is_not_asked_again(tmp_path, parts):
    file = write(tmp_path, pspwght=NEAR_ONE, pweight=EXPANDING)
    book = Codebook.model_validate(BOOK | parts)
    frame, faults = read_answers(file, book)
    assert len(frame) == 40
    assert not [one for one in faults if "like weights" in one.what]
    draft = draft_codebook(file, book)
    assert draft.empty
    assert add_to_codebook("file: a.csv\n", draft) == "file: a.csv\n"


def test_one_column_that_a_codebook_forgets_is_a_warning(tmp_path):
    file = write(tmp_path, weging=NEAR_ONE)
    _, faults = read_answers(file, Codebook.model_validate(BOOK))
    (told,) = [one for one in faults if "like weights" in one.what]
    assert (told.severity, told.column) == ("warning", "weging")
    (settled,) = [
        read_answers(file, Codebook.model_validate(BOOK | {"not_weights": ["Weging"]}))[1]
    ]
    assert not [one for one in settled if "like weights" in one.what]


def test_weights_that_are_added_later_are_marked_as_well(tmp_path):
    file = write(tmp_path, weging=NEAR_ONE)
    written = "file: a.csv\n"
    added = add_to_codebook(written, draft_codebook(file, Codebook.model_validate(BOOK)))
    assert added == "file: a.csv\nweight: weging\nweight_guessed: true\n"


@pytest.mark.parametrize("word", ["NA", ".", "-99", "#NULL!"])
def test_words_for_no_weight_are_declared(tmp_path, word):
    file = write(tmp_path, wtssall=[*NEAR_ONE * 9, word, "1", "1", "1"])
    draft = draft_codebook(file)
    assert draft.weight == "wtssall"
    book = validate(parse_yaml(write_draft(draft, "Mensen") + DAYS, ""), Codebook, "")
    frame, faults = read_answers(file, book)
    # Who has no weight is left out, and told.
    assert len(frame) == 39
    (told,) = [one for one in faults if "without a weight" in one.what]
    assert told.got == "1 of 40 respondents (0 zero, 1 blank)"
