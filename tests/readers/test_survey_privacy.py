import csv
import datetime as dt
import io
from contextlib import contextmanager, suppress

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from toolkit.errors import InputError
from toolkit.model.survey import Codebook
from toolkit.readers import Export, read_answers
from toolkit.readers.documents import validate
from toolkit.readers.survey.cleaned import write_cleaned
from toolkit.readers.survey.delicate import count_unique, name_protected, name_singling
from toolkit.readers.survey.draft import draft_codebook
from toolkit.readers.survey.draft_text import write_draft
from toolkit.readers.survey.personal import find_personal, mask, name_personal
from toolkit.readers.survey.several import split_answers
from toolkit.readers.yaml_text import parse_yaml

BASE = {
    "file": "answers.csv", "sample": "convenience", "population": "invented people",
    "fieldwork_start": dt.date(2026, 3, 1), "fieldwork_end": dt.date(2026, 3, 31),
    "smallest_base": 5,
}  # fmt: skip


@pytest.fixture
def read(tmp_path):
    def read_text(data, **parts):
        path = tmp_path / "answers.csv"
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        codebook = Codebook.model_validate(BASE | parts)
        return read_answers(Export(path, "data/survey/answers.csv"), codebook)

    return read_text


@pytest.mark.parametrize(
    "header",
    [
        "E-mailadres", "Email Address", "RecipientEmail", "Wat is uw e-mailadres?", "Naam",
        "What is your name?", "Voornaam", "IPAddress", "IP-adres", "ResponseId", "Respondent ID",
        "Respondentnummer", "Klantnummer", "token", "LocationLatitude", "Telefoonnummer",
        "Your phone number", "Straat en huisnummer", "IBAN", "Naam en woonplaats",
        "Your name", "3. Wat is je naam?",
    ],
)  # fmt: skip
def test_headers_that_ask_for_a_person(header):
    assert name_personal(header)


@pytest.mark.parametrize(
    "header",
    ["Hoe vaak leest u onze nieuwsbrief?", "Instagram", "Leeftijd", "Gemeente", "emailhr",
     "Wat is de naam van de vestiging waar u het vaakst komt om boeken te lenen?"],
)  # fmt: skip
def test_headers_that_do_not(header):
    assert not find_personal(header, ["a", "b"] * 30)


@pytest.mark.parametrize("header", ["Naam van de school", "Name of the branch", "Instagram"])
def test_names_of_other_things_are_no_names(header):
    assert not find_personal(header, [f"answer {n}" for n in range(60)])


def test_a_name_that_repeats_is_of_no_person():
    assert not find_personal("Naam", ["Noord", "Zuid"] * 20)
    assert find_personal("Naam", [f"Ada {n}" for n in range(40)])
    assert find_personal("Naam", [f"Ada {n % 35}" for n in range(400)])


def test_cells_show_a_person_whatever_stands_above_them():
    assert find_personal("Q7", ["", "a@b.example", "c@d.example"]) == "e-mail addresses"
    assert find_personal("Q7", ["192.0.2.7", "198.51.100.3"]) == "IP addresses"
    assert find_personal("Q7", ["06-12345678", "+31 20 123 45 67"]) == "telephone numbers"
    assert not find_personal("Q7", ["2026-05-01", "31-12-2025", "10.000", "0,75", "1234567890"])


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Mail ada@verzonnen.example, of bel 06 12 34 56 78!", "Mail […], of bel […]!"),
        ("Van 192.0.2.7 en NL91ABNA0417164300", "Van […] en […]"),
        ("In 2026 kwam ik 12 keer, om 10.30 uur", "In 2026 kwam ik 12 keer, om 10.30 uur"),
        ("Postcode 1234 AB, 18-24 jaar", "Postcode 1234 AB, 18-24 jaar"),
        ("2026-05-01 10:00:00", "2026-05-01 10:00:00"),
    ],
)
def test_addresses_and_numbers_are_taken_out_of_answers(text, kept):
    assert mask(text) == kept


def test_a_personal_column_that_is_listed_as_a_question_is_an_error(read):
    data = "E-mail,Instagram\n" + "".join(f"p{n}@a.example,Ja\n" for n in range(9))
    with pytest.raises(InputError) as caught:
        read(data, demographics=[{"column": "E-mail", "name": "Mail"}])
    (fault,) = [one for one in caught.value.faults if one.severity == "error"]
    assert fault.column == "E-mail"
    assert "e-mail addresses" in fault.what
    assert "a.example" not in str(caught.value)


