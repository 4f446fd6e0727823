"""A client's files together: whose the figures of an own account are, and of which platform."""

import pytest

from toolkit.errors import InputError
from toolkit.model.client import Account, Client
from toolkit.readers import Export, Profile
from toolkit.readers.channels import read_channels

REACH = "Reach\nDate,Primary\n2026-08-01,20\n2026-08-02,31\n"


@pytest.fixture
def read_reach(tmp_path):
    def read(*platforms, text=REACH):
        path = tmp_path / "Reach.csv"
        path.write_text(text, encoding="utf-8")
        accounts = tuple(Account(platform=platform, handle="shop") for platform in platforms)
        client = Client(name="Invented Shop", accounts=accounts)
        export = Export(path, "data/channels/Reach.csv")
        return read_channels([export], client, Profile())

    return read


def test_figures_are_of_the_client_on_its_only_platform_of_meta(read_reach):
    data = read_reach("instagram", "linkedin")
    assert data.insights[["brand", "platform", "value"]].to_numpy().tolist() == [
        ["Invented Shop", "instagram", 20.0],
        ["Invented Shop", "instagram", 31.0],
    ]


def test_a_client_on_both_is_asked(read_reach):
    with pytest.raises(InputError) as asked:
        read_reach("instagram", "facebook")
    assert [fault.asks for fault in asked.value.faults] == ["platform"]
