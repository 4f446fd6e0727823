"""Where things lie: the workspace around the current folder, its clients, and the package's own.

A workspace is a folder with a ``koers.toml``. Templates are looked for in the client's own folder,
then in the workspace, then in the package; nobody else decides that order.
"""

from __future__ import annotations

import os
from pathlib import Path

from toolkit.errors import Fault, UsageError, fill
from toolkit.files import leads_nowhere, refuse_dead_link

MARKER = "koers.toml"
CLIENTS = "clients"
INBOX = "inbox"
"""The folder beside the clients' folders that takes files of all of them."""
CACHE = ".koers"
"""What can be made again, and locks; not to be kept or sent to anybody."""


def find_workspace(start: Path | None = None) -> Path:
    """Find the workspace that contains `start` (default: the current folder).

    Raises
    ------
    UsageError
        If neither the folder nor any folder above it holds a ``koers.toml``.
    """
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / MARKER).is_file():
            return folder
    raise UsageError(
        Fault(
            fill(
                "There is no Koers workspace here: no {marker} in this folder or any above it.",
                marker=MARKER,
            ),
            got=str(start or "the current folder"),
            remedy="Go to your workspace folder first, or make one with: koers init DIR",
        )
    )


def check_workspace(folder: Path) -> None:
    """Fail where a folder is no workspace, before anything is made in it.

    Raises
    ------
    UsageError
        If it holds no ``koers.toml``.
    """
    if not (folder / MARKER).is_file():
        raise UsageError(
            Fault(
                fill("This folder is no Koers workspace: it holds no {marker}.", marker=MARKER),
                got=str(folder),
                remedy="Go to your workspace folder first, or make one with: koers init DIR",
            )
        )


def find_slugs(folder: Path) -> tuple[str, ...]:
    """Name the clients in ``clients/``: the folders with a ``client.yaml``, but for the inbox.

    One whose ``client.yaml`` is a link that leads nowhere is a client too, with a fault.
    """
    if not folder.is_dir():
        return ()
    with os.scandir(folder) as found:
        names = sorted(one.name for one in found if one.name != INBOX)
    # A workspace may have a thousand: joined as text, their paths take a tenth of the time.
    files = {one: f"{folder}/{one}/client.yaml" for one in names}
    return tuple(
        one
        for one, file in files.items()
        if os.path.isfile(file) or leads_nowhere(file)  # noqa: PTH113
    )


def package_resources() -> Path:
    """Give the folder with the notebooks, templates and demo clients that ship with Koers.

    An installed package carries them inside itself; in a checkout they lie at the top.
    """
    inside = Path(__file__).parent / "shipped"
    return inside if inside.is_dir() else Path(__file__).parent.parent


def find_resource(relative: str, *, workspace: Path | None, client: Path | None = None) -> Path:
    """Find a notebook or template: the client's own, else the workspace's, else the package's.

    Parameters
    ----------
    relative
        Path below those folders, such as ``notebooks/03_channel_benchmark.ipynb``.

    Raises
    ------
    UsageError
        If none of the three has it.
    InputError
        If it is a link that leads nowhere.
    """
    places = [folder for folder in (client, workspace, package_resources()) if folder is not None]
    for folder in places:
        if (folder / relative).exists():
            return folder / relative
        refuse_dead_link(folder, relative)
    raise UsageError(
        fill(
            "There is no {relative} in this workspace, nor in the Koers package.", relative=relative
        )
    )
