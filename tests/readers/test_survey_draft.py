import datetime as dt
from pathlib import Path

import pandas as pd
import pytest

from toolkit.analysis.channel_use import measure_channel_use
from toolkit.analysis.coding import code_question, label_answers
from toolkit.analysis.respondents import gather_respondents
from toolkit.language import Language
from toolkit.model.listed_answers import ListedAnswers
from toolkit.model.survey import Codebook
from toolkit.readers import Export, read_answers
from toolkit.readers.documents import read_yaml, validate
from toolkit.readers.survey.ages import band_ages, name_band, sort_bands
from toolkit.readers.survey.draft import draft_codebook
from toolkit.readers.survey.draft_text import add_to_codebook, find_unfilled, write_draft
from toolkit.readers.survey.fieldwork import read_days
from toolkit.readers.survey.guesses import MAY_BE_KNOWN
from toolkit.readers.survey.scales import is_scale, read_times
from toolkit.readers.survey.topics import find_channel, find_rung, split_question
from toolkit.readers.yaml_text import parse_yaml

HEAD = "Tijdstempel,Hoe vaak gebruikt u Instagram?,Berichten lezen,Geslacht,E-mailadres,Waarom?\n"
ROWS = [
    ("1/5/2026 10:00", "Dagelijks", "Wekelijks", "Vrouw", "Ik vind het leuk om te kijken hoor"),
    ("1/5/2026 10:00", "Nooit", "Dagelijks", "Man", "Dat is nu eenmaal zo bij ons thuis"),
]


def write_rows(n, *, odd=()):
    rows = [
        f"{ROWS[i % 2][0]},{ROWS[i % 2][1]},{ROWS[i % 2][2]},{ROWS[i % 2][3]},p{i}@a.example,"
        f"{ROWS[i % 2][4]} {i}"
        for i in range(n)
    ]
    return HEAD + "\n".join([*rows, *odd]) + "\n"


@pytest.fixture
def export(tmp_path):
    def make(text):
        path = tmp_path / "responses.csv"
        path.write_text(text, encoding="utf-8")
        return Export(path, "data/survey/responses.csv")

    return make


@pytest.fixture
def load():
    def make(text):
        return validate(parse_yaml(text, "codebook.yaml"), Codebook, "codebook.yaml")

    return make


def test_a_draft_loads_once_the_population_is_filled_in(export, load):
    draft = draft_codebook(export(write_rows(40, odd=["13/5/2026 9:00,,,,,"])))
    assert find_unfilled(draft) == {"population": "of whom the answers speak, in a few words"}
    book = load(write_draft(draft, "Verzonnen mensen"))
    assert (book.sample, book.population) == ("convenience", "Verzonnen mensen")
    assert (book.fieldwork_start, book.fieldwork_end) == (dt.date(2026, 5, 1), dt.date(2026, 5, 13))
    (channel,) = book.channels
    assert (channel.channel, channel.use, channel.guessed) == ("instagram", ("Dagelijks",), True)
    (behaviour,) = book.behaviours
    assert (behaviour.rung, behaviour.counts) == ("spectators", ("Dagelijks", "Wekelijks"))
    assert book.personal == ("E-mailadres",)
    assert [one.column for one in book.open_questions] == ["Waarom?"]
    (gender,) = book.demographics
    assert gender.name == "Geslacht"
    assert {gender.answers["Vrouw"], gender.answers["v"], gender.answers["Female"]} == {"Vrouw"}


def test_a_draft_reads_its_own_file(export, load):
    file = export(write_rows(40))
    frame, faults = read_answers(file, load(write_draft(draft_codebook(file), "Mensen") + DAYS))
    assert len(frame) == 40
    assert "E-mailadres" not in frame
    guessed = [fault for fault in faults if "guessed" in fault.what]
    assert [(one.severity, one.file) for one in guessed] == [
        ("warning", "data/survey/codebook.yaml")
    ]


