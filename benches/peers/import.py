#!/usr/bin/env python3
"""Large Markdown files as questions, beside `pandoc -t json` on the same files: `PYTHON import.py --plumbline
BINARY --bench BINARY`. Processor time of whole processes, in turn, the median of so many rounds (README.md)."""

import argparse
import os
import shutil
import statistics
import subprocess
import tempfile
from pathlib import Path

ROUNDS = 3
MEGA = 1e6


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--plumbline", type=Path, required=True, help="the release build of the program")
    arguments.add_argument("--bench", type=Path, required=True, help="the built bench target `import`")
    arguments.add_argument("--pandoc", default=shutil.which("pandoc"), help="where pandoc is not on the path")
    wanted = arguments.parse_args()
    print(subprocess.run([wanted.pandoc, "--version"], text=True, capture_output=True).stdout.splitlines()[0])
    print("| document | MB | questions | ours, MB/s | pandoc, MB/s | its gfm reader, MB/s | faster | faster than gfm "
          "| our peak / file | pandoc's |")
    print("|" + " --- |" * 10)
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([wanted.bench, "--write", folder], check=True)
        for path in sorted(Path(folder).glob("*.md")):
            print(row(path, wanted))


def row(path, wanted):
    ours, theirs, gfm = [], [], []
    said = path.with_suffix(".json")
    for _ in range(ROUNDS):
        ours.append(run([wanted.plumbline, "import", path, "--json"], said))
        theirs.append(run([wanted.pandoc, "-t", "json", path], os.devnull))
        gfm.append(run([wanted.pandoc, "-f", "gfm", "-t", "json", path], os.devnull))
    # Line by line: what this process holds would count as the peak of the next one that it starts.
    with said.open() as lines:
        questions = sum(line.lstrip().startswith('"text":') for line in lines)
    size = path.stat().st_size
    spent = [statistics.median(seconds for seconds, _ in runs) for runs in (ours, theirs, gfm)]
    peaks = [max(peak for _, peak in runs) / size for runs in (ours, theirs)]
    speeds = " | ".join(f"{size / MEGA / seconds:.1f}" for seconds in spent)
    return (f"| {path.stem} | {size / MEGA:.1f} | {questions} | {speeds} | {spent[1] / spent[0]:.1f} "
            f"| {spent[2] / spent[0]:.1f} | {peaks[0]:.1f} | {peaks[1]:.1f} |")


def run(command, out):
    """Seconds of processor time of the whole process, and its peak in bytes."""
    with open(out, "wb") as written:
        process = subprocess.Popen(command, stdout=written)
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, command
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024


if __name__ == "__main__":
    main()
