import pytest

from toolkit.model.client import PLATFORM_NAMES
from toolkit.readers.findings import Findings
from toolkit.readers.table import Column
from toolkit.readers.vocabulary import KINDS, PLATFORMS, read_kinds, read_platforms


def column(*cells):
    return Column("Type", cells, tuple(range(2, 2 + len(cells))))


def test_every_name_means_a_platform_that_exists():
    assert set(PLATFORMS.values()) == set(PLATFORM_NAMES)


def test_every_word_means_a_kind_that_frames_know():
    known = {"photo", "video", "link", "text", "carousel", "story", "other"}
    assert set(KINDS.values()) == known


@pytest.mark.parametrize("name", ["Twitter", "X (Twitter)", " x ", "X"])
def test_twitter_is_x(name):
    assert read_platforms(column(name), Findings("f")) == ["x"]


def test_an_unknown_platform_is_a_fault_unless_the_file_explains_it():
    findings = Findings("f")
    assert read_platforms(column("FB NL", ""), findings) == [None, None]
    assert [fault.row for fault in findings.faults] == [2, 3]
    findings = Findings("f")
    assert read_platforms(column("FB NL"), findings, {"fb nl": "facebook"}) == ["facebook"]
    assert findings.faults == []


def test_an_unknown_kind_is_other_and_noted():
    findings = Findings("f")
    assert read_kinds(column("Foto’s", "Hologram", ""), findings, 3) == ["photo", "other", None]
    assert [(fault.severity, fault.got) for fault in findings.faults] == [("note", "Hologram (1)")]
