"""How a Python of its own is started for reports: what it is called with, and its surroundings."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from platformdirs import user_cache_path

from toolkit.secret import PREFIX

# Where processes start: a folder without settings, which matplotlib takes from the current one.
FOLDER = Path(__file__).parent
# The same for every report, whoever builds it and where.
ENVIRONMENT = {
    "PYTHONHASHSEED": "0",
    "PYTHONUTF8": "1",
    "TZ": "UTC",
    "LC_ALL": "C.UTF-8",
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    # Reports draw and count; a thread pool inside each of them only gets in the others' way.
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
}


def give_surroundings() -> dict[str, str]:
    """Give the environment of a process for reports: this one's without secrets, and our own.

    What a process is started with anybody of the same user can read while it lives, whatever it
    forgets. A secret goes only to the task that names it, beside the environment.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    return kept | ENVIRONMENT | _choose_settings()


def search_path() -> tuple[str, ...]:
    """Say where this process looks for modules, for one that works in another folder."""
    return tuple(os.path.abspath(one) for one in sys.path)  # noqa: PTH100 - of an empty one too


@cache
def _choose_settings() -> dict[str, str]:
    """Keep libraries from what a user has set for them, and from leaving their own folders."""
    place = user_cache_path("koers")
    # Where none can be made, each library takes a temporary one.
    with suppress(OSError):
        place.mkdir(parents=True, exist_ok=True)
    settings = {"IPYTHONDIR": str(place / "ipython"), "MPLCONFIGDIR": str(place / "matplotlib")}
    # Found without being imported, which takes long.
    matplotlib = find_spec("matplotlib")
    if matplotlib and matplotlib.origin:
        defaults = Path(matplotlib.origin).parent / "mpl-data" / "matplotlibrc"
        settings["MATPLOTLIBRC"] = str(defaults)
    return settings


def python_call(module: str, call: str) -> Sequence[str]:
    """Give the command that calls a function of a module in a new Python."""
    # Modules are looked for where this process finds them, however it was told to.
    name = call.partition("(")[0]
    return (
        sys.executable,
        "-c",
        f"import sys; sys.path[:] = {[*search_path()]!r}; from {module} import {name}; {call}",
    )
