"""What a new client starts with can be used as it is, and its examples are right."""

from pathlib import Path

import pytest

from toolkit import clients
from toolkit.model.intake import Intake
from toolkit.model.plan import Plan
from toolkit.model.survey import Codebook
from toolkit.model.workshop import Workshop
from toolkit.readers import Profile
from toolkit.readers.documents import read_yaml
from toolkit.scaffold import make_client

ROOT = Path(__file__).parents[2]
TEMPLATE = ROOT / "templates" / "client"


def example(name, model):
    return read_yaml(TEMPLATE / name, name, model)


@pytest.fixture
def workspace(tmp_path):
    (tmp_path / "koers.toml").write_text("", encoding="utf-8")
    (tmp_path / "clients").mkdir()
    return tmp_path


@pytest.mark.parametrize("name", ["", "Café “De Brug” & Zn.", 'Quote " colon: #1'])
def test_a_new_client_can_be_checked_at_once(workspace, name):
    path = make_client(workspace, "new-client", language="nl", name=name)
    assert [f for f in clients.check("new-client", workspace) if f.severity != "note"] == []
    folder = clients.load("new-client", workspace=workspace)
    assert folder.client.name == (name or "New Client")
    assert folder.client.language == "nl"
    assert not folder.client.fictional
    assert (path / "workshop").is_dir()
    assert folder.survey is None


def test_the_example_of_a_codebook_is_valid():
    codebook = example("data/survey/codebook.yaml.example", Codebook)
    assert {question.rung for question in codebook.behaviours} >= {"creators", "spectators"}


def test_the_example_of_a_profile_is_valid():
    profile = example("data/channels/profile.yaml.example", Profile)
    assert len(profile.files) == 1


def test_the_example_of_answers_is_valid():
    workshop = example("workshop/answers.yaml.example", Workshop)
    assert workshop.model_fields_set == {"intake", "meeting", "choice"}
    assert workshop.intake.model_fields_set == set(Intake.model_fields)
    assert len(workshop.intake.fits) == 15
    assert workshop.intake.offer.product is None
    keys = {initiative.key for initiative in workshop.choice.initiatives}
    assert {rating.initiative for rating in workshop.choice.ratings} <= keys
    # It shows what a plan can be told: whose hours, what starts when, variants, what comes before.
    choice = workshop.choice
    assert choice.plan.model_fields_set == set(Plan.model_fields)
    assert {one.team for one in choice.initiatives if one.team} <= {
        t.name for t in choice.plan.teams
    }
    ideas = [one.idea for one in choice.initiatives if one.idea]
    assert len(ideas) == 2
    assert len(set(ideas)) == 1
    assert {key for one in choice.initiatives for key in one.depends_on} <= keys
    assert any(one.depends_on for one in choice.initiatives)


def test_explanations_are_short_and_never_placeholders():
    for page in TEMPLATE.rglob("README.md"):
        text = page.read_text(encoding="utf-8")
        assert "$" not in text
        assert len(text.split()) < 170
