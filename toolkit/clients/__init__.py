"""The client folder: the only place that knows its layout.

``load`` opens a folder (``folder``, on the reading and writing of ``files``); ``check`` reads
everything in it and gives every fault at once; ``Inbox`` sorts files to whose they are.

    clients/<slug>/client.yaml  brand.yaml  workshop/  data/channels/  data/survey/  notes/
    clients/inbox/              files of any client, until they are sorted
"""

from toolkit.clients.arrivals import Received, receive, safe_name
from toolkit.clients.checking import check, check_folder, find_overdue
from toolkit.clients.files import find_free
from toolkit.clients.folder import (
    BESIDE,
    CHANNELS,
    LISTENING,
    MESSAGES,
    NOT_EXPORTS,
    PROFILES,
    REGISTER,
    SURVEY,
    WORKSHOP,
    ClientFolder,
    Survey,
)
from toolkit.clients.inbox import Inbox, Sorted, shown
from toolkit.clients.opening import load, open_unread, parse_date, slugs
from toolkit.clients.register import SLUG
from toolkit.clients.survey_files import (
    CODEBOOK,
    Drafted,
    RawFile,
    draft_survey,
    find_raw,
    forget_raw,
    list_answer_files,
)
from toolkit.workspace import INBOX

__all__ = [
    "BESIDE",
    "CHANNELS",
    "CODEBOOK",
    "INBOX",
    "LISTENING",
    "MESSAGES",
    "NOT_EXPORTS",
    "PROFILES",
    "REGISTER",
    "SLUG",
    "SURVEY",
    "WORKSHOP",
    "ClientFolder",
    "Drafted",
    "Inbox",
    "RawFile",
    "Received",
    "Sorted",
    "Survey",
    "check",
    "check_folder",
    "draft_survey",
    "find_free",
    "find_overdue",
    "find_raw",
    "forget_raw",
    "list_answer_files",
    "load",
    "open_unread",
    "parse_date",
    "receive",
    "safe_name",
    "shown",
    "slugs",
]
