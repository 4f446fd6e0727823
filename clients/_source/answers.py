"""The workshop as it was held: operations one after the other, and the state they add up to.

What was said stands in ``answers/SLUG.yaml``, written by hand, ratings excepted: there each
initiative has the scores that the team leans to, and for disputed ones how far each rater stands
from them; here the raters score around that, twice, before and after they talked.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from toolkit.model.workshop import Operation, Workshop
from toolkit.workshop_log.answers import fold
from toolkit.workshop_log.files import as_lines, as_state

from .dice import Dice
from .paper import write_text


def write_workshop(folder: Path) -> None:
    """Write ``log.jsonl`` and ``state.json`` of the client whose folder contains `folder`."""
    slug = folder.parent.name
    source = Path(__file__).parent / "answers" / f"{slug}.yaml"
    content = yaml.safe_load(source.read_text(encoding="utf-8"))
    operations = list(_operations(slug, content))
    answers = fold(operations)
    Workshop.model_validate(answers.plain())
    log = as_lines(operations)
    write_text(folder / "log.jsonl", log.decode())
    write_text(folder / "state.json", as_state(operations, answers, log).decode())


def _operations(slug: str, content: Mapping[str, Any]) -> Iterator[Operation]:
    dice = Dice(slug, "workshop")
    moment = dt.datetime.fromisoformat(content["held"])
    leader = content["led_by"]
    first, second = _ratings(content, dice)
    said: list[tuple[str, str, Any]] = []
    # What was said first and changed later in the session.
    for path, value in content["earlier"].items():
        said.append((path, dice.pick(content["speakers"]), value))
    for path, value, who in _leaves(content["intake"], "intake", content["speakers"], dice):
        said.append((path, who, value))
    for path, value, _ in _leaves(content["meeting"], "meeting", [leader], dice):
        said.append((path, leader, value))
    for name, value in content.get("research", {}).items():
        said.append((f"research.{name}", leader, value))
    choice = content["choice"]
    said += [
        ("choice.criteria", leader, choice["criteria"]),
        ("choice.initiatives", leader, choice["initiatives"]),
        ("choice.rules", leader, choice["rules"]),
        ("choice.ratings", leader, first),
        ("choice.ratings", leader, second),
        ("choice.revealed", leader, True),
    ]
    later = ("agreed", "board", "plan", "decisions")
    said += [(f"choice.{name}", leader, choice[name]) for name in later if name in choice]
    for number, (path, who, value) in enumerate(said, start=1):
        moment += dt.timedelta(seconds=dice.whole(40, 400))
        time = moment.isoformat(timespec="seconds")
        if path == "intake.discipline_votes":
            # A hidden vote keeps neither name nor time.
            time = who = ""
        yield Operation(id=number, time=time, who=who, path=path, value=_plain(value))


def _leaves(
    content: Mapping[str, Any], path: str, speakers: list[str], dice: Dice
) -> Iterator[tuple[str, Any, str]]:
    for key, value in content.items():
        if isinstance(value, dict):
            yield from _leaves(value, f"{path}.{key}", speakers, dice)
        else:
            yield f"{path}.{key}", value, dice.pick(speakers)


def _ratings(
    content: Mapping[str, Any], dice: Dice
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Give the ratings of both rounds: in the second, all but the disputed ones lie closer."""
    rounds: tuple[list[dict[str, Any]], list[dict[str, Any]]] = ([], [])
    criteria = [criterion["key"] for criterion in content["choice"]["criteria"]]
    for initiative, leaning in content["leanings"].items():
        stands = content["disputed"].get(initiative, [0] * len(content["raters"]))
        for rater, stand in zip(content["raters"], stands, strict=True):
            taste = 0.5 * dice.normal() + stand
            for criterion, middle in zip(criteria, leaning, strict=True):
                apart = taste + 0.6 * dice.normal()
                for ratings, kept in zip(rounds, (1.0, 1.0 if stand else 0.7), strict=True):
                    score = min(5, max(0, round(middle + kept * apart)))
                    ratings.append(
                        {
                            "rater": rater,
                            "initiative": initiative,
                            "criterion": criterion,
                            "score": score,
                        }
                    )
    return rounds


def _plain(value: object) -> object:
    """Give dates as ISO text, for JSON has none."""
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, dt.date) else value
