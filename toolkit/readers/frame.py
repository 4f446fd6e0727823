"""From read columns to a canonical frame."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from toolkit.model.posts import conform


def make_frame(
    columns: dict[str, str], file: str, rows: Sequence[int], **values: Sequence[object]
) -> pd.DataFrame:
    """Build a canonical frame of `columns`; what is not given is missing.

    Parameters
    ----------
    rows
        Row numbers as a spreadsheet shows them.
    values
        By canonical name, one value a row, ``None`` where it is missing.
    """
    data = {name: pd.Series(list(given), dtype="object") for name, given in values.items()}
    for name in data:
        if columns[name].startswith("datetime64"):
            data[name] = pd.to_datetime(data[name], utc="UTC" in columns[name])
    data["file"] = pd.Series([file] * len(rows), dtype="object")
    data["row"] = pd.Series(list(rows), dtype="object")
    return conform(pd.DataFrame(data), columns)
