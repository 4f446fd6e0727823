"""A build writes down which exports are missing; the page of all clients tells it from there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from toolkit.batch.manifest import Manifest, read_manifest
from toolkit.build.checking import check_client
from toolkit.build.planning import manifest_path
from toolkit.build.portfolio import write_portfolio
from toolkit.files import write_atomically
from toolkit.language import Language
from toolkit.prose.missing_exports import tell_records

ENGLISH = Language("en")


def test_the_page_of_all_clients_reads_no_export(small_client: Callable[..., Path]) -> None:
    home = small_client()
    checked = check_client("small", home, "")
    manifest = Manifest(client="small", name="Small & Co", missing=checked.missing)
    path = manifest_path(home, "small")
    write_atomically(path, manifest.model_dump_json())
    assert read_manifest(path, "small") == manifest
    told = tell_records(manifest.missing, ENGLISH)
    assert told[0] == "Facebook, posts since 24 February 2026"
    (home / "clients" / "small" / "data" / "channels" / "tally.csv").unlink()
    page = write_portfolio(home).read_text("utf-8")
    assert told[0] in page


def test_the_date_of_the_report_decides_the_period(small_client: Callable[..., Path]) -> None:
    checked = check_client("small", small_client(), "2026-03-01")
    # Its posts begin on 1 January.
    missing = [(one["start"], one["end"]) for one in checked.missing if one["contents"] == "posts"]
    assert missing == [("2025-12-01", "2025-12-31")]


def test_a_record_of_another_version_is_no_fault() -> None:
    assert tell_records([{"what": "?"}], ENGLISH) == ()
