"""A secret shows itself to nobody, reaches one notebook only, and is blotted out wherever it is."""

from __future__ import annotations

import base64
import copy
import html
import json
import os
import pickle
import re
import subprocess
import sys
from collections.abc import Callable
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import InputError
from toolkit.secret import (
    HIDDEN,
    Keyring,
    Secret,
    find_secret,
    gather_secrets,
    hide_in,
    hide_secrets,
    lend_secrets,
    name_variables,
)

VALUE = "s3cr&t/wörd'\"\\+é=?"
SLUGS = st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True)
NAMES = st.from_regex(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", fullmatch=True)


@pytest.fixture(autouse=True)
def _known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KOERS_SECRET_TOKEN", VALUE)
    monkeypatch.setenv("KOERS_SECRET_CITY_LIBRARY__TOKEN", "of the library")


def test_it_shows_itself_to_nobody() -> None:
    secret = Secret("token")
    shown = [
        repr(secret), str(secret), f"{secret}", f"{secret!r:>9}", format(secret, "x"),
        str([secret]), json.dumps({"a": secret}, default=str, ensure_ascii=False),
    ]  # fmt: skip
    for text in shown:
        assert HIDDEN in text
        assert VALUE not in text
    assert not hasattr(secret, "__dict__")
    with pytest.raises(TypeError):
        json.dumps(secret)
    with pytest.raises(TypeError):
        _ = "Bearer " + secret  # type: ignore[operator]


def test_a_copy_holds_the_name_alone() -> None:
    assert VALUE.encode() not in pickle.dumps(Secret("token"))
    for other in (copy.copy, copy.deepcopy, lambda one: pickle.loads(pickle.dumps(one))):
        assert other(Secret("token")).reveal() == VALUE
        assert other(Secret("token", "city-library")).reveal() == "of the library"


def test_a_clients_own_value_goes_first() -> None:
    assert find_secret("token", "city-library") == "of the library"
    assert find_secret("token", "city") == VALUE
    assert find_secret("token") == VALUE


@given(SLUGS, NAMES, SLUGS, NAMES)
def test_no_two_clients_share_a_variable_of_their_own(
    slug: str, name: str, other: str, other_name: str
) -> None:
    if (slug, name) != (other, other_name):
        assert name_variables(name, slug)[0] != name_variables(other_name, other)[0]
    assert name_variables(name, slug)[0] != name_variables(other_name)[0]


def test_each_that_is_missing_is_told_with_its_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KOERS_SECRET_SHORT", "abc")
    with pytest.raises(InputError) as caught:
        gather_secrets(("token", "other_key", "short"), "city-library")
    missing, short = caught.value.faults
    assert "KOERS_SECRET_OTHER_KEY" in missing.remedy
    assert "KOERS_SECRET_CITY_LIBRARY__OTHER_KEY" in missing.remedy
    assert short.column == "KOERS_SECRET_SHORT"
    assert "abc" not in str(short)


def test_a_notebook_finds_what_it_was_lent_and_nothing_else() -> None:
    keyring = gather_secrets(("token",), "city-library")
    with lend_secrets(keyring):
        assert Secret("token").reveal() == "of the library"
        assert not [name for name in os.environ if name.startswith("KOERS_SECRET_")]
        with pytest.raises(InputError, match="only the secrets that its parameters name"):
            Secret("other").reveal()
    assert Secret("token").reveal() == VALUE
    assert os.environ["KOERS_SECRET_CITY_LIBRARY__TOKEN"] == "of the library"


def test_its_kernel_finds_the_same() -> None:
    ask = "import os; print(sorted(n for n in os.environ.items() if 'KOERS_SECRET' in n[0]))"
    with lend_secrets(gather_secrets(("token",), "city-library"), to_children=True):
        told = subprocess.run([sys.executable, "-c", ask], capture_output=True, check=True)
    assert told.stdout.decode().strip() == "[('KOERS_SECRET_TOKEN', 'of the library')]"
    assert os.environ["KOERS_SECRET_TOKEN"] == VALUE


def test_what_was_lent_is_taken_back_after_a_failure() -> None:
    with (
        pytest.raises(ZeroDivisionError),
        lend_secrets(Keyring({"new": "value"}), to_children=True),
    ):
        _ = 1 / 0
    assert "KOERS_SECRET_NEW" not in os.environ
    assert Secret("token").reveal() == VALUE


def test_values_on_their_way_show_themselves_to_nobody() -> None:
    keyring = gather_secrets(("token",), "")
    assert (repr(keyring), str(keyring), f"{keyring}") == (HIDDEN, HIDDEN, HIDDEN)
    assert pickle.loads(pickle.dumps(keyring)).values == {"token": VALUE}


WAYS: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "in JSON": json.dumps,
    "in JSON, letters as they are": lambda text: json.dumps(text, ensure_ascii=False),
    "as Python writes it": repr,
    "in HTML": html.escape,
    "in HTML as templates write it": lambda text: html.escape(text).replace("&#x27;", "&#39;"),
    "in HTML, quotes as they are": lambda text: html.escape(text, quote=False),
    "in JSON in HTML": lambda text: html.escape(json.dumps(text)),
    "in HTML in JSON": lambda text: json.dumps(html.escape(text)),
    "in JSON in JSON": lambda text: json.dumps(json.dumps(text)),
    "in JSON as Python writes it": lambda text: repr(json.dumps([text])),
    "in a URL in JSON in HTML": lambda text: html.escape(json.dumps(quote(text, safe=""))),
    "in a URL in a URL": lambda text: quote(quote(text)),
    "as bytes": lambda text: repr(text.encode()),
    "in ASCII": ascii,
    "in base64 in a URL": lambda text: quote(base64.b64encode(text.encode()), safe=""),
    "in a URL": quote,
    "as a field of a URL": lambda text: quote(text, safe=""),
    "in a form": quote_plus,
    "in base64": lambda text: base64.b64encode(text.encode()).decode(),
    "in base64 for URLs": lambda text: base64.urlsafe_b64encode(text.encode()).decode(),
    "in hexadecimals": lambda text: text.encode().hex(),
}
CHARACTERS = st.characters(exclude_categories=("Cs",), exclude_characters="⟦⟧")


