#!/usr/bin/env python3
"""Our best sets beside HiGHS, which solves the same programs whole: `PYTHON assembly.py --bench BINARY`,
in an environment that has highspy (README.md)."""

import argparse
import json
import statistics
import subprocess
import tempfile
import time
from collections import defaultdict
from pathlib import Path

import highspy


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--bench", type=Path, required=True, help="the built bench target `assembly`")
    wanted = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        print(subprocess.run([wanted.bench, "--write", folder], check=True, text=True, capture_output=True).stdout)
        rows = json.loads((Path(folder) / "found.json").read_text())
        for row in rows:
            row["theirs"], row["their_ms"], row["is_optimal"] = solve(Path(folder) / row["file"])
    by_size = defaultdict(list)
    for row in rows:
        by_size[row["size"]].append(row)
    print(f"highspy {highspy.Highs().version()}, one thread; ms are of solving alone")
    print("questions instances proven equal differ not_proven median_ms highs_ms")
    for size, group in by_size.items():
        proven = [row for row in group if row["penalty"] == row["bound"]]
        equal = sum(row["penalty"] == row["theirs"] for row in proven if row["is_optimal"])
        differ = [row["file"] for row in proven if row["is_optimal"] and row["penalty"] != row["theirs"]]
        unproven = [row for row in group if row["penalty"] != row["bound"]]
        print(size, len(group), len(proven), equal, len(differ), len(unproven),
              round(statistics.median(row["ms"] for row in group), 1),
              round(statistics.median(row["their_ms"] for row in group), 1))
        for name in differ:
            print("  differs:", name)
        for row in unproven:
            print("  not proven:", row["file"], "ours", row["penalty"], "bound", row["bound"],
                  "HiGHS", row["theirs"], f"{row['ms']:.0f} ms, HiGHS {row['their_ms']:.0f} ms")


def solve(path):
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.setOptionValue("mip_abs_gap", 0.5)
    solver.setOptionValue("time_limit", 300.0)
    solver.readModel(str(path))
    start = time.perf_counter()
    solver.run()
    spent = (time.perf_counter() - start) * 1e3
    is_optimal = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return round(solver.getInfo().objective_function_value), spent, is_optimal


if __name__ == "__main__":
    main()