# The first of January or the fifth of May: nobody can tell.
DAYS = "fieldwork_start: 2026-05-01\nfieldwork_end: 2026-05-02\n"


def test_days_that_can_be_read_in_two_ways_are_left_to_fill_in(export):
    draft = draft_codebook(export(write_rows(40)))
    assert draft.fieldwork is None
    assert set(find_unfilled(draft)) == {"population", "fieldwork_start", "fieldwork_end"}
    text = write_draft(draft)
    assert "\n# Fill in fieldwork_start: the first day of the survey, such as 2026-05-01.\n" in text


def test_an_answer_that_few_people_gave_is_not_written_down(export):
    odd = ["13/5/2026 9:00,Elke dag als het regent,Dagelijks,Man,,Kort"] * 9
    odd += ["13/5/2026 9:00,Elke dag in bed,Dagelijks,Iets van Ada,,Kort"]
    text = write_draft(draft_codebook(export(write_rows(40, odd=odd))))
    for secret in ("regent", "in bed", "Ada", "leuk", "eenmaal", "@", "p1"):
        assert secret not in text
    assert "2 answers given by fewer than 10 people each left out" in text


def test_ten_people_are_enough_to_be_written_down(export):
    odd = ["13/5/2026 9:00,Elke dag als het regent,Dagelijks,Man,,Kort"] * 10
    assert "Elke dag als het regent" in write_draft(draft_codebook(export(write_rows(40, odd=odd))))


def test_what_somebody_wrote_is_never_changed(export, load):
    written = (
        "# Van ons.\nfile: responses.csv\nsample: probability # getrokken\n"
        "population: Lezers\nfieldwork_start: 2026-05-01\nfieldwork_end: 2026-05-02\n"
        "channels:\n"
        "  # Wekelijks telt hier niet.\n"
        "  - {column: Hoe vaak gebruikt u Instagram?, channel: instagram, use: [Nooit]}\n"
    ).replace("Hoe vaak gebruikt u Instagram?", '"Hoe vaak gebruikt u Instagram?"')
    file = export(write_rows(40))
    draft = draft_codebook(file, load(written))
    added = add_to_codebook(written, draft)
    assert added.startswith(written)
    book = load(added)
    assert [(one.use, one.guessed) for one in book.channels] == [(("Nooit",), False)]
    assert [one.column for one in book.behaviours] == ["Berichten lezen"]
    assert book.personal == ("E-mailadres",)
    assert "5 different answers" not in added
    again = draft_codebook(file, book)
    assert again.empty
    assert add_to_codebook(added, again) == added


def test_an_addition_keeps_line_ends_and_is_safe_from_headers(export, load):
    written = (
        "file: responses.csv\r\nsample: convenience\r\npopulation: Lezers\r\n"
        "fieldwork_start: 2026-05-01\r\nfieldwork_end: 2026-05-02\r\nchannels: []  # nog niets\r\n"
    )
    hostile = "Instagram \u2028 #: {x} - 'a'"
    text = f'"{hostile}",Facebook\n' + "Ja,Dagelijks\nNee,Nooit\n" * 10
    added = add_to_codebook(written, draft_codebook(export(text), load(written)))
    assert "\n" not in added.replace("\r\n", "")
    assert "# nog niets" in added
    assert [one.channel for one in load(added).channels] == ["instagram", "facebook"]


def test_headers_of_the_file_cannot_end_a_remark_or_a_value(export, load):
    hostile = '"a: b] } # x\n- {column: y}""\u2028\'"'
    text = f"{hostile},Instagram\n" + "Ja,Dagelijks\nNee,Nooit\n" * 10
    written = write_draft(draft_codebook(export(text)), "x: [")
    book = load(written + DAYS)
    assert book.population == "x: ["
    assert [one.column for one in book.channels] == ["Instagram"]
    assert all(line.startswith("#") for line in written.splitlines() if "a: b" in line)


