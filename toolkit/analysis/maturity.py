"""How far a client is with social media: as far as its weakest side.

The phases are those of Corinne Keijzer's growth model (2016). A mean over sides would let strong
ones make up for a weak one, which they do not; it stands beside, for whoever asks.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import fmean

from toolkit.model.fields import describe
from toolkit.model.intake import PHASE_NAMES, Maturity


@dataclass(frozen=True, slots=True)
class Side:
    """A side of the client: its field, its label in English, its phase, and what shows it."""

    name: str
    label: str
    phase: int | None
    evidence: str | None


@dataclass(frozen=True, slots=True)
class Growth:
    """How far each side is."""

    sides: tuple[Side, ...]

    @property
    def known(self) -> tuple[Side, ...]:
        """Sides of which the phase is known."""
        return tuple(side for side in self.sides if side.phase is not None)

    @property
    def phase(self) -> int | None:
        """The phase of the weakest side that is known: no side can make it higher."""
        return min((side.phase for side in self.sides if side.phase is not None), default=None)

    @property
    def mean(self) -> float | None:
        """The mean phase of the sides that are known."""
        phases = [side.phase for side in self.sides if side.phase is not None]
        return fmean(phases) if phases else None

    @property
    def weakest(self) -> tuple[Side, ...]:
        """The sides that hold the client back."""
        return tuple(side for side in self.known if side.phase == self.phase)


def judge_maturity(maturity: Maturity) -> Growth:
    """Read the phase of each side, and what shows it, off the answers."""
    sides = []
    for field in describe(type(maturity)):
        if set(field.choices) == set(PHASE_NAMES):
            phase = getattr(maturity, field.name)
            evidence = getattr(maturity, f"{field.name}_evidence", None)
            number = None if phase is None else int(phase)
            sides.append(Side(field.name, field.label, number, evidence))
    return Growth(tuple(sides))
