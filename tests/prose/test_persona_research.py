import pandas as pd
import pytest

from tests.invented_answers import ANSWERS, CODEBOOK, INTAKE, check_numbers, make_folder
from toolkit.analysis.persona_research import study_audience
from toolkit.clients import ClientFolder
from toolkit.figures.persona_research import participation_figure, use_figure
from toolkit.language import Language
from toolkit.model.intake import TargetGroup
from toolkit.model.survey import Codebook
from toolkit.prose import persona_contrasts, persona_method
from toolkit.prose import persona_research as prose
from toolkit.tables import persona_research as tables
from toolkit.tables.persona_sheets import persona_sheets

ENGLISH = Language("en")


@pytest.fixture
def audience():
    return study_audience(INTAKE.target_groups, CODEBOOK, ANSWERS)


def read(exhibit):
    return [f"{one.lead} {one.text}".strip() for one in exhibit.bundle.sentences]


def test_the_headline_names_a_difference_that_is_more_than_chance(audience):
    # 54 of 60 families are on Instagram, and 12 of the 84 others.
    assert prose.headline(audience, ENGLISH) == "Families are more often on Instagram than others"


def test_where_nothing_differs_nothing_is_claimed():
    answers = ANSWERS.assign(Insta=["Yes", "No"] * 72, Uploads=["Yes", "No"] * 72)
    answers = answers.assign(Watches=["No", "Yes"] * 72)
    same = study_audience(INTAKE.target_groups, CODEBOOK, answers)
    assert prose.headline(same, ENGLISH) == "50% of those asked are on Instagram"
    assert persona_contrasts.contrast_sentences(same, "channel", ENGLISH) == []
    assert "hardly differ" in prose.use_title(same, ENGLISH)


def test_where_answers_are_few_groups_are_not_called_alike():
    # Half the people, so 30 in a group: a difference of a quarter could go unseen.
    half = ANSWERS.assign(Insta=["Yes", "No"] * 72, Uploads=["Yes", "No"] * 72)
    half = half.assign(Watches=["No", "Yes"] * 72)
    half = half[half.index % 4 < 2].reset_index(drop=True)
    few = study_audience(INTAKE.target_groups, CODEBOOK, half)
    assert "too few answers" in prose.use_title(few, ENGLISH)
    assert "too few answers" in prose.participation_title(few, ENGLISH)


def test_the_summarys_numbers_stand_in_the_published_tables(audience):
    summary = prose.summary(audience, ENGLISH).bundle
    published = {
        made.bundle.name: made.bundle
        for made in (
            tables.use_table(audience, ENGLISH), tables.participation_table(audience, ENGLISH)
        )
    }  # fmt: skip
    assert any(sentence.numbers for sentence in summary.sentences)
    check_numbers(summary, published)


def test_a_convenience_sample_says_so_and_a_small_group_is_not_named_as_small(audience):
    words = " ".join(read(prose.summary(audience, ENGLISH)))
    assert "by their own choice" in words
    assert "not for everybody" in words
    assert "95%" not in words
    withheld = " ".join(read(prose.withheld(audience, ENGLISH)))
    # The club is withheld because the students could be had back by subtracting it.
    assert "Club members and Students" in withheld


def test_a_probability_sample_is_not_called_a_choice():
    book = CODEBOOK.model_copy(update={"sample": "probability"})
    words = read(prose.summary(study_audience((), book, ANSWERS), ENGLISH))
    assert "drawn at random" in words[0]


def test_without_a_survey_the_chapter_says_how_to_get_one(tmp_path):
    alone = study_audience(INTAKE.target_groups)
    folder = make_folder(tmp_path / "museum")
    assert "as the team sees it" in prose.headline(alone, ENGLISH)
    assert "data/survey" not in read(prose.channels(alone, ENGLISH))[0]
    assert any("Ask them" in one for one in read(prose.asks(folder, alone, ENGLISH)))
    nobody = study_audience(())
    assert "data/survey" in read(prose.channels(nobody, ENGLISH))[0]
    assert "still to be found out" in prose.headline(nobody, ENGLISH)
    assert read(prose.asks(folder, nobody, ENGLISH))[0].startswith("Name them")


