"""Makes sure that there is a browser for the tests: an installed one, else Debian's Chromium."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from tests.page_checks import find_browser


def main() -> int:
    """Find a browser, or install one where that can be done without asking; give an exit status."""
    try:
        found = find_browser()
    except AssertionError as error:
        if shutil.which("apt-get") is None or os.geteuid() != 0:
            print(error, file=sys.stderr)
            return 1
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["update", "-q"], ["install", "-y", "-q", "chromium"]):
            subprocess.run(["apt-get", *command], check=True, env=environment)
        found = find_browser()
    print(f"The pages are tested in {found}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
