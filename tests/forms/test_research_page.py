"""The page of the research without a browser: what is offered, kept, masked and refused."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.forms.research_client import CODEBOOK, SECRET, lay_down_survey
from toolkit.analysis.persona_research import study_audience
from toolkit.clients import ClientFolder
from toolkit.forms.persona_facts import tell_facts
from toolkit.forms.research_page import ResearchPage
from toolkit.language import Language
from toolkit.prose.lost_personas import ask_for_groups, find_lost_personas

ENGLISH = Language("en")
PERSONAS, QUOTES = "research.personas", "research.quotes"


@pytest.fixture
def client(tmp_path: Path) -> Path:
    folder = tmp_path / "clients" / "small"
    folder.mkdir(parents=True)
    text = "name: Small\nlanguage: nl\nas_of: 2026-10-31\n"
    (folder / "client.yaml").write_text(text, encoding="utf-8")
    lay_down_survey(folder)
    return folder


@pytest.fixture
def page(client: Path) -> Iterator[ResearchPage]:
    made = ResearchPage(ClientFolder(client), ENGLISH)
    yield made
    made.widget.close()


def test_a_group_is_named_with_its_own_numbers_beside_it(page: ResearchPage) -> None:
    # 12 of 30 people: 40%.
    told = tell_facts(page.facts(), "families", ENGLISH)
    assert "40%" in told
    assert "12 answers" in told
    page.unnamed.name("families")
    row = page.store.rows(PERSONAS)[0]
    value = page.store.value(f"{PERSONAS}.{row}")
    assert (value["segment"], value["name"]) == ("families", "Families")
    # Families is named; three groups are left, under one heading.
    assert len(page.unnamed.widget.children) == 4


def segment_of(page: ResearchPage, row: str):
    """Give the list from which the group of a persona is chosen."""
    card = page.rows["personas"].make_parts(f"{PERSONAS}.{row}")
    return next(one for one in card[1].parts if one.path.endswith(".segment"))


def test_a_group_is_chosen_by_what_it_is_called_and_stored_by_its_key(page: ResearchPage) -> None:
    page.unnamed.name("makers")
    row = page.store.add(PERSONAS, {"name": "Parents"})
    control = segment_of(page, row)
    assert control.input.options == ("–", "Families", "Makers", "Visitors", "Students")
    control.input.value = "Families"
    assert page.store.value(f"{PERSONAS}.{row}.segment") == "families"
    assert not page.store.is_given(f"{PERSONAS}.{row}.made_of")
    control.refresh()
    assert (control.text(), "short name" in control.widget.children[1].value) == ("Families", False)
    control.input.value = "–"
    assert not page.store.value(f"{PERSONAS}.{row}.segment")
    # A group that the survey no longer has stays as it was written.
    page.store.give(f"{PERSONAS}.{row}.segment", "elderly")
    control.refresh()
    assert control.text() == "elderly"


def test_a_group_is_taken_from_another_persona_and_two_can_be_swapped(page: ResearchPage) -> None:
    one = page.store.add(PERSONAS, {"name": "Parents", "segment": "makers"})
    other = page.store.add(PERSONAS, {"name": "Others", "segment": "families"})
    first, second = segment_of(page, one), segment_of(page, other)
    assert "takes it from that one" in first.widget.children[1].value
    first.take("Families")
    assert page.store.value(f"{PERSONAS}.{one}.segment") == "families"
    assert not page.store.is_given(f"{PERSONAS}.{other}.segment")
    second.refresh()
    assert second.text() == "–"
    second.take("Makers")
    assert [row["segment"] for row in page.store.value(PERSONAS)] == ["families", "makers"]
    assert page.journal.widget.unsaved == ""
    # Taken and given are one step.
    page.store.undo()
    page.store.undo()
    assert [row["segment"] for row in page.store.value(PERSONAS)] == ["makers", "families"]


def test_a_choice_that_is_not_taken_does_not_pass_for_saved(page: ResearchPage) -> None:
    row = page.store.add(PERSONAS, {"name": "Parents", "segment": "makers"})
    control = segment_of(page, row)
    page.store.remove(f"{PERSONAS}.{row}")
    control.take("Families")
    assert page.journal.widget.unsaved.startswith("Group of the survey: ")
    control.forget()
    assert page.journal.widget.unsaved == ""


def lay_down_two_groups(client: Path) -> None:
    """Lay down answers of two groups: of the first three channels, and of the others."""
    survey = client / "data" / "survey"
    names = ("facebook", "instagram", "tiktok", "youtube", "linkedin", "reddit")
    channels = "".join(f"  - {{column: {one}, channel: {one}, use: [Ja]}}\n" for one in names)
    head = CODEBOOK.partition("segment_column")[0]
    text = f"{head}classes: {{}}\nchannels:\n{channels}"
    (survey / "codebook.yaml").write_text(text, encoding="utf-8")
    chance = random.Random(7)
    lines = [";".join(names)]
    for group in (0, 1):
        for _ in range(120):
            own = [(number < 3) == (group == 0) for number in range(6)]
            lines.append(";".join("Ja" if (chance.random() < 0.9) == one else "Nee" for one in own))
    (survey / "responses.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_a_found_group_is_called_by_what_its_people_do(client: Path) -> None:
    lay_down_two_groups(client)
    page = ResearchPage(ClientFolder(client), Language("nl"))
    row = page.store.add(PERSONAS, {"name": "Kijkers"})
    control = segment_of(page, row)
    nothing, *labels = control.input.options
    channels = [set(one.partition("vaker ")[2].split(" en ")) for one in labels]
    assert [one.partition(":")[0] for one in labels] == ["Groep 1", "Groep 2"]
    halves = {"Facebook", "Instagram", "TikTok"}, {"YouTube", "LinkedIn", "Reddit"}
    assert all(any(two < half for half in halves) for two in channels)
    assert not channels[0] & channels[1]
    control.input.value = labels[1]
    people = page.facts().audience.people
    value = page.store.value(f"{PERSONAS}.{row}")
    assert (value["segment"], value["made_of"]) == ("group_2", people.division.made_of)
    control.input.value = nothing
    value = page.store.value(f"{PERSONAS}.{row}")
    assert not {"segment", "made_of"} & set(value)
    page.widget.close()


@pytest.mark.slow
def test_a_found_group_is_named_with_the_mark_of_its_answers(client: Path) -> None:
    lay_down_two_groups(client)
    dutch = ResearchPage(ClientFolder(client), Language("nl"))
    shown = [one.value for one in dutch.unnamed.widget.children if hasattr(one, "value")]
    assert "Gevonden in de antwoorden" in shown[0]
    assert list(dutch.facts().names.values()) == ["Groep 1", "Groep 2"]
    dutch.widget.close()
    page = ResearchPage(ClientFolder(client), ENGLISH)
    page.unnamed.name("group_1")
    facts = page.facts()
    assert facts.audience is not None
    assert facts.audience.people is not None
    row = page.store.rows(PERSONAS)[0]
    value = page.store.value(f"{PERSONAS}.{row}")
    assert value["made_of"] == facts.audience.people.division.made_of
    assert "name" not in value  # what was found has no name yet
    page.widget.close()


def rewrite_answers(client: Path, turned: int, sizes: tuple[int, int]) -> None:
    """Lay down other answers under the same name: groups that are larger, or are other people."""
    chance = random.Random(8)
    names = ("facebook", "instagram", "tiktok", "youtube", "linkedin", "reddit")
    lines = [";".join(names)]
    for group, people in enumerate(sizes):
        for _ in range(people):
            own = [(number < turned) == (group == 0) for number in range(6)]
            lines.append(";".join("Ja" if (chance.random() < 0.9) == one else "Nee" for one in own))
    path = client / "data" / "survey" / "responses.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def name_first_group(client: Path) -> tuple[ResearchPage, str, str]:
    """Name the group that uses the first three channels; give its key and the persona's row."""
    lay_down_two_groups(client)
    rewrite_answers(client, 3, (140, 100))
    page = ResearchPage(ClientFolder(client), ENGLISH)
    page.unnamed.name("group_1")
    row = page.store.rows(PERSONAS)[0]
    page.store.give(f"{PERSONAS}.{row}.name", "Lookers")
    page.store.flush()
    return page, row, f"{PERSONAS}.{row}"


