import doctest
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "methods.md"


def test_what_the_page_of_methods_shows_comes_out_as_it_says():
    found = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")
    assert found.attempted > 20
    assert found.failed == 0