def test_nothing_of_an_open_answer_points_at_a_person(read):
    data = "Name,Why?\n" + "".join(f"Ada {n},Mail me at ada{n}@home.example\n" for n in range(9))
    frame, faults = read(data, open_questions=[{"column": "Why?", "name": "Why"}])
    assert frame["Why?"].tolist() == ["Mail me at […]"] * 9
    assert "home.example" not in " ".join(map(str, faults))
    assert [one.got for one in faults if "taken out" in one.what] == ["9 answers"]


def test_what_stands_beside_another_option_is_not_read(read):
    data = "X,Other\nX,Ada told me\n,My own forum\nX,\n"
    frame, _ = read(
        data,
        channels=[{"column": "X", "channel": "x", "use": ["X"], "blank": "unchosen",
                   "question": "Which?"}],
        other_options=[{"column": "Other", "question": "Which?"}],
    )  # fmt: skip
    assert frame["Other"].fillna("").tolist() == ["chosen", "chosen", ""]


def test_special_categories_and_likely_identifiers_are_pointed_out(read):
    rows = "".join(f"{1000 + n} AB,Ja,Man\n" for n in range(20))
    _, faults = read(
        "Postcode,Heeft u een ziekte of beperking?,Geslacht\n" + rows,
        demographics=[
            {"column": "Postcode", "name": "Postcode"},
            {"column": "Heeft u een ziekte of beperking?", "name": "Gezondheid"},
            {"column": "Geslacht", "name": "Geslacht"},
        ],
    )
    warnings = {one.column: one for one in faults if one.severity == "warning"}
    assert "postcodes" in warnings["Postcode"].what
    assert "health" in warnings["Heeft u een ziekte of beperking?"].what
    assert "Article 9" in warnings["Heeft u een ziekte of beperking?"].remedy
    assert warnings[""].got == "20 of 20 respondents"
    assert "1000" not in " ".join(map(str, faults))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Wat is uw geloof?", "religion or belief"),
        ("Op welke partij heeft u gestemd?", "politics"),
        ("Lid van een vakbond?", "trade unions"), ("Sexual orientation", "sexual orientation"),
        ("Wat is uw afkomst?", "ethnicity"), ("Do you have a disability?", "health"),
        ("Hoe vaak leest u?", ""), ("Instagram", ""),
    ],
)  # fmt: skip
def test_words_of_what_the_law_protects(text, kind):
    assert name_protected(text) == kind


def test_words_by_which_people_may_be_known():
    assert name_singling("Geboortedatum") == "days of birth"
    assert name_singling("Wat is uw functie?") == "jobs"
    assert name_singling("Leeftijd") == ""


def test_people_who_stand_alone_are_counted():
    labels = pd.DataFrame({"age": ["18", "18", "65", "65", ""], "sex": ["m", "m", "m", "f", ""]})
    assert count_unique(labels) == 2
    assert count_unique(labels[[]]) == 0


@pytest.mark.parametrize(
    ("cell", "separator", "options", "parts"),
    [
        ("a;b;", ";", (), ("a", "b")),
        ("a, b, c", ", ", ("a, b",), ("a, b", "c")),
        ("a, b, c", ", ", ("a", "a, b", "a, b, c"), ("a, b, c",)),
        ("a, bc", ", ", ("a, b",), ("a", "bc")),
        ("a, a,  a", ", ", (), ("a",)),
        (";;", ";", (), ()),
        ("a,b", ", ", (), ("a", "b")),
        ("1,000 or more, b", ", ", (), ("1,000 or more", "b")),
        ("a\nb", "\n", (), ("a", "b")),
        ("a | b", "|", (), ("a", "b")),
        ("", ";", ("x;y",), ()),
    ],
)
def test_answers_of_one_cell_are_taken_apart(cell, separator, options, parts):
    assert split_answers(cell, separator, options) == parts


@pytest.mark.parametrize(
    "text",
    [
        "ada@home.example,Family,Daily\nbo@home.example,Single,Never\n",
        "Family,Daily,4\nSingle,Never,4\nFamily,Never,5\nSingle,Daily,5\n",
        "06-12345678,x\n06-87654321,y\n",
    ],
)
def test_a_file_without_headers_is_not_drafted(tmp_path, text):
    path = tmp_path / "answers.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="no headers") as caught:
        draft_codebook(Export(path, "data/survey/answers.csv"))
    for secret in ("ada", "home", "Family", "1234"):
        assert secret not in str(caught.value)


def test_a_wrong_separator_is_a_warning(read):
    _, faults = read(
        "Many,Insta\na;b,Ja\nb;c,Nee\n",
        several=[{"column": "Many", "separator": ", "}],
        demographics=[{"column": "Many", "name": "Many"}],
    )
    (told,) = [one for one in faults if "several answers" in one.what]
    assert (told.severity, told.column, told.expected) == (
        "warning", "Many", "“, ” between answers",
    )  # fmt: skip


