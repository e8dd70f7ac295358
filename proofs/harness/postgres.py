"""A PostgreSQL server for the proofs, on this machine alone, gone afterwards."""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

OLDEST = 15


@contextlib.contextmanager
def postgres(is_needed: bool):
    """The address of a server; one that PROOF_POSTGRES names is used as it is."""
    given = os.environ.get("PROOF_POSTGRES")
    if given and not given.rpartition(":")[2].isdigit():
        sys.exit(f"PROOF_POSTGRES is {given}; write HOST:PORT")
    if given or not is_needed:
        yield given or ""
        return
    programs = newest_programs()
    with tempfile.TemporaryDirectory(prefix="proof-postgres-") as home:
        as_owner = owner(home)
        data, port = f"{home}/data", free_port()
        call = lambda *args: subprocess.run([*as_owner, *args], check=True,
                                            stdout=subprocess.DEVNULL, cwd=home)
        call(f"{programs}/initdb", "--pgdata", data, "--username=postgres", "--auth=trust",
             "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")
        options = f"-p {port} -c listen_addresses=127.0.0.1 -k {home} -c fsync=off"
        call(f"{programs}/pg_ctl", "--pgdata", data, "--wait", "--log", f"{home}/log",
             "--options", options, "start")
        try:
            yield f"127.0.0.1:{port}"
        finally:
            call(f"{programs}/pg_ctl", "--pgdata", data, "--mode=immediate", "--wait", "stop")


def newest_programs() -> Path:
    found = [path for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")
             if path.parts[4].isdigit() and int(path.parts[4]) >= OLDEST]
    if not found:
        sys.exit(f"the proofs need PostgreSQL {OLDEST} or newer: apt-get install postgresql")
    return max(found, key=lambda path: int(path.parts[4])).parent


def owner(home: str) -> list[str]:
    """PostgreSQL does not start as root: its package made a user for that."""
    if os.geteuid() != 0:
        return []
    shutil.chown(home, "postgres")
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
