"""What files give reason to doubt, each thing once, in the words of a reader."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from toolkit import bundle
from toolkit.errors import Fault
from toolkit.exhibit import Exhibit
from toolkit.language import Language
from toolkit.prose import wording
from toolkit.readers.channels import ChannelData

MOST_DOUBTS = 8


def warnings(channels: ChannelData, language: Language) -> Exhibit:
    """Say what the files of channels give reason to doubt; nothing where there is nothing."""
    table = language.text("How the files were read")
    return tell_warnings(channels.faults, language, "import-warnings", table)


def tell_warnings(faults: Iterable[Fault], language: Language, name: str, table: str) -> Exhibit:
    """Say the warnings among faults, each thing once.

    Parameters
    ----------
    name
        Of the notice.
    table
        Title of the table that has them all, and the notice only the first of them.
    """
    found: dict[str, list[Fault]] = {}
    for fault in faults:
        if fault.severity == "warning":
            found.setdefault(fault.what, []).append(fault)
    sentences = [_doubt(alike, language) for alike in list(found.values())[:MOST_DOUBTS]]
    if rest := len(found) - len(sentences):
        sentences.append(
            wording.plain(
                language.plural(
                    "One more reason for care stands under “{table}”.",
                    "{n} more reasons for care stand under “{table}”.",
                    rest,
                    table=table,
                )
            )
        )
    return wording.notice(sentences, name)


def _doubt(alike: Sequence[Fault], language: Language) -> bundle.Sentence:
    """Say one thing that was found, with the first place of it, and in how many others it is so."""
    first = alike[0]
    lead = language.told(replace(first, file=PurePosixPath(first.file).name).where)
    text = language.told(first.what) + (f" {language.found(first.got)}." if first.got else "")
    if others := len(alike) - 1:
        more = language.plural(
            "The same in one other place.", "The same in {n} other places.", others
        )
        text = f"{text} {more}"
    return wording.plain(text, lead)
