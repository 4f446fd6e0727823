"""What exists: the client, its posts, its survey, its workshop answers; data without behaviour.

Everything is a frozen pydantic model or, for data in rows, a named frame of pandas.
"""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Model(BaseModel):
    """Base of all models: frozen, and no field that nobody declared."""

    model_config = ConfigDict(frozen=True, extra="forbid")
