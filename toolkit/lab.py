"""Opening JupyterLab: on the workspace's home page, or on a working copy of a client's notebook.

JupyterLab is started for this machine alone, asks nobody for news, and carries the extension in
``labextension/`` that turns working copies into pages. Where one runs for this workspace already,
the browser is opened on that one.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import time
import webbrowser
from contextlib import suppress
from pathlib import Path
from urllib.error import URLError
from urllib.parse import quote
from urllib.request import urlopen

import psutil
from jupyter_core.paths import jupyter_runtime_dir

from toolkit.working_copies import home_page, working_copy

EXTENSION = Path(__file__).parent / "labextension"
PATIENCE = 15
"""Seconds that a server which was told to stop may take for it."""

_QUIET = (
    "--LabApp.news_url=None",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    "--log-level=ERROR",
)
# A workshop lasts hours, and may stand still for one of them: nothing ends by itself.
_LASTING = (
    "--MappingKernelManager.cull_idle_timeout=0",
    "--ServerApp.shutdown_no_activity_timeout=0",
)


def open_notebook(workspace: Path, slug: str, notebook: str, *, browser: bool = True) -> int:
    """Open JupyterLab on a page; where it was not running, wait until it ends.

    Parameters
    ----------
    slug
        The client; empty for the home page.
    notebook
        One of the client's notebooks; empty for the first.
    browser
        Whether to open the browser too.

    Returns
    -------
    int
        JupyterLab's exit status; 0 where it was running already.

    Raises
    ------
    UsageError
        If there is no such client or notebook.
    """
    path = working_copy(workspace, slug, notebook) if slug else home_page(workspace)
    address = f"doc/tree/{quote(path.relative_to(workspace).as_posix())}"
    running = find_running(workspace)
    if running is not None:
        server, token = running
        # What a person who opened Koers twice wants to know: where it is.
        print(f"{server}{address}?token={token}")  # noqa: T201
        if browser:
            webbrowser.open(f"{server}{address}?token={token}")
        return 0
    command = [sys.executable, "-m", "jupyterlab", f"--ServerApp.root_dir={workspace}"]
    command += ["--ServerApp.ip=127.0.0.1", "-y", *_QUIET, *_LASTING]
    command += [f"--LabServerApp.extra_labextensions_path={EXTENSION}"]
    command += [f"--LabApp.default_url=/{address}"]
    command += [] if "JUPYTER_PORT" in os.environ else [f"--ServerApp.port={own_port(workspace)}"]
    command += [] if browser else ["--no-browser"]
    # A container's only user is root; it serves this machine alone, behind a token, all the same.
    command += ["--allow-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    return _wait_for(subprocess.Popen(command, cwd=workspace, env=_environment()))  # noqa: S603


def own_port(workspace: Path) -> int:
    """Give the port that this workspace asks for first, the same every time.

    A browser keeps what was typed by the server's port: what it still holds after a crash is found
    again only there.
    """
    digest = hashlib.sha256(str(workspace.resolve()).encode()).digest()
    return 20000 + int.from_bytes(digest[:4], "big") % 20000


def find_running(workspace: Path) -> tuple[str, str] | None:
    """Find the JupyterLab with Koers that serves this workspace; give its address and token."""
    from jupyter_server.serverapp import list_running_servers

    for server in list_running_servers():
        if Path(server["root_dir"]).resolve() != workspace.resolve():
            continue
        entry = f"{server['url']}lab/extensions/koers/package.json?token={quote(server['token'])}"
        try:
            with urlopen(entry, timeout=3):  # noqa: S310 - an address that Jupyter wrote down
                return server["url"], server["token"]
        except (URLError, OSError):
            # It hangs, or is a JupyterLab without Koers: not one to send a consultant to.
            continue
    return None


def _environment() -> dict[str, str]:
    # JupyterLab asks whether it may fetch news; `quiet/` takes the question away, for us only.
    places = [str(EXTENSION / "quiet"), os.environ.get("JUPYTER_CONFIG_PATH", "")]
    return os.environ | {"JUPYTER_CONFIG_PATH": os.pathsep.join(filter(None, places))}


def _wait_for(server: subprocess.Popen[bytes]) -> int:
    note = Path(jupyter_runtime_dir()) / f"jpserver-{server.pid}.json"
    stopping_since: float | None = None
    noted = False
    while True:
        try:
            return server.wait(timeout=1)
        except KeyboardInterrupt:
            # The same Ctrl-C reached the server, which ends its kernels first.
            continue
        except subprocess.TimeoutExpired:
            noted = noted or note.exists()
        # The server takes its note away first when it stops. It waits without end for a kernel that
        # was only starting then; everything was saved before, so nothing is lost by ending it.
        if noted and not note.exists():
            stopping_since = stopping_since or time.monotonic()
            if time.monotonic() - stopping_since > PATIENCE:
                _end(server.pid)
                return 0


def _end(pid: int) -> None:
    top = psutil.Process(pid)
    for process in [*top.children(recursive=True), top]:
        with suppress(psutil.Error):
            process.kill()
