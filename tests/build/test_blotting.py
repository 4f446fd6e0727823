"""What comes of a task is cleared of the secrets that it was lent before anybody hears of it."""

from __future__ import annotations

import json
from urllib.parse import quote

import pytest

from toolkit.batch.tasks import Done, Task
from toolkit.build.running import PRINTED, _blot_out
from toolkit.errors import Fault, InputError, RunError, fill
from toolkit.secret import HIDDEN, Keyring

VALUE = "s3cr&t/wörd"
LENT = Task("small/first", print, ("a job", Keyring({"key": VALUE})))


def test_faults_and_what_a_process_printed_tell_no_secret() -> None:
    fault = Fault(
        fill("No {key} there.", key=VALUE), file="first", got=VALUE, remedy=f"Not {VALUE}."
    )
    done = _blot_out(Done(LENT, error=RunError([fault]), printed=f"at {VALUE}: lost", seconds=1.5))
    assert isinstance(done.error, RunError)
    assert done.error.faults == (
        Fault(f"No {HIDDEN} there.", file="first", got=HIDDEN, remedy=f"Not {HIDDEN}."),
    )
    assert done.printed == f"at {HIDDEN}: lost"
    assert done.seconds == 1.5
    assert VALUE not in repr(done)


def test_words_without_a_secret_can_still_be_translated() -> None:
    fault = Fault(fill("No {key} there.", key="other"))
    done = _blot_out(Done(LENT, error=InputError(fault)))
    assert isinstance(done.error, InputError)
    assert done.error.faults[0].what is fault.what


def test_without_secrets_everything_stays() -> None:
    error = ValueError("as it is")
    done = _blot_out(Done(Task("small/check", print), 5, error, "printed"))
    assert (done.value, done.error, done.printed) == (5, error, "printed")


@pytest.mark.parametrize("kept", range(len(VALUE) + 2))
def test_a_value_through_which_what_was_printed_is_cut_leaves_no_end(kept: int) -> None:
    for spelt in (VALUE, quote(VALUE), json.dumps(VALUE)):
        printed = "x" * 100 + spelt + "y" * (PRINTED - kept)
        told = _blot_out(Done(LENT, printed=printed)).printed
        assert told.strip('xy"') in ("", HIDDEN)
        assert told.count("y") == PRINTED - kept


def test_of_what_was_printed_the_end_stays() -> None:
    printed = "".join(f"{number:09d} " for number in range(10_000))
    assert _blot_out(Done(LENT, printed=printed)).printed == printed[-PRINTED:]
