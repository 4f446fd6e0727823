"""A real JupyterLab for tests, started as ``koers open`` starts it, that may be killed and revived.

``running_lab`` gives each server its own port, settings and saved layouts, so that tests meet
neither each other nor what the person who runs them has open::

    with running_lab(workspace) as lab:
        page.goto(lab.url("working-copies/home.ipynb"))
        lab.kill()     # as a power cut does: server and kernels at once
        lab.start()    # the same port and token, so an open page finds it again
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import quote, urlsplit
from urllib.request import Request, urlopen

import psutil
from jupyter_client import BlockingKernelClient
from playwright.sync_api import BrowserContext

TOKEN = "only-for-tests"
PATIENCE = 90


class Lab:
    """A server of one workspace.

    Parameters
    ----------
    workspace
        Folder with a ``koers.toml``.
    home
        Folder for settings, runtime files and the log; outside the workspace.
    arguments
        What stands behind ``koers open``: nothing, a client, or a client and a notebook.
    """

    def __init__(self, workspace: Path, home: Path, *arguments: str) -> None:
        self.workspace = workspace
        self.log = home / "server.log"
        self._layouts = home / "layouts"
        self.port = _free_port()
        self._arguments = arguments
        self._environment = os.environ | {
            "JUPYTER_PORT": str(self.port),
            "JUPYTER_PORT_RETRIES": "0",
            "JUPYTER_TOKEN": TOKEN,
            "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
            "JUPYTER_CONFIG_DIR": str(home / "config"),
            "JUPYTER_DATA_DIR": str(home / "data"),
            "JUPYTERLAB_SETTINGS_DIR": str(home / "settings"),
            "JUPYTERLAB_WORKSPACES_DIR": str(self._layouts),
            "IPYTHONDIR": str(home / "ipython"),
        }
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """What the browser opens: the server's first page, with the token."""
        return f"http://127.0.0.1:{self.port}/?token={TOKEN}"

    @property
    def runs(self) -> bool:
        """Whether the server was started and has not ended."""
        return self._process is not None and self._process.poll() is None

    def url(self, path: str, look: str = "doc") -> str:
        """Give the address of a file of the workspace; `look` ``lab`` is the full JupyterLab."""
        return f"http://127.0.0.1:{self.port}/{look}/tree/{quote(path)}?token={TOKEN}"

    def start(self) -> None:
        """Start the server and wait until it answers."""
        command = [sys.executable, "-m", "toolkit.cli", "open", *self._arguments, "--no-browser"]
        with self.log.open("ab") as log, _ctrl_c_heard():
            self._process = subprocess.Popen(
                command, cwd=self.workspace, env=self._environment, stdin=subprocess.DEVNULL,
                stdout=log, stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and self._process.poll() is None:
            try:
                self.ask("status")
            except (URLError, OSError):
                time.sleep(0.2)
            else:
                return
        self.kill()
        raise AssertionError(self.log.read_text(encoding="utf-8", errors="replace"))

    def ask(self, what: str) -> Any:
        """Ask the server's REST interface, such as ``sessions`` or ``kernels``."""
        request = Request(
            f"http://127.0.0.1:{self.port}/api/{what}", headers={"Authorization": f"token {TOKEN}"}
        )
        with urlopen(request, timeout=10) as answer:
            return json.loads(answer.read())

    def occupy(self, path: str, seconds: float) -> None:
        """Let the kernel of the notebook at `path` run something that takes `seconds`."""
        (kernel,) = [one["kernel"]["id"] for one in self.ask("sessions") if one["path"] == path]
        runtime = Path(self._environment["JUPYTER_RUNTIME_DIR"])
        client = BlockingKernelClient(connection_file=str(runtime / f"kernel-{kernel}.json"))
        client.load_connection_file()
        client.start_channels()
        client.wait_for_ready(timeout=PATIENCE)
        client.execute(f"__import__('time').sleep({seconds})", store_history=False)
        while client.get_iopub_msg(timeout=PATIENCE)["msg_type"] != "execute_input":
            pass
        client.stop_channels()

    def end_kernels(self) -> None:
        """End all kernels, as closing their pages for good does."""
        for one in self.ask("sessions"):
            address = f"http://127.0.0.1:{self.port}/api/sessions/{one['id']}"
            headers = {"Authorization": f"token {TOKEN}"}
            with urlopen(Request(address, headers=headers, method="DELETE"), timeout=10):
                pass

    def forget_layouts(self) -> None:
        """Forget which pages were open, as on a new machine."""
        shutil.rmtree(self._layouts, ignore_errors=True)

    def kernels(self, path: str = "") -> list[int]:
        """Give the process ids of the kernels, or of the one that runs the notebook at `path`."""
        ids = [one["kernel"]["id"] for one in self.ask("sessions") if path in ("", one["path"])]
        return [
            process.pid
            for process in self._processes()
            if any("ipykernel" in part for part in _command(process))
            and any(one in part for one in ids for part in _command(process))
        ]

    def koers(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run another ``koers`` beside the server, as a second double-click does."""
        return subprocess.run(
            [sys.executable, "-m", "toolkit.cli", *arguments], cwd=self.workspace,
            env=self._environment, capture_output=True, text=True, encoding="utf-8", check=False,
            timeout=PATIENCE,
        )  # fmt: skip

    def servers(self) -> list[Path]:
        """Give the notes that running servers leave for others."""
        return list(Path(self._environment["JUPYTER_RUNTIME_DIR"]).glob("jpserver-*.json"))

    def interrupt(self) -> None:
        """Press Ctrl-C once in the window that the server was started from."""
        assert self._process is not None
        os.killpg(self._process.pid, signal.SIGINT)

    def wait(self) -> int:
        """Wait until the command has ended; give its exit status."""
        assert self._process is not None
        try:
            return self._process.wait(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            told = self.log.read_text(encoding="utf-8", errors="replace")
            left = [" ".join(_command(one)) for one in self._processes()]
            raise AssertionError("\n".join([told, *left])) from None

    def stop(self) -> None:
        """End the server as Ctrl-C twice does: kernels are shut down by it."""
        found = self._processes()
        for process in found:
            # The server ends its kernels itself; ours only waits for the server.
            if not any("ipykernel" in part for part in _command(process)):
                process.terminate()
        psutil.wait_procs(found, timeout=15)
        self.kill(found)

    def kill(self, found: list[psutil.Process] | None = None) -> None:
        """End the server and its kernels at once, without a word."""
        found = self._processes() if found is None else found
        for process in found:
            if process.is_running():
                process.kill()
        psutil.wait_procs(found, timeout=10)
        if self._process is not None:
            self._process.wait(timeout=10)

    def _processes(self) -> list[psutil.Process]:
        if self._process is None or self._process.poll() is not None:
            return []
        top = psutil.Process(self._process.pid)
        return [top, *top.children(recursive=True)]


@contextmanager
def _ctrl_c_heard() -> Iterator[None]:
    """Let what is started hear Ctrl-C, as in anybody's terminal.

    A shell that has pytest in the background makes it ignore that, and so would all that it starts.
    """
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def running_lab(workspace: Path, *arguments: str) -> Iterator[Lab]:
    """Run ``koers open`` for a workspace on a free port, and stop it at the end.

    Parameters
    ----------
    arguments
        What stands behind ``koers open``: nothing, a client, or a client and a notebook.
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        lab = Lab(workspace, Path(home), *arguments)
        lab.start()
        try:
            yield lab
        finally:
            lab.stop()


def close_tabs(window: BrowserContext) -> None:
    """Close the tabs of a window and forget what pages kept in it, as in a window of its own.

    What the browser fetched of JupyterLab stays: to read all of it again takes it seconds.
    """
    origins = {
        f"{at.scheme}://{at.netloc}"
        for at in (urlsplit(page.url) for page in window.pages)
        if at.scheme == "http"
    }
    for page in window.pages:
        page.close()
    blank = window.new_page()
    session = window.new_cdp_session(blank)
    for origin in origins:
        session.send(
            "Storage.clearDataForOrigin",
            {"origin": origin, "storageTypes": "cookies,local_storage,indexeddb"},
        )
    blank.close()


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


def _command(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline()
    except psutil.Error:
        return []
