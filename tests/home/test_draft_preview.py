"""Whatever a file holds, the form says something: it never falls over what it shows."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.counts import examples
from toolkit.errors import InputError
from toolkit.home.draft_preview import find_gaps, read_draft, show_faults_shortly, show_frame
from toolkit.language import Language
from toolkit.readers import Export, Settings
from toolkit.readers.draft import Draft
from toolkit.readers.profile import CONTENTS_NAMES
from toolkit.readers.source import open_source
from toolkit.readers.suggest import suggest

ENGLISH = Language("en")
CELLS = st.one_of(
    st.sampled_from(
        ["Date", "Data", "Likes", "Reacties", "Post", "Kommentare", "Reichweite", "Land", "Total",
         "2026-03-04", "03/04/2026", "15 mars 2026", "31/02/2026", "1.250", "1,2 mln", "4,5 %",
         "0:01:05", "https://x.com/1", "<b>", "–", ""]
    ),
    st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12),
)  # fmt: skip
TABLES = st.lists(st.lists(CELLS, min_size=1, max_size=5), min_size=1, max_size=8)


@settings(max_examples=examples(50), deadline=None)
@given(TABLES, st.sampled_from(sorted(CONTENTS_NAMES)))
def test_any_table_is_suggested_previewed_and_never_falls_over(
    rows: list[list[str]], contents: str
) -> None:
    written = io.StringIO()
    csv.writer(written, delimiter=";").writerows(rows)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "any.csv"
        path.write_text(written.getvalue(), encoding="utf-8")
        try:
            source = open_source(Export(path, "data/channels/any.csv"))
        except InputError:
            return
    found = suggest(source)
    for draft in (found.draft, found.draft.become(contents)):  # type: ignore[arg-type]
        said = Draft(
            **{name: getattr(draft, name) for name in Draft.__slots__}
            | {"brand": "Ours", "platform": "x", "start": "2026-01-01", "end": "2026-01-31"}
        )  # type: ignore[arg-type]
        gaps = find_gaps(said, ENGLISH, timed=found.timed)
        frame, faults = read_draft(source, said, Settings(), rows=100)
        assert "<b>" not in show_frame(frame, said, ENGLISH)
        assert "<b>" not in show_faults_shortly(faults, ENGLISH)
        # What still has to be said is either listed, or the file itself is wrong, or it is read.
        assert gaps or faults or len(frame.columns)


def test_texts_in_the_preview_are_escaped_and_cut(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"Date,Post,Likes\n2026-03-04,<i>{'long ' * 20},1234\n", encoding="utf-8")
    source = open_source(Export(path, "data/channels/a.csv"))
    draft = Draft(
        "a.csv", "posts", {"Date": "date", "Post": "text", "Likes": "reactions"},
        brand="Ours", platform="facebook", dates="year-first", decimal=".",
    )  # fmt: skip
    frame, faults = read_draft(source, draft, Settings())
    told = show_frame(frame, draft, ENGLISH)
    assert faults == ()
    assert "<i>" not in told
    assert "&lt;i&gt;long long" in told
    assert "…" in told
    assert "4 March 2026" in told
    assert "1,234" in told
    assert "Facebook" in told
