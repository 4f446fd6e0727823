from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from toolkit.deliver.addresses import Addresses


def test_addresses_are_words_without_accents() -> None:
    addresses = Addresses(["content"])
    assert addresses.address("Über ons & zo?") == "uber-ons-zo"
    assert addresses.address("Über ons & zo!") == "uber-ons-zo-2"
    assert addresses.address("Content") == "content-2"
    assert addresses.address("???") == "section"


def test_labels_stay_words() -> None:
    addresses = Addresses()
    assert [addresses.label("Tabel") for _ in range(3)] == ["Tabel", "Tabel (2)", "Tabel (3)"]


@given(st.lists(st.text(max_size=8)))
def test_no_address_is_given_twice(words: list[str]) -> None:
    addresses = Addresses()
    given_out = [addresses.address(one) for one in words]
    assert len(set(given_out)) == len(words)
    assert all(one.replace("-", "").isalnum() and one.isascii() for one in given_out)
