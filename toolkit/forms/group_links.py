"""Which persona stands for which group of the survey now, and how that is said or said again.

A group that was found in the answers goes with a mark of these and with what its people answered,
both kept beside its key: in other answers the same key may be other people.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from toolkit.analysis.known_groups import Known, recognise, write_traits
from toolkit.errors import Fault
from toolkit.forms.open_workshop import OpenWorkshop
from toolkit.forms.persona_facts import Facts
from toolkit.forms.store import Store
from toolkit.model.persona import Persona
from toolkit.workshop_log.differences import Change

PERSONAS = "research.personas"
KEPT = ("segment", "made_of", "known_by")
"""What is kept of a group with a persona."""


def find_links(store: Store, facts: Facts) -> dict[str, Known | None]:
    """Say of each persona, by its row, which group it stands for; nothing without a survey."""
    keys = store.rows(PERSONAS)
    if facts.audience is None or facts.audience.people is None:
        return dict.fromkeys(keys)
    rows: Sequence[dict[str, Any]] = store.value(PERSONAS) or ()
    # A persona that was not named yet may have its group already.
    personas = [
        Persona(
            name=key,
            segment=str(row.get("segment") or ""),
            made_of=str(row.get("made_of") or ""),
            known_by=str(row.get("known_by") or ""),
        )
        for key, row in zip(keys, rows, strict=True)
    ]
    known = recognise(personas, facts.audience.people.division)
    return dict(zip(keys, known, strict=True))


def find_holders(store: Store, facts: Facts) -> dict[str, str]:
    """Give the row of the persona that stands for each group, by the group's key."""
    links = find_links(store, facts)
    return {one.key: row for row, one in links.items() if one and one.key}


def name_holders(store: Store, facts: Facts) -> dict[str, str]:
    """Give the name of the persona that stands for each group; empty where it has none yet."""
    return {
        key: str(store.value(f"{PERSONAS}.{row}.name") or "")
        for key, row in find_holders(store, facts).items()
    }


def keep_group(facts: Facts, key: str) -> dict[str, str]:
    """Give what is kept with a persona of the group `key`."""
    people = facts.audience.people if facts.audience else None
    kept = {"segment": key}
    if people and people.division.made_of:
        kept["made_of"] = people.division.made_of
        kept["known_by"] = write_traits(key, people.division.traits[key])
    return kept


def link_group(store: OpenWorkshop, facts: Facts, row: str, key: str) -> tuple[Fault, ...]:
    """Say that the persona in `row` stands for the group `key`, in one step.

    The persona that stood for it has no group then.

    Parameters
    ----------
    key
        Of a group; empty for none.

    Returns
    -------
    What is wrong, where it was not taken.
    """
    holder = find_holders(store, facts).get(key) if key else None
    changes = []
    if holder and holder != row:
        changes += _put(store, holder, {})
    return store.change([*changes, *_put(store, row, keep_group(facts, key) if key else {})])


def _put(store: OpenWorkshop, row: str, kept: dict[str, str]) -> list[Change]:
    changes = []
    for name in KEPT:
        path = f"{PERSONAS}.{row}.{name}"
        if name in kept:
            changes.append(Change("set", path, kept[name]))
        elif store.is_given(path):
            changes.append(Change("clear", path))
        if store.draft(path) is not None:
            changes.append(Change("draft", path, None))
    return changes