def test_a_group_that_no_answer_matched_is_not_called_too_small(tmp_path):
    segments = [
        one.model_copy(update={"answers": ("Studnet",)}) if one.key == "student" else one
        for one in CODEBOOK.segments
    ]
    book = CODEBOOK.model_copy(update={"segments": tuple(segments)})
    found = study_audience(INTAKE.target_groups, book, ANSWERS)
    assert found.unmatched_names == ("Students",)
    assert "Students" not in found.too_few
    matched = "Nobody's answer matched Students"
    assert any(one.startswith(matched) for one in read(prose.withheld(found, ENGLISH)))
    folder = make_folder(tmp_path / "museum")
    assert any(matched in one for one in read(prose.asks(folder, found, ENGLISH)))
    sheet = dict(persona_sheets(found, ENGLISH)[2].bundle.rows)
    assert sheet["Size"] == "nobody's answer matched"
    assert "survey," not in sheet["Rests on"]


def test_a_withheld_group_rests_on_no_survey(audience):
    sheet = dict(persona_sheets(audience, ENGLISH)[2].bundle.rows)
    assert sheet["Size"] == "cannot be shown"
    assert "the team's own idea" in sheet["Rests on"]


def test_sheet_and_summary_compare_with_the_same_people(audience):
    # 54 of 60 families, 66 of all 144.
    summary = " ".join(read(prose.summary(audience, ENGLISH)))
    sheet = dict(persona_sheets(audience, ENGLISH)[0].bundle.rows)
    assert "Instagram (90%, everybody 46%)" in summary
    assert "Instagram more (90%, everybody 46%)" in sheet["Stands out by"]


def test_a_group_that_shelters_a_smaller_one_is_told(audience):
    # Of clubs and students nobody uploads, and families do; nobody of them is on Instagram, and
    # some single visitors are.
    assert audience.find_emptied() == ("Families", "On their own")
    assert audience.find_emptied("channel") == ("On their own",)
    words = " ".join(read(prose.withheld(audience, ENGLISH)))
    assert "Left empty in part: Families and On their own." in words
    even = study_audience(
        INTAKE.target_groups, CODEBOOK, ANSWERS.assign(Uploads=["Yes", "No"] * 72, Watches="Yes")
    )
    assert even.find_emptied() == ("On their own",)
    assert even.find_emptied("rung") == even.find_unanswered() == ()


def test_a_rung_that_hardly_anybody_answered_is_not_blamed_on_a_group():
    # Nine people were asked whether they watch, so that of nobody it is known who does nothing.
    asked = ANSWERS["Watches"].where(ANSWERS.index < 9)
    book = CODEBOOK.model_copy(
        update={
            "behaviours": tuple(
                one.model_copy(update={"blank": "not_asked"}) for one in CODEBOOK.behaviours
            )
        }
    )
    found = study_audience(INTAKE.target_groups, book, ANSWERS.assign(Watches=asked))
    assert [key for _, key in found.find_unanswered()] == ["spectators", "inactives"]
    words = read(prose.withheld(found, ENGLISH))
    assert any(one.endswith("fewer than 10 people answered all that it takes.") for one in words)
    note = participation_figure(found, ENGLISH, "What people do").bundle.data.note
    assert "answered all that it takes" in note
    assert "answered all that it takes" not in use_figure(found, ENGLISH, "Use").bundle.data.note


def describe(codebook, answers):
    found = study_audience((), CODEBOOK.model_validate({**BARE, **codebook}), answers)
    return found, " ".join(
        read(persona_method.method(found, ENGLISH)) + read(prose.summary(found, ENGLISH))
    )


BARE = CODEBOOK.model_dump(exclude={"segment_column", "segments"})


def test_a_third_of_people_is_not_called_most_and_the_base_is_told():
    asked = ANSWERS.assign(X=["Yes", "No", None] * 48)
    _, words = describe({}, asked)
    assert "X (50% of 96)" in words
    assert "Instagram (46% of 144)" in words
    assert "most of them" not in words.casefold()


def test_a_channel_that_nobody_uses_is_not_among_those_used_most():
    _, words = describe({}, ANSWERS.assign(X="No"))
    assert "X (" not in words


