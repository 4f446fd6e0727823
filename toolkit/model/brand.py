"""How a client looks, as ``brand.yaml`` says: one accent colour, a logo, who sends the report."""

from __future__ import annotations

from pydantic import Field

from toolkit.model import Model


class Brand(Model):
    """Looks of a client.

    ``accent`` is ``#rrggbb``; where it lacks contrast the report uses a darker or lighter shade of
    it and says so. ``logo`` is a file beside ``brand.yaml`` (PNG, JPEG or SVG). ``sender`` is the
    name under which the consultant sends the report.
    """

    accent: str = Field(default="#0b5c6b", pattern=r"^#[0-9a-fA-F]{6}$")
    logo: str = ""
    font: str = Field(default="", pattern=r"^[A-Za-z0-9 ,\-]*$")
    sender: str = ""
