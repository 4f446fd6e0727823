"""The rules of the verdict in tables: what they ask, and what would turn them."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Container, Iterable, Mapping

import pandas as pd

from toolkit.analysis.build_join_ignore import Weighing
from toolkit.analysis.firmness import Firmness
from toolkit.analysis.matrix_cells import MatrixCells
from toolkit.analysis.verdict import VERDICT_NAMES
from toolkit.bundle import Column
from toolkit.exhibit import Exhibit
from toolkit.language import Language, mark
from toolkit.model.choice import Choice
from toolkit.model.client import PLATFORM_NAMES, Account, name_key
from toolkit.model.initiative import LEVEL_NAMES, RULE_ORDER_NAMES, Rules
from toolkit.model.intake import DISCIPLINE_NAMES, OBJECTIVE_NAMES
from toolkit.tables.layout import exhibit_table
from toolkit.tidy import tabulate

YEAR = 12  # months
LEFT_BY: dict[str, str] = {"no": mark("decided: no"), "later": mark("decided: later")}
# Not where whoever comes first has the name: messengers know people by numbers, some are gone.
NAMELESS = {
    "whatsapp", "messenger", "signal", "wechat", "website", "google_plus", "vine", "hyves",
}  # fmt: skip
GIVES_NAMES = {name_key(name) for key, name in PLATFORM_NAMES.items() if key not in NAMELESS} | {
    "twitter"
}

# What would be so, by fact and side; with the numbers as they are and as they would have to be.
KNOWN = {
    ("audience_share", "at_least"): mark("{needed} of the audience is there, not {found}"),
    ("audience_share", "below"): mark("less than {needed} of the audience is there, not {found}"),
    ("priority", "yes"): mark("it comes to serve an objective that fits"),
    ("priority", "no"): mark("it no longer serves an objective that fits"),
    ("community_alive", "yes"): mark("that community of others is alive"),
    ("community_alive", "no"): mark("that community of others is not alive"),
    ("community_members", "at_least"): mark(
        "others have a living community of {needed} members, not of {found}"
    ),
    ("community_members", "below"): mark(
        "that community has fewer than {needed} members, not {found}"
    ),
    ("brand_affinity", "yes"): mark("love for the brand is {level}"),
    ("brand_affinity", "no"): mark("love for the brand is less than {level}"),
    ("hours_running", "at_most"): mark(
        "it takes {needed} hours a month to keep going, not {found}"
    ),
    ("hours_running", "above"): mark(
        "it takes more than {needed} hours a month to keep going, not {found}"
    ),
    ("hours_setup", "at_most"): mark(
        "it takes {needed} organisational hours to set up, not {found}"
    ),
    ("hours_setup", "above"): mark(
        "it takes more than {needed} organisational hours to set up, not {found}"
    ),
    ("hours_left", "at_least"): mark("{needed} hours a month are left, not {found}"),
    ("hours_left", "below"): mark("fewer than {needed} hours a month are left, not {found}"),
    ("data_ownership", "yes"): mark("you have to own the data"),
    ("data_ownership", "no"): mark("you need not own the data"),
}  # fmt: skip
UNKNOWN = {
    ("audience_share", "at_least"): mark("{needed} of the audience or more turns out to be there"),
    ("audience_share", "below"): mark("less than {needed} of the audience turns out to be there"),
    ("community_members", "at_least"): mark("others have a living community of {needed} members"),
    ("community_members", "below"): mark("others have no living community of {needed} members"),
    ("hours_left", "at_least"): mark("{needed} hours a month turn out to be left"),
    ("hours_left", "below"): mark("fewer than {needed} hours a month turn out to be left"),
}


def changes_table(firmness: Firmness, choice: Choice, language: Language) -> Exhibit | None:
    """Show for each initiative what would have to change, one thing at a time, for other advice."""
    table = firmness.changes
    if table.empty:
        return None
    names = {one.key: one.name for one in choice.initiatives}
    rows = []
    for key, mine in table.groupby("initiative", sort=False):
        parts = []
        for verdict, those in mine.groupby(mine["verdict"].fillna(""), sort=False):
            found = [
                describe_change(row, choice.rules, language) for row in those.to_dict("records")
            ]
            advice, conditions = _verdict(verdict, language), _join(found, language)
            parts.append(
                language.text("{advice} if {conditions}", advice=advice, conditions=conditions)
            )
        rows.append((names[str(key)], _verdict(mine["before"].iloc[0], language), ". ".join(parts)))
    columns = [
        Column(name="name", label=language.text("Initiative")),
        Column(name="now", label=language.text("Advice")),
        Column(name="otherwise", label=language.text("It would be")),
    ]
    made = tabulate(
        pd.DataFrame(rows, columns=[column.name for column in columns]),
        columns,
        name="advice_changes",
        title=language.text("What would have to change for the advice to change"),
        note=language.text("One thing at a time; all else stays as it is."),
        published=False,
        folded=True,
    )
    return exhibit_table(made, language)


def _join(conditions: list[str], language: Language) -> str:
    if len(conditions) < 2:
        return "".join(conditions)
    first, last = "; ".join(conditions[:-1]), conditions[-1]
    return language.text("{first}; or {last}", first=first, last=last)


def tidy_changes_table(firmness: Firmness, language: Language) -> Exhibit:
    """Publish each single change that leads to other advice."""
    columns = [
        Column(name="initiative", label=language.text("Initiative, as a key")),
        Column(name="fact", label=language.text("What changes, as a key")),
        Column(name="side", label=language.text("Which way, as a key")),
        Column(name="found", label=language.text("Found"), unit="number", decimals=2),
        Column(name="needed", label=language.text("Needed"), unit="number", decimals=2),
        Column(name="before", label=language.text("Advice, as a key")),
        Column(name="verdict", label=language.text("Advice then, as a key")),
        Column(name="rule", label=language.text("Rule, as a key")),
    ]
    title = language.text("Changes that lead to other advice")
    made = tabulate(firmness.changes, columns, name="verdict_changes", title=title)
    return Exhibit(made, "")


def describe_change(change: Mapping[object, object], rules: Rules, language: Language) -> str:
    """Say in words what would be otherwise; `change` is a row of the table of changes."""
    fact, side = str(change["fact"]), str(change["side"])
    found = float(change["found"])  # type: ignore[arg-type]
    needed = float(change["needed"])  # type: ignore[arg-type]
    unknown = pd.isna(found) and (fact, side) in UNKNOWN
    message = UNKNOWN[fact, side] if unknown else KNOWN[fact, side]
    return language.text(
        message,
        found=_write(fact, found, language),
        needed=_write(fact, needed, language),
        level=language.text(LEVEL_NAMES[rules.affinity]),
    )


def _write(fact: str, value: float, language: Language) -> str:
    if pd.isna(value):
        return ""
    if fact == "audience_share":
        return language.share(value)
    return language.number(value) if fact == "community_members" else language.hours(value)


def _verdict(key: object, language: Language) -> str:
    known = isinstance(key, str) and key in VERDICT_NAMES
    return language.text(VERDICT_NAMES[str(key)]) if known else language.text("Open")


def rules_table(rules: Rules, language: Language) -> Exhibit:
    """Show what the rules ask for: the client's to change."""
    rows = []
    for name, field in Rules.model_fields.items():
        value = getattr(rules, name)
        if isinstance(value, bool):
            words = language.text("yes") if value else language.text("no")
        elif isinstance(value, str):
            words = language.text((RULE_ORDER_NAMES if name == "order" else LEVEL_NAMES)[value])
        else:
            words = language.share(value) if name == "audience_share" else language.number(value)
        rows.append((name, language.text(field.title or name), words))
    columns = [
        Column(name="key", label=language.text("Rule, as a key")),
        Column(name="name", label=language.text("What the rules ask")),
        Column(name="value", label=language.text("Value asked")),
    ]
    table = tabulate(
        pd.DataFrame(rows, columns=[column.name for column in columns]),
        columns,
        name="rule_thresholds",
        title=language.text("What the rules ask for"),
        shown=("name", "value"),
        folded=True,
    )
    return exhibit_table(table, language)


