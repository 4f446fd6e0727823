"""The choice's tables: advice beside decision, the rules' trail, and where raters differ."""

from __future__ import annotations

import pandas as pd

from toolkit.analysis.build_join_ignore import Weighing
from toolkit.analysis.verdict import VERDICT_NAMES, Check, RuleResult, Ruling
from toolkit.bundle import Column
from toolkit.exhibit import Exhibit
from toolkit.language import Language, mark
from toolkit.model.choice import Choice
from toolkit.model.client import Client
from toolkit.model.initiative import DECISION_NAMES
from toolkit.tables.layout import exhibit_table
from toolkit.tidy import tabulate

RULE_NAMES = {
    "audience_too_small": mark("Too few of the audience are there"),
    "no_priority": mark("It serves no objective that counts"),
    "living_community": mark("Others have a living community"),
    "own_place": mark("An own place can and must be kept"),
    "none_of_these": mark("None of the rules before it applies"),
}
CONDITION_NAMES = {
    "audience_share": mark("the audience's share on the channel"),
    "priority": mark("how well its objective fits"),
    "community_alive": mark("a community that is alive"),
    "community_members": mark("that community's members"),
    "brand_affinity": mark("how much people love the brand"),
    "no_good_community": mark("no good community of others"),
    "hours_running": mark("hours to set it up and keep it going"),
    "data_ownership": mark("whether the data must be yours"),
}


# What a condition without numbers says when it holds, and when it does not.
ANSWERS = {
    "priority": (
        mark("it serves an objective that fits"),
        mark("it serves no objective that fits"),
    ),
    "community_alive": (
        mark("others have a community that is alive"),
        mark("others have no community that is alive"),
    ),
    "brand_affinity": (mark("people love the brand"), mark("people do not love the brand enough")),
    "no_good_community": (
        mark("others have no good community"),
        mark("others have a good community"),
    ),
    "data_ownership": (mark("the data must be yours"), mark("the data need not be yours")),
}

# What speaks for an own place, as far as the rules ask for it.
OWN_PLACE = {
    "brand_affinity": mark("people love the brand"),
    "no_good_community": mark("others have no such place"),
    "hours_running": mark("there are hours for it"),
    "data_ownership": mark("the data must be yours"),
}

# What it lacks for an own place.
LACKS = {
    "brand_affinity": mark("more love for the brand"),
    "no_good_community": mark("a place that others do not have yet"),
    "data_ownership": mark("a reason to own the data"),
}


def decision_table(
    weighing: Weighing, choice: Choice, client: Client, language: Language
) -> Exhibit | None:
    """Show advice and decision side by side, with the rule that decided."""
    if weighing.ranking.empty:
        return None
    names = {one.key: one.community.name for one in choice.initiatives if one.community}
    rows = []
    for row in weighing.ranking.to_dict("records"):
        ruling = weighing.rulings[row["initiative"]]
        rows.append(
            {
                "name": row["name"],
                "benefit": row["benefit"],
                "advice": language.text(
                    "{advice}: {because}" if ruling.verdict else "{advice}; {because}",
                    advice=_advice(ruling, language),
                    because=explain(ruling, names.get(row["initiative"], ""), language),
                ),
                "hours_running": row["hours_running"],
                "cost": row["cost"] or None,
                "decision": _decision(weighing, row["initiative"], language),
            }
        )
    columns = [
        Column(name="name", label=language.text("Initiative")),
        Column(name="benefit", label=language.text("Benefit"), unit="number"),
        Column(name="advice", label=language.text("Advice, and why")),
        Column(name="hours_running", label=language.text("Hours a month"), unit="hours"),
        Column(name="cost", label=language.text("Money, first year"), unit="money",
               currency=client.budget.currency),
        Column(name="decision", label=language.text("Decision")),
    ]  # fmt: skip
    against = [number for number, row in weighing.ranking.iterrows() if row["against"]]
    table = tabulate(
        pd.DataFrame(rows),
        columns,
        name="decisions",
        title=language.text("Advice and decision"),
        note=" ".join(_notes(weighing, choice, language)),
        source=language.text("workshop"),
        published=False,
    )
    table = table.model_copy(update={"emphasis": tuple(int(str(one)) for one in against)})
    return exhibit_table(table, language)


