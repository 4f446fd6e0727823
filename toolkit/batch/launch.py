"""How a Python of its own is started for reports: what it is called with, and its surroundings."""

from __future__ import annotations

import sys
from collections.abc import Sequence

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


def python_call(module: str, call: str) -> Sequence[str]:
    """Give the command that calls a function of a module in a new Python."""
    # Modules are looked for where this process finds them, however it was told to.
    name = call.partition("(")[0]
    return (
        sys.executable,
        "-c",
        f"import sys; sys.path[:] = {sys.path!r}; from {module} import {name}; {call}",
    )
