#!/usr/bin/env python3
"""The scorecard as PDF beside typst and WeasyPrint, measured in one run; see README.md.

Runs in the virtual environment that has both: `benches/peers/run.sh`, or
`PYTHON cards.py --plumbline BINARY --bench BINARY`.
"""

import argparse
import json
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from datetime import date
from pathlib import Path

import html_source
import typst_source
from sheet import sheet

HERE = Path(__file__).resolve().parent
FONTS = HERE.parent.parent / "assets" / "fonts"
# Cards measured and cards written before; WeasyPrint takes too long for 200, and its time for a card
# does not depend on how many there are.
TYPST = (200, 20)
WEASYPRINT = (20, 3)
ROUNDS = 3
COLD_RUNS = 10
BATCHES = [100, 500, 1000]


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--plumbline", type=Path, required=True, help="a release build")
    arguments.add_argument("--bench", type=Path, required=True, help="the built bench target `cards`")
    arguments.add_argument("--keep", type=Path, help="copy the first card of each into this folder")
    wanted = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        run = Run(wanted.plumbline.resolve(), wanted.bench.resolve(), Path(folder))
        print(f"{date.today()}, {processor()}, {os.cpu_count()} processors, {versions()}")
        run.make_sources()
        run.marginal()
        run.words()
        run.size()
        run.cold()
        run.batches()
        if wanted.keep:
            wanted.keep.mkdir(parents=True, exist_ok=True)
            for name in ("plumbline", "typst", "weasyprint"):
                pdf = (run.folder / f"{name}.pdf").read_bytes()
                (wanted.keep / f"{name}.pdf").write_bytes(pdf)