def test_options_in_columns_are_one_question(export, load):
    head = "Nr,Welke? [Instagram],Welke? [TikTok],Welke? [Geen van deze]\n"
    rows = "1,Ja,,\n2,,Ja,\n3,,,Ja\n4,,,\n" * 10
    book = load(write_draft(draft_codebook(export(head + rows)), "Mensen") + DAYS)
    assert [(one.channel, one.blank, one.question) for one in book.channels] == [
        ("instagram", "unchosen", "Welke?"),
        ("tiktok", "unchosen", "Welke?"),
    ]
    assert [one.column for one in book.other_options] == ["Welke? [Geen van deze]"]
    frame, _ = read_answers(export(head + rows), book)
    instagram = code_question(frame, book.channels[0], book)
    # One in three of those who chose anything, and ten people chose nothing.
    assert (instagram.sum(), instagram.isna().sum(), len(instagram)) == (10, 10, 40)


def test_an_answer_that_holds_the_separator_is_proposed_as_one(export, load):
    cells = ["Instagram, Facebook", "Books, films and series, Facebook", "Books, films and series"]
    text = "Timestamp,Which?\n" + "".join(f'2026-05-01,"{cell}"\n' for cell in cells * 10)
    book = load(write_draft(draft_codebook(export(text)), "People"))
    assert book.several[0].options == ("Books, films and series",)
    frame, _ = read_answers(export(text), book)
    assert frame["Which?"].str.split("\n").tolist()[:3] == [
        ["Instagram", "Facebook"], ["Books, films and series", "Facebook"],
        ["Books, films and series"],
    ]  # fmt: skip
    # Nine people are too few for an option to be written down.
    rows = cells[:1] * 20 + cells[2:] * 9
    rare = "Timestamp,Which?\n" + "".join(f'2026-05-01,"{cell}"\n' for cell in rows)
    written = write_draft(draft_codebook(export(rare)))
    assert "use: [Facebook]" in written
    assert "series" not in written


QUALTRICS = (
    "StartDate,ResponseId,Q1\nStart Date,Response ID,Waarvoor gebruikt u sociale media?\n"
    '"{""ImportId"":""startDate""}","{""ImportId"":""_recordId""}","{""ImportId"":""QID1""}"\n'
)


def test_google_writes_a_semicolon_between_answers_in_the_file_that_it_gives(export, load):
    rows = ["Instagram;YouTube", "YouTube", "Instagram;Facebook"]
    file = "Tijdstempel,Welke kanalen gebruikt u?\n" + "".join(
        f"1/5/2026 10:00,{rows[n % 3]}\n" for n in range(36)
    )
    book = load(write_draft(draft_codebook(export(file)), "Mensen") + DAYS)
    assert book.several[0].separator == ";"
    assert {one.channel for one in book.channels} == {"instagram", "youtube", "facebook"}


def test_age_in_years_and_in_classes_have_names_of_their_own(export, load):
    classes = ["18-29", "30-49", "50+"]
    file = "Nr,Leeftijd,Leeftijdsklasse,Gebruikt u Instagram?\n" + "".join(
        f"{n},{(20, 35, 60)[n % 3] + n % 7},{classes[n % 3]},{'Ja' if n % 2 else 'Nee'}\n"
        for n in range(120)
    )
    book = load(write_draft(draft_codebook(export(file)), "Mensen") + DAYS)
    names = [one.name for one in book.demographics]
    assert len(names) == len(set(names)) == 2


