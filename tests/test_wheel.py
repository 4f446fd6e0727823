"""What pip installs makes the same workspace as the checkout, outside any checkout, and builds."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest
from hypothesis import settings

from tests.conftest import DEMOS, ROOT


def run(*command: object, cwd: Path) -> str:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    environment.pop("VIRTUAL_ENV", None)
    # Jupyter's own templates lie beside the libraries that are borrowed.
    environment["JUPYTER_PATH"] = str(Path(sys.prefix) / "share" / "jupyter")
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=environment, capture_output=True, text=True,
        encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-4000:]
    return done.stdout


def files_below(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not {"reports", "__pycache__"} & set(path.parts)
    }


@pytest.mark.slow
def test_an_installed_wheel_makes_the_same_workspace_and_builds_it(tmp_path: Path) -> None:
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", tmp_path, ROOT,
        cwd=tmp_path)  # fmt: skip
    wheel = next(tmp_path.glob("koers-*.whl"))
    names = zipfile.ZipFile(wheel).namelist()
    assert not [name for name in names if "/reports/" in name or "/_source/" in name]

    # The wheel alone is new; what it depends on is taken from the environment of the tests.
    environment = tmp_path / "environment"
    venv.create(environment, with_pip=False)
    binaries = environment / ("Scripts" if os.name == "nt" else "bin")
    python = binaries / "python"
    run(
        sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--no-index",
        wheel, cwd=tmp_path,
    )  # fmt: skip
    libraries = Path(next(path for path in sys.path if path.endswith("site-packages")))
    own = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=tmp_path)
    (Path(own.strip()) / "borrowed.pth").write_text(f"{libraries}\n", encoding="utf-8")

    workspace = tmp_path / "outside" / "my clients"
    workspace.parent.mkdir()
    run(binaries / "koers", "init", workspace, cwd=workspace.parent)
    for part in ("notebooks", "templates", *(f"clients/{slug}" for slug in DEMOS)):
        assert files_below(workspace / part) == files_below(ROOT / part), part
    where = run(python, "-c", "import toolkit; print(toolkit.__file__)", cwd=workspace)
    assert str(environment) in where
    full = settings.get_current_profile_name() == "proof"
    which = () if full else ("--notebook", "channel_benchmark")
    run(binaries / "koers", "build", "demo-outdoor", *which, cwd=workspace / "clients")
    reports = workspace / "clients" / "demo-outdoor" / "reports"
    assert (reports / ("strategy.html" if full else "channel_benchmark.html")).is_file()
    run(binaries / "jupyter-koers", "plan", cwd=workspace)
