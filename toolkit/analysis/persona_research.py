"""Everything that is known of the people for whom the client is there, from survey and team."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

import pandas as pd

from toolkit.analysis.channel_use import ChannelUse, measure_channel_use
from toolkit.analysis.contrasts import judge_together
from toolkit.analysis.demographics import Demographics, find_dividing, measure_demographics
from toolkit.analysis.division import Kind
from toolkit.analysis.open_answers import Themes, measure_themes
from toolkit.analysis.participation import Participation, measure_participation
from toolkit.analysis.personas import Personas, describe_personas
from toolkit.analysis.raking import Weighting
from toolkit.analysis.respondents import Respondents, gather_respondents
from toolkit.analysis.segment_sizes import measure_segments
from toolkit.analysis.segmentation import Segmentation
from toolkit.analysis.ways import Ways, measure_ways
from toolkit.analysis.withholding import ALL
from toolkit.language import Language
from toolkit.model.intake import TargetGroup
from toolkit.model.persona import Interview, Quote, Research
from toolkit.model.survey import Codebook

SAFE_BASE = 10  # where nobody said otherwise
LARGE = 0.25  # difference between shares that nobody would call small

Result = TypeVar("Result", ChannelUse, Participation, Ways, Demographics, Themes)


@dataclass(frozen=True, slots=True, eq=False)
class Audience:
    """What survey, interviews and team say of the audience; without a survey only people speak.

    Parameters
    ----------
    personas
        Each beside its evidence.
    people
        Who answered the survey; ``None`` without one.
    use, participation
        Channels used and things done; ``None`` where the survey did not ask.
    ways
        In which ways channels are used; ``None`` where the survey did not ask.
    who
        Who people are; ``None`` where the survey did not ask.
    themes
        What open answers speak of; ``None`` without themes.
    quotes
        Words of respondents and interviewees that were released, by the consultant, one by one.
    segments
        ``segment``, ``name``, ``share``, ``low``, ``high``, ``n`` (people); empty without segments.
    interviews
        All of them, also those that fit no persona.
    """

    personas: Personas
    people: Respondents | None
    use: ChannelUse | None
    participation: Participation | None
    ways: Ways | None
    segments: pd.DataFrame
    quotes: tuple[Quote, ...] = ()
    who: Demographics | None = None
    themes: Themes | None = None
    interviews: tuple[Interview, ...] = ()

    @property
    def codebook(self) -> Codebook | None:
        """What the survey asked."""
        return self.people.codebook if self.people is not None else None

    @property
    def use_table(self) -> pd.DataFrame | None:
        """Shares of channel users; None where the survey did not ask."""
        return self.use.table if self.use else None

    @property
    def ways_table(self) -> pd.DataFrame | None:
        """Shares by way of use; None where the survey did not ask."""
        return self.ways.table if self.ways else None

    @property
    def respondents(self) -> int:
        """People who answered."""
        return len(self.people) if self.people is not None else 0

    @property
    def weighted(self) -> bool:
        """Whether answers are weighted: shares are then, and numbers of people never."""
        return self.people is not None and self.people.weights.nunique() > 1

    @property
    def unmatched(self) -> tuple[str, ...]:
        """Keys of segments of which no listed answer occurs among the answers."""
        return self.people.division.unmatched if self.people is not None else ()

    @property
    def segment_names(self) -> dict[str, str]:
        """Names of the segments by key: as the personas are called that rest on them."""
        return {} if self.people is None else name_segments(self.people, self.personas)

    @property
    def segmentation(self) -> Segmentation | None:
        """What was looked for in the answers, where the codebook asks for it."""
        return self.people.division.segmentation if self.people is not None else None

    @property
    def division(self) -> Kind:
        """What divides people into segments."""
        return self.people.division.kind if self.people is not None else "none"

    def made_groups(self, label: str) -> bool:
        """Say whether answers of this kind, ``channel`` or ``rung``, made the segments."""
        made = self.people.division.made_by if self.people is not None else ()
        return any(name.startswith(f"{label} ") for name in made)

    @property
    def sample(self) -> Literal["probability", "convenience"]:
        """How respondents were found; without a survey there is no chance in it."""
        return self.codebook.sample if self.codebook else "convenience"

    @property
    def smallest_base(self) -> int:
        """The least number of people behind a cell that may be seen."""
        return self.codebook.smallest_base if self.codebook else SAFE_BASE

    @property
    def blocked(self) -> tuple[str, ...]:
        """Columns of which no other table may tell, for they part people who are withheld."""
        if self.people is None or not self.segments["n"].isna().any():
            return ()
        return tuple(sorted(column for column in find_dividing(self.people) if column))

    @property
    def weighting(self) -> Weighting | None:
        """How weights were made, where the codebook says what the population looks like."""
        return self.people.weighting if self.people is not None else None

    @property
    def too_few(self) -> tuple[str, ...]:
        """Names of segments that are withheld: nobody may be recognised."""
        withheld = self.segments["n"].isna() & ~self.segments["segment"].isin(self.unmatched)
        return tuple(self.segments.loc[withheld, "name"])

    def find_emptied(self, label: str = "") -> tuple[str, ...]:
        """Name the segments that are shown, and not where everybody is: on a channel or a rung.

        Parameters
        ----------
        label
            ``channel`` or ``rung``; empty for both.
        """
        shown = self.segments[self.segments["n"].notna()]
        empty: set[str] = set()
        for name, table in self._list_tables(label):
            asked = table[~table[name].isin(_find_empty(table, name))]
            empty |= set(asked.loc[asked["n"].isna(), "segment"])
        return tuple(shown.loc[shown["segment"].isin(empty), "name"])

    def find_unanswered(self, label: str = "") -> tuple[tuple[str, str], ...]:
        """List the channels and rungs of which nothing is shown of anybody, with their label."""
        return tuple(
            (name, key)
            for name, table in self._list_tables(label)
            for key in _find_empty(table, name)
        )

    def _list_tables(self, label: str) -> list[tuple[str, pd.DataFrame]]:
        results = (("channel", self.use), ("rung", self.participation))
        return [
            (name, result.table)
            for name, result in results
            if result is not None and label in {"", name}
        ]

    @property
    def unmatched_names(self) -> tuple[str, ...]:
        """Names of segments that nobody's answer matched."""
        return tuple(self.segment_names[key] for key in self.unmatched)

    @property
    def assumed(self) -> tuple[str, ...]:
        """Names of personas that rest on the team's own idea only."""
        return tuple(
            one.name
            for one in self.personas.sheets
            if one.evidence == "assumption" and not one.lost
        )

    @property
    def lost(self) -> tuple[str, ...]:
        """Names of personas whose group is gone, or may be other people in these answers."""
        return tuple(one.name for one in self.personas.sheets if one.lost)

    @property
    def fieldwork(self) -> tuple[dt.date, dt.date] | None:
        """First and last day of the survey."""
        book = self.codebook
        return (book.fieldwork_start, book.fieldwork_end) if book else None