def test_a_bare_comma_stands_between_answers_and_one_with_a_space_is_of_an_answer(export, load):
    outing = "Uitjes zoeken, ook voor de kinderen"
    cells = [f"Vrienden,{outing}", f"{outing},Nieuws volgen", "Vrienden,Nieuws volgen"]
    rows = [f'2026-05-01,R_{n},"{cells[n % 3]}"' for n in range(36)]
    text = QUALTRICS + "\n".join(rows) + "\n"
    plain = "Nr,Waarvoor gebruikt u sociale media?\n" + "".join(
        f'{n},"{cells[n % 3]}"\n' for n in range(36)
    )
    for file in (text, plain):
        book = load(write_draft(draft_codebook(export(file)), "Mensen") + DAYS * (file is plain))
        assert (book.several[0].separator, book.several[0].options) == (",", (outing,))
        ways = {one.way: one.counts for one in book.ways}
        assert ways["search"] == (outing,)
        assert ways["talk"] == ("Vrienden",)
        frame, faults = read_answers(export(file), book)
        assert frame.iloc[0, 0].split("\n") == ["Vrienden", outing]
        assert not any("separator" in fault.remedy for fault in faults)


@pytest.mark.parametrize(
    ("separator", "told"),
    [(", ", "seem to be several yet"), (",", "may have been cut in two")],
)
def test_a_separator_that_cuts_at_the_wrong_places_is_a_warning(export, load, separator, told):
    outing = "Uitjes zoeken, ook voor de kinderen"
    cells = ["Vrienden", outing, f"{outing},Vrienden", "Nieuws,Vrienden"]
    text = "Nr,Waarvoor?\n" + "".join(f'{n},"{cells[n % 4]}"\n' for n in range(48))
    book = load(
        "file: a.csv\nsample: convenience\npopulation: Mensen\n" + DAYS
        + f"several: [{{column: 'Waarvoor?', separator: '{separator}'}}]\n"
        "ways: [{column: 'Waarvoor?', way: talk, counts: [Vrienden], blank: not_asked}]\n"
    )  # fmt: skip
    _, faults = read_answers(export(text), book)
    warned = [fault for fault in faults if told in fault.what]
    assert [fault.severity for fault in warned] == ["warning"]


def test_what_channels_are_used_for(export, load):
    cells = ["Contact houden met vrienden;Nieuws volgen;", "Tijdverdrijf;Iets anders;"]
    text = "Nr;Waarvoor gebruikt u sociale media?\n" + "".join(
        f'{n};"{cells[n % 2]}"\n' for n in range(30)
    )
    book = load(write_draft(draft_codebook(export(text)), "Mensen") + DAYS)
    assert {one.way: one.counts for one in book.ways} == {
        "talk": ("Contact houden met vrienden",),
        "follow": ("Nieuws volgen",),
        "look": ("Tijdverdrijf",),
    }
    assert book.several[0].separator == ";"


def test_what_may_single_people_out_is_left_out(export):
    text = "Instagram,Postcode,Wat is uw functie?\n" + "".join(
        f"Ja,{1000 + n} AB,Baan {n}\n" for n in range(30)
    )
    draft = draft_codebook(export(text))
    assert [entry.value["column"] for entry in draft.entries] == ["Instagram"]
    assert set(draft.left_out) == {"Postcode", "Wat is uw functie?"}
    assert set(draft.left_out.values()) == {MAY_BE_KNOWN}


@pytest.mark.parametrize(
    ("header", "parts"),
    [
        ("Which? [X]", ("Which?", "X")),
        ("Q3[SQ001]. Which? [X]", ("Which?", "X")),
        ("Which? – X", ("Which?", "X")),
        ("Which? - Selected Choice - X", ("Which? - Selected Choice", "X")),
        ("Q3[SQ001]", ("Q3", "SQ001")),
        ("Which?", ("Which?", "")),
        ("", ("", "")),
    ],
)
def test_a_header_is_cut_into_question_and_option(header, parts):
    assert split_question(header) == parts


@pytest.mark.parametrize(
    ("header", "channel"),
    [
        ("Facebook", "facebook"), ("Hoe vaak gebruikt u Instagram?", "instagram"), ("X", "x"),
        ("X (Twitter)", "x"), ("Twitter/X", "x"), ("instagrm", "instagram"), ("Insta", "instagram"),
        ("How often? [TikTok]", "tiktok"),
        ("You Tube", "youtube"), ("WhatsApp-groepen", "whatsapp"), ("Nextdoor", "nextdoor"),
        ("Facebook Messenger", "messenger"), ("Signal", "signal"), ("Google+", "google_plus"),
        ("Facebook of Instagram?", ""), ("Fax", ""), ("Extra", ""), ("Next", ""), ("", ""),
    ],
)  # fmt: skip
def test_the_channel_that_a_header_speaks_of(header, channel):
    assert find_channel(header) == channel


