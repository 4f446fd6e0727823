"""Where the demo clients lie, and the script that made their data, run as the README says."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
CLIENTS = ROOT / "clients"
SLUGS = ("demo-bibliotheek", "demo-fietsen", "demo-outdoor")


def run_source(into, **environment):
    """Run the script in an environment of another machine."""
    subprocess.run(
        [sys.executable, "-m", "clients._source", str(into)],
        cwd=ROOT,
        env={**os.environ, **environment},
        check=True,
    )
