"""What a consultant is told of personas and interviews when a folder is checked."""

from __future__ import annotations

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
