"""What the demo clients show of register, audit, log and gates."""

import pytest

from toolkit.analysis.audience import gather_counts
from toolkit.analysis.channel_benchmark import compare_channels
from toolkit.analysis.channel_choice import choose_channels
from toolkit.analysis.channel_use import measure_channel_use
from toolkit.analysis.respondents import gather_respondents

pytestmark = pytest.mark.slow


@pytest.fixture(scope="session")
def choice(folder):
    channels, client = folder.channels, folder.client
    counts = gather_counts(client, channels.followers, channels.totals)
    benchmark = compare_channels(channels.posts, counts, client.name, folder.as_of)
    use = measure_channel_use(
        gather_respondents(folder.survey.answers, folder.survey.codebook)
    ).table
    return choose_channels(
        client, folder.workshop.intake, folder.sheets, channels.posts, counts, benchmark, use, None
    )


def test_every_account_of_the_client_has_its_channel(folder, choice):
    handles = {(one.platform, one.handle) for one in choice.register.channels}
    social = [one for one in folder.client.accounts if one.platform != "website"]
    assert {(one.platform, one.handle) for one in social} <= handles


def test_some_gates_are_passed_and_some_cannot_be_said(choice):
    answers = {gate.passed for one in choice.judgements for gate in one.gates}
    assert {True, None} <= answers
    assert {one.verdict for one in choice.judgements} >= {None, "improve"}


def test_profiles_have_things_missing_and_things_unknown(choice):
    assert {"yes", "no", "unknown"} <= set(choice.audit.items["state"])


def test_the_log_has_questions_two_coders_and_a_case(choice):
    assert choice.listening.white_space["questions"].sum() > 0
    assert choice.listening.agreement.n >= 20
    assert choice.listening.cases
    assert set(choice.listening.mentions["brand"]) <= set(choice.client.brands)


def test_there_is_a_draft_beside_what_the_team_decided(choice):
    assert choice.drafted
    assert choice.decided