def _notes(weighing: Weighing, choice: Choice, language: Language) -> list[str]:
    found = []
    last = [ruling.trail[-1] for ruling in weighing.rulings.values() if ruling.verdict == "build"]
    if last:
        asked = language.listing(
            language.text(OWN_PLACE[check.condition]) for check in last[0].checks
        )
        found.append(language.text("Conditions for building: {list}.", list=asked))
    if (weighing.ranking["verdict"] == "partner").fillna(value=False).any():
        found.append(
            language.text(
                "Where no rule decides: a partner has to reach these people already; buying takes "
                "money in place of hours; talking, those who decide on it; joining, a living "
                "community of others of {n} members or more.",
                n=language.number(choice.rules.community_members),
            )
        )
    if weighing.ranking["against"].any():
        found.append(language.text("In colour: decided against the advice."))
    if hours := tell_hours_for_new(weighing, language):
        found.append(hours)
    return found


def tell_hours_for_new(weighing: Weighing, language: Language) -> str:
    """Say against how many hours the advice holds each initiative; nothing where it is unknown."""
    if weighing.left_month is None:
        return ""
    return language.text(
        "Each initiative is held, by itself, against the {hours} hours a month that the plan has "
        "for new things; what fits together, the plan says.",
        hours=language.hours(weighing.left_month),
    )


def explain(ruling: Ruling, community: str, language: Language) -> str:
    """Say in one sentence why an initiative got its verdict, or what is unknown."""
    if ruling.verdict is None:
        names = dict.fromkeys(language.text(CONDITION_NAMES[name]) for name in ruling.unknown)
        return language.text("unknown: {names}", names=language.listing(names))
    last = ruling.trail[-1]
    checks = {check.condition: check for check in last.checks}
    if last.rule == "audience_too_small":
        check = checks["audience_share"]
        return language.text(
            "{found} of the audience is there; {needed} is needed",
            found=language.share(check.found or 0),
            needed=language.share(check.needed or 0),
        )
    if last.rule == "no_priority":
        return language.text("it serves no objective that counts")
    if last.rule == "living_community":
        members = language.number(checks["community_members"].found or 0)
        return language.text("{name} has {n} members already", name=community, n=members)
    if last.rule == "own_place":
        return language.text("all conditions are met")
    own = next(result for result in ruling.trail if result.rule == "own_place")
    return language.text(
        "partner, buy or talk; to build would take {build}", build=_lacks(own, language)
    )


def _lacks(own_place: RuleResult, language: Language) -> str:
    """List what an own place would take that is not there."""
    parts = []
    for check in own_place.checks:
        if check.holds is False and check.condition == "hours_running":
            short = (check.found or 0) - (check.needed or 0)
            parts.append(language.text("{hours} hours a month more", hours=language.hours(short)))
        elif check.holds is False:
            parts.append(language.text(LACKS[check.condition]))
    return language.listing(parts)


def _advice(ruling: Ruling, language: Language) -> str:
    if ruling.verdict:
        return language.text(VERDICT_NAMES[ruling.verdict])
    names = [language.text(VERDICT_NAMES[name]).lower() for name in ruling.possible]
    return language.text("Still open, {names}", names=" / ".join(names))


def _decision(weighing: Weighing, key: str, language: Language) -> str:
    found = weighing.decisions.get(key)
    if found is None:
        return language.text("not decided yet")
    when = language.short_date(found.when)
    words = f"{language.text(DECISION_NAMES[found.decision])}, {found.who}, {when}"
    row = weighing.ranking[weighing.ranking["initiative"] == key].iloc[0]
    if row["against"]:
        words += ", " + language.text("against the advice")
    return f"{words}: {found.why}" if found.why else words