def test_groups_that_a_rule_made_are_not_said_to_differ_by_finding_or_hardly():
    answers = ANSWERS.iloc[:90].reset_index(drop=True)
    found, words = describe({"classes": {}}, answers)
    assert found.division == "rule"
    assert "by a rule: the first that fits" in words
    assert "from one answer" not in words
    assert prose.participation_title(found, ENGLISH) == "What people do on social media"


def test_without_groups_nothing_is_said_of_comparing_them():
    _, words = describe({}, ANSWERS)
    assert "Newcombe" not in words
    assert "from one answer" not in words


def test_answers_weighted_to_margins_are_not_called_unweighted():
    margins = [
        {"column": "Ticket", "label": one, "share": share}
        for one, share in (("Family", 50), ("Single", 30), ("Club", 15), ("Student", 5))
    ]
    demographics = [{"column": "Ticket", "name": "Ticket"}]
    _, words = describe({"demographics": demographics, "margins": margins}, ANSWERS)
    assert "not weighted" not in words


def test_a_survey_that_nobody_answered_yet_is_a_survey():
    found, words = describe({}, ANSWERS.iloc[:0])
    assert found.codebook is not None
    assert "There is no survey" not in words
    assert "Nobody has answered the survey yet." in words
    assert "0 people answered" not in words


def test_of_groups_that_were_made_it_is_told_who_they_are():
    # 36 make things and are mostly young, 54 do not and are mostly old; nobody else is apart.
    answers = ANSWERS.iloc[:90].assign(
        Age=["young"] * 30 + ["old"] * 6 + ["young"] * 10 + ["old"] * 44
    )
    demographics = [{"column": "Age", "name": "Age"}]
    found, _ = describe({"classes": {}, "demographics": demographics}, answers)
    sentences = persona_contrasts.who_sentences(found, ENGLISH)
    assert sentences[0].text == (
        "Make or post things, more often than others: age young (83%, everybody 44%)."
    )
    table = tables.who_table(found, ENGLISH).bundle
    check_numbers(
        prose.summary(found, ENGLISH).bundle.model_copy(update={"sentences": tuple(sentences)}),
        {"who": table},
    )
    asked = study_audience(INTAKE.target_groups, CODEBOOK, ANSWERS)
    assert persona_contrasts.who_sentences(asked, ENGLISH) == []


def test_a_small_group_does_not_carry_the_headline_beside_a_large_one():
    # All 12 club members are on X and 60% of the 100 families; of the 88 on their own 15%. Both
    # groups are clearly more often there than all others.
    tickets = ["Club"] * 12 + ["Family"] * 100 + ["Single"] * 88
    on_x = ["Yes"] * 12 + ["Yes"] * 60 + ["No"] * 40 + ["Yes"] * 13 + ["No"] * 75
    answers = pd.DataFrame({"Ticket": tickets, "X": on_x})
    answers = answers.assign(Insta="No", Uploads="No", Watches="No")
    found = study_audience(INTAKE.target_groups, CODEBOOK, answers)
    clear = found.use.contrasts[found.use.contrasts["clear"].astype(bool)]
    assert set(clear.loc[clear["difference"] > 0, "segment"]) == {"club", "family"}
    assert prose.headline(found, ENGLISH) == "Families are more often on X than others"
    assert "most people come first" in " ".join(read(persona_method.method(found, ENGLISH)))


def test_the_first_page_asks_for_the_channels_that_nobody_named(tmp_path):
    folder = make_folder(tmp_path / "museum")
    audience = study_audience(INTAKE.target_groups, CODEBOOK, ANSWERS)
    asked = "Your channels Tell us which channels you have already"
    assert any(one.startswith(asked) for one in read(prose.asks(folder, audience, ENGLISH)))
    # Without groups there is nobody to lay beside channels.
    nobody = study_audience((), CODEBOOK, ANSWERS)
    assert asked not in " ".join(read(prose.asks(folder, nobody, ENGLISH)))
    path = folder.path / "client.yaml"
    account = "accounts: [{platform: instagram, id: buttons}]\n"
    path.write_text(path.read_text("utf-8") + account, encoding="utf-8")
    known = prose.asks(ClientFolder(folder.path), audience, ENGLISH)
    assert asked not in " ".join(read(known))