def question_of(page: ResearchPage, path: str):
    """Give what a persona's card asks about its group."""
    return page.rows["personas"].make_parts(path)[2]


@pytest.mark.slow
def test_a_group_that_is_known_again_is_shown_with_its_own_figures(client: Path) -> None:
    page, row, path = name_first_group(client)
    assert question_of(page, path).buttons == ()
    rewrite_answers(client, 3, (100, 140))
    page.read_survey(ClientFolder(client))
    # The same people are the smaller group now, and so have the second number.
    control, question = segment_of(page, row), question_of(page, path)
    assert control.text() == page.facts().labels["group_2"]
    assert {"Facebook", "Instagram", "TikTok"} & set(control.text().replace(",", "").split())
    assert len(page.unnamed.widget.children) == 2
    (button,) = question.buttons
    button.click()
    kept = page.store.value(path)
    assert kept["segment"] == "group_2"
    assert kept["made_of"] == page.facts().audience.people.division.made_of
    question.refresh()
    assert question.buttons == ()
    page.widget.close()


@pytest.mark.slow
def test_other_people_are_held_back_until_the_group_is_said_again(client: Path) -> None:
    page, row, path = name_first_group(client)
    rewrite_answers(client, 1, (140, 100))
    folder = ClientFolder(client)
    page.read_survey(folder)
    facts, control, question = (
        page.rows["personas"].make_parts(path)[0],
        segment_of(page, row),
        question_of(page, path),
    )
    assert (facts.widget.value, control.text()) == ("", "not known any more")
    assert "has no figures until you say so" in question.widget.children[0].value
    (fault,) = find_lost_personas(ClientFolder(client))
    assert (fault.severity, fault.got) == ("warning", "group_1")
    assert "“Lookers”" in Language("nl").told(fault.what)
    # Both groups can be chosen, and the same key says something new.
    assert len(question.buttons) == len(page.facts().labels) == 2
    control.take(page.facts().labels["group_1"])
    assert page.store.value(path)["made_of"] == page.facts().audience.people.division.made_of
    control.refresh()
    assert control.text() == page.facts().labels["group_1"]
    page.store.flush()
    assert find_lost_personas(ClientFolder(client)) == ()
    page.widget.close()


