"""What runs in the browser, as anywidget takes it: one module without imports for each piece."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent


def read_script(*names: str) -> str:
    """Read scripts of this folder as one module; each makes use of those before it."""
    return "".join((FOLDER / name).read_text(encoding="utf-8") for name in names)
