"""A link that leads nowhere, as to a drive that is off: an error, not a client without data."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from toolkit.batch.digests import Digests
from toolkit.batch.jobs import Job, Outcome
from toolkit.batch.manifest import Entry
from toolkit.batch.plan import find_reasons, record_inputs
from toolkit.build import Request, plan
from toolkit.clients import check, load
from toolkit.home.overview import list_clients

NOWHERE = "This is a link that leads nowhere."
PLACES = (
    "brand.yaml",
    "checklists",
    "checklists/profiles.yaml",
    "data",
    "data/channels",
    "data/channels/more.csv",
    "data/channels/profile.yaml",
    "data/listening",
    "data/messages",
    "data/profiles",
    "data/register",
    "data/survey",
    "data/survey/codebook.yaml",
    "notes",
    "notes/positioning.md",
    "workshop",
    "workshop/log.jsonl",
    "workshop/urn.json",
)


def cut(path: Path) -> None:
    """Put a link to nothing where something is, or may be."""
    if path.exists():
        path.rename(path.with_name(f".{path.name}"))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(path.parent / "offline")


@pytest.mark.parametrize("name", PLACES)
def test_it_is_named_wherever_something_is_looked_for(
    small_client: Callable[..., Path], name: str
) -> None:
    home = small_client()
    cut(home / "clients" / "small" / name)
    told = [fault for fault in check("small", home) if fault.what == NOWHERE]
    assert {fault.file for fault in told} == {name}
    assert all(fault.severity == "error" for fault in told)


def test_a_hidden_one_is_of_a_program_that_is_at_work(small_client: Callable[..., Path]) -> None:
    home = small_client()
    (home / "clients" / "small" / "data" / "channels" / ".#tally.csv").symlink_to("me@here.1234")
    assert [one for one in check("small", home) if one.severity == "error"] == []


@pytest.mark.parametrize("name", PLACES)
def test_a_plan_sees_it_come(small_client: Callable[..., Path], name: str) -> None:
    """Whatever was read in a folder, or was not there: the chapter must not count as up to date."""
    home = small_client()
    client = home / "clients" / "small"
    folder = load("small", workspace=home)
    _ = folder.brand, folder.channels, folder.survey, folder.workshop, folder.note("positioning")
    _ = folder.sheets, folder.messages
    output = client / "reports" / "notebooks" / "01_trial.ipynb"
    output.parent.mkdir(parents=True)
    output.write_text("", encoding="utf-8")
    template = home / "koers.toml"
    job = Job("small", "01_trial", template, output, {}, home, client)
    seen = Outcome("small", "01_trial", sources=folder.sources().model_dump())
    inputs = record_inputs(job, seen, "code").model_copy(
        update={"template": Digests(home).of(template)}
    )
    entry = Entry(status="ok", inputs=inputs)
    assert find_reasons(job, entry, "code", Digests(home)) == ()
    cut(client / name)
    if name == "workshop/urn.json":
        # What is in it, no chapter reads.
        return
    assert find_reasons(job, entry, "code", Digests(home))


@pytest.mark.parametrize("name", ["notebooks", "notebooks/01_first.ipynb", "templates/report"])
def test_a_client_s_own_notebook_or_template_that_leads_nowhere_is_a_fault_of_it(
    many_clients: Callable[..., Path], name: str
) -> None:
    home = many_clients(2)
    assert [one.faults for one in plan(Request(home))] == [(), ()]
    cut(home / "clients" / "client-000" / name)
    broken, sound = plan(Request(home))
    assert [(fault.what, fault.file) for fault in broken.faults] == [(NOWHERE, name)]
    assert sound.faults == ()


def test_a_client_whose_client_yaml_leads_nowhere_does_not_vanish(
    many_clients: Callable[..., Path],
) -> None:
    home = many_clients(2)
    cut(home / "clients" / "client-000" / "client.yaml")
    broken, sound = plan(Request(home))
    assert [(fault.what, fault.file) for fault in broken.faults] == [(NOWHERE, "client.yaml")]
    assert sound.faults == ()
    assert NOWHERE in {fault.what for fault in check("client-000", home)}
    assert [one.slug for one in list_clients(home)] == ["client-001", "client-000"]