def test_groups_that_are_no_longer_looked_for_are_told_by_a_check(client: Path) -> None:
    page, _, path = name_first_group(client)
    codebook = client / "data" / "survey" / "codebook.yaml"
    text = codebook.read_text(encoding="utf-8")
    codebook.write_text(text.replace("classes: {}\n", ""), encoding="utf-8")
    folder = ClientFolder(client)
    (fault,) = find_lost_personas(folder)
    assert fault.severity == "warning"
    assert "niet bij de groepen" in Language("nl").told(fault.what)
    page.read_survey(folder)
    question = question_of(page, path)
    assert (len(question.widget.children), question.buttons) == (1, ())
    audience = study_audience(
        (), folder.survey.codebook, folder.survey.answers, folder.workshop.research, ENGLISH
    )
    assert (audience.lost, audience.assumed) == (("Lookers",), ())
    lines = [one.text for one in ask_for_groups(audience, ENGLISH)]
    assert len(lines) == 1
    assert "Lookers" in lines[0]
    page.widget.close()


def test_a_group_is_called_by_its_persona_as_soon_as_it_has_one(page: ResearchPage) -> None:
    go_to(page, "Meer plek en meer licht")
    page.reader.words.value = "Meer plek"
    assert "has no persona yet" in page.reader._carried.value
    page.unnamed.name("makers")
    row = page.store.rows(PERSONAS)[0]
    page.store.give(f"{PERSONAS}.{row}.name", "Tinkerers")
    assert "Persona: Tinkerers" in page.reader._carried.value
    assert ("Tinkerers", "makers") in page.reader.segment.options
    # What was being written stays.
    assert page.reader.words.value == "Meer plek"
    page.reader.segment.value = "makers"
    page.store.give(f"{PERSONAS}.{row}.name", "Builders")
    assert page.reader.segment.value == "makers"
    assert ("Builders", "makers") in page.reader.segment.options


def test_of_a_small_group_nothing_is_said(page: ResearchPage) -> None:
    told = tell_facts(page.facts(), "visitors", ENGLISH)
    assert "Withheld" in told
    assert "%" not in told


