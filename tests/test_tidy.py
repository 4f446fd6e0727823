"""Numbers of people who answered are rounded before they are in a bundle."""

import pandas as pd

from toolkit.bundle import Column
from toolkit.language import Language
from toolkit.tidy import tabulate

COLUMNS = [
    Column(name="share", label="Share", unit="share", decimals=1),
    Column(name="n", label="Asked", unit="count"),
    Column(name="n_effective", label="Effective base", unit="number"),
    Column(name="stability", label="Stability", unit="number", decimals=2),
]
FRAME = pd.DataFrame(
    {"share": [0.494632, None], "n": [473, 12], "n_effective": [401.73, 9.6],
     "stability": [0.8549, -0.001]}
)  # fmt: skip


def test_no_digits_are_told_of_people_beyond_those_that_say_something():
    table = tabulate(FRAME, COLUMNS, name="use", title="Use", of_people=True)
    assert table.rows == ((0.4946, 473, 402, 0.85), (None, 12, 10, 0.0))
    assert str(table.rows[1][3]) == "0.0"


def test_other_tables_keep_theirs():
    table = tabulate(FRAME, COLUMNS, name="posts", title="Posts")
    assert table.rows[0] == (0.494632, 473, 401.73, 0.8549)


def test_a_sentence_is_not_rounded_twice():
    # It is nearer to 49 percent; of the published 0.4950 it would have been 50.
    assert Language("en").share(0.494960) == "49%"
