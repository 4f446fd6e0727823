"""What the end of a task is taken for: what was expected of this very task, or a fault."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.small_clients import FIRST, write_template
from toolkit.batch.answers import read_answer, write_answer
from toolkit.batch.jobs import Job, Outcome
from toolkit.batch.pool import Pool
from toolkit.batch.tasks import Done, Limits, Task
from toolkit.build import Request, build
from toolkit.build.checking import check_client
from toolkit.build.delivery import deliver_client, run_chapter
from toolkit.build.ends import stamp_of, take_end, take_outcome
from toolkit.build.results import Checked, Delivered
from toolkit.errors import Fault, Filled, RunError
from toolkit.loan import Loan

OWN = {"client": "small", "notebook": "01_first"}


def done(value: object) -> Done:
    """Send a value from one process to another."""
    read = read_answer(write_answer(value, None))
    assert read
    return Done(Task("small/first", len), read.value)


def make_job(folder: Path) -> Job:
    """Make a job whose notebook is written already."""
    output = folder / "01_first.ipynb"
    output.write_text("{}", encoding="utf-8")
    return Job("small", "01_first", output, output, {}, folder, folder)


def test_all_that_our_tasks_end_with_is_taken_as_it_was(small_client: Callable[..., Path]) -> None:
    home = small_client()
    for as_of in ("", "2026-01-10"):
        checked = check_client("small", home, as_of)
        assert checked.faults or not as_of
        assert checked.missing
        assert checked.loan
        found = take_end(done(checked), Checked).value
        assert found == checked._replace(missing=tuple(checked.missing))
        assert isinstance(found, Checked)
        assert isinstance(found.loan, Loan)
        for one, other in zip(found.faults, checked.faults, strict=True):
            assert type(one.what) is type(other.what)
            assert not isinstance(one.what, Filled) or one.what.values == other.what.values  # type: ignore[attr-defined]
    delivered = Delivered({"a": {"a.html": "1"}}, {}, {"a": "A"}, "2026-01-10", aside=("a.html",))
    assert take_end(done(delivered), Delivered).value == delivered


@pytest.mark.slow
def test_a_chapter_and_its_delivery_are_taken_as_they_were(
    many_clients: Callable[..., Path],
) -> None:
    home = many_clients(1)
    folder = home / "clients" / "client-000"
    given = {"client": "client-000", "language": "en", "as_of": "", "interactive": False}
    template, output = home / "notebooks" / "01_first.ipynb", folder / "reports" / "01_first.ipynb"
    job = Job("client-000", "01_first", template, output, given, home, folder)
    pool = Pool(1, Limits(60))
    pool.add(Task("client-000/first", run_chapter, (job,)))
    (ran,) = pool
    outcome = take_outcome(ran, job, None).value
    assert outcome.ok
    assert outcome.sources["files"]
    made = deliver_client(folder, [job], home, chapters={"first"}, complete=True)
    assert made.chapters
    assert take_end(done(made), Delivered).value == made


def test_half_a_character_in_a_traceback_costs_no_fault(tmp_path: Path) -> None:
    job, faults = make_job(tmp_path), (Fault("odd"),)
    failed = Outcome("small", "01_first", faults, traceback="cut \ud83d off")
    assert take_outcome(done(failed), job, None).value.traceback == "cut \ufffd off"


@pytest.mark.parametrize(
    "value",
    [
        None,
        5,
        {},
        Checked(()),
        {**OWN, "faults": 5},
        {**OWN, "faults": ("odd",)},
        {**OWN, "sources": {"files": 5}},
        {**OWN, "sources": {"files": [{"path": "a\0b", "sha256": "x"}]}},
        {**OWN, "template": None},
        {**OWN, "client": "other"},
        {**OWN, "notebook": "02_second"},
        {**OWN, "notebook": "02_second", "faults": (Fault("odd"),)},
    ],
)
def test_another_end_fails_the_task(tmp_path: Path, value: object) -> None:
    job = make_job(tmp_path)
    taken = take_outcome(done(value), job, None)
    assert taken.value is None
    assert isinstance(taken.error, RunError)
    assert "cannot be read" in taken.error.faults[0].what
    assert taken.error.faults[0].file == "small/first"


def test_a_chapter_without_a_new_notebook_did_not_run(tmp_path: Path) -> None:
    job, good = make_job(tmp_path), Outcome("small", "01_first")
    assert take_outcome(done(good), job, None).value == good
    before = stamp_of(job.output)
    assert take_outcome(done(good), job, before).error
    failed = Outcome("small", "01_first", (Fault("odd"),))
    assert take_outcome(done(failed), job, before).value == failed
    job.output.unlink()
    assert take_outcome(done(good), job, before).error


ANSWER = """
import os, socket, stat
from toolkit.batch.answers import write_answer
from toolkit.batch.jobs import Outcome
from toolkit.errors import Fault, RunError
if client == "client-000":
    for stream in range(3, 200):
        try:
            found = socket.socket(fileno=os.dup(stream))
        except OSError:
            continue
        if found.type == socket.SOCK_STREAM:
            break
    sent = SENT
    while sent:
        sent = sent[os.write(stream, sent):]
    os._exit(0)
"""
FORGED: dict[str, str] = {
    "another client": "write_answer(Outcome('client-001', '01_first'), None)",
    "another notebook": "write_answer(Outcome('client-000', '77_none', (Fault('x'),)), None)",
    "no faults": "write_answer({'client': client, 'notebook': '01_first', 'faults': 5}, None)",
    "no notebook": "write_answer(Outcome('client-000', '01_first'), None)",
    "a class": "b'\\x80\\x02ctoolkit.batch.tasks\\nLimits\\n(N}X\\6\\0\\0\\0memoryK\\1stb.'",
}


@pytest.mark.slow
def test_what_a_notebook_forges_fails_its_own_report_only(
    many_clients: Callable[..., Path],
) -> None:
    home = many_clients(2)
    for sent in FORGED.values():
        code = textwrap.dedent(ANSWER.replace("SENT", sent))
        write_template(home / "notebooks" / "01_first.ipynb", *FIRST, code)
        (bad, good) = build(Request(home, force=True))
        assert good.faults == (), sent
        assert "in the end cannot be read" in str(bad.faults[0]), sent


@pytest.mark.slow
def test_sources_that_are_none_fail_a_report_until_it_is_mended(
    many_clients: Callable[..., Path],
) -> None:
    home = many_clients(1)
    odd: list[dict[str, Any]] = [{"path": "a\0b", "sha256": "x"}]
    for files in (odd, 5):
        shown = {"application/vnd.koers.sources+json": {"files": files}}
        code = f"from IPython.display import display\ndisplay({shown!r}, raw=True)"
        write_template(home / "notebooks" / "01_first.ipynb", *FIRST, code)
        (result,) = build(Request(home))
        assert "made by another version of Koers" in str(result.faults[0])
    write_template(home / "notebooks" / "01_first.ipynb", *FIRST)
    (result,) = build(Request(home))
    assert result.faults == ()