class Run:
    def __init__(self, plumbline, bench, folder):
        self.plumbline, self.bench, self.folder = plumbline, bench, folder
        self.sessions = folder / "sessions"
        self.sources = folder / "sources"

    def make_sources(self):
        """The same cards for all: sessions and their JSON from the bench, both peers' sources from that."""
        subprocess.run([self.bench, "--write", self.sessions, str(sum(TYPST))], check=True)
        self.sources.mkdir()
        for path in sorted(self.sessions.glob("*.json")):
            card = sheet(json.loads(path.read_text()))
            (self.sources / f"{path.stem}.typ").write_text(typst_source.source(card))
            (self.sources / f"{path.stem}.html").write_text(html_source.source(card))
            path.unlink()
        self.write_ours(self.sessions / "0000.ron", self.folder / "plumbline.pdf")

    def write_ours(self, session, out):
        command = [self.plumbline, "scorecard", session, "--out", out, *self.no_key()]
        return spent(command)

    def no_key(self):
        """Whoever runs this may have a key; unsigned, the files are the same everywhere."""
        return ["--data-dir", self.folder / "no-data"]

    def marginal(self):
        """(a) One more card in a warm process, in processor time; the three in turn."""
        rounds = []
        for _ in range(ROUNDS):
            ours = json.loads(subprocess.check_output([self.bench]))
            rounds.append((ours, self.peer("typst", *TYPST), self.peer("weasyprint", *WEASYPRINT)))
        self.ours = rounds[0][0]
        self.typst_bytes, self.weasyprint_bytes = rounds[0][1]["bytes"], rounds[0][2]["bytes"]
        ms = [statistics.median(one[at]["ms"] for one in rounds) for at in range(3)]
        print(f"\n(a) one more card, warm, ms of processor time (median of {ROUNDS} rounds)")
        print(f"    plumbline {ms[0]:.2f}, typst {ms[1]:.1f}, weasyprint {ms[2]:.0f}")
        print(f"    typst / plumbline {ms[1] / ms[0]:.1f}, weasyprint / plumbline {ms[2] / ms[0]:.0f}")
        parts = ", ".join(f"{name[:-3]} {value:.2f}" for name, value in self.ours["parts"].items())
        print(f"    parts of plumbline's: {parts}")

    def peer(self, name, count, warm_up):
        out = self.folder / f"{name}.pdf"
        command = [sys.executable, HERE / "warm.py", name, FONTS, self.sources, count, warm_up, out]
        return json.loads(subprocess.check_output([str(part) for part in command]))

    def words(self):
        """The share of the words of our page that stand on the peer's too, and the other way round."""
        ours = words_of(self.folder / "plumbline.pdf")
        print("\nsame card, first of the 200: pages, words in common")
        print(f"    plumbline {pages(self.folder / 'plumbline.pdf')} pages, {ours.total()} words")
        for name in ("typst", "weasyprint"):
            theirs = words_of(self.folder / f"{name}.pdf")
            both = (ours & theirs).total()
            print(
                f"    {name} {pages(self.folder / f'{name}.pdf')} pages, {theirs.total()} words: "
                f"{both / ours.total():.1%} of plumbline's, {both / theirs.total():.1%} of its own"
            )

    def size(self):
        """(c) Bytes of the first card."""
        ours = self.ours["bytes"]
        untagged = self.untagged_typst()
        tagged = (self.folder / "typst.pdf").stat().st_size
        whole = (self.folder / "plumbline.pdf").stat().st_size
        print("\n(c) bytes of that card")
        print(f"    plumbline with tags and session {whole}, with tags {ours['with_tags']}, bare {ours['bare']}")
        print(f"    typst with tags {tagged}, bare {untagged}")
        print(f"    weasyprint (no tags) {(self.folder / 'weasyprint.pdf').stat().st_size}")
        print(
            f"    plumbline / typst: whole {whole / tagged:.2f}, with tags {ours['with_tags'] / tagged:.2f}, "
            f"bare {ours['bare'] / untagged:.2f}"
        )

    def untagged_typst(self):
        import typst

        return len(
            typst.compile(
                (self.sources / "0000.typ").read_bytes(),
                font_paths=[str(FONTS)],
                ignore_system_fonts=True,
                pdf_tags=False,
            )
        )

    def cold(self):
        """(b) A whole process for one card, in turn with the interpreter and typst's import alone."""
        source, out = self.sources / "0000.typ", self.folder / "cold.pdf"
        compile_one = (
            f"import typst; typst.compile({str(source)!r}, output={str(out)!r}, "
            f"font_paths=[{str(FONTS)!r}], ignore_system_fonts=True)"
        )
        runs = []
        for _ in range(COLD_RUNS):
            ours = self.write_ours(self.sessions / "0000.ron", out)
            typst = spent([sys.executable, "-c", compile_one])
            alone = spent([sys.executable, "-c", "import typst"])
            runs.append((ours, typst, alone))
        print(f"\n(b) one card, whole process, ms (median of {COLD_RUNS})")
        for at, kind in enumerate(["wall", "processor"]):
            ours, typst, alone = (
                statistics.median(run[who][at] for run in runs) * 1000 for who in range(3)
            )
            print(
                f"    {kind}: plumbline {ours:.0f}, typst {typst:.0f} less {alone:.0f} for its start "
                f"= {typst - alone:.0f}; plumbline / typst {ours / (typst - alone):.2f}"
            )

    def batches(self):
        """(d) Many cards in one call: time for a card and peak memory."""
        subprocess.run([self.bench, "--write", self.sessions, str(max(BATCHES))], check=True)
        sessions = sorted(self.sessions.glob("*.ron"))
        print("\n(d) cards in one call: processor ms a card, peak MB")
        for count in BATCHES:
            out = self.folder / f"batch-{count}"
            command = [self.plumbline, "scorecard", *sessions[:count], "--out-dir", out, *self.no_key()]
            _, processor_time, peak_kb = spent(command)
            written = list(out.glob("*.pdf"))
            assert len(written) == count, f"{len(written)} of {count} cards"
            print(f"    {count}: {processor_time * 1000 / count:.2f} ms, {peak_kb / 1024:.1f} MB")
            for path in written:
                path.unlink()


def spent(command):
    """Seconds of wall and of processor time and the peak memory in kB of a command that must succeed."""
    start = time.perf_counter()
    process = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - start
    if process.returncode:
        sys.exit(f"{command[0]} ended with {process.returncode}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss


def words_of(pdf):
    """As pdftotext reads them."""
    text = subprocess.check_output(["pdftotext", pdf, "-"], text=True, stderr=subprocess.DEVNULL)
    return Counter(re.findall(r"\w+", text))


def pages(pdf):
    info = subprocess.check_output(["pdfinfo", pdf], text=True, stderr=subprocess.DEVNULL)
    return int(re.search(r"Pages:\s+(\d+)", info)[1])


def processor():
    try:
        info = Path("/proc/cpuinfo").read_text()
        return re.search(r"model name\s*:\s*(.*)", info)[1]
    except (OSError, TypeError):
        return platform.processor()


def versions():
    from importlib.metadata import version

    return ", ".join(f"{name} {version(name)}" for name in ("typst", "weasyprint"))


if __name__ == "__main__":
    main()
