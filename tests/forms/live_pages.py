"""The real live intake in a real browser: opened, driven by the keyboard, and read.

``open_intake`` opens a client's page as a consultant does, and waits until it can be typed in.
``walk`` goes through it with Tab and fills in what it meets, with no mouse and no script.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page
from playwright.sync_api import TimeoutError as TookTooLong

from tests.lab_server import Lab
from toolkit.model.fields import describe, name_of_row
from toolkit.model.intake import Intake
from toolkit.working_copies import working_copy
from toolkit.workshop_log import read_workshop
from toolkit.workshop_log.answers import fingerprint
from toolkit.workshop_log.files import add_up, find_foreign_state, read_log

PAGE = "working-copies/{slug}/01_intake_workshop.ipynb"
HELD = "Object.keys(localStorage).filter(one => one.startsWith('koers:')).length"
READY = """() => document.querySelector('.koers-block--maturity .koers-question')
    && document.querySelector('.koers-journal .koers-status')
    && document.querySelector('.koers-bar[data-state="ready"]')"""
AT = """() => {
  const at = document.activeElement, field = at.closest('.koers-field')
  const name = [...(field?.classList ?? [])].find(one => one.startsWith('koers-at--'))
  return {
    path: name ? name.slice('koers-at--'.length).replaceAll('--', '.') : '',
    block: at.closest('.koers-block')?.className.match(/koers-block--(\\w+)/)?.[1] ?? '',
    inside: Boolean(at.closest('.koers-workshop')),
    tag: at.tagName, type: at.type ?? '', words: at.textContent.trim(),
    class: at.className, name: at.ariaLabel || at.title || at.textContent.trim(),
  }
}"""
PICKED = """() => {
  const at = document.activeElement
  if (at.tagName === 'SELECT')
    return (at.selectedOptions[0]?.textContent ?? '').replaceAll('\u00a0', ' ')
  return at.checked ? at.closest('label').textContent.trim() : ''
}"""
SHOWN = """() => Object.fromEntries(
  [...document.querySelectorAll('.koers-workshop .koers-field')].flatMap(field => {
    const name = [...field.classList].find(one => one.startsWith('koers-at--'))
    if (!name || name.startsWith('koers-at--urn')) return []
    const radio = field.querySelector('input[type=radio]:checked')
    const input = field.querySelector('input:not([type=radio]), textarea, select')
    return [[name.slice('koers-at--'.length).replaceAll('--', '.'),
      radio ? radio.closest('label').textContent.trim() : input?.value ?? '']]
  }))"""

Answers = Mapping[str, "str | Sequence[Mapping[str, str]]"]


def make_client(workspace: Path, slug: str, *, name: str = "Small & Co") -> Path:
    """Lay down a client and the page of its workshop; give the folder of its answers."""
    client = workspace / "clients" / slug
    # Another try of the same test begins anew.
    shutil.rmtree(client, ignore_errors=True)
    shutil.rmtree(workspace / ".koers" / "unfinished" / slug, ignore_errors=True)
    client.mkdir(parents=True)
    text = f"# Who they are.\nname: {name!r}\nlanguage: en\nas_of: 2026-10-31\n"
    (client / "client.yaml").write_text(text, encoding="utf-8")
    working_copy(workspace, slug)
    return client / "workshop"


def open_intake(window: BrowserContext, lab: Lab, slug: str) -> Page:
    """Open the page of a client's workshop in a tab of its own; it runs by itself."""
    page = window.new_page()
    page.goto(lab.url(PAGE.format(slug=slug)))
    wait_until_ready(page)
    return page


def wait_until_ready(page: Page) -> None:
    """Wait until all blocks are there and the kernel is at rest."""
    page.wait_for_function(READY, timeout=90_000)


