"""Why a job must run: each reason alone, and none where nothing changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from tests.batch.conftest import sha256
from toolkit.batch.jobs import Job, Outcome
from toolkit.batch.manifest import Entry, Inputs, Manifest, as_json, read_manifest
from toolkit.batch.plan import find_reasons, hash_folder, hash_toolkit, record_inputs


@pytest.fixture
def job(make_job: Callable[..., Job]) -> Job:
    made = make_job()
    made.output.parent.mkdir(parents=True)
    made.output.write_text("executed", encoding="utf-8")
    return made


@pytest.fixture
def entry(job: Job) -> Entry:
    sources = {
        "files": [{"path": "data/posts.csv", "sha256": sha256("a\n1\n")}],
        "folders": [{"path": "data", "entries": ["posts.csv"]}, {"path": "notes", "entries": []}],
    }
    return Entry(status="ok", inputs=record_inputs(job, ran(job, sources), "code"))


def ran(job: Job, sources: Mapping[str, object] | None = None) -> Outcome:
    template = sha256(job.template.read_text(encoding="utf-8"))
    return Outcome(job.client, job.notebook, sources=sources or {}, template=template)


def test_nothing_changed_is_no_reason(job: Job, entry: Entry) -> None:
    assert find_reasons(job, entry, "code") == ()


def test_what_was_never_built_or_failed_is_due(job: Job, entry: Entry) -> None:
    assert find_reasons(job, None, "code") == ("not built yet",)
    assert find_reasons(job, Entry(status="failed"), "code") == ("it failed",)
    failed = entry.model_copy(update={"status": "failed"})
    assert find_reasons(job, failed, "code") == ("it failed",)


def test_a_changed_template_is_a_reason(job: Job, entry: Entry) -> None:
    with job.template.open("a", encoding="utf-8") as file:
        file.write("\n")
    assert find_reasons(job, entry, "code") == ("the template changed",)


def test_changed_code_is_a_reason(job: Job, entry: Entry) -> None:
    assert find_reasons(job, entry, "other code") == ("Koers itself changed",)


def test_a_changed_parameter_is_a_reason(job: Job, entry: Entry) -> None:
    other = replace(job, parameters={"client": "demo", "language": "en", "as_of": "2026-10-31"})
    assert find_reasons(other, entry, "code") == (
        "as_of is now '2026-10-31'",
        "language is now 'en'",
    )


def test_a_parameter_that_is_given_nothing_is_not_one_that_is_not_given(
    job: Job, entry: Entry
) -> None:
    nothing = replace(job, parameters={**job.parameters, "goal": None})
    assert find_reasons(nothing, entry, "code") == ("goal is now None",)
    built = entry.model_copy(update={"inputs": record_inputs(nothing, ran(nothing), "code")})
    assert find_reasons(nothing, built, "code") == ()
    assert find_reasons(job, built, "code") == ("goal is no longer given",)


def test_a_changed_or_missing_file_is_a_reason(job: Job, entry: Entry) -> None:
    file = job.client_folder / "data" / "posts.csv"
    file.write_text("a\n2\n", encoding="utf-8")
    assert find_reasons(job, entry, "code") == ("data/posts.csv changed",)
    file.unlink()
    assert find_reasons(job, entry, "code") == ("data/posts.csv is gone",)


def test_a_new_file_in_a_folder_that_was_listed_is_a_reason(job: Job, entry: Entry) -> None:
    (job.client_folder / "data" / "more.csv").write_text("", encoding="utf-8")
    (job.client_folder / "notes").mkdir()
    (job.client_folder / "notes" / "trial.md").write_text("", encoding="utf-8")
    assert find_reasons(job, entry, "code") == ("data/more.csv is new", "notes/trial.md is new")


def test_a_listed_file_that_was_not_read_is_missed_too(job: Job, entry: Entry) -> None:
    assert entry.inputs is not None
    listed = entry.inputs.model_copy(update={"folders": {"data": ("posts.csv", "README.md")}})
    known = entry.model_copy(update={"inputs": listed})
    assert find_reasons(job, known, "code") == ("data/README.md is gone",)


def test_what_was_not_there_is_missed_alone(job: Job, entry: Entry) -> None:
    assert entry.inputs is not None
    absent = {"../shared.yaml": "", "brand.yaml": ""}
    inputs = entry.inputs.model_copy(update={"files": {**entry.inputs.files, **absent}})
    known = entry.model_copy(update={"inputs": inputs})
    (job.client_folder / "readme.txt").write_text("", encoding="utf-8")
    assert find_reasons(job, known, "code") == ()
    (job.client_folder / "brand.yaml").write_text("", encoding="utf-8")
    (job.client_folder.parent / "shared.yaml").write_text("", encoding="utf-8")
    assert find_reasons(job, known, "code") == ("../shared.yaml is new", "brand.yaml is new")


def test_a_link_that_leads_nowhere_is_no_absence(job: Job, entry: Entry) -> None:
    assert entry.inputs is not None
    changes = {"files": {"brand.yaml": ""}, "folders": {"more": (), "notes": ()}}
    known = entry.model_copy(update={"inputs": entry.inputs.model_copy(update=changes)})
    assert find_reasons(job, known, "code") == ()
    for name in ("brand.yaml", "more"):
        (job.client_folder / name).symlink_to("offline")
    assert find_reasons(job, known, "code") == ("brand.yaml leads nowhere", "more leads nowhere")


def test_a_missing_result_is_a_reason(job: Job, entry: Entry) -> None:
    job.output.unlink()
    assert find_reasons(job, entry, "code") == ("the executed notebook is gone",)


def test_a_result_of_another_size_is_a_reason(job: Job, entry: Entry) -> None:
    name = f"notebooks/{job.output.name}"
    known = entry.model_copy(update={"sizes": {name: len("executed")}})
    assert find_reasons(job, known, "code") == ()
    job.output.write_text("", encoding="utf-8")
    assert find_reasons(job, known, "code") == ("the executed notebook is not what it was",)


def test_reasons_add_up(job: Job, entry: Entry) -> None:
    (job.client_folder / "data" / "posts.csv").write_text("", encoding="utf-8")
    found = find_reasons(job, entry, "other code")
    assert found == ("Koers itself changed", "data/posts.csv changed")


def test_inputs_are_what_the_job_and_its_sources_say(job: Job) -> None:
    found = record_inputs(job, Outcome("demo", "05_trial", template="that ran"), "code")
    assert found == Inputs(
        template="that ran",
        toolkit="code",
        parameters={"client": "demo", "language": "nl"},
    )


def test_hashes_of_folders_depend_on_names_and_contents(tmp_path: Path) -> None:
    made = []
    for number, (name, text) in enumerate([("a.py", "1"), ("a.py", "1"), ("b.py", "1")]):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / name).write_text(text, encoding="utf-8")
        made.append((hash_toolkit(folder), hash_folder(folder)))
    assert made[0] == made[1]
    assert made[0][0] != made[2][0]
    assert made[0][1] != made[2][1]


def test_whatever_the_toolkit_may_read_is_of_it_and_what_is_of_a_machine_is_not(
    tmp_path: Path,
) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    for folder in (first, second):
        folder.mkdir()
        (folder / "a.py").write_text("1", encoding="utf-8")
    for name in ("a.pyc", "__pycache__/a.cpython-311.pyc", ".a.py.swp", "shipped/koers.toml"):
        (second / name).parent.mkdir(exist_ok=True)
        (second / name).write_bytes(b"of this machine")
    assert hash_toolkit(first) == hash_toolkit(second)
    (third := tmp_path / "third").mkdir()
    (third / "a.py").write_text("1", encoding="utf-8")
    (third / "levels.yaml").write_text("level: 1", encoding="utf-8")
    assert hash_toolkit(third) != hash_toolkit(first)


def test_the_order_of_what_is_given_is_part_of_it(job: Job, entry: Entry) -> None:
    written = replace(job, parameters={**job.parameters, "weights": {"b": 1, "a": 2}})
    inputs = record_inputs(written, Outcome("demo", "05_trial"), "code")
    made = Manifest(client="demo", notebooks={"trial": Entry(status="ok", inputs=inputs)})
    place = job.client_folder / "manifest.json"
    place.write_text(as_json(made), encoding="utf-8")
    read = read_manifest(place, "demo").notebooks["trial"].inputs
    assert read is not None
    assert entry.inputs is not None
    known = entry.model_copy(
        update={"inputs": entry.inputs.model_copy(update={"parameters": read.parameters})}
    )
    assert find_reasons(written, known, "code") == ()
    turned = replace(job, parameters={**job.parameters, "weights": {"a": 2, "b": 1}})
    assert find_reasons(turned, known, "code") == ("weights is now {'a': 2, 'b': 1}",)


def test_a_linked_folder_is_part_of_a_folder_and_a_loop_ends(tmp_path: Path) -> None:
    folder, parts = tmp_path / "report", tmp_path / "parts"
    folder.mkdir()
    parts.mkdir()
    (parts / "cover.j2").write_text("1", encoding="utf-8")
    (folder / "parts").symlink_to(parts)
    (parts / "loop").symlink_to(folder)
    before = hash_folder(folder)
    (parts / "cover.j2").write_text("2", encoding="utf-8")
    assert hash_folder(folder) != before
