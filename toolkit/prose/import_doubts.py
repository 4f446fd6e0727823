"""What the files of channels give reason to doubt, each thing once, in the words of a reader."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath

from toolkit import bundle
from toolkit.errors import Fault
from toolkit.exhibit import Exhibit
from toolkit.language import Language
from toolkit.prose import wording
from toolkit.readers.channels import ChannelData

MOST_DOUBTS = 8


def warnings(channels: ChannelData, language: Language) -> Exhibit:
    """Say what the files give reason to doubt, each thing once; nothing where there is nothing."""
    found: dict[str, list[Fault]] = {}
    for fault in channels.faults:
        if fault.severity == "warning":
            found.setdefault(fault.what, []).append(fault)
    sentences = [_doubt(alike, language) for alike in list(found.values())[:MOST_DOUBTS]]
    if rest := len(found) - len(sentences):
        sentences.append(
            wording.plain(
                language.plural(
                    "One more reason for care stands under “How the files were read”.",
                    "{n} more reasons for care stand under “How the files were read”.",
                    rest,
                )
            )
        )
    return wording.notice(sentences, "import-warnings")


def _doubt(alike: Sequence[Fault], language: Language) -> bundle.Sentence:
    """Say one thing that was found, with the first place of it, and in how many others it is so."""
    first = alike[0]
    lead = PurePosixPath(first.file).name
    if first.row is not None:
        lead = language.text("{file}, row {row}", file=lead, row=first.row)
    text = language.told(first.what) + (f" {language.found(first.got)}." if first.got else "")
    if others := len(alike) - 1:
        more = language.plural(
            "The same in one other place.", "The same in {n} other places.", others
        )
        text = f"{text} {more}"
    return wording.plain(text, lead)
