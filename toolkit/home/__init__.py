"""The home page in JupyterLab: all that a consultant does with clients, without a terminal.

``page`` puts it together; ``overview`` lists the clients; ``new_client`` makes one; ``details``
opens one, with a form for each of its files; ``inbox_panel`` takes files of any client, ``inbox``
those of one; ``table_form`` asks what the columns of an unknown table are, ``answers_form`` what a
known one leaves open; ``building`` makes reports in a process of its own; ``faults`` tells what is
wrong. What Python cannot do, such as opening a document, is in ``browser``.
"""

from __future__ import annotations

from toolkit.home.page import show_home

__all__ = ["show_home"]
