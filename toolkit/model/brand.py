"""How a client looks, as ``brand.yaml`` says: one accent colour, a logo, who sends the report."""

from __future__ import annotations

import re

from pydantic import Field, field_validator

from toolkit.language import mark
from toolkit.model import Model

COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


class Brand(Model):
    """Looks of a client.

    ``accent`` is ``#rrggbb``, taken without ``#`` too; where it lacks contrast the report uses a
    darker or lighter shade of it and says so. ``logo`` is a file beside ``brand.yaml`` (PNG, JPEG
    or SVG). ``sender`` is the name under which the consultant sends the report.
    """

    accent: str = Field(
        default="#0b5c6b", title=mark("Colour"),
        description=mark("One colour, as # and six signs; where it is too light to read, a darker "
                         "shade is used."),
    )  # fmt: skip
    logo: str = Field(
        default="", title=mark("Logo"),
        description=mark("A PNG, JPEG or SVG file in the client folder."),
    )  # fmt: skip
    font: str = Field(
        default="", pattern=r"^[A-Za-z0-9 ,\-]*$", title=mark("Typeface"),
        description=mark("One that readers have installed; empty for the report’s own."),
    )  # fmt: skip
    sender: str = Field(
        default="", title=mark("Sender"),
        description=mark("Your name or that of your agency, as the report signs it."),
    )  # fmt: skip

    @field_validator("accent", mode="before")
    @classmethod
    def _colour(cls, value: object) -> object:
        if value is None or value == "":
            raise ValueError(
                'There is no colour here. Put it in quotes, as in "#0b5c6b": without them, what '
                "follows # is a remark"
            )
        colour = f"#{str(value).strip().removeprefix('#')}"
        if not COLOUR.fullmatch(colour):
            raise ValueError('This should be a colour such as "#0b5c6b"')
        return colour
