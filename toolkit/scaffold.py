"""What is laid down for a beginner: a workspace, and in it a client folder that explains itself."""

from __future__ import annotations

import shlex
import shutil
import sys
from pathlib import Path
from string import Template

import yaml

from toolkit.clients import SLUG
from toolkit.errors import Fault, UsageError
from toolkit.language import LOCALES
from toolkit.workspace import MARKER, find_resource, package_resources

_NEVER = shutil.ignore_patterns("reports", "_source", "__pycache__", ".ipynb_checkpoints")
PARTS = ("notebooks", "templates")
WINDOWS_STARTER, UNIX_STARTER = "Start Koers.bat", "Start Koers.command"


def make_workspace(folder: Path) -> None:
    """Lay down notebooks, templates and the demo clients in `folder`.

    Raises
    ------
    UsageError
        If the folder holds anything already.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(Fault("A new workspace needs an empty folder, or none.", got=str(folder)))
    shipped = package_resources()
    for part in PARTS:
        shutil.copytree(shipped / part, folder / part, ignore=_NEVER)
    for client in sorted((shipped / "clients").glob("demo-*")):
        shutil.copytree(client, folder / "clients" / client.name, ignore=_NEVER)
    marker = "# This file marks a Koers workspace: commands work here and in any folder below.\n"
    (folder / MARKER).write_text(marker, encoding="utf-8", newline="\n")
    lay_starters(shipped / "templates" / "starters", folder, python=sys.executable)


def lay_starters(source: Path, folder: Path, *, python: str) -> None:
    """Lay down what starts Koers with a double-click.

    Parameters
    ----------
    source
        Where the starters lie that name no machine's Python.
    folder
        The workspace.
    python
        The Python that has Koers on this machine: where the starter finds no other, it takes this.
    """
    windows = (source / WINDOWS_STARTER).read_text(encoding="utf-8")
    # In a batch file a percent sign is written twice.
    windows = windows.replace('set "MADE_BY="', f'set "MADE_BY={python.replace("%", "%%")}"')
    (folder / WINDOWS_STARTER).write_text(windows, encoding="utf-8", newline="\r\n")
    unix = (source / UNIX_STARTER).read_text(encoding="utf-8")
    unix = unix.replace("made_by=''", f"made_by={shlex.quote(python)}")
    (folder / UNIX_STARTER).write_text(unix, encoding="utf-8", newline="\n")
    (folder / UNIX_STARTER).chmod(0o755)


def make_client(workspace: Path, slug: str, *, language: str, name: str = "") -> Path:
    """Lay down a client folder and give its path.

    Parameters
    ----------
    slug
        Folder name: small letters, digits and hyphens.
    language
        ``nl`` or ``en``.
    name
        The client's name; by default made of the slug.

    Raises
    ------
    UsageError
        If the slug or language cannot be used, or the folder exists.
    """
    path = workspace / "clients" / slug
    faults = []
    if not SLUG.fullmatch(slug):
        faults.append(
            Fault(
                "This name cannot be used for a folder.",
                got=slug,
                expected="small letters, digits and hyphens, such as city-library, and not inbox",
            )
        )
    elif path.exists():
        faults.append(Fault("There is such a client already.", got=slug))
    if language not in LOCALES:
        expected = " or ".join(sorted(LOCALES))
        faults.append(Fault("This language is not known.", got=language, expected=expected))
    if faults:
        raise UsageError(faults)
    template = find_resource("templates/client", workspace=workspace)
    shutil.copytree(template, path)
    title = name or " ".join(word.capitalize() for word in slug.split("-"))
    file = path / "client.yaml"
    text = Template(file.read_text(encoding="utf-8"))
    quoted = yaml.safe_dump(title, allow_unicode=True, default_style='"').strip()
    filled = text.safe_substitute(name=quoted, language=language)
    file.write_text(filled, encoding="utf-8", newline="\n")
    return path
