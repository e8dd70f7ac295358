#!/usr/bin/env python3
"""Shows that `run.py` finds what is wrong: a small bank, each question with one fault of its own.

    proofs/selftest.py [--plumbline PATH]
"""

import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent

QUESTION = """
        (
            id: "{id}", level: Beginner, kind: Knowledge, competency: "fundamentals", minutes: 3,
            prompt: "What does it print?",
            answer: "
                It prints `3`.
                ```
                print(1 + 2)
                ```
            ",
            anchors: {{1: "a", 3: "b", 5: "c"}}, probes: [], red_flags: [], covers: [],
            claims: [{claims}],
            references: [],
        ),"""
CLAIM = '(quote: "It prints `3`", test: "test_it_prints_three")'
PASSES = """
from proof import answer, load
answer()
def test_it_prints_three(): assert 1 + 2 == 3
"""
# Each with its proof (None: it has none), its claims, and what must be told of it.
CASES = {
    "sound": (PASSES, CLAIM, None),
    "no-proof": (None, CLAIM, "no proof runs its answer 0"),
    "not-run": (PASSES.replace("answer()\n", ""), CLAIM, "its proof does not run its answer 0"),
    "fails": (PASSES.replace("== 3", "== 4"), CLAIM, "test_it_prints_three fails"),
    "no-such-test": (PASSES.replace("_three", "_four"), CLAIM, "its proof has no test_it_prints_three"),
    "no-test": ("from proof import answer\nanswer()\n", "", "its proof has no test"),
    "breaks": ("import no_such_module\n", CLAIM, "No module named 'no_such_module'"),
    "dies": ("import os\nos._exit(3)\n", CLAIM, "it died with 3"),
    "undeclared": ('from proof import requires\nrequires("channels")\n' + PASSES, CLAIM, None),
    "wrong-block": (PASSES.replace("answer()", "answer(1)"), CLAIM, "IndexError"),
}


def main() -> int:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        entries = "".join(QUESTION.format(id=name, claims=claims)
                          for name, (_, claims, _) in CASES.items())
        (folder / "bank.ron").write_text(
            f'(schema: "plumbline.bank", version: 3, topic: "T", questions: [{entries}\n])\n')
        for name, (proof, _, _) in CASES.items():
            if proof is not None:
                (folder / f"{name}.py").write_text(proof)
        (folder / "stray.py").write_text(PASSES)
        done = subprocess.run([sys.executable, str(HERE / "run.py"), *sys.argv[1:], "--django",
                               "6.1", "--library", str(folder), "--proofs", str(folder)],
                              capture_output=True, text=True)
        (folder / "bank.ron").write_text("(schema: ")
        broken = subprocess.run([sys.executable, str(HERE / "run.py"), *sys.argv[1:], "--library",
                                 str(folder)], capture_output=True, text=True)
    return report(done.stdout, done.returncode) or refused(broken)


def report(out: str, status: int) -> int:
    missed = [name for name, (_, _, told) in CASES.items()
              if told and not any(told in part for part in problems_of(out, name))]
    false = [name for name, (_, _, told) in CASES.items() if not told and problems_of(out, name)]
    ends = ["stray: the bank has no such question" in out, "not run here: undeclared" in out,
            status == 1]
    if missed or false or not all(ends):
        print(out)
        print(f"missed: {missed}; found without cause: {false}; the rest: {ends}")
        return 1
    print(f"{len(CASES)} cases: every fault was found, and nothing else")
    return 0


def refused(broken: subprocess.CompletedProcess) -> int:
    if broken.returncode == 1 and "the bank has problems" in broken.stderr:
        return 0
    print(f"a bank with problems was taken: {broken.returncode} {broken.stderr}")
    return 1


def problems_of(out: str, name: str) -> list[str]:
    return [part for part in out.split("problem: ")[1:] if part.startswith(f"{name}, ")]


if __name__ == "__main__":
    sys.exit(main())