@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS)
@given(value=st.text(CHARACTERS, min_size=4, max_size=40))
def test_a_value_is_blotted_out_however_it_is_written(way: str, value: str) -> None:
    hidden = hide_secrets(f"before⟦{WAYS[way](value)}⟧after", [value])
    assert HIDDEN in hidden
    # Nothing but quotes and brackets is left of it.
    left = hidden.partition("⟦")[2].rpartition("⟧")[0]
    assert re.fullmatch(r"""(?:[\\\[\]"'b]|&(?:quot|#x27|#39);|•••)*""", left)


@given(st.binary(), st.text(CHARACTERS, min_size=12, max_size=40), st.binary())
def test_base64_of_more_than_the_value_gives_none_of_its_middle(
    before: bytes, value: str, after: bytes
) -> None:
    written = base64.b64encode(before + value.encode() + after).decode()
    hidden = hide_secrets(written, [value])
    # The two outermost letters on each side are of the value and of what stands beside it.
    start = (len(before) * 8 + 5) // 6
    end = (len(before) + len(value.encode())) * 8 // 6
    assert written[start:end] not in hidden


def test_lines_of_a_long_key_are_blotted_out_one_by_one() -> None:
    key = "-----BEGIN-----\nMIIEvQIBADANBgkq\nhkiG9w0BAQEF\n"
    assert hide_secrets("  MIIEvQIBADANBgkq, hkiG9w0BAQEF", [key]) == f"  {HIDDEN}, {HIDDEN}"


def test_the_longer_of_two_values_leaves_nothing_standing() -> None:
    assert hide_secrets("abcdefgh abcd", ["abcd", "abcdefgh"]) == f"{HIDDEN} {HIDDEN}"


def test_without_values_everything_stays() -> None:
    assert hide_secrets("anything", []) == "anything"
    assert hide_secrets("abc", ["abc"]) == "abc"


def test_data_keeps_its_shape() -> None:
    data = {"a": ["x hunter2", 1, None], "hunter2": {"b": True}}
    assert hide_in(data, ["hunter2"]) == {"a": [f"x {HIDDEN}", 1, None], HIDDEN: {"b": True}}


@pytest.mark.parametrize("value", ['""""x', "\\\\\\x", "\\\n\\\nx", "éééé\n\n", "%%%%x", "&&&&x"])
def test_the_search_ends_in_text_that_is_made_to_keep_it_busy(value: str) -> None:
    for busy in ("\\", "%25", "&amp;", "a\\", "é\\"):
        assert hide_secrets(busy * 50_000, [value]) == busy * 50_000
