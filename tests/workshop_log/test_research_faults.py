"""What a consultant is told of personas and interviews when a folder is checked."""

from __future__ import annotations

import re
from pathlib import Path

from toolkit.analysis.division import RULE_NAMES
from toolkit.clients import ClientFolder
from toolkit.clients.checking import check_folder
from toolkit.model.persona import FOUND_SEGMENT
from toolkit.model.workshop import Workshop
from toolkit.workshop_log.research_faults import find_research_faults


def told(research: dict[str, object], segments: tuple[str, ...] = ()) -> list[tuple[str, str, str]]:
    workshop = Workshop.model_validate(
        {
            "intake": {"target_groups": [{"name": "Parents", "segment": "parents"}]},
            "research": research,
        }
    )
    found = find_research_faults(workshop, segments, "log.jsonl")
    return [(one.severity, one.column, one.got) for one in found]


def test_a_persona_may_name_only_a_group_that_there_is() -> None:
    research: dict[str, object] = {"personas": [{"name": "Makers", "segment": "maker"}]}
    assert told(research, ("makers",)) == [("error", "research → personas 1 → segment", "maker")]
    # Without groups that were asked for, groups may have been found in the answers.
    assert told(research) == []


def test_a_persona_without_evidence_is_warned_of() -> None:
    research: dict[str, object] = {
        "personas": [
            {"name": "Makers"}, {"name": "Mums", "group": "Parents"}, {"name": "Buyers"},
        ],
        "interviews": [{"code": f"I{n}", "persona": "Buyers"} for n in range(8)],
    }  # fmt: skip
    assert told(research) == [("warning", "research → personas 1", "Makers")]


def test_fewer_than_eight_interviews_are_warned_of() -> None:
    def interviews(count: int) -> dict[str, object]:
        return {"interviews": [{"code": f"I{n}"} for n in range(count)]}

    assert told(interviews(7)) == [("warning", "research → interviews", "7")]
    assert told(interviews(8)) == []
    assert told({}) == []


def test_a_group_that_is_found_has_a_key_of_one_form() -> None:
    research = {
        "personas": [
            {"name": "Makers", "segment": "group_2"},
            {"name": "Watchers", "segment": "watchers"},
            {"name": "Buyers", "segment": "grop_1"},
        ]
    }
    workshop = Workshop.model_validate({"research": research})
    faults = find_research_faults(workshop, (), "log.jsonl", found=True)
    assert [(one.column, one.got) for one in faults if one.severity == "error"] == [
        ("research → personas 3 → segment", "grop_1")
    ]


def test_the_keys_of_the_rule_have_the_form_that_is_checked() -> None:
    assert all(re.fullmatch(FOUND_SEGMENT, key) for key in RULE_NAMES)


def test_whether_groups_are_found_is_known_without_a_codebook_too(tmp_path: Path) -> None:
    (tmp_path / "client.yaml").write_text("name: Nobody yet\n", encoding="utf-8")
    folder = ClientFolder(tmp_path)
    assert not folder.finds_groups
    assert not [one for one in check_folder(folder) if "codebook" in one.file]


def test_a_key_is_checked_where_the_codebook_finds_groups(tmp_path: Path) -> None:
    (tmp_path / "data" / "survey").mkdir(parents=True)
    (tmp_path / "client.yaml").write_text("name: Nobody yet\n", encoding="utf-8")
    book = (
        "file: answers.csv\nsample: convenience\npopulation: Visitors\n"
        "fieldwork_start: 2026-02-01\nfieldwork_end: 2026-02-28\nclasses: {}\n"
        "channels: [{column: X, channel: x, use: [Yes]}]\n"
    )
    path = tmp_path / "data" / "survey" / "codebook.yaml"
    path.write_text(book.replace("[Yes]", "['Yes']"), encoding="utf-8")
    assert ClientFolder(tmp_path).finds_groups
