"""Recognition: exactly one reader for a file, and never another error than ours."""

from types import SimpleNamespace

import pytest

import toolkit.readers
from toolkit.errors import InputError
from toolkit.readers import find_readers

TALLY = "brand,platform,date,likes\nA,X,2026-01-31,1\n"


def test_readers_are_found_without_registration():
    names = {reader.__name__.rsplit(".", 1)[-1] for reader in find_readers()}
    assert names >= {
        "meta", "x_classic", "linkedin_followers", "linkedin_posts", "linkedin_competitors",
        "tally",
    }  # fmt: skip
    assert all("\n" not in reader.LOOKS_FOR for reader in find_readers())


def test_a_file_like_nothing_that_is_known_says_where_these_stand(read_bytes):
    with pytest.raises(InputError) as caught:
        read_bytes("a,b\n1,2\n")
    (fault,) = caught.value.faults
    assert "docs/channel-data.md" in fault.expected
    assert fault.got == "a first row of a, b"
    assert "profile.yaml" in fault.remedy


def test_a_file_that_two_readers_claim_says_what_each_found(read_bytes, monkeypatch):
    greedy = SimpleNamespace(
        __name__="toolkit.readers.greedy",
        LOOKS_FOR="anything at all",
        identify=lambda source: True,
        read=lambda source, settings: (),
    )
    both = (*find_readers(), greedy)
    monkeypatch.setattr(toolkit.readers, "find_readers", lambda: both)
    with pytest.raises(InputError, match="More than one reader claims this file") as caught:
        read_bytes(TALLY)
    assert "tally found its tally sheet" in str(caught.value)
    assert "greedy found its anything at all" in str(caught.value)


def test_a_profile_for_a_format_that_is_known_is_an_error(read_bytes, make_profile):
    profile = make_profile(
        "files:\n  - {match: '*.csv', brand: brand, platform: {always: x}, date: date, "
        "dates: year-first, decimal: '.', reactions: likes}\n"
    )
    with pytest.raises(InputError, match="take the file out of profile"):
        read_bytes(TALLY, profile=profile)


COMMON = "Datum;Fans\n01-03-2026;210\n02-03-2026;211\n"


def test_a_reader_of_common_headers_gives_way_to_the_profile(read_bytes, make_profile):
    profile = make_profile(
        "files:\n  - {match: '*.csv', contents: followers, brand: {always: A}, "
        "platform: {always: x}, date: Datum, dates: day-first, decimal: ',', followers: Fans}\n"
    )
    (reading,) = read_bytes(COMMON, profile=profile)
    assert reading.reader == "mapper"


def test_a_reader_of_common_headers_gives_way_to_any_other(read_bytes, monkeypatch):
    firm = SimpleNamespace(
        __name__="toolkit.readers.firm",
        LOOKS_FOR="anything at all",
        identify=lambda source: True,
        read=lambda source, settings: (toolkit.readers.Reading("firm", "posts", None),),
    )
    both = (*find_readers(), firm)
    monkeypatch.setattr(toolkit.readers, "find_readers", lambda: both)
    (reading,) = read_bytes(COMMON)
    assert reading.reader == "firm"


def test_two_entries_for_one_file_are_an_error(read_bytes, make_profile):
    entry = (
        "  - {match: 'e*.csv', brand: Merk, platform: {always: x}, date: date, "
        "dates: year-first, decimal: '.', reactions: likes}\n"
    )
    profile = make_profile("files:\n" + entry + entry.replace("e*.csv", "*.csv"))
    with pytest.raises(InputError, match="Two entries"):
        read_bytes("Merk,date,likes\n", profile=profile)


def test_what_opening_decided_is_told_with_the_reading(read_bytes):
    (reading,) = read_bytes(TALLY.replace("A,", "Café,").encode("cp1252"))
    assert any("Windows-1252" in decision.taken_as for decision in reading.decisions)


@pytest.mark.parametrize("name", ["youtube_pt/pt_GianMartins_Total.csv", "google_forms/smmh.csv"])
def test_real_files_of_other_makers_are_refused_not_misread(shared_data, read_file, name):
    with pytest.raises(InputError, match="No reader knows this file"):
        read_file(shared_data(name))