def trail_table(weighing: Weighing, language: Language) -> Exhibit | None:
    """Show for each initiative which rules were tried, in order, and what they found."""
    if weighing.ranking.empty:
        return None
    answers = {True: language.text("yes"), False: language.text("no")}
    rows = [
        (
            key,
            name,
            result.rule,
            language.text(RULE_NAMES[result.rule]),
            language.text("unknown") if result.applies is None else answers[result.applies],
            language.listing(_found(check, language) for check in _telling(result)),
        )
        for key, name in zip(weighing.ranking["initiative"], weighing.ranking["name"], strict=True)
        for result in weighing.rulings[key].trail
    ]
    columns = [
        Column(name="initiative", label=language.text("Initiative, as a key")),
        Column(name="name", label=language.text("Initiative")),
        Column(name="rule", label=language.text("Rule, as a key")),
        Column(name="rule_name", label=language.text("Rule")),
        Column(name="applies", label=language.text("Applies")),
        Column(name="found", label=language.text("Found")),
    ]
    table = tabulate(
        pd.DataFrame(rows, columns=[column.name for column in columns]),
        columns,
        name="rules",
        title=language.text("The rules, one after the other"),
        shown=("name", "rule_name", "applies", "found"),
        folded=True,
    )
    return exhibit_table(table, language)


def _telling(result: RuleResult) -> tuple[Check, ...]:
    # Members say nothing of a community that is not there or not alive.
    if any(one.condition == "community_alive" and one.holds is False for one in result.checks):
        return tuple(one for one in result.checks if one.condition != "community_members")
    return result.checks


def _found(check: Check, language: Language) -> str:
    name = language.text(CONDITION_NAMES[check.condition])
    if check.holds is None:
        return language.text("{name}: unknown", name=name)
    if check.found is None or check.needed is None:
        return language.text(ANSWERS[check.condition][0 if check.holds else 1])
    if check.condition == "hours_running":
        return language.text(
            "{found} hours a month to set it up and keep it going, of the {needed} that are left",
            found=language.hours(check.found),
            needed=language.hours(check.needed),
        )
    if check.condition == "priority":
        # Without its scale a fit of 3 reads as three objectives.
        return language.text(
            "{name}: {found} of 3, at least {needed} is needed",
            name=name,
            found=language.number(check.found),
            needed=language.number(check.needed),
        )
    write = language.share if check.condition == "audience_share" else language.number
    return language.text(
        "{name}: {found}, at least {needed} is needed",
        name=name,
        found=write(check.found),
        needed=write(check.needed),
    )


def disagreement_table(weighing: Weighing, choice: Choice, language: Language) -> Exhibit | None:
    """Show where raters lie three steps or more apart."""
    scores = weighing.scoring.scores
    wide = scores[scores["disagreement"].astype(bool)]
    if wide.empty:
        return None
    initiatives = {one.key: one.name for one in choice.initiatives}
    criteria = {one.key: one.name for one in choice.criteria}
    frame = wide.assign(
        initiative_name=wide["initiative"].map(initiatives),
        criterion_name=wide["criterion"].map(criteria),
        range=wide["highest"] - wide["lowest"],
    ).sort_values(["range", "initiative_name"], ascending=[False, True], kind="stable")
    raters = wide["n"]
    same = raters.nunique() == 1
    columns = [
        Column(name="initiative_name", label=language.text("Initiative")),
        Column(name="criterion_name", label=language.text("Criterion")),
        Column(name="lowest", label=language.text("Lowest"), unit="number"),
        Column(name="median", label=language.text("Middle"), unit="number", decimals=1),
        Column(name="highest", label=language.text("Highest"), unit="number"),
        Column(name="n", label=language.text("Raters"), unit="count"),
    ]
    table = tabulate(
        frame,
        columns,
        name="disagreement",
        title=language.text("Where the raters differ most"),
        shown=[column.name for column in columns if column.name != "n" or not same],
        note=language.plural("{n} rater", "{n} raters", raters.iloc[0]) + "." if same else "",
        source=language.text("workshop"),
        published=False,
    )
    return exhibit_table(table, language)


