"""What every report needs, made once before the first: imports, a rehearsal, the exporter."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import toolkit
from toolkit.deliver import html
from toolkit.errors import ToolkitError

# What notebooks call, and what some of it imports only when it is called.
_ROOMS = ("readers", "clients", "analysis", "figures", "tables", "prose", "language")
_LATER = (
    "toolkit.live",
    "markdown_it",
    "matplotlib.backends.backend_svg",
    "mpl_toolkits.axes_grid1",
    "pymcdm.methods",
    "seaborn",
    "snowballstemmer",
    "stop_words",
    "tzdata",
)


def warm_up(workspace: Path) -> Iterator[None]:
    """Import and make what does not depend on a client, step by step."""
    for name in _list_modules():
        importlib.import_module(name)
        yield
    # Imported as late as what it uses: the modules above are loaded between other tasks.
    from toolkit.build.rehearsal import rehearse

    yield from rehearse()
    try:
        html.warm_up(workspace)
    except (ToolkitError, OSError, ValueError):
        # A broken template is the fault of each report that it is used for, and told there.
        return


def _list_modules() -> Iterator[str]:
    yield from _LATER
    for room in _ROOMS:
        path = [f"{folder}/{room}" for folder in toolkit.__path__]
        for module in pkgutil.walk_packages(path, f"toolkit.{room}."):
            yield module.name
