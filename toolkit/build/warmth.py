"""What every report needs, made once before the first: imports, the exporter, a first picture."""

from __future__ import annotations

import importlib
import io
import pkgutil
from functools import cache
from pathlib import Path

import matplotlib.pyplot as plt

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


def warm_up(workspace: Path) -> None:
    """Import and make what does not depend on a client."""
    _warm_up_once()
    try:
        html.warm_up(workspace)
    except (ToolkitError, OSError, ValueError):
        # A broken template is the fault of each report that it is used for, and told there.
        return


@cache
def _warm_up_once() -> None:
    for room in _ROOMS:
        path = [f"{folder}/{room}" for folder in toolkit.__path__]
        for module in pkgutil.walk_packages(path, f"toolkit.{room}."):
            importlib.import_module(module.name)
    for name in _LATER:
        importlib.import_module(name)
    for language in ("nl", "en"):
        Language(language).text("Client")
    open_shell()
    figure, axes = plt.subplots()
    axes.set_title("x")
    figure.savefig(io.BytesIO(), format="svg")
    figure.savefig(io.BytesIO(), format="png")
    plt.close(figure)
