"""The committed demo clients, opened once, and their data, made once."""

import pytest

from tests.clients_source.demo_folders import ROOT, SLUGS, run_source
from toolkit import clients


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """The demo data made anew, on a machine with another clock and another hash seed."""
    into = tmp_path_factory.mktemp("made")
    run_source(into, TZ="Pacific/Auckland", PYTHONHASHSEED="7")
    return into


@pytest.fixture(scope="session", params=SLUGS)
def folder(request):
    """Each demo client in turn, as the toolkit opens it."""
    return clients.load(request.param, workspace=ROOT)