def wait_until_saved(page: Page) -> None:
    """Wait until the kernel said of all that was typed that it is on the disk."""
    try:
        page.wait_for_function(
            f"""() => {HELD} === 0
            && document.querySelector('.koers-journal .koers-status').dataset.state === 'saved'""",
            timeout=25_000,
        )
    except TookTooLong:
        told = page.evaluate("""() => [JSON.stringify(localStorage).slice(0, 2000),
            document.querySelector('.koers-journal').innerText.slice(0, 2000)]""")
        raise AssertionError("\n".join(told)) from None


def field(path: str) -> str:
    """Give the selector of what is typed in at `path`."""
    place = path.replace(".", "--")
    return f".koers-workshop .koers-at--{place} :is(input, textarea, select)"


def walk(page: Page, answers: Answers, press: Callable[[dict[str, Any]], bool]) -> list[str]:
    """Go from the top of the page to its end with Tab, and fill in what is asked.

    Parameters
    ----------
    answers
        By path: the text to type, or for a table the rows with the text of each field.
    press
        Says of a button whether to press Enter on it.

    Returns
    -------
    list of str
        The paths and names of all that had the focus, in order.
    """
    seen: list[str] = []
    rows: dict[str, list[str]] = {table: [] for table, of in answers.items() if type(of) is not str}
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate(AT)["inside"]:
            break
    for _ in range(1500):
        at = page.evaluate(AT)
        if not at["inside"]:
            return seen
        seen.append(at["path"] or at["name"])
        wanted = _wanted(at["path"], answers, rows) if at["path"] else None
        if wanted is not None:
            _type(page, at, wanted)
            if page.evaluate(AT)["path"] != at["path"]:
                continue  # a score leads to the next cell by itself
        elif "koers-more" in at["class"]:
            table = ADDERS.get(at["words"], "")
            if table in rows and len(rows[table]) < len(answers[table]):
                page.keyboard.press("Enter")
                page.wait_for_function(
                    "table => (document.activeElement.closest('.koers-field')?.className ?? '')"
                    ".includes(`koers-at--${table}--`)",
                    arg=table.replace(".", "--"), timeout=20_000,
                )  # fmt: skip
                continue
        elif at["tag"] == "BUTTON" and press(at):
            page.keyboard.press("Enter")
        page.keyboard.press("Tab")
    raise AssertionError("Tab does not come to the end of the page.")


ADDERS = {
    f"+ {name_of_row(field.model)}": f"intake.{field.name}"
    for field in describe(Intake)
    if field.kind in {"table", "groups"} and field.model
}


def _wanted(path: str, answers: Answers, rows: dict[str, list[str]]) -> str | None:
    if isinstance(text := answers.get(path), str):
        return text
    for table, known in rows.items():
        key, _, name = path.removeprefix(f"{table}.").partition(".")
        if path.startswith(f"{table}."):
            if key not in known:
                known.append(key)
            place = known.index(key)
            return answers[table][place].get(name) if place < len(answers[table]) else None
    return None


def _type(page: Page, at: dict[str, Any], text: str) -> None:
    if at["tag"] == "SELECT" or at["type"] == "radio":
        if at["tag"] == "SELECT":
            page.keyboard.press("Home")
        for _ in range(12):
            if page.evaluate(PICKED) == text:
                return
            page.keyboard.press("ArrowDown")
        raise AssertionError(f"{text} cannot be chosen at {at['path']}")
    page.keyboard.type(text)


def check_files(folder: Path) -> None:
    """Fail unless the log is whole, each line on its own, and the state is what it adds up to."""
    operations = read_log(folder)
    assert (folder / "log.jsonl").read_bytes().endswith(b"\n")
    assert find_foreign_state(folder, operations) is None
    answers = add_up(operations, folder).plain()
    assert fingerprint(answers)
    read_workshop(folder)
    for _ in range(50):
        if not list(folder.glob(".*")):
            break
        # What is written this moment takes its place; what is left half-written never does.
        time.sleep(0.1)
    assert not list(folder.glob(".*")), "nothing half-written is left"