def test_a_renamed_persona_takes_its_quotes_along_and_a_removed_one_leaves_them(
    page: ResearchPage,
) -> None:
    page.unnamed.name("makers")
    quote = {"text": "Plek", "released_by": "Ilse", "persona": "Makers"}
    page.store.add(QUOTES, quote)
    row = page.store.rows(PERSONAS)[0]
    assert page.store.give(f"{PERSONAS}.{row}.name", "Tinkerers") == ()
    assert page.store.value(QUOTES)[0]["persona"] == "Tinkerers"
    page.store.undo()
    assert page.store.value(QUOTES)[0]["persona"] == "Makers"
    page.store.remove(f"{PERSONAS}.{row}")
    assert page.store.value(QUOTES)[0]["persona"] == ""
    assert page.store.value(QUOTES)[0]["text"] == "Plek"


def go_to(page: ResearchPage, text: str) -> None:
    page.reader.turn(0)
    while page.reader.shown != text:
        before = page.reader.shown
        page.reader.on.click()
        assert not (page.reader.on.disabled and before == page.reader.shown)


def test_an_answer_that_tells_who_wrote_it_is_masked_and_not_released(
    page: ResearchPage, client: Path
) -> None:
    page.reader.who.value = "Ilse"
    go_to(page, SECRET)
    shown = page.reader.words.value
    assert "www.tess.example" not in shown
    assert "[web address]" in shown
    page.reader.release()
    assert page.store.value(QUOTES) is None
    # Without the address a likely name is asked about once, then taken for granted.
    page.reader.words.value = "Vraag het Tess, de agenda klopt nooit"
    page.reader.release()
    assert page.store.value(QUOTES) is None
    page.reader.release()
    assert page.store.value(QUOTES)[0]["theme"] == "Agenda"
    page.store.flush()
    written = (client / "workshop" / "log.jsonl").read_text(encoding="utf-8")
    assert "tess.example" not in written
    assert "zoek" not in written


def test_a_quote_carries_its_persona_only_where_the_group_is_shown(page: ResearchPage) -> None:
    for key in ("makers", "visitors"):
        page.unnamed.name(key)
    page.reader.who.value = "Ilse"
    for text in ("Meer plek en meer licht", "Altijd te warm in de zaal"):
        go_to(page, text)
        page.reader.release()
    assert [one["persona"] for one in page.store.value(QUOTES)] == ["Makers", ""]


def test_answers_are_chosen_by_theme_and_group(page: ResearchPage) -> None:
    reader = page.reader
    reader.theme.value = "Agenda"
    assert reader.shown == "De agenda is zoek"
    assert "of 12" in reader._where.value
    reader.theme.value, reader.segment.value = "", "makers"
    assert reader.shown == "Meer plek en meer licht"
    # A group of two cannot be asked for.
    assert "visitors" not in [key for _, key in reader.segment.options]


@pytest.mark.slow
def test_words_of_a_theme_go_into_the_codebook_and_its_remarks_stay(
    page: ResearchPage, client: Path
) -> None:
    words = {str(box.name): box for box in page.words.words}
    # Written by 12 people; what two people wrote is not offered.
    assert {"plek", "licht"} <= set(words)
    assert "zaal" not in words
    words["plek"].value = True
    page.words.theme.value = "Ruimte"
    page.words.add()
    text = (client / "data/survey/codebook.yaml").read_text(encoding="utf-8")
    kept = [line for line in CODEBOOK.splitlines() if "#" in line]
    assert all(line in text for line in kept)
    assert ClientFolder(client).codebook.open_questions[0].themes == {
        "Agenda": "agenda",
        "Ruimte": "plek",
    }
    assert "Ruimte" in page.reader.theme.options[2]


def test_a_role_that_is_a_name_is_warned_of(page: ResearchPage) -> None:
    value = {"code": "I1", "role": "buyer, brother of Joris", "needs": ["mail t@voorbeeld.nl"]}
    page.store.add("research.interviews", value)
    card = page.rows["interviews"].make_parts(
        f"research.interviews.{page.store.rows('research.interviews')[0]}"
    )
    card[1].refresh()
    assert "Joris" in card[1].widget.value
    assert "e-mail address" in card[1].widget.value


def test_a_name_in_an_interview_is_warned_of(page: ResearchPage) -> None:
    page.unnamed.name("makers")
    value = {"code": "I1", "persona": "Makers", "pains": ["Belt altijd met mevrouw Jansen"]}
    page.store.add("research.interviews", value)
    row = page.store.rows("research.interviews")[0]
    card = page.rows["interviews"].make_parts(f"research.interviews.{row}")
    card[1].refresh()
    assert "Jansen" in card[1].widget.value
    assert "Makers" not in card[1].widget.value
