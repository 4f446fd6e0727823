"""The client folder: the only place that knows its layout.

``load`` opens a folder (``folder``, on the reading and writing of ``files``); ``check`` reads
everything in it and gives every fault at once.

    clients/<slug>/client.yaml  brand.yaml  workshop/  data/channels/  data/survey/  notes/
"""

from toolkit.clients.checking import check, find_overdue
from toolkit.clients.files import find_free
from toolkit.clients.folder import (
    BESIDE,
    CHANNELS,
    NOT_EXPORTS,
    SURVEY,
    WORKSHOP,
    ClientFolder,
    Survey,
)
from toolkit.clients.opening import SLUG, load, parse_date, slugs

__all__ = [
    "BESIDE",
    "CHANNELS",
    "NOT_EXPORTS",
    "SLUG",
    "SURVEY",
    "WORKSHOP",
    "ClientFolder",
    "Survey",
    "check",
    "find_free",
    "find_overdue",
    "load",
    "parse_date",
    "slugs",
]