@pytest.mark.parametrize(
    ("header", "rung"),
    [
        ("Zelf stories of korte video’s plaatsen", "creators"), ("Write a blog", "creators"),
        ("Zelf video's plaatsen", "creators"), ("I post videos", "creators"),
        ("Een privébericht sturen", "conversationalists"),
        ("Send direct messages", "conversationalists"),
        ("Comment on posts", "critics"), ("Reageren op berichten", "critics"),
        ("Berichten bewaren", "collectors"), ("Save posts", "collectors"),
        ("Pagina's van musea of organisaties volgen", "joiners"),
        ("Following pages of organisations", "joiners"),
        ("Keep a profile", "joiners"), ("Een profiel bijhouden", "joiners"),
        ("Watch short videos", "spectators"), ("Berichten lezen", "spectators"),
        ("Leeftijd", ""), ("", ""),
    ],
)  # fmt: skip
def test_the_rung_that_something_counts_for(header, rung):
    assert find_rung(header) == rung


@pytest.mark.parametrize("slug", ["demo-bibliotheek", "demo-fietsen", "demo-outdoor"])
def test_a_draft_is_much_like_the_codebook_that_somebody_made(slug):
    place = Path(__file__).parents[2] / "clients" / slug / "data" / "survey"
    book = read_yaml(place / "codebook.yaml", "codebook.yaml", Codebook)
    draft = draft_codebook(Export(place / book.file, book.file))
    guessed = {
        (entry.value["column"], entry.value.get("channel") or entry.value.get("rung"))
        for entry in draft.entries
        if entry.place in ("channels", "behaviours")
    }
    made = {(one.column, one.channel) for one in book.channels}
    assert made <= guessed
    made |= {(one.column, one.rung) for one in book.behaviours}
    assert len(made & guessed) >= 0.9 * len(made)


def test_a_weight_is_known_by_its_name_and_its_numbers(export):
    text = "Weight,Instagram\n" + "0.5,Ja\n1.5,Nee\n" * 10
    assert draft_codebook(export(text)).weight == "Weight"
    assert (
        draft_codebook(export(text.replace("W", "w").replace("ht,", "ht_2,"))).weight == "weight_2"
    )
    assert draft_codebook(export(text.replace("0.5", "light"))).weight == ""


@pytest.mark.parametrize(
    ("answer", "times"),
    [
        ("Dagelijks", 30), ("Meerdere keren per dag", 60), ("Several times a day", 60),
        ("Wekelijks", 4), ("Een paar keer per week", 12), ("Once a week", 4), ("Monthly", 1),
        ("Maandelijks", 1), ("Minder dan maandelijks", 0.3), ("Less than once a month", 0.3),
        ("Minder vaak", 0.3), ("Nooit", 0), ("Never", 0), ("Almost never", 0), ("Soms", 1),
        ("(Bijna) elke dag", 30), ("1 keer per maand", 1), ("Ik gebruik dit niet", 0),
        ("Heel leuk", None), ("", None),
    ],
)  # fmt: skip
def test_how_often_an_answer_says(answer, times):
    assert read_times(answer) == times


def test_a_scale_has_two_steps_at_least():
    assert is_scale(["Dagelijks", "Nooit"])
    assert not is_scale(["Dagelijks"])
    assert not is_scale(["Dagelijks", "Nooit", "Blauw", "Groen"])


