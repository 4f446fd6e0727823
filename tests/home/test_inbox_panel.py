"""Files for any client on the home page: dropped, sorted, taken back, given to a client."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import ipywidgets as widgets
import pytest

from tests.clients.test_inbox import meta, own
from toolkit.clients import CHANNELS
from toolkit.home.browser import Button
from toolkit.home.inbox_panel import AT_ONCE, InboxPanel
from toolkit.home.overview import list_clients
from toolkit.home.page import HomePage
from toolkit.language import Language

DUTCH = Language("nl")
FOREIGN = b"Who,What\nme,<script>\n"


@pytest.fixture
def home(small_client: Callable[..., Path]) -> Path:
    home = small_client("zuid", name="Zuid & Co")
    small_client("noord", name="Noord")
    own(home / "clients" / "zuid", "111")
    own(home / "clients" / "noord", "222")
    return home


@pytest.fixture
def panel(home: Path) -> InboxPanel:
    return InboxPanel(home, list_clients(home), DUTCH)


def parts(widget: widgets.Widget) -> Iterator[widgets.Widget]:
    yield widget
    for child in getattr(widget, "children", ()):
        yield from parts(child)


def text(panel: InboxPanel) -> str:
    return " ".join(one.value for one in parts(panel.widget) if isinstance(one, widgets.HTML))


def press(panel: InboxPanel, label: str) -> None:
    found = [one for one in parts(panel.widget) if isinstance(one, Button) and one.label == label]
    found[-1]._clicked(found[-1], {"click": "1"}, [])


def test_a_file_that_is_dropped_goes_to_its_client(home: Path, panel: InboxPanel) -> None:
    panel.take("a.csv", meta("111", "Zuid"))
    assert (home / "clients" / "zuid" / CHANNELS / "a.csv").is_file()
    assert "a.csv is naar Zuid &amp; Co gegaan." in text(panel)
    assert "Zuid &amp; Co en Facebook; door het account erin" in text(panel)
    panel.take("a.csv", meta("111", "Zuid"))
    assert "Zuid &amp; Co heeft a.csv al; het is hetzelfde bestand." in text(panel)


def test_it_can_be_taken_back(home: Path, panel: InboxPanel) -> None:
    panel.take("a.csv", meta("111", "Zuid"))
    press(panel, "Terug naar de inbox")
    assert (home / "clients" / "inbox" / "a.csv").is_file()
    assert list((home / "clients" / "zuid" / CHANNELS).glob("a*")) == []
    assert "a.csv ligt weer in de inbox." in text(panel)
    assert "Er wacht 1 bestand." in text(panel)


def test_what_waits_can_be_given_to_a_client(home: Path, panel: InboxPanel) -> None:
    panel.take("<b>.csv", FOREIGN)
    assert "Koers kent deze indeling niet." in text(panel)
    assert "<script>" not in text(panel)
    (choice,) = (one for one in parts(panel.widget) if isinstance(one, widgets.Dropdown))
    press(panel, "Geef aan deze klant")
    assert "Er wacht 1 bestand." in text(panel)
    choice.value = "noord"
    press(panel, "Geef aan deze klant")
    assert (home / "clients" / "noord" / CHANNELS / "-b-.csv").is_file()
    assert "Er wacht" not in text(panel)


def test_another_s_export_is_given_to_nobody_else(home: Path, panel: InboxPanel) -> None:
    two = home / "clients" / "twin"
    two.mkdir()
    (two / "client.yaml").write_text("name: Twin\n", encoding="utf-8")
    own(two, "111")
    panel.take("a.csv", meta("111", "Zuid"))
    # The list of clients was made before this one was.
    assert "(twin en Zuid &amp; Co)" in text(panel)
    assert "Erin: 111" in text(panel)
    (choice,) = (one for one in parts(panel.widget) if isinstance(one, widgets.Dropdown))
    choice.value = "noord"
    press(panel, "Geef aan deze klant")
    assert "Die gaat naar niemand anders." in text(panel)
    assert (home / "clients" / "inbox" / "a.csv").is_file()


def test_many_files_are_shown_a_few_at_a_time(home: Path) -> None:
    inbox = home / "clients" / "inbox"
    inbox.mkdir()
    for n in range(40):
        (inbox / f"{n}.csv").write_bytes(FOREIGN)
    panel = InboxPanel(home, list_clients(home), DUTCH)
    choices = [one for one in parts(panel.widget) if isinstance(one, widgets.Dropdown)]
    assert len(choices) == AT_ONCE
    assert "Er wachten 40 bestanden." in text(panel)


def test_the_page_has_it_above_the_clients(home: Path) -> None:
    page = HomePage(home)
    labels = [getattr(one, "label", "") for one in parts(page.widget)]
    assert any("any client" in label or "welke klant" in label for label in labels)
    assert "inbox" not in [one.slug for one in list_clients(home)]
