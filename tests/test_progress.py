"""The log of a build: each line begins with its report's name, and is text alone."""

from __future__ import annotations

import logging

import pytest

from toolkit.progress import log_reports


def test_what_a_report_prints_cannot_pass_for_another_s_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    log = logging.getLogger("koers")
    before = log.handlers[:]
    log_reports()
    try:
        log.error("bad\n\x1b[2Jother: done\rthird: done", extra={"report": "one/first"})
    finally:
        log.handlers[:] = before
    assert capsys.readouterr().err == "one/first: bad\none/first: ␛[2Jother: done␍third: done\n"
