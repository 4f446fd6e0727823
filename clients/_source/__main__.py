"""Write the demo clients' data anew: ``python -m clients._source [FOLDER]``."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from . import asked, bicycles, heard, library, outdoor, questionnaires
from .answers import write_workshop

_Write = Callable[[Path], None]
_CLIENTS: dict[str, tuple[_Write, _Write, _Write]] = {
    "demo-bibliotheek": (library.write, questionnaires.write_library, heard.write_library),
    "demo-fietsen": (bicycles.write, questionnaires.write_bicycles, heard.write_bicycles),
    "demo-outdoor": (outdoor.write, questionnaires.write_outdoor, heard.write_outdoor),
}
# One client has no log, so that its chapter shows how to get one.
_MESSAGES: dict[str, _Write] = {
    "demo-bibliotheek": asked.write_library,
    "demo-outdoor": asked.write_outdoor,
}


def main(clients: Path) -> None:
    """Write exports, survey, logs and workshop of each demo client below `clients`."""
    for slug, (write_channels, write_answers, write_log) in _CLIENTS.items():
        write_channels(clients / slug / "data" / "channels")
        write_answers(clients / slug / "data" / "survey" / "responses.csv")
        write_log(clients / slug / "data" / "listening" / "log.csv")
        if slug in _MESSAGES:
            _MESSAGES[slug](clients / slug / "data" / "messages")
        write_workshop(clients / slug / "workshop")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent.parent)
