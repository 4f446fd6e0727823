"""What the demo clients promise: enough of everything, marked as invented, with real warts."""

import re

import pandas as pd
import pytest

from tests.clients_source.demo_folders import CLIENTS, ROOT, SLUGS
from toolkit import clients
from toolkit.analysis.completeness import check_completeness
from toolkit.analysis.maturity import judge_maturity
from toolkit.analysis.persona_research import study_audience
from toolkit.analysis.verdict import apply_rules
from toolkit.model.intake import DISCIPLINE_NAMES, SWOT_NAMES
from toolkit.model.ladder import RUNGS

pytestmark = pytest.mark.slow
EIGHTEEN_MONTHS = pd.Timedelta(days=547)
ADDRESS = re.compile(r"[\w.+-]+@([\w-]+\.[\w.-]*\w)")
CHAPTERS = ("intake_workshop", "persona_research", "channel_benchmark", "build_join_ignore")


def own(folder):
    posts = folder.channels.posts
    return posts[posts["brand"] == folder.client.name]


def rivals(folder):
    posts = folder.channels.posts
    return posts[posts["brand"] != folder.client.name]


def texts(slug):
    """Every text file of a client that is committed, and the text inside its workbooks."""
    for path in sorted((CLIENTS / slug).rglob("*")):
        if path.is_file() and "reports" not in path.parts and path.suffix != ".png":
            yield path, path.read_text(encoding="utf-8", errors="replace")


@pytest.mark.parametrize("slug", SLUGS)
def test_nothing_is_wrong_with_it(slug):
    assert [f for f in clients.check(slug, ROOT) if f.severity != "note"] == []


def test_it_is_marked_as_fictional(folder):
    assert folder.client.fictional
    assert folder.client.as_of is not None


def test_there_are_two_in_dutch_and_one_in_english():
    languages = [clients.load(slug, workspace=ROOT).client.language for slug in SLUGS]
    assert languages == ["nl", "nl", "en"]


def test_the_library_has_branches_with_accounts_of_their_own():
    library = clients.load("demo-bibliotheek", workspace=ROOT)
    branches = {account.branch for account in library.client.accounts if account.branch}
    assert branches == {"Oudekreek", "Nieuwmeent"}
    posts = own(library)
    assert posts[posts["platform"] == "facebook"]["account"].nunique() == 3


def test_own_posts_cover_eighteen_months_on_three_platforms(folder):
    days = own(folder).groupby("platform")["day"]
    spans = days.max() - days.min()
    assert (spans >= EIGHTEEN_MONTHS).sum() >= 3


def test_competitors_give_public_counts_only(folder):
    assert len(folder.client.competitors) == 3
    posts = rivals(folder)
    assert set(posts["brand"]) == {rival.name for rival in folder.client.competitors}
    assert posts[["reach", "impressions", "clicks", "saves"]].isna().all(axis=None)
    assert posts["followers"].notna().all()
    assert own(folder)["reach"].notna().any()


def test_competitors_come_by_mapper_linkedin_and_tally(folder):
    files = set(rivals(folder)["file"])
    tallied = [name for name in files if "tally" in name or "turflijst" in name]
    assert len(files) == 3
    assert len(tallied) == 1
    posts = rivals(folder)
    assert 10 <= (posts["file"] == tallied[0]).sum() <= 15
    assert set(folder.channels.totals["brand"]) == set(folder.client.brands)


def test_interactions_are_skewed(folder):
    posts = folder.channels.posts
    for _, group in posts.groupby(["brand", "platform"]):
        if len(group) >= 100:
            assert group["reactions"].mean() > 1.15 * group["reactions"].median()


def test_brands_have_other_windows(folder):
    days = folder.channels.posts.groupby("brand")["day"]
    assert days.min().nunique() >= 3
    assert days.max().nunique() >= 3


def test_values_are_missing(folder):
    posts = rivals(folder)
    assert posts["comments"].isna().any()
    assert posts.loc[posts["platform"] == "instagram", "shares"].isna().any()


def test_a_competitor_goes_by_two_names(folder):
    spelling = next(
        rival.also_called[0] for rival in folder.client.competitors if rival.also_called
    )
    tables = [
        path for path, text in texts(folder.slug) if path.suffix == ".csv" and spelling in text
    ]
    assert tables


def test_some_posts_are_boosted_and_most_are_not(folder):
    boosted = own(folder)["boosted"].fillna(value=False)
    assert 5 <= boosted.sum() <= 0.1 * len(boosted)