def test_ages_and_years_of_birth_are_put_into_classes():
    bands = ListedAnswers(classes := band_ages(["34", "17", ""], 2026))
    assert [classes[bands.find(age)] for age in ("17", "18", "34", "65", "97")] == [
        "0–17", "18–24", "25–34", "65+", "65+",
    ]  # fmt: skip
    # Which ages there were is not told: every class stands in it.
    assert list(classes.values()) == [
        "0–17", "18–24", "25–34", "35–44", "45–54", "55–64", "65+",
    ]  # fmt: skip
    # Born in 1990: 36 in 2026; in 1991: 35; in 1992: 34; in 2008: 18; in 1961: 65.
    born = ListedAnswers(years := band_ages(["1990", "2001"], 2026))
    assert [years[born.find(year)] for year in ("1990", "1991", "1992", "2008", "1961")] == [
        "35–44", "35–44", "25–34", "18–24", "65+",
    ]  # fmt: skip
    assert name_band(36) == "35–44"
    assert band_ages(["1990"], None) == {}
    assert band_ages(["25-34", "35-44"], 2026) == {}
    assert sort_bands(["65+", "18-24", "Under 18", "25-34"]) == [
        "Under 18", "18-24", "25-34", "65+",
    ]  # fmt: skip


def test_every_class_of_age_is_listed_in_order_of_age_whoever_gave_it(export, load):
    given = ["65 of ouder"] * 12 + ["18-24"] * 20 + ["25 t/m 34"] * 11 + ["Jonger dan 18"] * 2
    typed = ["Dat gaat niemand iets aan", "34 en een half jaar oud"]
    text = "Nr,Leeftijd\n" + "".join(f"{n},{age}\n" for n, age in enumerate(given + typed))
    written = write_draft(draft_codebook(export(text)), "Mensen") + DAYS
    (question,) = load(written).demographics
    assert list(question.answers) == ["Jonger dan 18", "18-24", "25 t/m 34", "65 of ouder"]
    assert "2 answers given by fewer than 10 people each left out" in written
    assert "niemand" not in written
    assert "half" not in written


def test_classes_of_age_that_begin_with_a_word_stand_where_the_age_does():
    assert sort_bands(["18 tot 25", "tot 18 jaar", "55 jaar en ouder", "25 tot 55"]) == [
        "tot 18 jaar", "18 tot 25", "25 tot 55", "55 jaar en ouder",
    ]  # fmt: skip


def test_every_column_that_is_not_personal_is_named_however_long_its_header(export):
    long = (
        "Hoe vaak doet u het volgende als u op een van de sociale media bent? [Duiven melken bij "
        "de buren]"
    )
    text = f"Naam,{long}\n" + "".join(f"Persoon {n},{n % 7} keer {n}\n" for n in range(30))
    written = write_draft(draft_codebook(export(text)))
    assert long in written
    assert "not told here" not in written
    assert "Persoon" not in written


def test_days_are_read_only_if_there_is_one_way():
    assert read_days(["4/18/2022 19:18", "5/6/2022 1:00"]) == (
        dt.date(2022, 4, 18), dt.date(2022, 5, 6),
    )  # fmt: skip
    assert read_days(["4/5/2022 19:18"]) == ()
    assert read_days(["2026/05/01 10:11:12 a.m. EET"]) == (dt.date(2026, 5, 1),)
    assert read_days(["1980-01-01 00:00:00", dt.datetime.fromisoformat("2026-05-02T09:00")]) == (
        dt.date(2026, 5, 2),
    )