def add_months(day: dt.date, months: int) -> dt.date:
    """Give the same day so many months later, or the last of that month where it has none."""
    years, month = divmod(day.month - 1 + months, YEAR)
    last = calendar.monthrange(day.year + years, month + 1)[1]
    return dt.date(day.year + years, month + 1, min(day.day, last))


def left_table(
    weighing: Weighing,
    choice: Choice,
    as_of: dt.date | None,
    language: Language,
    accounts: Iterable[Account] = (),
) -> Exhibit | None:
    """Show what is left for now: why, when to look again, and which name to claim meanwhile.

    What was decided goes before the advice: what got a no or a later is left, and what got a yes is
    not. What was decided is looked at again so many months after that day. On a channel with an
    account of the client's the name is theirs already.
    """
    held = {name_key(PLATFORM_NAMES[one.platform]) for one in accounts}
    channels = {one.key: one.channel for one in choice.initiatives}
    rows = []
    for row in weighing.ranking.to_dict("records"):
        key = row["initiative"]
        decided = weighing.decisions.get(key)
        if decided is None and row["verdict"] == "ignore":
            because, since = language.text("the advice is to leave it"), as_of
        elif decided is not None and decided.decision != "yes":
            because, since = language.text(LEFT_BY[decided.decision]), decided.when
        else:
            continue
        review = None if since is None else add_months(since, choice.rules.review_months)
        rows.append((key, row["name"], because, review, _claim(channels[key], held, language)))
    if not rows:
        return None
    columns = [
        Column(name="initiative", label=language.text("Initiative, as a key")),
        Column(name="name", label=language.text("Initiative")),
        Column(name="because", label=language.text("Because")),
        Column(name="review", label=language.text("Look again on"), unit="date"),
        Column(name="meanwhile", label=language.text("Meanwhile")),
    ]
    shown = ["name", "because", "review"]
    claims = any(row[-1] for row in rows)
    if claims:
        shown.append("meanwhile")
    table = tabulate(
        pd.DataFrame(rows, columns=[column.name for column in columns]),
        columns,
        name="left_for_now",
        title=language.text("Left for now"),
        shown=shown,
        note=language.text("A name is free to claim, and then nobody else can speak by it.")
        if claims
        else "",
        folded=True,
    )
    return exhibit_table(table, language)


