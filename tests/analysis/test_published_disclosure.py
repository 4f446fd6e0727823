"""From everything that is published of a survey, no withheld cell can be computed back."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from tests.analysis.chapter_cells import run_chapter
from tests.analysis.disclosure_auditor import ALL, NONE, SIZE, Truth, audit
from tests.analysis.random_surveys import GROUPS, draw_survey, tell_truth
from tests.counts import examples
from tests.invented_answers import make_folder
from toolkit.analysis.open_answers import measure_themes
from toolkit.analysis.respondents import gather_respondents
from toolkit.analysis.ways import measure_ways
from toolkit.analysis.withholding import choose_withheld, withhold
from toolkit.bundle import Column
from toolkit.clients.folder import Survey
from toolkit.exhibit import Exhibit
from toolkit.model.intake import Intake, TargetGroup
from toolkit.model.workshop import Workshop
from toolkit.tidy import tabulate

SURVEYS = examples(100, full=1000)
CHOICES = examples(20, full=800)
BATCHES = 4
UNITS = {"n": "count", "n_effective": "number"}


@pytest.fixture
def no_pictures(monkeypatch):
    """Keep a figure's bundle and leave the drawing, which says nothing more and takes longest."""
    for name in ("persona_research", "persona_channels", "segmentation"):
        monkeypatch.setattr(
            f"toolkit.figures.{name}.exhibit_figure", lambda figure, draw: Exhibit(figure, "")
        )


@pytest.fixture
def publish(tmp_path, no_pictures):
    """Give all bundles that the chapter shows of a survey."""
    make_folder(tmp_path / "museum")

    def run(codebook, answers, people):
        from toolkit.clients import ClientFolder

        folder = ClientFolder(tmp_path / "museum")
        vars(folder)["survey"] = Survey(codebook, answers, ())
        groups = GROUPS if codebook.segment_column else name_found(people)
        vars(folder)["workshop"] = Workshop(intake=Intake(target_groups=groups))
        bundles = [one.bundle for one in run_chapter("02_persona_research.ipynb", folder)]
        return [*bundles, *print_in_full(people)]

    return run


def name_found(people):
    """Give each group that was found or made a persona, so that all is told of it that may be."""
    return tuple(TargetGroup(name=f"Persona {key}", segment=key) for key in people.division.keys)


def print_in_full(people):
    """Give what the sheets tell of in part, ways of use and themes, as whole tables."""
    ways = measure_ways(people) if people.codebook.ways else None
    texts = people.answers[[one.column for one in people.codebook.open_questions]]
    for name, found in (("ways", ways), ("themes", measure_themes(people, texts))):
        if found is not None:
            columns = [
                Column(name=column, label=column)
                if column in {"segment", "channel", "way", "question", "theme"}
                else Column(name=column, label=column, unit=UNITS.get(column, "share"))
                for column in found.table
            ]
            yield tabulate(found.table, columns, name=name, title=name, of_people=True)


@pytest.mark.slow
@pytest.mark.parametrize("batch", range(BATCHES))
def test_no_withheld_cell_can_be_computed_back(batch, publish):
    withheld = 0
    for seed in range(batch, SURVEYS, BATCHES):
        codebook, answers = draw_survey(seed)
        people = gather_respondents(answers, codebook)
        found = audit(publish(codebook, answers, people), tell_truth(codebook, answers, people))
        assert not found.faults, (seed, found.faults)
        withheld += found.withheld
    assert withheld > SURVEYS // BATCHES


def draw_choices(seed):
    """Draw groups that everybody is in, and questions with several answers, one or more of each."""
    draw = np.random.default_rng(seed)
    groups = tuple("abcde"[: draw.integers(2, 6)])
    sizes = {one: int(draw.choice([draw.integers(0, 9), draw.integers(5, 60)])) for one in groups}
    rows, asked, yes, single = [], {}, {}, set()
    for number in range(draw.integers(1, 4)):
        reached = draw.choice([0.3, 0.9, 1.0])
        answers = int(draw.integers(2, 5))
        alone = draw.random() < 0.6
        if alone:
            single.add((("question", f"q{number}"),))
        for group in groups:
            n = int(draw.binomial(sizes[group], reached))
            liking = draw.dirichlet(np.full(answers, draw.choice([0.2, 1.0])))
            counts = draw.multinomial(n, liking) if alone else draw.binomial(n, liking)
            for answer, count in enumerate(counts):
                question = (("question", f"q{number}"), ("answer", f"a{answer}"))
                rows.append((group, *(value for _, value in question), n, int(count)))
                asked[question, group], yes[question, group] = n, int(count)
    table = pd.DataFrame(rows, columns=["segment", "question", "answer", "n", "count"])
    everybody = table.groupby(["question", "answer"], as_index=False)[["n", "count"]].sum()
    table = pd.concat([everybody.assign(segment=ALL), table], ignore_index=True)
    for row in everybody.to_dict("records"):
        question = (("question", row["question"]), ("answer", row["answer"]))
        asked[question, ALL], yes[question, ALL] = row["n"], row["count"]
        asked[question, NONE] = yes[question, NONE] = 0
    asked |= {(SIZE, group): n for group, n in sizes.items()} | {(SIZE, ALL): sum(sizes.values())}
    return (
        table,
        sizes,
        Truth(10, sum(sizes.values()), groups, asked, yes, single=frozenset(single)),
    )


@pytest.mark.slow
def test_nor_can_one_of_a_question_with_several_answers():
    withheld = 0
    for seed in range(CHOICES):
        table, sizes, truth = draw_choices(seed)
        hidden = choose_withheld(sizes, truth.respondents, 10)
        table["share"] = (table["count"] / table["n"]).where(table["n"] > 0)
        shown = withhold(
            table.rename(columns={"count": "given"}),
            within="question",
            values=["n", "given", "share"],
            smallest_base=10,
            elsewhere=hidden,
            given="given",
        )
        counted = pd.DataFrame({"segment": list(sizes), "n": list(sizes.values())})
        counted = counted[~counted["segment"].isin(hidden)]
        columns = [
            Column(name=name, label=name, unit="count" if name == "n" else "share")
            if name in {"n", "share"}
            else Column(name=name, label=name)
            for name in ("segment", "question", "answer", "share", "n")
        ]
        made = [
            tabulate(shown, columns, name="answers", title="Answers"),
            tabulate(counted, [columns[0], columns[4]], name="sizes", title="Sizes"),
        ]
        found = audit(made, truth)
        assert not found.faults, (seed, found.faults)
        withheld += found.withheld
    assert withheld > CHOICES
