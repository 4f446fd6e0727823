"""Why something is suggested: a message of the catalogue, and what fills its blanks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from toolkit.language import Language


@dataclass(frozen=True, slots=True)
class Reason:
    """What speaks for a suggestion."""

    message: str
    values: Mapping[str, object] = field(default_factory=dict)

    def told(self, words: Language) -> str:
        """Give it as a sentence."""
        return words.text(self.message, **self.values)
