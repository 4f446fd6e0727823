"""The files of a survey: which one is meant, what is written, and what goes for good."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.clients import (
    CODEBOOK,
    SURVEY,
    ClientFolder,
    draft_survey,
    find_raw,
    forget_raw,
    survey_files,
)
from toolkit.errors import InputError, UsageError
from toolkit.language import Language
from toolkit.prose.drafted_codebook import tell_drafted

FORM = "Timestamp,Which?,Name\n" + "".join(
    f'2026-05-{n:02},"{"Instagram" if n % 2 else "Instagram, X"}",Invented {n}\n'
    for n in range(1, 31)
)


@pytest.fixture
def folder(tmp_path: Path) -> ClientFolder:
    path = tmp_path / "workspace" / "clients" / "small"
    (path / SURVEY).mkdir(parents=True)
    (path / "client.yaml").write_text("name: Small\n", encoding="utf-8")
    (path / SURVEY / "form.csv").write_text(FORM, encoding="utf-8")
    (path / SURVEY / "codebook.yaml.example").write_text("", encoding="utf-8")
    return ClientFolder(path)


def test_a_draft_that_has_everything_is_a_survey_at_once(folder: ClientFolder) -> None:
    drafted = draft_survey(folder, population="Invented people", sample="probability")
    assert (drafted.new, drafted.unfilled) == (True, {})
    survey = ClientFolder(folder.path).survey
    assert survey is not None
    assert (survey.codebook.sample, len(survey.answers)) == ("probability", 30)
    assert survey.answers["Which?"].tolist()[:2] == ["Instagram", "Instagram\nX"]


def test_the_sheets_say_which_ladder_the_survey_asked(folder: ClientFolder) -> None:
    assert folder.sheets.instrument == "modern"
    draft_survey(folder, population="Invented people", sample="probability")
    assert ClientFolder(folder.path).sheets.instrument == "modern"
    path = folder.path / SURVEY / "codebook.yaml"
    lines = [line for line in path.read_text("utf-8").splitlines() if "instrument:" not in line]
    path.write_text("\n".join([*lines, "instrument: forrester", ""]), encoding="utf-8")
    assert ClientFolder(folder.path).sheets.instrument == "forrester"


def test_remarks_are_in_the_client_s_language(folder: ClientFolder) -> None:
    client = folder.path / "client.yaml"
    for language, words in (("nl", "# Opgesteld uit form.csv"), ("en", "# Drafted from form.csv")):
        client.write_text(f"name: Small\nlanguage: {language}\n", encoding="utf-8")
        draft_survey(ClientFolder(folder.path))
        codebook = folder.path / CODEBOOK
        assert codebook.read_text(encoding="utf-8").startswith(words)
        codebook.unlink()


def test_a_second_draft_changes_nothing(folder: ClientFolder) -> None:
    draft_survey(folder, population="Invented people")
    text = (folder.path / CODEBOOK).read_text(encoding="utf-8")
    again = draft_survey(ClientFolder(folder.path))
    assert (again.new, again.draft.empty) == (False, True)
    assert (folder.path / CODEBOOK).read_text(encoding="utf-8") == text


def test_a_population_that_is_given_later_is_filled_in_and_never_changed(
    folder: ClientFolder,
) -> None:
    assert set(draft_survey(folder).unfilled) == {"population"}
    with pytest.raises(InputError, match="population"):
        draft_survey(ClientFolder(folder.path))
    draft_survey(ClientFolder(folder.path), population="Invented readers")
    draft_survey(ClientFolder(folder.path), population="Somebody else")
    assert ClientFolder(folder.path).codebook.population == "Invented readers"


def test_which_weights_count_is_asked_until_it_is_said(folder: ClientFolder) -> None:
    head, *rows = FORM.splitlines()
    weights = [f"{row},{0.5 + n / 30:.3f},{1.5 - n / 40:.3f}" for n, row in enumerate(rows)]
    text = "\n".join([f"{head},dweight,pspwght", *weights, ""])
    (folder.path / SURVEY / "form.csv").write_text(text, encoding="utf-8")
    english = Language("en")
    first = draft_survey(folder, population="Invented people")
    again = draft_survey(ClientFolder(folder.path))
    assert again.draft.empty
    for drafted in (first, again):
        assert set(drafted.unfilled) == {"weight"}
        lines = tell_drafted(drafted, "small", english)
        assert any(
            "Fill in weight: which of these columns" in one and "pspwght" in one for one in lines
        )
    with pytest.raises(InputError, match="Several columns look like weights"):
        _ = ClientFolder(folder.path).survey
    path = folder.path / CODEBOOK
    path.write_text(path.read_text("utf-8") + "weight: pspwght\n", encoding="utf-8")
    settled = draft_survey(ClientFolder(folder.path))
    assert (settled.draft.empty, settled.unfilled) == (True, {})
    survey = ClientFolder(folder.path).survey
    assert survey is not None
    # The last of thirty: 1.5 - 29 / 40.
    assert survey.answers["pspwght"].iloc[-1] == 0.775


def test_what_is_meant_has_to_be_said(folder: ClientFolder) -> None:
    with pytest.raises(UsageError, match="no kind of sample"):
        draft_survey(folder, sample="random")
    with pytest.raises(UsageError, match="no such file"):
        draft_survey(folder, "../../client.yaml")
    with pytest.raises(UsageError, match="no codebook"):
        find_raw(folder)
    draft_survey(folder, population="Invented people")
    with pytest.raises(UsageError, match="another file"):
        draft_survey(ClientFolder(folder.path), "other.csv")


def test_copies_that_were_put_aside_go_with_the_raw_file(folder: ClientFolder) -> None:
    draft_survey(folder, population="Invented people")
    (folder.path / SURVEY / "old.csv").write_text(FORM, encoding="utf-8")
    folder.put_aside(f"{SURVEY}/old.csv")
    folder = ClientFolder(folder.path)
    raw = find_raw(folder)
    assert (raw.name, raw.copies) == (f"{SURVEY}/form.csv", (f"{SURVEY}/removed/old.csv",))
    assert raw.dropped == "Timestamp, Name"
    assert forget_raw(folder) == f"{SURVEY}/answers.csv"
    left = [one for one in (folder.path / SURVEY).rglob("*") if one.is_file()]
    assert {one.name for one in left} == {"answers.csv", "codebook.yaml", "codebook.yaml.example"}
    assert all("Invented 1" not in one.read_text(encoding="utf-8") for one in left)
    kept = ClientFolder(folder.path)
    assert (kept.codebook.file, kept.codebook.personal) == ("answers.csv", ())
    assert kept.survey is not None
    assert kept.survey.answers["Which?"].value_counts().to_dict() == {
        "Instagram": 15, "Instagram\nX": 15,
    }  # fmt: skip
    with pytest.raises(UsageError, match="forgotten before"):
        find_raw(kept)


BOOK = """\
file: form.csv
sample: convenience
population: Invented people
fieldwork_start: 2026-05-01
fieldwork_end: 2026-05-02
language: en
segment_column: Group
segments: [{key: readers, name: Readers, answers: [Books, Rare]}]
demographics: [{column: Town, name: Town, answers: {North: North}}]
channels: [{column: Clips, channel: tiktok, use: [Daily]}]
open_questions: [{column: Why, name: Why, themes: {Quiet: quiet}}]
"""


def test_open_answers_stay_until_they_are_let_go_and_rare_typed_answers_never_do(
    folder: ClientFolder,
) -> None:
    # Eleven say Books and North; one chose what is listed, one typed a trade, one a hamlet.
    rows = ["Books,North,Daily,Anneke said it is quiet"] * 11
    rows += ["Rare,North,Daily,no", "Glassblower,North,Never,no"]
    rows += ["Books,Little Hamlet,Other: with Truus,no"]
    text = "Group,Town,Clips,Why\n" + "\n".join(rows) + "\n"
    (folder.path / SURVEY / "form.csv").write_text(text, encoding="utf-8")
    (folder.path / CODEBOOK).write_text(BOOK, encoding="utf-8")
    assert find_raw(ClientFolder(folder.path)).open_questions == ("Why",)
    kept = folder.path / forget_raw(ClientFolder(folder.path))
    cells = kept.read_text(encoding="utf-8-sig")
    assert "Anneke" in cells
    assert "Glassblower" not in cells
    assert "Hamlet" not in cells
    assert "Truus" not in cells
    # A trade, a hamlet, and of the channel what one said beside the answers and one who never is.
    assert (cells.count("Rare"), cells.count("(other)")) == (1, 4)
    # Later, when the themes are settled.
    again = find_raw(ClientFolder(folder.path), keep_open=False)
    assert (again.dropped, again.open_questions) == ("Why", ())
    last = folder.path / forget_raw(ClientFolder(folder.path), keep_open=False)
    assert [one.name for one in (folder.path / SURVEY).glob("*.csv")] == [last.name]
    assert "Anneke" not in last.read_text(encoding="utf-8-sig")
    survey = ClientFolder(folder.path).survey
    assert survey is not None
    assert survey.answers["Town"].value_counts().to_dict() == {"North": 13, "(other)": 1}


def test_nothing_goes_unless_what_is_kept_reads_the_same(
    folder: ClientFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft_survey(folder, population="Invented people")
    text = (folder.path / CODEBOOK).read_text(encoding="utf-8")
    monkeypatch.setattr(survey_files, "write_cleaned", lambda *_: b"#,Which?\n1,X\n")
    with pytest.raises(InputError, match="without the raw file"):
        forget_raw(ClientFolder(folder.path))
    assert sorted(one.name for one in (folder.path / SURVEY).glob("*.csv")) == ["form.csv"]
    assert (folder.path / CODEBOOK).read_text(encoding="utf-8") == text


def test_what_cannot_be_read_is_not_forgotten(folder: ClientFolder) -> None:
    draft_survey(folder, population="Invented people")
    (folder.path / SURVEY / "form.csv").write_text("Name\nAda\n", encoding="utf-8")
    with pytest.raises(InputError):
        forget_raw(ClientFolder(folder.path))
    assert (folder.path / SURVEY / "form.csv").is_file()
