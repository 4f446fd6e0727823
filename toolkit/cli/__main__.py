"""``python -m toolkit.cli`` is ``koers``."""

from toolkit.cli import main

main()
