"""The script gives the committed bytes, wherever it runs."""

import zipfile

import pytest

from tests.clients_source.demo_folders import CLIENTS, SLUGS, run_source

# The data that all of these look at are made once.
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("remade")]
BY_HAND = {"profile.yaml", "codebook.yaml"}
FOLDERS_BY_HAND = {"register", "profiles"}


def files(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for part in ("data", "workshop")
        for path in (folder / part).rglob("*")
        if path.is_file() and path.name not in BY_HAND and path.parent.name not in FOLDERS_BY_HAND
    }


@pytest.mark.parametrize("slug", SLUGS)
def test_the_committed_files_are_what_the_script_makes(made, slug):
    committed, anew = files(CLIENTS / slug), files(made / slug)
    assert sorted(anew) == sorted(committed)
    assert [name for name in anew if anew[name] != committed[name]] == []


def test_a_second_run_gives_the_same_bytes(made, tmp_path):
    run_source(tmp_path, TZ="America/St_Johns", PYTHONHASHSEED="11")
    for slug in SLUGS:
        assert files(tmp_path / slug) == files(made / slug)


def test_workbooks_carry_no_clock_and_no_compression(made):
    for path in made.rglob("*.xlsx"):
        with zipfile.ZipFile(path) as package:
            for member in package.infolist():
                assert member.date_time == (1980, 1, 1, 0, 0, 0)
                assert member.compress_type == zipfile.ZIP_STORED
