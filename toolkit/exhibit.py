"""An exhibit: what a notebook cell shows, with the bundle that exporters read beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from toolkit import bundle

MIME_NAMES: dict[type[bundle.Bundle], str] = {
    bundle.Cover: bundle.COVER,
    bundle.Figure: bundle.FIGURE,
    bundle.Table: bundle.TABLE,
    bundle.Text: bundle.TEXT,
    bundle.Sources: bundle.SOURCES,
}


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A bundle and the HTML that JupyterLab shows for it.

    Parameters
    ----------
    bundle
        One of the bundles of :mod:`toolkit.bundle`.
    html
        Safe HTML: whoever makes the exhibit has escaped every word that came from outside.
    """

    bundle: bundle.Bundle
    html: str

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        """Give Jupyter both forms; the plain text is for terminals and diffs."""
        name = getattr(self.bundle, "title", "") or type(self.bundle).__name__
        return {
            MIME_NAMES[type(self.bundle)]: self.bundle.model_dump(mode="json"),
            "text/html": self.html,
            "text/plain": str(name),
        }