def test_the_real_google_form(shared_data, load):
    path = shared_data("google_forms/smmh.csv")
    file = Export(path, "data/survey/smmh.csv")
    draft = draft_codebook(file)
    assert (draft.tool, draft.respondents) == ("google_forms", 481)
    book = load(write_draft(draft, "Whoever answered"))
    frame, faults = read_answers(file, book)
    assert len(frame) == 481
    assert {fault.severity for fault in faults} <= {"warning", "note"}
    plain = pd.read_csv(path, dtype=str, keep_default_na=False)
    chosen = plain["7. What social media platforms do you commonly use?"]
    table = measure_channel_use(gather_respondents(frame, book)).table.set_index("channel")
    for channel, name in {"instagram": "Instagram", "x": "Twitter", "tiktok": "TikTok"}.items():
        users = chosen.str.split(", ").map(lambda parts, name=name: name in parts)
        assert table.loc[channel, "share"] == pytest.approx(users.mean())
        assert table.loc[channel, "n"] == 481
    gender = next(one for one in book.demographics if one.column == "2. Gender")
    labels = label_answers(frame["2. Gender"], gender)
    # 263 Female, 211 Male, four spellings of non-binary and Trans; two answers say neither.
    assert labels.value_counts().to_dict() == {"Woman": 263, "Man": 211, "Other": 5}
    told = next(one for one in faults if one.column == "2. Gender")
    assert told.got == "2 answers given by fewer than 10 people each"
    assert "health" in draft.left_out["18. How often do you feel depressed or down?"]


@pytest.mark.parametrize(
    ("blank", "shares", "n"),
    [
        ("not_asked", {"snapchat": 22.7, "instagram": 30.8, "x": 18.6}, 1372),
        ("no", {"snapchat": 10.8, "instagram": 14.8, "x": 8.9}, 2867),
    ],
)
def test_the_real_social_survey(shared_data, load, blank, shares, n):
    file = Export(shared_data("gss2016/smallgss2016.csv"), "data/survey/smallgss2016.csv")
    draft = draft_codebook(file)
    assert draft.missing == ("NA",)
    text = write_draft(draft, "Adults in the United States", "probability")
    book = load(text.replace("blank: not_asked", f"blank: {blank}") + DAYS)
    frame, faults = read_answers(file, book)
    table = measure_channel_use(gather_respondents(frame, book)).table.set_index("channel")
    assert {one: round(100 * table.loc[one, "share"], 1) for one in shares} == shares
    assert set(table["n"]) == {n}
    (told,) = [fault for fault in faults if "read as empty" in fault.what]
    assert told.got.endswith("cells with one of: NA")


def test_a_word_for_empty_that_is_not_declared_is_a_warning(shared_data, load):
    file = Export(shared_data("gss2016/smallgss2016.csv"), "data/survey/smallgss2016.csv")
    text = write_draft(draft_codebook(file), "Adults").replace("missing: [NA]", "")
    _, faults = read_answers(file, load(text + DAYS))
    (told,) = [fault for fault in faults if "look like an empty cell" in fault.what]
    assert told.severity == "warning"
    assert "“NA”" in told.got


def test_remarks_are_in_the_language_asked_for_and_the_fields_are_the_same(export, load):
    draft = draft_codebook(export(write_rows(40)))
    english, dutch = write_draft(draft), write_draft(draft, language=Language("nl"))
    both = (english, dutch)
    assert load(f"{english}population: x\n{DAYS}") == load(f"{dutch}population: x\n{DAYS}")
    remarks = [
        {line.strip() for line in text.splitlines() if line.strip().startswith("#")}
        for text in both
    ]
    assert len(remarks[0]) > 10
    assert not remarks[0] & remarks[1]
    assert "\n# Vul fieldwork_start in: de eerste dag van de enquête, zoals 2026-05-01.\n" in dutch
    assert "; weggelaten: " in dutch


def test_what_is_added_later_is_told_in_that_language_too(export, load):
    text = write_rows(40)
    written = write_draft(draft_codebook(export(text)), "Mensen") + DAYS
    wider = "\n".join(
        f"{line},{'TikTok gebruikt u hoe vaak?' if n == 0 else 'Dagelijks' if n % 2 else 'Nooit'}"
        for n, line in enumerate(text.strip().split("\n"))
    )
    draft = draft_codebook(export(wider), load(written))
    added = add_to_codebook(written, draft, Language("nl"))
    assert "als vermoedens; waar elk op berust:" in added
    assert "# TikTok gebruikt u hoe vaak?: 2 verschillende antwoorden, 0 leeg" in added
