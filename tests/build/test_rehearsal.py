"""What is rehearsed once spares each report its first time, and leaves no trace in any."""

from __future__ import annotations

import subprocess
import sys

import pytest

from toolkit.batch.launch import give_surroundings

# In a Python of its own, as the process is that reports start from.
TELL = """
import threading
from pathlib import Path
from matplotlib import font_manager, mathtext
import matplotlib.pyplot as plt
from toolkit.build.rehearsal import rehearse
from toolkit.figures.words import measure_words

for step in rehearse():
    pass
assert mathtext.MathTextParser._parser is not None, "no grammar of formulas"
assert not plt.get_fignums(), "a picture is left open"
tasks = Path("/proc/self/task")
assert not tasks.is_dir() or len(list(tasks.iterdir())) == 1, "a thread is left"
before = font_manager.fontManager._findfont_cached.cache_info().misses
measure_words("other words", 13, "bold")
assert font_manager.fontManager._findfont_cached.cache_info().misses == before, "font not known"
"""


@pytest.mark.slow
def test_a_rehearsal_leaves_grammars_and_fonts_and_neither_pictures_nor_threads() -> None:
    done = subprocess.run(
        [sys.executable, "-c", TELL], env=give_surroundings(), capture_output=True, text=True
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