def test_hostile_cells_do_no_harm(read):
    cells = ["=1+1", "<script>x</script>", "a\nb", '"quoted"', "x" * 20_000, ";" * 500, "\u202eabc"]
    data = "Many,Insta\n" + "".join('"{}",Ja\n'.format(c.replace('"', '""')) for c in cells)
    frame, faults = read(
        data,
        several=[{"column": "Many", "separator": ";"}],
        demographics=[{"column": "Many", "name": "Many"}],
        channels=[{"column": "Insta", "channel": "instagram", "use": ["Ja"]}],
    )
    assert frame["Many"].fillna("").tolist() == [
        "=1+1", "<script>x</script>", "a b", '"quoted"', "x" * 20_000, "", "\u202eabc",
    ]  # fmt: skip
    assert "script" not in " ".join(map(str, faults))


def test_what_is_kept_reads_the_same_in_an_order_that_tells_nothing(read):
    parts = {
        "weight": "w",
        "several": [{"column": "Many", "separator": ", ", "options": ["a, b"]}],
        "demographics": [{"column": "Many", "name": "Many"}],
    }
    rows = [f'2026-05-{n:02},"a, b, c{n}",{n}.5,Ada {n}' for n in range(1, 29)]
    head = "Timestamp,Many,w,Name\n"
    frame, _ = read(head + "\n".join(rows) + "\n29-5,,1,Zoe\n", **parts)
    kept = write_cleaned(frame, Codebook.model_validate(BASE | parts))
    again, _ = read(kept, **parts)
    assert sorted(again["w"]) == sorted(frame["w"])
    assert again["w"].tolist() != frame["w"].tolist()
    assert dict(zip(again["w"], again["Many"].fillna(""), strict=True)) == dict(
        zip(frame["w"], frame["Many"].fillna(""), strict=True)
    )
    assert b"Ada" not in kept
    assert b"2026" not in kept
    turned, _ = read(head + "\n".join(reversed(rows)) + "\n29-5,,1,Zoe\n", **parts)
    assert write_cleaned(turned, Codebook.model_validate(BASE | parts)) == kept


HEADERS = (
    "Timestamp", "Naam", "E-mail", "Instagram", "Hoe vaak leest u berichten?", "Geslacht", "Age",
    "Waarom?", "Welke? [Facebook]", "Welke? [X]", "Regio", "Weight", "Postcode", "Opleiding",
    "Status", "ID", "Q3[SQ001]", "", "Waarom?", '{"ImportId":"QID1"}', "Response", "Beroep",
)  # fmt: skip
COMMON_WORDS = ("Ja", "Nee", "Dagelijks", "Nooit", "Facebook", "Man", "NA", "", "1")
# Where the file has no day that can be read.
FIELDWORK = "fieldwork_start: 2026-05-01\nfieldwork_end: 2026-05-02\n"
KINDS = ("common", "own", "few", "mail", "several")


def write_cell(kind, row, place, random):
    match kind:
        case "common":
            return random.choice(COMMON_WORDS)
        case "own":
            return f"zqown{row}x{place} and some more words"
        case "mail":
            return f"zqmail{row}@a.example"
        case "several":
            return ", ".join(["Facebook", "Instagram", f"zqpart{row}"][: random.randint(0, 3)])
    # Nine people each.
    return f"zqfew{row // 9}x" if row < 18 else "Ja"


@contextmanager
def record_faults(told):
    """Keep what an error tells."""
    try:
        yield
    except InputError as error:
        told.append(error)
        raise


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    heads=st.lists(
        st.tuples(st.sampled_from(HEADERS), st.sampled_from(KINDS)), min_size=1, max_size=8
    ),
    n=st.integers(0, 25),
    random=st.randoms(use_true_random=False),
)
def test_no_draft_and_no_message_holds_what_few_people_said(tmp_path, heads, n, random):
    rows = [[head for head, _ in heads]]
    rows += [
        [write_cell(kind, row, place, random) for place, (_, kind) in enumerate(heads)]
        for row in range(n)
    ]
    written = io.StringIO()
    csv.writer(written).writerows(rows)
    path = tmp_path / "answers.csv"
    path.write_text(written.getvalue(), encoding="utf-8")
    export = Export(path, "data/survey/answers.csv")
    told: list[object] = []
    with suppress(InputError), record_faults(told):
        draft = draft_codebook(export)
        text = write_draft(draft, "People")
        told += [text, *draft.faults]
        text = text if draft.fieldwork else text + FIELDWORK
        frame, faults = read_answers(export, validate(parse_yaml(text, "c"), Codebook, "c"))
        told += faults
        assert "zqmail" not in frame.astype("string").to_csv()
        assert len(frame) <= n
        assert set(frame.columns).isdisjoint(draft.personal)
    assert "zq" not in " ".join(map(str, told))