def test_weights_of_a_column_tell_what_they_cost_as_raked_ones_do():
    # Half of 144 weigh 3 and half 1: (72·4)² / (72·10) = 115.2, so an effect of 144 / 115.2 = 1.25,
    # and for a half 1.96 · √(0.25 / 115.2) = 9.1 points.
    answers = ANSWERS.assign(Heft=[3.0, 1.0] * 72)
    for sample, margin in (("probability", True), ("convenience", False)):
        book = CODEBOOK.model_copy(update={"sample": sample, "weight": "Heft"})
        found = study_audience(INTAKE.target_groups, book, answers)
        words = " ".join(read(persona_method.method(found, ENGLISH)))
        assert "is 1.25: 144 weighted answers tell as much as 115 that need no weight" in words
        assert ("a share of one half is 9.1 points either way" in words) is margin
        # Without weights 144 are 144: 1.96 · √(0.25 / 144) = 8.2 points.
        book = CODEBOOK.model_copy(update={"sample": sample, "weight": None})
        found = study_audience(INTAKE.target_groups, book, answers)
        words = " ".join(read(persona_method.method(found, ENGLISH)))
        assert ("a share of one half is 8.2 points either way" in words) is margin


def test_channels_that_other_people_were_asked_about_are_not_ranked():
    # Half the people were asked of YouTube; all of them use it. Sixty of 144 are on Instagram.
    answers = ANSWERS.assign(Tube=["Yes", None] * 72)
    channels = [
        *(one.model_dump() for one in CODEBOOK.channels),
        {"column": "Tube", "channel": "youtube", "use": ["Yes"]},
    ]
    book = Codebook.model_validate(CODEBOOK.model_dump() | {"channels": channels})
    found = study_audience((), book, answers)
    words = read(prose.summary(found, ENGLISH))
    [ranked] = [one for one in words if one.startswith("Used most")]
    assert "YouTube" not in ranked
    apart = (
        "Asked of other people, so that shares cannot be ranked with these: YouTube (100% of 72)."
    )
    assert apart in words
    assert "YouTube" not in prose.headline(found, ENGLISH)


def test_a_group_that_its_weights_withhold_is_not_called_too_few(tmp_path):
    folder = make_folder(tmp_path / "museum")
    three = ANSWERS.iloc[:140]  # families, singles and twenty of the club: no group is small
    unweighted = study_audience((), CODEBOOK, three)
    assert unweighted.too_few == ()
    assert not any("More answers" in one for one in read(prose.asks(folder, unweighted, ENGLISH)))
    # One of the club weighs as much as the nineteen others and one more: by Kish's formula these
    # twenty tell as much as (20 + 19)² / (20² + 19) = 3.6.
    book = CODEBOOK.model_copy(update={"weight": "Heft"})
    heavy = study_audience((), book, three.assign(Heft=[1.0] * 139 + [20.0]))
    assert "Club members" in heavy.too_few
    (told,) = [one for one in read(prose.asks(folder, heavy, ENGLISH)) if "can be shown" in one]
    assert told.startswith("More answers, or more even weights")
    assert "too few people answered" not in told
    assert "the weighted figures would give away what a few people answered" in told
    assert "fewer than 10 people" in told
    dutch = read(prose.asks(folder, heavy, Language("nl")))
    assert any(one.startswith("Meer antwoorden, of gelijkere gewichten Over ") for one in dutch)
    groups = [TargetGroup(name="Members", segment="club")]
    for answers, codebook, grade in (
        (three.assign(Heft=[1.0] * 139 + [20.0]), book, "Survey: not shown"),
        (ANSWERS, CODEBOOK, "Survey: too few to be shown"),
    ):
        (sheet,) = persona_sheets(study_audience(groups, codebook, answers), ENGLISH)
        assert grade in sheet.html
    words = " ".join(read(persona_method.method(heavy, ENGLISH)))
    assert "by their effective base, for fewer than 10" in words
    words = " ".join(read(persona_method.method(unweighted, ENGLISH)))
    assert "by their effective base" not in words
