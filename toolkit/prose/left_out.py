"""What was typed in the workshop and does not count, as a warning in the chapter that it misses."""

from __future__ import annotations

from toolkit.clients import ClientFolder
from toolkit.exhibit import Exhibit
from toolkit.language import Language
from toolkit.prose import wording


def left_out(folder: ClientFolder, part: str, language: Language) -> Exhibit:
    """Warn of rows and answers of a part of the workshop that do not count.

    Parameters
    ----------
    part
        Such as ``choice``.
    """
    told = [one.tell(language) for one in folder.left_out if one.path.startswith(f"{part}.")]
    return wording.notice([wording.plain(one) for one in told], f"{part}-left-out")
