"""What every test may use. Fakes stand for ports where a test is about something else; real parts have markers."""

from __future__ import annotations

import importlib.util
import os
import tempfile
from pathlib import Path
from uuid import uuid4

import pytest

from interview_sim.library.banks import Library
from interview_sim.storage.database import DATABASE
from interview_sim.storage.store import SqlStore

EVAL_DATA = os.environ.get("INTERVIEW_SIM_EVAL_DATA")


@pytest.fixture(autouse=True)
def _a_home_of_its_own(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the data of whoever runs it; a folder is made only for the tests that ask for one."""
    own = "tmp_path" in request.fixturenames
    folder = request.getfixturevalue("tmp_path") if own else Path(tempfile.gettempdir()) / uuid4().hex
    monkeypatch.setenv("INTERVIEW_SIM_DATA", str(folder / "data"))
    for name in ("BANKS", "ENGINE", "MODEL", "VOICE", "PORT", "HOST", "TLS_CERT", "TLS_KEY", "NAMES", "LOGIN"):
        monkeypatch.delenv(f"INTERVIEW_SIM_{name}", raising=False)


@pytest.fixture(scope="session")
def library() -> Library:
    """The built-in banks and profiles."""
    return Library()


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database without interviews, its tables made; a copy costs a fraction of the migrations."""
    folder = tmp_path_factory.mktemp("empty")
    store = SqlStore(folder)
    store.history()
    store.close()
    return folder / DATABASE


@pytest.fixture(scope="session")
def eval_data() -> Path:
    """The folder with real speech and real answers, kept beside the project."""
    if not EVAL_DATA:
        pytest.skip("set INTERVIEW_SIM_EVAL_DATA to the folder with recordings to measure on")
    return Path(EVAL_DATA)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Say what to install where a test cannot run, instead of failing; real services and whole commands are slow."""
    no_torch = importlib.util.find_spec("whisper") is None
    no_chromium = not Path(CHROMIUM).exists()
    for item in items:
        if not WHOLE.isdisjoint(item.path.parents):
            item.add_marker(pytest.mark.slow)
        if item.get_closest_marker("torch") and no_torch:
            item.add_marker(pytest.mark.skip(reason="install it with: pip install 'interview-sim[torch]'"))
        if item.get_closest_marker("browser") and no_chromium:
            item.add_marker(pytest.mark.skip(reason="install it with: sudo apt-get install chromium"))
        if item.get_closest_marker("accuracy") and not EVAL_DATA:
            item.add_marker(pytest.mark.skip(reason="set INTERVIEW_SIM_EVAL_DATA to the folder with recordings"))


WHOLE = {Path(__file__).parent / "service", Path(__file__).parent / "cli"}
CHROMIUM = os.environ.get("INTERVIEW_SIM_CHROMIUM", "/usr/bin/chromium")


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Where everything is installed a skipped test hides something: then it fails the run."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("INTERVIEW_SIM_NO_SKIPS") and reporter is not None and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