def study_audience(
    groups: Sequence[TargetGroup],
    codebook: Codebook | None = None,
    answers: pd.DataFrame | None = None,
    research: Research | None = None,
    language: Language | None = None,
) -> Audience:
    """Bring together what the survey, the interviews and the team know.

    Parameters
    ----------
    groups
        From the intake.
    codebook, answers
        The survey, or ``None`` for both.
    research
        Personas and interviews, if there are any.
    language
        In which groups that nobody named are called; English without.

    Raises
    ------
    InputError
        If answers and codebook, or personas and segments, do not go together.
    """
    research = research or Research()
    if codebook is None or answers is None:
        empty = pd.DataFrame(columns=["segment", "name", "share", "low", "high", "n"])
        personas = describe_personas(research, groups)
        return Audience(
            personas, None, None, None, None, empty, research.quotes, interviews=research.interviews
        )
    people = gather_respondents(answers, codebook, language)
    personas = describe_personas(research, groups, people)
    segments, _ = measure_segments(people)
    segments.insert(1, "name", segments["segment"].map(name_segments(people, personas)))
    use = measure_channel_use(people) if codebook.channels else None
    participation = measure_participation(people) if codebook.behaviours else None
    ways = measure_ways(people) if codebook.ways else None
    who, themes = measure_demographics(people), _count_themes(people)
    # A reader meets what stands out from all of these together, so together they have one chance
    # in twenty to name what is none.
    measured = [one for one in (use, participation, ways, who, themes) if one is not None]
    judged = iter(judge_together([one.contrasts for one in measured]))
    return Audience(
        personas,
        people,
        _with(judged, use),
        _with(judged, participation),
        _with(judged, ways),
        segments,
        research.quotes,
        _with(judged, who),
        _with(judged, themes),
        research.interviews,
    )


def _with(judged: Iterator[pd.DataFrame], result: Result | None) -> Result | None:
    return None if result is None else replace(result, contrasts=next(judged))


def _count_themes(people: Respondents) -> Themes | None:
    texts = [question.column for question in people.codebook.open_questions]
    there = [column for column in texts if column in people.answers]
    return measure_themes(people, people.answers[there]) if there else None


def name_segments(people: Respondents, personas: Personas) -> dict[str, str]:
    """Name the segments by key: as the survey does, or as the personas that rest on them do."""
    called = {one.segment: one.name for one in personas.sheets if one.evidence == "survey"}
    asked = people.division.kind == "asked"
    return {
        key: name if asked else called.get(key, name) for key, name in people.division.names.items()
    }


def _find_empty(table: pd.DataFrame, label: str) -> list[str]:
    """Give the names of which not even everybody's share is shown."""
    return list(table.loc[(table["segment"] == ALL) & table["n"].isna(), label])


def leaves_differences_open(contrasts: pd.DataFrame) -> bool:
    """Say whether a large difference may hide behind too few answers.

    Parameters
    ----------
    contrasts
        As :func:`toolkit.analysis.contrasts.compare_with_rest` gives it. Only where every interval
        stays within :data:`LARGE` may groups be called alike.
    """
    return bool((contrasts[["low", "high"]].abs() >= LARGE).any(axis=None))


def find_row(table: pd.DataFrame, label: str, name: str, segment: str = ALL) -> int:
    """Give the row number of a segment and a channel or rung in a table of shares."""
    return int(table.index[(table["segment"] == segment) & (table[label] == name)][0])
