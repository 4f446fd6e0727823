"""What comes of a task is cleared of the secrets that it was lent before anybody hears of it."""

from __future__ import annotations

from toolkit.batch.tasks import Done, Task
from toolkit.build.running import _blot_out
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
