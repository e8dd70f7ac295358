"""Runs one proof: `one.py PROOF BANK.json OUT.json`. Nothing here raises for what the proof does."""

import asyncio
import inspect
import json
import sys
import traceback
import types
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import proof  # noqa: E402


def main(path: Path, bank: Path, out: Path) -> None:
    report = {"tests": {}, "used": [], "not_declared": None, "error": None}
    question = next((each for each in json.loads(bank.read_text()) if each["id"] == path.stem), None)
    if question is None:
        report["error"] = f"the bank has no question {path.stem}"
    else:
        proof.QUESTION.update(question)
        run(path, report)
    report["used"] = sorted(proof.USED)
    out.write_text(json.dumps(report))


def run(path: Path, report: dict) -> None:
    found = types.ModuleType("the_proof")
    found.__file__ = str(path)
    sys.modules["the_proof"] = found
    try:
        exec(compile(path.read_text(), str(path), "exec"), found.__dict__)
    except proof.NotDeclared as reason:
        report["not_declared"] = str(reason)
        return
    except BaseException:
        report["error"] = traceback.format_exc()
        return
    tests = [(name, test) for name, test in vars(found).items()
             if name.startswith("test_") and inspect.isfunction(test)]
    for name, test in tests:
        report["tests"][name] = verdict(test)
    try:
        proof.drop_databases()
    except Exception:
        report["error"] = traceback.format_exc()


def verdict(test) -> str:
    """Empty where the test passed."""
    try:
        clean()
        result = test()
        if inspect.iscoroutine(result):
            asyncio.run(result)
    except BaseException:
        return traceback.format_exc()
    return ""


def clean() -> None:
    from django.conf import settings

    if not settings.configured or not settings.DATABASES:
        return
    from django.core import mail
    from django.core.cache import cache
    from django.core.management import call_command
    from django.db import connection

    mail.outbox = []
    cache.clear()
    if connection.introspection.table_names():
        call_command("flush", interactive=False, verbosity=0)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
