"""The pipeline, run for real: clients beside each other, faults where they belong, same bytes."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import settings
from playwright.sync_api import Browser

from tests.conftest import DEMOS, ROOT
from tests.page_checks import LOOKS, Look, check_page
from toolkit.build import Request, build, plan
from toolkit.errors import UsageError
from toolkit.scaffold import make_client, make_workspace

CHAPTERS = ("intake_workshop", "persona_research", "channel_benchmark", "build_join_ignore")
PAGES = [f"{slug}/reports/{name}.html" for slug in DEMOS for name in (*CHAPTERS, "strategy")]
FULL = settings.get_current_profile_name() == "proof"
# Pages of each kind have both looks in tests/deliver; here it is what demo clients put on them. A
# strategy holds all chapters of its client, and of the other two each chapter is looked at once, so
# that each has met both widths and both schemes; at full counts every page is, in all looks.
LOOKED_AT: dict[str, Sequence[Look]] = (
    dict.fromkeys((*PAGES, "portfolio.html"), LOOKS)
    if FULL
    else {
        f"{DEMOS[0]}/reports/strategy.html": LOOKS[1:2],
        **{f"{DEMOS[1]}/reports/{name}.html": LOOKS[:1] for name in CHAPTERS[::2]},
        **{f"{DEMOS[2]}/reports/{name}.html": LOOKS[:1] for name in CHAPTERS[1::2]},
        "portfolio.html": LOOKS[:2],
    }
)
TABLES = {
    "persona_research/channel_use": "segment,channel,share,low,high,n,n_effective",
    "persona_research/participation": "segment,rung,share,low,high,index,n",
    "persona_research/personas": "persona,share,low,high,n,stability,evidence",
    "channel_benchmark/metrics": "brand,platform,metric,value,low,high,n_posts,start,end",
    "channel_benchmark/ranks": "platform,metric,brand,rank,rank_low,rank_high,verdict",
    "channel_benchmark/gates": "channel,gate,passed,value,threshold,verdict,decision",
    "build_join_ignore/ranking": "initiative,benefit,hours_technical,hours_organisational,"
    "hours_running,cost,rank,verdict,rule,decision",
    "build_join_ignore/rank_acceptability": "initiative,rank,probability",
}
demo_build = pytest.mark.xdist_group("demo build")


def hashes(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@demo_build
@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize(("page", "looks"), LOOKED_AT.items(), ids=LOOKED_AT)
def test_each_page_opens_in_a_browser_and_asks_for_nothing(
    built: Path, browser: Browser, page: str, looks: Sequence[Look]
) -> None:
    check_page(browser, built / "clients" / page, looks)


@demo_build
@pytest.mark.slow
@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("slug", DEMOS)
def test_published_tables_have_their_columns(built: Path, slug: str, table: str) -> None:
    path = built / "clients" / slug / "reports" / "data" / f"{table}.csv"
    header, *rows = path.read_text(encoding="utf-8").splitlines()
    expected = TABLES[table].split(",")
    assert [name for name in header.split(",") if name in expected] == expected
    assert rows


@demo_build
@pytest.mark.slow
def test_reports_show_no_code_no_english_in_dutch_and_no_path(built: Path) -> None:
    for page in PAGES:
        text = (built / "clients" / page).read_text(encoding="utf-8")
        assert "from toolkit" not in text
        assert str(built) not in text
        assert 'lang="nl"' in text if "outdoor" not in page else 'lang="en"' in text


@demo_build
@pytest.mark.slow
def test_the_same_build_from_another_folder_gives_the_same_bytes(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "a folder with spaces – and a dash"
    make_workspace(folder)
    # At full counts all of all three; otherwise what two chapters of one client are made of.
    slugs, chapters = (DEMOS, ()) if FULL else (DEMOS[1:2], CHAPTERS[:2])
    build(Request(folder, slugs=slugs, notebooks=chapters, jobs=1))
    for slug in slugs:
        reports = Path("clients") / slug / "reports"
        made, expected = (
            {
                name: hashed
                for name, hashed in hashes(place / reports).items()
                if not chapters or any(chapter in name for chapter in chapters)
            }
            for place in (folder, built)
        )
        assert made == expected
        assert len(made) > 10


@demo_build
@pytest.mark.slow
def test_nothing_is_due_after_a_build_and_one_changed_file_runs_its_readers(
    built: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(built, folder)
    assert [c for one in plan(Request(folder)) for c in one.due] == []
    note = folder / "clients" / "demo-fietsen" / "notes" / "intake_workshop.md"
    note.write_text(note.read_text(encoding="utf-8") + "\nEn nog iets.\n", encoding="utf-8")
    due = {c.job.key: c.reasons for one in plan(Request(folder)) for c in one.due}
    assert due == {"demo-fietsen/intake_workshop": ("notes/intake_workshop.md changed",)}
    result = build(Request(folder, slugs=("demo-fietsen",)))[0]
    assert result.ran == ("intake_workshop",)
    page = folder / "clients" / "demo-fietsen" / "reports" / "intake_workshop.html"
    assert "En nog iets." in page.read_text(encoding="utf-8")


@pytest.mark.slow
def test_a_client_with_wrong_data_fails_alone_and_keeps_its_last_good_report(
    small_client: Callable[..., Path],
) -> None:
    folder = small_client("good", only="intake_workshop")
    small_client("bad", name="Bad Ltd")
    assert all(one.ok for one in build(Request(folder)))
    reports = folder / "clients" / "bad" / "reports"
    before = (reports / "strategy.html").read_bytes()
    tally = folder / "clients" / "bad" / "data" / "channels" / "tally.csv"
    lines = tally.read_text(encoding="utf-8").splitlines()
    lines[3] = lines[3].replace(",2,1,0,", ",two,1,0,")
    lines[5] = lines[5].replace("2026", "20x6")
    tally.write_text("\n".join(lines), encoding="utf-8")
    results = {one.slug: one for one in build(Request(folder, force=True))}
    assert results["good"].ok
    assert results["good"].ran == ("intake_workshop",)
    faults = results["bad"].faults
    assert {(fault.row, fault.column) for fault in faults} == {(4, "reactions"), (6, "date")}
    assert (reports / "strategy.html").read_bytes() == before
    page = (reports / "problems.html").read_text(encoding="utf-8")
    assert "two" in page
    assert "20x6" in page
    portfolio = (folder / "clients" / "portfolio.html").read_text(encoding="utf-8")
    assert "bad/reports/problems.html" in portfolio

    tally.write_text("\n".join(lines).replace("two", "2").replace("20x6", "2026"), encoding="utf-8")
    mended = {one.slug: one for one in build(Request(folder))}
    assert mended["bad"].ok
    assert not (reports / "problems.html").exists()


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["koers", "papermill"])
def test_a_notebook_that_breaks_or_never_ends_fails_alone(
    small_client: Callable[..., Path], engine: str
) -> None:
    folder = small_client(only="intake_workshop")
    templates = folder / "notebooks"
    good = (templates / "01_intake_workshop.ipynb").read_text(encoding="utf-8")
    for stem, code in (("91_breaks", "1 / 0"), ("92_hangs", "while True: pass"),
                       ("93_dies", "import os; os._exit(3)")):  # fmt: skip
        notebook = json.loads(good)
        notebook["cells"] = [notebook["cells"][0], {**notebook["cells"][1], "source": code}]
        (templates / f"{stem}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    # A kernel that a busy machine is slow to start counts too.
    seconds = {"koers": 10, "papermill": 20}[engine]
    result = build(Request(folder, engine=engine, timeout=seconds))[0]
    assert result.ran == ("intake_workshop",)
    assert len(result.faults) == 3
    assert any("division by zero" in str(fault) for fault in result.faults)
    assert any(f"longer than {seconds} seconds" in str(fault) for fault in result.faults)


@pytest.mark.slow
def test_both_engines_give_the_same_notebook(small_client: Callable[..., Path]) -> None:
    folder = small_client(only="" if FULL else "channel_benchmark")
    made = {}
    for engine in ("koers", "papermill"):
        build(Request(folder, engine=engine, force=True))
        made[engine] = hashes(folder / "clients" / "small" / "reports" / "notebooks")
    assert made["koers"] == made["papermill"]


@pytest.mark.slow
def test_a_new_client_without_any_data_builds_and_says_what_is_missing(workspace: Path) -> None:
    path = make_client(workspace, "city-library", language="en", name="City Library: “Main”")
    result = build(Request(workspace, slugs=("city-library",)))[0]
    assert result.faults == ()
    page = (path / "reports" / "strategy.html").read_text(encoding="utf-8")
    assert "City Library: “Main”" in page
    assert "data/channels" in page


def test_what_does_not_exist_is_a_usage_error(workspace: Path) -> None:
    for wrong in (
        {"slugs": ("nobody",)},
        {"notebooks": ("nothing",)},
        {"formats": ("docx",)},
        {"engine": "steam"},
        {"as_of": "31-10-2026"},
    ):
        with pytest.raises(UsageError):
            plan(Request(workspace, **wrong))


@pytest.mark.slow
def test_supermarkets_build_through_a_profile_alone(tmp_path: Path) -> None:
    source = ROOT.parent / "shared" / "data" / "uk_supermarkets" / "posts.csv"
    if not source.is_file():
        pytest.skip("the real exports of ../shared/data are not here")
    raw = pd.read_csv(source)
    workspace = tmp_path / "workspace"
    make_workspace(workspace)
    brands = {brand.lower().replace(" ", "-"): brand for brand in sorted(raw["Brand"].unique())}
    assert len(brands) == 7
    for slug, brand in brands.items():
        channels = make_client(workspace, slug, language="en", name=brand) / "data" / "channels"
        shutil.copy(source, channels / "posts.csv")
        (channels / "profile.yaml").write_text(
            "files:\n"
            "  - {match: posts.csv, contents: posts, brand: Brand, platform: {always: facebook},\n"
            "     date: Date, dates: year-first, decimal: '.', reactions: All_Responses,\n"
            "     comments: Comments, shares: Shares, followers: Likes}\n",
            encoding="utf-8",
        )
    # Each chapter compares all seven; whose it is makes it another chapter.
    slugs = tuple(brands) if FULL else tuple(brands)[:2]
    results = build(Request(workspace, slugs=slugs, notebooks=("channel_benchmark",)))
    assert [(one.slug, one.faults) for one in results] == [(slug, ()) for slug in slugs]

    inside = raw[raw["Date"].between("2017-07-28", "2018-12-08")]
    counts = {
        "reactions_per_1000_followers": inside["All_Responses"],
        "interactions_per_1000_followers": inside[["All_Responses", "Comments", "Shares"]].sum(
            axis=1
        ),
    }
    for slug in slugs:
        reports = workspace / "clients" / slug / "reports"
        metrics = pd.read_csv(reports / "data" / "channel_benchmark" / "metrics.csv")
        for metric, count in counts.items():
            expected = (count / inside["Likes"] * 1000).groupby(inside["Brand"]).median()
            found = metrics[metrics["metric"].eq(metric)].set_index("brand")["value"]
            pd.testing.assert_series_equal(
                found.sort_index(), expected.sort_index(), check_names=False, check_index_type=False
            )
        assert set(metrics["start"]) == {"2017-07-28"}
        assert set(metrics["end"]) == {"2018-12-08"}
        page = (reports / "channel_benchmark.html").read_text(encoding="utf-8")
        assert "7 rows have the brand, platform, day and text of an earlier row" in page
        assert "14 Dec 2018" not in page
        assert "22\u00a0Nov\u00a02014" in page  # Tesco's first post: the windows are shown