def test_replies_stand_between_posts_on_x():
    for slug in ("demo-bibliotheek", "demo-outdoor"):
        posts = own(clients.load(slug, workspace=ROOT))
        x = posts[posts["platform"] == "x"]
        assert x["reply"].any()
        assert not x["reply"].all()


def test_files_overlap_and_totals_have_grown_since(folder):
    tables = [
        pd.read_csv(path, dtype=str)
        for path in sorted((folder.path / "data" / "channels").glob("???-??-20*.csv"))
    ]
    rows = pd.concat([table.rename(columns={"Bericht-ID": "Post ID"}) for table in tables])
    reach = pd.to_numeric(rows["Bereik" if "Bereik" in rows else "Reach"])
    spread = reach.groupby(rows["Post ID"]).agg(["size", "nunique"])
    assert (spread["size"] == 2).sum() >= 20
    assert (spread["nunique"] == 2).sum() >= 10


def test_captions_have_what_trips_readers(folder):
    text = own(folder)["text"].dropna()
    assert text.str.contains("\n").any()
    assert text.str.contains('"').any()
    assert text.str.contains("[“‘’]").any()
    assert text.str.contains("[\U0001f300-\U0001faff❤]").any()
    # Longer than a spreadsheet's float holds.
    assert own(folder)["post_id"].dropna().str.len().max() > 15


def test_the_survey_is_large_enough_and_blank_in_both_ways(folder):
    codebook, answers = folder.survey.codebook, folder.survey.answers
    assert len(answers) >= 400
    assert 6 <= len(codebook.channels) <= 8
    assert {question.rung for question in codebook.behaviours} == set(RUNGS)
    assert len(codebook.behaviours) >= 8
    halves = [answers[q.column].isna().mean() for q in codebook.channels]
    assert 0.4 < max(halves) < 0.6
    routed = [q for q in codebook.behaviours if q.blank == "no"]
    assert all(0 < answers[q.column].isna().mean() < 0.2 for q in routed)


@pytest.mark.parametrize("slug", ["demo-bibliotheek", "demo-outdoor"])
def test_one_group_is_too_small_to_be_shown(slug):
    survey = clients.load(slug, workspace=ROOT).survey
    sizes = survey.answers[survey.codebook.segment_column].value_counts()
    small = [s.key for s in survey.codebook.segments if sizes[list(s.answers)].sum() < 10]
    assert len(small) == 1


def test_the_bicycle_maker_s_groups_are_found_and_named_for_these_answers():
    folder = clients.load("demo-fietsen", workspace=ROOT)
    codebook, research = folder.survey.codebook, folder.workshop.research
    assert codebook.segment_column is None
    audience = study_audience(
        folder.workshop.intake.target_groups, codebook, folder.survey.answers, research
    )
    division = audience.people.division
    assert division.kind == "found"
    # As many were planted, of 224, 163 and 115 people, with 9 who sell bicycles anywhere.
    planted = (224, 163, 115)
    assert all(abs(n - m) <= 9 for n, m in zip(division.sizes.values(), planted, strict=True))
    sheets = {sheet.segment: sheet for sheet in audience.personas.sheets if sheet.segment}
    assert set(sheets) == set(division.keys)
    assert not any(sheet.outdated or sheet.lost for sheet in sheets.values())
    assert {one.persona.made_of for one in sheets.values()} == {division.made_of}
    assert audience.too_few == ()
    # An answer that few gave stands with another, so that no base tells how many they are.
    assert audience.who.table["n"].notna().all()
    assert set(audience.who.table.loc[audience.who.table["segment"] == "all", "n"]) == {511}


def test_samples_are_two_of_convenience_and_one_of_chance_with_weights():
    codebooks = [clients.load(slug, workspace=ROOT).survey.codebook for slug in SLUGS]
    assert [c.sample for c in codebooks] == ["convenience", "convenience", "probability"]
    assert [c.weight for c in codebooks] == [None, None, "weight"]


def test_personal_columns_are_there_and_are_not_read(folder):
    header = (folder.path / "data/survey/responses.csv").read_text(encoding="utf-8-sig")
    header = header.splitlines()[0]
    for column in folder.survey.codebook.personal:
        assert column in header
        assert column not in folder.survey.answers
    assert len(folder.survey.codebook.personal) >= 3


@pytest.mark.parametrize("slug", SLUGS)
def test_addresses_are_examples(slug):
    domains = {domain for _, text in texts(slug) for domain in ADDRESS.findall(text)}
    assert domains <= {"example.com", "example.nl"}
    assert domains


