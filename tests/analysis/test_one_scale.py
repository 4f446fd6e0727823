"""One scale against groups: what is invented along a scale is not cut, and kinds of people stay."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import minimize

from benchmarks.segmentation import invent_degrees, invent_groups, invent_scale
from toolkit.analysis.division import divide
from toolkit.analysis.latent_class_em import expect
from toolkit.analysis.latent_classes import fit_design, measure_bic, prepare_sample
from toolkit.analysis.one_scale import NODES, are_levels, fit_scale, fit_scales
from toolkit.analysis.segmentation import Demands, find_segments
from toolkit.language import Language

BRIEF = Demands(most=4, draws=4, starts=12)


@pytest.mark.parametrize(
    "make", [invent_scale, lambda s: invent_scale(s, skewed=True), invent_degrees]
)
def test_a_scale_is_not_cut_in_groups(make) -> None:
    for seed in range(2):
        found = find_segments(make(seed), demands=BRIEF)
        assert (found.segments, found.reason) == (None, "one_scale")
        assert found.scale is not None
        assert "levels" in set(found.grounds["verdict"])
        assert "chosen" not in set(found.grounds["verdict"])


def test_planted_groups_explain_more_than_a_scale() -> None:
    for people, chance in ((500, 0.6), (200, 0.8)):
        design = prepare_sample(invent_groups(1, people, chance)[0]).design
        best = min(measure_bic(fit_design(design, k, starts=12), design) for k in (2, 3, 4))
        assert fit_scales(design, 4).bic > best + 10


def test_two_points_are_two_classes() -> None:
    """Two classes always lie on one line, so that both models are the same one."""
    design = prepare_sample(invent_groups(3, 300)[0]).design
    points = fit_scale(design, 2)
    assert points.log_likelihood == pytest.approx(fit_design(design, 2).log_likelihood, abs=0.5)
    assert points.parameters == design.count_parameters(2)


def test_a_normal_scale_has_the_likelihood_that_another_climb_finds() -> None:
    answers = invent_scale(5, 150)[["q1", "q4", "q5", "q8"]]
    design = prepare_sample(answers).design
    found = fit_scale(design)
    yes = (answers == "yes").to_numpy().astype(float)
    mass = np.exp(-(NODES**2) / 2)
    mass /= mass.sum()

    def lack(values: np.ndarray) -> float:
        chance = 1 / (1 + np.exp(-(values[:4] + NODES[:, None] * values[4:])))
        each = yes @ np.log(chance).T + (1 - yes) @ np.log(1 - chance).T
        return -float(np.log(np.exp(each) @ mass).sum())

    best = minimize(lack, np.r_[np.zeros(4), np.ones(4)], method="BFGS")
    # The climb holds slopes back a little, so that it stops just short of the top.
    assert found.log_likelihood == pytest.approx(-best.fun, abs=0.1)
    assert found.parameters == 8
    assert found.bic == pytest.approx(-2 * found.log_likelihood + 8 * np.log(150))


def test_missing_answers_and_weights_do_not_stop_it() -> None:
    answers = invent_scale(2).mask(np.random.default_rng(0).random((400, 10)) < 0.1)
    weights = pd.Series(np.random.default_rng(1).uniform(0.5, 2, 400))
    assert find_segments(answers, weights=weights, demands=BRIEF).reason == "one_scale"


def test_two_real_groups_of_much_and_little_are_levels_and_opposite_ones_are_kinds() -> None:
    """Both are two groups beyond doubt; only the second are other kinds of people."""
    random = np.random.default_rng(4)
    group = random.random(300) < 0.4
    for opposite, levels in ((0, True), (5, False)):
        answers = pd.DataFrame(
            {
                f"q{number}": np.where(
                    random.random(300) < np.where(group == (number >= opposite), 0.92, 0.08),
                    "yes", "no",
                )
                for number in range(10)
            }
        )  # fmt: skip
        sample = prepare_sample(answers)
        assert (
            are_levels(fit_design(sample.design, 2), sample.design, sample.coded.answers) is levels
        )
        found = find_segments(answers, demands=BRIEF)
        assert found.reason == ("one_scale" if levels else None)
    renamed = prepare_sample(answers.replace({"yes": "red", "no": "blue"}))
    assert not are_levels(fit_design(renamed.design, 2), renamed.design, renamed.coded.answers)


def test_people_along_a_scale_are_divided_by_what_they_do(make_codebook) -> None:
    names = ("creators", "conversationalists", "critics", "collectors", "joiners", "spectators")
    answers = invent_scale(3)
    codebook = make_codebook(
        segment_column=None, segments=[], classes={"most": 3},
        behaviours=[
            {"column": f"q{number}", "rung": rung, "counts": ["yes"]}
            for number, rung in zip((0, 2, 4, 5, 7, 9), names, strict=True)
        ],
    )  # fmt: skip
    weights = pd.Series(1.0, index=answers.index)
    found = divide(answers, codebook, weights, Language("en"))
    assert found.segmentation is not None
    assert found.segmentation.reason == "one_scale"
    assert found.kind == "rule"
    makes = answers[["q0", "q2"]].eq("yes").any(axis="columns")
    assert found.segments.eq("makers").equals(makes.astype("boolean"))


def test_people_who_answer_alike_are_one_with_their_weights_together() -> None:
    answers = invent_scale(6)[["q0", "q5", "q9"]]
    answers.loc[3, "q5"] = None
    weights = pd.Series(np.random.default_rng(2).uniform(0.5, 2, 400))
    whole = prepare_sample(answers, weights).design
    few = whole.condense()
    patterns = answers.fillna("").agg(" ".join, axis="columns")
    assert len(few.weights) == patterns.nunique()
    scaled = weights * weights.sum() / (weights**2).sum()
    assert sorted(few.weights) == pytest.approx(sorted(scaled.groupby(patterns).sum()))
    models = fit_design(whole, 2).models
    for design in (whole, few):
        found = float(expect(models, design)[1][0] @ design.weights)
        assert found == pytest.approx(fit_design(whole, 2).log_likelihood)
