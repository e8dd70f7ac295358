"""Virtual environments, one for each version of Django, kept between runs."""

import hashlib
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).resolve().parent
REQUIREMENTS = HERE.parent / "requirements.txt"
DJANGO = {"5.2": "5.2.19", "6.0": "6.0.10", "6.1": "6.1.3"}
OLDEST = (3, 12)
KEPT = Path(os.environ.get("PROOF_CACHE", Path.home() / ".cache" / "plumbline-proofs"))


@dataclass
class Environment:
    name: str
    django: str
    command: list[str]

    def python(self, args: list[str], names: dict[str, str], seconds: int):
        variables = {**os.environ, **names, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONWARNINGS": "ignore"}
        return subprocess.run([*self.command, *args], env=variables, timeout=seconds,
                              capture_output=True, text=True)


def environment(name: str) -> Environment:
    """Makes the environment where it is not there whole."""
    base = python()
    wanted = f"{REQUIREMENTS.read_text()}Django=={DJANGO[name]}\n"
    mark = hashlib.sha256(f"{base}\n{wanted}".encode()).hexdigest()[:16]
    folder = KEPT / f"django-{name}"
    done = folder / "made-of"
    if not done.exists() or done.read_text() != mark:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        lines = folder / "requirements.txt"
        lines.write_text(wanted)
        subprocess.run([*base, "-m", "venv", str(folder / "venv")], check=True)
        subprocess.run([*inside(base, folder), "-m", "pip", "install", "--quiet",
                        "--disable-pip-version-check", "-r", str(lines)], check=True)
        done.write_text(mark)
    return Environment(name, DJANGO[name], inside(base, folder))


def inside(base: list[str], folder: Path) -> list[str]:
    """The Python of the environment, in the root that its base lives in."""
    return [*base[:-1], str(folder / "venv/bin/python")]


@cache
def python() -> list[str]:
    """A Python that every version of Django runs on: from PATH, from pyenv, else from a root."""
    newest_first = [f"python3.{minor}" for minor in (14, 13, 12)]
    candidates = [shutil.which(name) for name in [*newest_first, "python3"]]
    candidates += sorted(map(str, (Path.home() / ".pyenv/versions").glob("3.*/bin/python3")))
    if os.environ.get("PROOF_PYTHON") != "root":
        for path in filter(None, candidates):
            if can_run(path):
                return [path]
    return root()


def can_run(path: str) -> bool:
    """Whether it is new enough and whole; a shim of pyenv may lead nowhere."""
    test = f"import sys, ssl, sqlite3, venv; sys.exit(sys.version_info < {OLDEST})"
    return subprocess.run([path, "-c", test], capture_output=True).returncode == 0


def root() -> list[str]:
    """Python of Debian trixie in a root of its own, where this machine has none that is new enough.

    The root sees this machine's files below the folders that the proofs use.
    """
    folder = KEPT / "trixie"
    if not (folder / "usr/bin/python3").exists():
        if shutil.which("debootstrap") is None:
            sys.exit(f"the proofs need Python {OLDEST[0]}.{OLDEST[1]} or newer, or debootstrap")
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        subprocess.run(["debootstrap", "--variant=minbase",
                        "--include=python3,python3-venv,ca-certificates", "trixie", str(folder),
                        *mirror()], check=True, stdout=subprocess.DEVNULL)
    return [str(HERE / "in_root"), str(folder), "/usr/bin/python3"]


def mirror() -> list[str]:
    """The mirror that this machine's own packages come from."""
    for listing in [Path("/etc/apt/sources.list"), *Path("/etc/apt/sources.list.d").glob("*")]:
        if listing.is_file():
            for line in listing.read_text().splitlines():
                words = line.split()
                if words[:1] in (["deb"], ["URIs:"]):
                    for word in words[1:]:
                        if word.startswith("http") and word.rstrip("/").endswith("/debian"):
                            return [word]
    return []