def test_four_raters_scored_twelve_initiatives(folder):
    choice = folder.workshop.choice
    scored = {(r.rater, r.initiative, r.criterion) for r in choice.ratings}
    assert len(choice.initiatives) >= 12
    assert len({rating.rater for rating in choice.ratings}) == 4
    assert 3 <= len(choice.criteria) <= 4
    assert len(scored) == len(choice.ratings)
    assert len(scored) == 4 * len(choice.initiatives) * len(choice.criteria)
    assert all(len(criterion.anchors) == 6 for criterion in choice.criteria)


def test_raters_disagree_on_some(folder):
    ratings = pd.DataFrame([rating.model_dump() for rating in folder.workshop.choice.ratings])
    scores = ratings.groupby(["initiative", "criterion"])["score"]
    wide = (scores.max() - scores.min()).groupby("initiative").max() >= 3
    assert 1 <= wide.sum() <= 4


def test_every_verdict_is_reached_and_some_decisions_differ(folder):
    intake, choice = folder.workshop.intake, folder.workshop.choice
    votes = intake.discipline_votes
    weights = {key: sum(getattr(vote, key) for vote in votes) for key in DISCIPLINE_NAMES}
    rulings = {
        initiative.key: apply_rules(
            initiative, choice.rules, intake.fits, weights, folder.client.capacity
        ).verdict
        for initiative in choice.initiatives
    }
    assert set(rulings.values()) == {"ignore", "join", "build", "partner", None}
    decided = {decision.initiative: decision.decision for decision in choice.decisions}
    against = [
        key
        for key, decision in decided.items()
        if (rulings[key] == "ignore") == (decision == "yes") and decision != "later"
    ]
    assert against
    assert set(rulings) - set(decided)


def test_the_intake_is_whole_with_some_things_unknown(folder):
    intake = folder.workshop.intake
    asked = {segment.key for segment in folder.survey.codebook.segments}
    # Groups that are found have keys by their number; whom only interviews know have none.
    segments = asked or {"group_1", "group_2", "group_3", None}
    assert len(intake.fits) == len({(fit.discipline, fit.objective) for fit in intake.fits}) == 15
    assert 6 <= len(intake.discipline_votes) <= 9
    assert intake.discipline_reason
    assert 3 <= len(intake.target_groups) <= 4
    assert {group.segment for group in intake.target_groups} <= segments
    assert len(intake.goals) >= 3
    assert any(goal.vanity for goal in intake.goals)
    assert any(goal.baseline is None for goal in intake.goals)
    assert any(medium.online is False for medium in intake.media)
    assert any(medium.owner is None for medium in intake.media)
    assert {m.action for m in intake.media} == {"keep", "update", "create", "remove", None} - (
        {"create"} if folder.slug == "demo-outdoor" else set()
    )


def test_the_workshop_agreed_on_something_and_left_something(folder):
    intake, meeting = folder.workshop.intake, folder.workshop.meeting
    assert len(intake.decisions) >= 3
    assert len(intake.actions) >= 4
    assert any(action.who is None for action in intake.actions)
    assert len(intake.parking_lot) >= 2
    assert len(intake.swot) >= 6
    assert {point.kind for point in intake.swot} == set(SWOT_NAMES)
    assert {point.channel for point in intake.swot} <= {medium.name for medium in intake.media}
    assert {rival.name for rival in intake.rivals} == {r.name for r in folder.client.competitors}
    assert sum(side.phase is not None for side in judge_maturity(intake.maturity).sides) >= 4
    assert meeting.held_on
    assert meeting.led_by == folder.note("intake_workshop").author.partition(",")[0]
    assert meeting.present


def test_some_questions_are_answered_with_nobody_knows(folder):
    found = check_completeness(folder.workshop.intake, folder.client)
    assert found.unknown
    assert len(found.open) < len(found.questions) / 4


def test_every_chapter_has_the_consultants_reading(folder):
    strategy = folder.note("strategy")
    assert strategy.title
    assert strategy.lede.endswith(".")
    assert 1 <= len(strategy.asks) <= 4
    for chapter in CHAPTERS:
        note = folder.note(chapter)
        assert 60 <= len(note.body.split()) <= 150
        assert note.author
        assert note.written <= folder.as_of


def test_all_of_them_together_are_under_three_megabytes():
    sizes = [
        path.stat().st_size
        for slug in SLUGS
        for path in (CLIENTS / slug).rglob("*")
        if path.is_file() and "reports" not in path.parts
    ]
    assert sum(sizes) < 3_000_000
