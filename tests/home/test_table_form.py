"""A table that nobody knows, from the drop to the saved description, without a browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import ipywidgets as widgets
import pytest

from toolkit import clients
from toolkit.clients import CHANNELS, ClientFolder
from toolkit.errors import Fault, InputError
from toolkit.home.answers_form import answers_form, find_questions
from toolkit.home.browser import Button
from toolkit.home.descriptions import PROFILE, keep_answer, keep_entry
from toolkit.home.files_panel import FilesPanel
from toolkit.home.inbox import receive, recognise
from toolkit.home.table_form import TableForm
from toolkit.language import Language
from toolkit.readers import DESCRIPTION, Export

DUTCH, ENGLISH = Language("nl"), Language("en")
RIVALS = (
    "Company;Channel;Day;Message;Applause;Kommentare\n"
    "Rival;Facebook;03/04/2026;<b>A new frame</b> in the window;1.024;16\n"
    "Rival;Instagram;05/04/2026;Closed tomorrow, back on Friday;88;2\n"
)


@pytest.fixture
def folder(small_client: Callable[..., Path]) -> ClientFolder:
    return clients.load("small", workspace=small_client())


def put(folder: ClientFolder, name: str, text: str) -> str:
    return receive(folder, CHANNELS, name, text.encode()).name


def walk(widget: widgets.Widget) -> Iterator[widgets.Widget]:
    yield widget
    for child in getattr(widget, "children", ()):
        yield from walk(child)


def field(form: widgets.Widget, label: str) -> widgets.Widget:
    (found,) = (one for one in walk(form) if getattr(one, "description", None) == label)
    return found


def click(form: widgets.Widget, label: str) -> None:
    (found,) = (one for one in walk(form) if isinstance(one, Button) and one.label == label)
    found._clicked(None, {"click": "1"}, [])


def html(form: widgets.Widget) -> str:
    return "".join(one.value for one in walk(form) if isinstance(one, widgets.HTML))


def made(
    folder: ClientFolder, text: str = RIVALS, name: str = "rivals_2026-03.csv"
) -> tuple[widgets.Widget, list[bool]]:
    saved: list[bool] = []
    path = put(folder, name, text)
    return TableForm(folder, path, ENGLISH, lambda: saved.append(True)).widget, saved


def test_the_first_rows_stand_below_choices_and_nothing_of_them_is_raw(
    folder: ClientFolder,
) -> None:
    form, _ = made(folder)
    assert field(form, "Company").value == "brand"
    assert field(form, "Kommentare").value == "comments"
    assert field(form, "Applause").value == ""
    assert "&lt;b&gt;A new frame&lt;/b&gt;" in html(form)
    assert "<b>A new frame" not in html(form)


def test_what_is_open_is_asked_with_examples_and_nothing_is_kept_before(
    folder: ClientFolder,
) -> None:
    form, saved = made(folder)
    told = html(form)
    assert "Say how dates are written." in told
    ways = {value: label for label, value in field(form, "How are dates written?").options}
    assert set(ways) == {"", "day-first", "month-first"}
    assert ways["day-first"].startswith("03/04/2026 → 3 April 2026")
    assert ways["month-first"].startswith("03/04/2026 → 4 March 2026")
    click(form, "Read this file so")
    assert saved == []
    assert not (folder.path / PROFILE).exists()


def test_a_table_is_described_saved_and_read(folder: ClientFolder) -> None:
    form, saved = made(folder)
    field(form, "Applause").value = "reactions"
    field(form, "How are dates written?").value = "day-first"
    # 1.024 counts something now, and a count has no decimals.
    assert field(form, "How are numbers written?").value == (",", ".")
    told = html(form)
    assert "So the first rows are read:" in told
    assert "3 April 2026" in told
    assert "1,024" in told
    click(form, "Read this file so")
    assert saved == [True]
    found = recognise(ClientFolder(folder.path), f"{CHANNELS}/rivals_2026-03.csv", ENGLISH)
    assert found.sentence.endswith("2 posts")
    # The next month's file is read without a question.
    later = put(folder, "rivals_2026-04.csv", RIVALS)
    assert recognise(ClientFolder(folder.path), later, ENGLISH).usable


def test_kinds_that_nobody_knows_are_asked_and_the_others_stand_there(
    folder: ClientFolder,
) -> None:
    rows = [("Karussell", 12), ("Hologram", 3), ("Hologram", 4), ("photo", 9)]
    text = "Beitragsart;Datum;Beitragstext;Gefällt mir;Permalink\n" + "".join(
        f"{kind};2026-03-{at:02};Ein Rad im Schaufenster;{likes};https://facebook.com/{at}\n"
        for at, (kind, likes) in enumerate(rows, start=1)
    )
    form, saved = made(folder, text, "rivalen.csv")
    field(form, "Whose rows are these?").value = "Rival"
    assert field(form, "“Karussell” is").value == "carousel"
    assert "Say what kind of post “Hologram” is." in html(form)
    click(form, "Read this file so")
    assert saved == []
    field(form, "“Hologram” is").value = "video"
    click(form, "Read this file so")
    assert saved == [True]
    (entry,) = ClientFolder(folder.path).profile.files
    assert entry.kinds == {"Karussell": "carousel", "Hologram": "video"}


def test_a_description_leaves_what_people_wrote(folder: ClientFolder) -> None:
    (folder.path / PROFILE).write_text(
        "# Ours, do not touch\nfiles:\n"
        "  - match: fans.csv  # counted by hand\n    contents: followers\n"
        "    brand: {always: Rival}\n    platform: {always: x}\n    date: Day\n"
        '    dates: day-first\n    decimal: ","\n    followers: Fans\n',
        encoding="utf-8",
    )
    form, _ = made(folder)
    field(form, "Applause").value = "reactions"
    field(form, "How are dates written?").value = "day-first"
    click(form, "Read this file so")
    text = (folder.path / PROFILE).read_text(encoding="utf-8")
    assert text.startswith("# Ours, do not touch\nfiles:\n  - match: fans.csv  # counted by hand\n")
    assert [one.match for one in ClientFolder(folder.path).profile.files] == [
        "fans.csv", "rivals_*.csv",
    ]  # fmt: skip


def test_a_misfit_is_told_and_kept_only_if_wanted(folder: ClientFolder) -> None:
    form, saved = made(folder, RIVALS + "Rival;Facebook;31/02/2026;Never;1;1\n")
    field(form, "Applause").value = "reactions"
    field(form, "How are dates written?").value = "day-first"
    click(form, "Read this file so")
    assert saved == []
    assert "This day does not exist." in html(form)
    click(form, "Keep it all the same")
    assert saved == [True]


def test_two_columns_cannot_be_one_field(folder: ClientFolder) -> None:
    form, _ = made(folder)
    field(form, "Applause").value = "comments"
    field(form, "How are dates written?").value = "day-first"
    assert "“Applause” and “Kommentare” cannot all be “Comments”" in html(form)


@pytest.mark.slow
def test_what_a_row_is_decides_what_columns_can_be(folder: ClientFolder) -> None:
    form, _ = made(folder)
    field(form, "What is a row?").value = "insights"
    values = {value for _, value in field(form, "Applause").options}
    assert {"profile_views", "member", ""} <= values
    assert "text" not in values
    assert field(form, "Kommentare").value == "comments"
    field(form, "What is a row?").value = "totals"
    assert field(form, "Kommentare").value == ""
    assert field(form, "First day").value == ""


def test_another_row_of_headers_gives_another_table(folder: ClientFolder) -> None:
    form, _ = made(folder, "Tool;report\n" + RIVALS)
    row = field(form, "Row with the headers")
    assert row.value == 2
    row.value = 1
    assert field(form, "Tool").value == ""
    row.value = 2
    assert field(form, "Company").value == "brand"


def test_names_of_platforms_that_nobody_knows_are_asked(folder: ClientFolder) -> None:
    form, _ = made(folder, RIVALS.replace(";Facebook;", ";Facebook-Seite;"))
    field(form, "Channel").value = "platform"
    field(form, "Applause").value = "reactions"
    field(form, "How are dates written?").value = "day-first"
    field(form, "“Facebook-Seite” is").value = "facebook"
    click(form, "Read this file so")
    (entry,) = ClientFolder(folder.path).profile.files
    assert entry.platforms == {"Facebook-Seite": "facebook"}


def test_a_file_with_the_columns_of_another_is_filled_in_like_it(folder: ClientFolder) -> None:
    form, _ = made(folder)
    field(form, "Applause").value = "reactions"
    field(form, "How are dates written?").value = "day-first"
    click(form, "Read this file so")
    other, _ = made(ClientFolder(folder.path), name="competition in May.csv")
    assert field(other, "Applause").value == "reactions"
    assert field(other, "How are dates written?").value == "day-first"
    assert "rivals_*.csv" in html(other)
    assert field(other, "For all files called").value == "competition in May.csv"


def test_a_pattern_that_takes_in_a_known_file_is_refused(folder: ClientFolder) -> None:
    form, saved = made(folder)
    field(form, "Applause").value = "reactions"
    field(form, "How are dates written?").value = "day-first"
    field(form, "For all files called").value = "*.csv"
    click(form, "Read this file so")
    assert saved == []
    assert "tally.csv" in html(form)


def test_the_panel_offers_the_form_and_then_the_way_to_correct_it(folder: ClientFolder) -> None:
    panel = FilesPanel(folder, CHANNELS, ENGLISH)
    panel.take("rivals_2026-03.csv", RIVALS.encode())
    assert "No reader knows this file" not in html(panel.widget)
    field(panel.widget, "Applause").value = "reactions"
    field(panel.widget, "How are dates written?").value = "day-first"
    click(panel.widget, "Read this file so")
    assert "2 posts" in html(panel.widget)
    click(panel.widget, "Change how it is read")
    assert field(panel.widget, "Applause").value == "reactions"
    field(panel.widget, "Applause").value = "shares"
    click(panel.widget, "Read this file so")
    (entry,) = ClientFolder(folder.path).profile.files
    assert (entry.reactions, entry.shares) == (None, "Applause")


def test_a_description_that_does_not_fit_any_more_is_shown_with_the_file(
    folder: ClientFolder,
) -> None:
    keep_entry(
        folder,
        {"match": "rivals*", "brand": "Company", "platform": "Channel", "date": "Day",
         "dates": "day-first", "decimal": ",", "thousands": ".", "reactions": "Applause",
         "comments": "Comments"},
    )  # fmt: skip
    panel = FilesPanel(folder, CHANNELS, ENGLISH)
    panel.take("rivals_2026-03.csv", RIVALS.encode())
    # The column was renamed; the header that fits its field is suggested in its place.
    assert field(panel.widget, "Kommentare").value == "comments"
    assert field(panel.widget, "Applause").value == "reactions"
    click(panel.widget, "Read this file so")
    (entry,) = ClientFolder(folder.path).profile.files
    assert entry.comments == "Kommentare"


def test_the_year_is_asked_where_dates_have_none(folder: ClientFolder) -> None:
    rows = "".join(f"{day}. Dezember;{day}00;9\n" for day in range(20, 29))
    form, saved = made(folder, f"Datum;Videoaufrufe;Profilaufrufe\n{rows}", "Übersicht.csv")
    field(form, "Whose rows are these?").value = "Small & Co"
    field(form, "Which platform?").value = "tiktok"
    assert "Say of which year the last date is." in html(form)
    field(form, "Of which year is the last date?").value = "2025"
    assert "20 December 2025" in html(form)
    click(form, "Read this file so")
    assert saved == [True]
    assert ClientFolder(folder.path).profile.files[0].year == 2025


def test_a_file_that_is_nearly_known_may_be_described_all_the_same(folder: ClientFolder) -> None:
    panel = FilesPanel(folder, CHANNELS, ENGLISH)
    panel.take("count.csv", b"brand,platform,date,likes,mood\nRival,x,2026-01-02,3,good\n")
    click(panel.widget, "Say what its columns are")
    assert field(panel.widget, "likes").value == "reactions"


def test_no_form_is_offered_where_there_is_no_table(folder: ClientFolder) -> None:
    panel = FilesPanel(folder, CHANNELS, ENGLISH)
    panel.take("page.csv", b"<html><body>Sign in</body></html>")
    assert not [one for one in walk(panel.widget) if getattr(one, "description", "") == "Sheet"]
    assert "a web page" in html(panel.widget)


def test_an_answer_is_kept_beside_the_others_and_replaced(folder: ClientFolder) -> None:
    export = Export(folder.path, f"{CHANNELS}/Overview [1].csv")
    keep_answer(folder, export.name, "year", "2025")
    keep_answer(folder, export.name, "account", "@shop")
    keep_answer(folder, export.name, "year", "2026")
    profile = ClientFolder(folder.path).profile
    assert len(profile.answers) == 1
    said = profile.answers_about(export)
    assert (said.year, said.account) == (2026, "@shop")
    with pytest.raises(InputError):
        keep_answer(folder, export.name, "year", "last")


def test_each_question_of_a_file_has_a_field_and_all_are_kept_at_once(
    folder: ClientFolder,
) -> None:
    name = f"{CHANNELS}/Overview.csv"
    faults = (
        Fault("Of which year are the dates?", name, asks="year"),
        Fault("Of which year are the dates?", name, asks="year"),
        Fault("What do followers count?", name, asks="followers"),
        Fault("Something else is wrong.", name),
        Fault("No reader knows this file.", name, asks=DESCRIPTION),
    )
    questions = find_questions(faults)
    assert [one.asks for one in questions] == ["year", "followers"]
    saved: list[bool] = []
    form = answers_form(folder, name, questions, ENGLISH, lambda: saved.append(True))
    year, followers = field(form, "Year"), field(form, "What a column of followers counts")
    year.value = "2026"
    click(form, "Keep the answer and read again")
    assert saved == []
    followers.value = "running"
    click(form, "Keep the answer and read again")
    assert saved == [True]
    said = ClientFolder(folder.path).profile.answers_about(Export(folder.path, name))
    assert (said.year, said.followers) == (2026, "running")


def test_the_form_speaks_dutch(folder: ClientFolder) -> None:
    path = put(folder, "rivals.csv", RIVALS)
    form = TableForm(folder, path, DUTCH, lambda: None).widget
    assert field(form, "Wat is een rij?").value == "posts"
    assert "Zo lezen we" in html(form) or "Nog te zeggen" in html(form)
