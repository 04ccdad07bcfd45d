"""A real cluster on this machine: a master and two workers, each a process of its own, that end with the test."""

import os
import re
import subprocess
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path

SECONDS = 60
MASTER, WORKER = "org.apache.spark.deploy.master.Master", "org.apache.spark.deploy.worker.Worker"


@contextmanager
def standalone(folder, workers=2):
    """Start one and give its address. The PySpark wheel has no start scripts: `spark-class` starts each part."""
    with ExitStack() as ends:
        told = folder / "master.log"
        ends.enter_context(_process(folder, told, MASTER, "--port", "0", "--webui-port", "0"))
        address = _said(told, r"(spark://127\.0\.0\.1:\d+)")
        for n in range(workers):
            ends.enter_context(
                _process(folder, folder / f"worker{n}.log", WORKER, "--cores", "1", "--memory", "1g", "--webui-port", "0",
                         "--work-dir", str(folder / f"work{n}"), address)
            )  # fmt: skip
        for n in range(workers):
            _said(folder / f"worker{n}.log", r"(Successfully registered with master)")
        yield address


@contextmanager
def _process(folder, told, part, *options):
    import pyspark

    home = Path(pyspark.__file__).parent
    here = {"SPARK_HOME": str(home), "SPARK_LOCAL_IP": "127.0.0.1", "SPARK_LOCAL_DIRS": str(folder)}
    with told.open("w") as log:
        command = [str(home / "bin" / "spark-class"), part, "--host", "127.0.0.1", *options]
        process = subprocess.Popen(command, stdout=log, stderr=log, env={**os.environ, **here}, start_new_session=True)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _said(log, pattern):
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        if found := re.search(pattern, log.read_text()):
            return found[1]
        time.sleep(0.2)
    raise AssertionError(f"{log.name} never said {pattern}:\n{log.read_text()[-2000:]}")