def _claim(channel: str, held: Container[str], language: Language) -> str:
    """Ask for the client's name where a channel gives out names: a podcast or a shelf has none."""
    if name_key(channel) not in GIVES_NAMES or name_key(channel) in held:
        return ""
    return language.text("Claim your name on {channel}", channel=channel)


def cells_table(cells: MatrixCells, choice: Choice, language: Language) -> Exhibit | None:
    """Show the matrix filled: the cells that hold an initiative, or should."""
    known = {one.key: one.name for one in choice.initiatives}
    table = cells.cells
    frame = table.assign(
        discipline_name=[language.text(DISCIPLINE_NAMES[key]) for key in table["discipline"]],
        objective_name=[language.text(OBJECTIVE_NAMES[key]) for key in table["objective"]],
        names=[
            ", ".join(known[key] for key in keys) or (language.text("nothing yet") if gap else "")
            for keys, gap in zip(table["initiatives"], table["gap"], strict=True)
        ],
    )
    frame = frame[(frame["n"] > 0) | frame["gap"]]
    if frame.empty:
        return None
    frame = frame.sort_values("priority", ascending=False, kind="stable", ignore_index=True)
    columns = [
        Column(name="discipline", label=language.text("Discipline, as a key")),
        Column(name="objective", label=language.text("Objective, as a key")),
        Column(name="discipline_name", label=language.text("Discipline")),
        Column(name="objective_name", label=language.text("Objective")),
        Column(name="fit", label=language.text("Fit"), unit="count"),
        Column(name="weight", label=language.text("Share of the points"), unit="share"),
        Column(name="priority", label=language.text("Priority"), unit="number", decimals=2),
        Column(name="n", label=language.text("Initiatives"), unit="count"),
        Column(name="names", label=language.text("Which ones")),
        Column(name="gap", label=language.text("Empty and of high priority"), unit="yesno"),
    ]
    gaps = [number for number, gap in enumerate(frame["gap"]) if gap]
    notes = [
        language.text(
            "Priority, from 0 to 3: how well the objective fits the discipline, times the share of "
            "the points that the discipline got."
        )
    ]
    if gaps:
        notes.append(language.text("In colour: it fits and counts, and nothing serves it."))
    made = tabulate(
        frame,
        columns,
        name="matrix_cells",
        title=language.text("Which initiatives serve which objective"),
        shown=("discipline_name", "objective_name", "priority", "names"),
        emphasis=gaps,
        note=" ".join(notes),
        source=language.text("workshop"),
        folded=True,
    )
    return exhibit_table(made, language)
