from toolkit.analysis.channel_register import Channel
from toolkit.analysis.persona_channels import match_channels
from toolkit.analysis.personas import describe_personas
from toolkit.figures.persona_channels import persona_channels_figure
from toolkit.language import Language
from toolkit.model.persona import Research
from toolkit.prose.persona_channels import gaps_and_wastes, persona_channels_title

ENGLISH = Language("en")
NAMED = Research.model_validate(
    {"personas": [{"name": "Buyers", "channels": [{"channel": "linkedin"}]}]}
)
TOLD = Research.model_validate(
    {
        "personas": [{"name": "Buyers"}],
        "interviews": [
            {"code": "I1", "persona": "Buyers", "channels": [{"channel": "linkedin"}]}
        ],
    }
)  # fmt: skip


def place(research, channels):
    return match_channels(describe_personas(research, ()), None, None, channels, few=0.1)


def draw(found):
    return persona_channels_figure(found, ENGLISH, persona_channels_title(found, ENGLISH))


def test_an_unknown_presence_is_asked_for_and_the_figure_claims_no_absence():
    found = place(NAMED, [])
    figure = draw(found).bundle
    assert figure.title == "Where each can be reached"
    assert "LinkedIn" in figure.alt
    said = gaps_and_wastes(found, ENGLISH).bundle
    assert said.role == "notice"
    assert "client.yaml" not in said.sentences[0].text
    assert "you are not" not in said.sentences[0].text + draw(found).html


def test_legend_and_source_name_only_what_there_is():
    by_team = draw(place(NAMED, [])).bundle
    assert "interviews" not in by_team.measure + by_team.source
    assert by_team.source == "workshop"
    in_talks = draw(place(TOLD, [Channel("X", "x")])).bundle
    assert "interviews" in in_talks.measure
    assert "survey" not in in_talks.source


def test_where_nobody_knows_where_they_are_no_channel_is_called_sufficient():
    nobody = Research.model_validate({"personas": [{"name": "Buyers"}]})
    (told,) = gaps_and_wastes(place(nobody, [Channel("X", "x")]), ENGLISH).bundle.sentences
    assert told.text.startswith("Too little is known")


def test_an_absence_is_a_word_and_a_dash_is_explained():
    both = Research.model_validate(
        {"personas": [*NAMED.model_dump()["personas"], {"name": "Dreamers"}]}
    )
    exhibit = draw(place(both, [Channel("X", "x")]))
    # LinkedIn is named for the buyers only, and the client is not there.
    assert "–: nobody named it" in exhibit.bundle.measure
    assert ">no<" in exhibit.html
    everywhere = draw(place(NAMED, [Channel("LinkedIn", "linkedin")]))
    assert "–" not in everywhere.bundle.measure
