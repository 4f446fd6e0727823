import pytest

from toolkit.model.client import PLATFORM_NAMES
from toolkit.model.content import KIND_NAMES
from toolkit.readers.findings import Findings
from toolkit.readers.kind_words import KIND_WORDS, guess_kind
from toolkit.readers.table import Column
from toolkit.readers.vocabulary import PLATFORMS, read_kinds, read_platforms


def column(*cells):
    return Column("Type", cells, tuple(range(2, 2 + len(cells))))


def test_every_name_means_a_platform_that_exists():
    assert set(PLATFORMS.values()) == set(PLATFORM_NAMES)


def test_every_word_means_a_kind_that_frames_know():
    known = {"photo", "video", "link", "text", "carousel", "story", "other"}
    assert set(KIND_WORDS) == known == set(KIND_NAMES)
    words = [word.strip() for text in KIND_WORDS.values() for word in text.split("|")]
    assert len(words) == len(set(words))


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("FEED_IMAGE", "photo"), ("CAROUSEL_ALBUM", "carousel"), ("REELS", "video"),
        ("IG-afbeelding", "photo"), ("Reel Instagram", "video"), ("Fotos", "photo"),
        ("Vidéo", "video"), ("Karussell", "carousel"), ("Carrossel", "carousel"),
        ("Enlaces", "link"), ("Zdjęcia", "photo"), ("Immagine", "photo"), ("Umfrage", "other"),
        ("Hologram", None), ("", None), ("Instagram", None),
    ],
)  # fmt: skip
def test_makers_words_for_kinds_are_known_in_eight_languages(word, kind):
    assert guess_kind(word) == kind


def test_a_file_that_is_described_says_what_its_kinds_are():
    findings = Findings("f")
    told = column("Hologram", "Tanz", "Hologram", "Fotos")
    assert read_kinds(told, findings, 4, {"hologram": "video"})[0] == "video"
    (fault,) = findings.faults
    assert (fault.severity, fault.row, fault.got) == ("error", 3, "Tanz (1)")
    findings = Findings("f")
    read_kinds(told, findings, 4, {"Hologram": "video", "Tanz": "other"})
    assert findings.faults == []


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
