"""What every report needs, made once before the first: imports, the exporter, a first picture."""

from __future__ import annotations

import importlib
import io
import pkgutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import toolkit
from toolkit.batch.shell import open_shell
from toolkit.deliver import html
from toolkit.errors import ToolkitError
from toolkit.language import Language

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
    _draw_once()
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


@cache
def _draw_once() -> None:
    import matplotlib.pyplot as plt

    for language in ("nl", "en"):
        Language(language).text("Client")
    open_shell()
    figure, axes = plt.subplots()
    axes.set_title("x")
    figure.savefig(io.BytesIO(), format="svg")
    figure.savefig(io.BytesIO(), format="png")
    plt.close(figure)
