"""What all commands say alike: faults and counts; and asking somebody who sits at a terminal."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import typer

from toolkit.errors import Fault, ToolkitError, UsageError
from toolkit.workspace import CLIENTS, INBOX

if TYPE_CHECKING:
    from pathlib import Path

    from toolkit.language import Language


def ask(question: str, without: str, answer: str = "") -> None:
    """Ask somebody at a terminal, and stop if nobody is there or they think better of it."""
    if not somebody_is_there():
        raise UsageError(f"Nobody is there to ask. {without}")
    if not answer:
        typer.confirm(question, abort=True)
    elif typer.prompt(question) != answer:
        raise UsageError("That is another name; nothing was removed.")


def somebody_is_there() -> bool:
    """Say whether somebody sits at a terminal."""
    return sys.stdin is not None and sys.stdin.isatty()


def count(number: int, one: str, many: str) -> str:
    """Write a number with its word."""
    return f"{number} {one if number == 1 else many}"


def write_fault(fault: Fault, words: Language) -> str:
    """Write a fault on one line, in the client's language."""
    return f"{words.text(fault.severity)}: {words.told(fault.told)}"


def tell_waiting(workspace: Path) -> None:
    """Say that files wait to be sorted: a build moves none, so that it gives the same again."""
    inbox = workspace / CLIENTS / INBOX
    # Most often nothing does, and then nothing has to be imported to say so.
    if not inbox.is_dir() or not any(inbox.iterdir()):
        return
    from toolkit import clients

    try:
        n = len(clients.Inbox(workspace).waiting())
    except ToolkitError as error:
        complain(error, 1)
        return
    if n:
        held = count(n, "file waits", "files wait")
        typer.echo(f"{held} in clients/inbox. To sort them:  koers inbox", err=True)


def tell_turn(step: str, *_: int) -> None:
    """Say that another build has to be waited for, where it disturbs no output."""
    from toolkit.build.turn import WAITING

    if step == WAITING:
        typer.echo(f"{step[:1].upper()}{step[1:]} …", err=True)


def complain(error: ToolkitError, status: int) -> int:
    """Write what is wrong where it disturbs no output, and give the exit status."""
    for fault in error.faults:
        typer.echo(str(fault), err=True)
    return status