def ranking_table(weighing: Weighing, client: Client, language: Language) -> Exhibit:
    """Publish the ranking with effort, verdict and decision."""
    columns = [
        Column(name="initiative", label=language.text("Initiative, as a key")),
        Column(name="name", label=language.text("Initiative")),
        Column(name="benefit", label=language.text("Benefit"), unit="number", decimals=1),
        *(
            Column(name=name, label=language.text(label), unit="hours")
            for name, label in (
                ("hours_technical", mark("Hours of technique")),
                ("hours_organisational", mark("Hours to organise")),
                ("hours_running", mark("Hours a month to keep going")),
            )
        ),
        Column(name="cost", label=language.text("Money, first year"), unit="money",
               currency=client.budget.currency),
        Column(name="rank", label=language.text("Place"), unit="count"),
        Column(name="verdict", label=language.text("Advice, as a key")),
        Column(name="rule", label=language.text("Rule, as a key")),
        Column(name="decision", label=language.text("Decision, as a key")),
        Column(name="hours_first_year", label=language.text("Hours in the first year"),
               unit="hours"),
        Column(name="organisational_share", label=language.text("People's share"), unit="share"),
        Column(name="against", label=language.text("Against the advice"), unit="yesno"),
        Column(name="quadrant", label=language.text("Corner, as a key")),
    ]  # fmt: skip
    title = language.text("Ranking")
    return Exhibit(tabulate(weighing.ranking, columns, name="ranking", title=title), "")


def scores_table(weighing: Weighing, language: Language) -> Exhibit:
    """Publish median, agreed score and spread of each initiative on each criterion."""
    columns = [
        Column(name="initiative", label=language.text("Initiative, as a key")),
        Column(name="criterion", label=language.text("Criterion, as a key")),
        *(
            Column(name=name, label=language.text(label), unit="number", decimals=2)
            for name, label in (
                ("median", mark("Middle")),
                ("agreed", mark("Agreed on")),
                ("counts", mark("Score that counts")),
                ("quartile_1", mark("Lower quarter")),
                ("quartile_3", mark("Upper quarter")),
                ("lowest", mark("Lowest")),
                ("highest", mark("Highest")),
            )
        ),
        Column(name="n", label=language.text("Raters"), unit="count"),
        Column(name="disagreement", label=language.text("Far apart"), unit="yesno"),
    ]
    title = language.text("Scores")
    return Exhibit(tabulate(weighing.scoring.scores, columns, name="scores", title=title), "")


def acceptability_table(weighing: Weighing, language: Language) -> Exhibit:
    """Publish how often each initiative takes each place, over the weights that were allowed."""
    columns = [
        Column(name="initiative", label=language.text("Initiative, as a key")),
        Column(name="rank", label=language.text("Place"), unit="count"),
        Column(name="probability", label=language.text("Probability"), unit="share", decimals=1),
        Column(name="standard_error", label=language.text("Standard error"), unit="share",
               decimals=2),
    ]  # fmt: skip
    table = weighing.acceptability.table
    title = language.text("Places under all weights that agree with what was said")
    return Exhibit(tabulate(table, columns, name="rank_acceptability", title=title), "")


def criteria_table(weighing: Weighing, choice: Choice, language: Language) -> Exhibit | None:
    """Show what was scored, what the ends of each scale mean, and what each criterion weighs."""
    if not choice.criteria:
        return None
    rows = [
        (
            one.name,
            one.anchors[0] if one.anchors else None,
            one.anchors[-1] if one.anchors else None,
            weighing.scoring.weights[one.key],
        )
        for one in choice.criteria
    ]
    columns = [
        Column(name="criterion", label=language.text("Criterion")),
        Column(name="lowest", label=language.text("0 means")),
        Column(name="highest", label=language.text("5 means")),
        # Whole percentages of a few weights seldom add up to a hundred.
        Column(name="weight", label=language.text("Weight"), unit="share", decimals=1),
    ]
    table = tabulate(
        pd.DataFrame(rows, columns=[column.name for column in columns]),
        columns,
        name="criteria",
        title=language.text("What was scored"),
        folded=True,
    )
    return exhibit_table(table, language)
