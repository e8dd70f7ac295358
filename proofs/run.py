#!/usr/bin/env python3
"""Runs the proofs of the bank: every fragment and every claim, on each version of Django.

    proofs/run.py                        all of them
    proofs/run.py ID…                    the proofs of these questions
    proofs/run.py --django 5.2 ID        on one version
    proofs/run.py --library DIR          a bank of your own, with its proofs in DIR/proofs

Needs Python 3.11 for itself; README.md says where the Python of the proofs comes from.
"""

import argparse
import difflib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NoReturn

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "harness"))
from environments import DJANGO, Environment, environment  # noqa: E402
from fragments import code_of  # noqa: E402
from postgres import postgres  # noqa: E402

SECONDS = 120


def main() -> int:
    args = arguments()
    bank = read_bank(args.plumbline, args.library)
    proofs = {path.stem: path for path in sorted(args.proofs.rglob("*.py"))}
    known = {question["id"] for question in bank}
    for name in sorted(set(args.questions) - known):
        near = difflib.get_close_matches(name, known, 1)
        refuse(f"the bank has no question {name}" + "".join(f"; is it {it}?" for it in near))
    problems = [f"{name}: the bank has no such question" for name in sorted(set(proofs) - known)]
    wanted = set(args.questions) or known
    questions = [question for question in bank if question["id"] in wanted]
    needs_server = any('"postgres"' in proofs[question["id"]].read_text()
                       for question in questions if question["id"] in proofs)
    with tempfile.TemporaryDirectory(prefix="proofs-") as folder, postgres(needs_server) as server:
        os.chmod(folder, 0o755)
        bank_file = Path(folder, "bank.json")
        bank_file.write_text(json.dumps(bank))
        for django in args.django:
            problems += one_version(django, questions, proofs, bank_file, server, args.jobs)
    for problem in problems:
        print(f"problem: {problem}")
    print(f"{len(problems)} problem{'' if len(problems) == 1 else 's'}")
    return 1 if problems else 0


def arguments() -> argparse.Namespace:
    target = os.environ.get("CARGO_TARGET_DIR", str(HERE.parent / "target"))
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("questions", nargs="*", metavar="ID", help="only these questions")
    parser.add_argument("--django", action="append", choices=DJANGO,
                        help="only this version; may be repeated")
    parser.add_argument("--plumbline", default=f"{target}/debug/plumbline", metavar="PATH",
                        help="the program that prints the bank (%(default)s)")
    parser.add_argument("--library", type=Path, metavar="DIR",
                        help="a bank of your own; its proofs are in DIR/proofs unless --proofs says")
    parser.add_argument("--proofs", type=Path, metavar="DIR", help="the folder of the proofs")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, metavar="N",
                        help="how many proofs run at once (%(default)s)")
    args = parser.parse_args()
    args.django = args.django or list(DJANGO)
    args.jobs = max(1, args.jobs)
    args.proofs = args.proofs or (args.library / "proofs" if args.library else HERE / "bank")
    args.library = args.library or HERE.parent / "rubrics"
    return args


def read_bank(plumbline: str, library: Path) -> list[dict]:
    """The questions; what is wrong with their files ends the run, since a proof may be missing."""
    try:
        done = subprocess.run([plumbline, "bank", "--json", "--library", str(library)],
                              capture_output=True, text=True)
        bank = json.loads(done.stdout)
    except OSError as error:
        refuse(f"{plumbline} does not run ({error.strerror}): build it with cargo build, or name "
               "it with --plumbline")
    except ValueError:
        refuse(f"{plumbline} bank --json printed no questions: is it Plumbline?\n{done.stderr}")
    if done.returncode:
        refuse(f"the bank has problems; plumbline check tells them:\n{done.stderr}", 1)
    return bank


def refuse(why: str, status: int = 2) -> NoReturn:
    print(why.rstrip(), file=sys.stderr)
    sys.exit(status)


def one_version(django, questions, proofs, bank, server, jobs) -> list[str]:
    began = time.monotonic()
    env = environment(django)
    made = time.monotonic() - began
    having = [question for question in questions if question["id"] in proofs]
    with ThreadPoolExecutor(jobs) as pool:
        reports = list(pool.map(
            lambda question: report_of(env, proofs[question["id"]], bank, server), having))
    reports = {question["id"]: report for question, report in zip(having, reports)}
    counts, problems, undeclared = Counter(), [], []
    for question in questions:
        report = reports.get(question["id"])
        if report and report["not_declared"]:
            undeclared.append(f"{question['id']} ({report['not_declared']})")
            continue
        counts.update(judge(question, report, problems, django))
    took = time.monotonic() - began - made
    print(f"Django {env.django}: {counts['fragments']} fragments and {counts['claims']} claims "
          f"hold by {counts['tests']} tests of {len(reports) - len(undeclared)} proofs "
          f"({made:.0f} s to set up, {took:.0f} s to run)")
    for name in undeclared:
        print(f"  not run here: {name}")
    return problems


def report_of(env: Environment, proof: Path, bank: Path, server: str) -> dict:
    out = bank.parent / f"{proof.stem}-{env.name}.json"
    try:
        done = env.python([str(HERE / "harness/one.py"), str(proof), str(bank), str(out)],
                          {"PROOF_POSTGRES": server, "TMPDIR": str(bank.parent)}, SECONDS)
    except subprocess.TimeoutExpired:
        return failed(f"it did not end within {SECONDS} s")
    if not out.exists():
        return failed(f"it died with {done.returncode}: {done.stderr[-2000:]}")
    return json.loads(out.read_text())


def failed(why: str) -> dict:
    return {"tests": {}, "used": [], "not_declared": None, "error": why}


def judge(question: dict, report: dict | None, problems: list[str], django: str) -> Counter:
    """Counts what holds, and adds every problem."""
    counts = Counter()
    complain = lambda words: problems.append(f"{question['id']}, Django {django}: {words}")
    wanted, claims = code_of(question), question.get("claims", [])
    if report is None:
        for name in wanted:
            complain(f"no proof runs its {name}")
        if claims:
            complain("no proof tests its claims")
        return counts
    if report["error"]:
        complain(report["error"])
        return counts
    for name, error in report["tests"].items():
        if error:
            complain(f"{name} fails:\n{error}")
    counts["tests"] = sum(not error for error in report["tests"].values())
    if not report["tests"]:
        complain("its proof has no test")
    for name in wanted:
        if name in report["used"]:
            counts["fragments"] += 1
        else:
            complain(f"its proof does not run its {name}")
    for claim in claims:
        if report["tests"].get(claim["test"]) == "":
            counts["claims"] += 1
        elif claim["test"] not in report["tests"]:
            complain(f"its proof has no {claim['test']}")
    return counts


if __name__ == "__main__":
    sys.exit(main())
