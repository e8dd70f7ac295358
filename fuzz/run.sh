#!/usr/bin/env bash
# Fuzzes every reader of documents, one after another: `fuzz/run.sh [SECONDS [TARGET…]]`, 600 seconds each
# where nothing else is said. Prints a table; ends with status 1 where an input broke a reader. README.md
# tells the rest.
set -euo pipefail
cd "$(dirname "$0")"
seconds=${1:-600}
targets=("${@:2}")
[ ${#targets[@]} -gt 0 ] || targets=(any plain markdown page docx xlsx separated gift aiken json ron)

# Coverage as libFuzzer reads it. With a target named, build scripts and macros stay without it.
host=$(rustc -vV | sed -n 's/^host: //p')
export RUSTC_BOOTSTRAP=1
export RUSTFLAGS="--cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4
  -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table
  -Cllvm-args=-sanitizer-coverage-trace-compares"
RUSTFLAGS=${RUSTFLAGS//$'\n'/ }
folder=${CARGO_TARGET_DIR:-$PWD/target}
${CARGO:-cargo} build --release --locked --target "$host"

printf '| target | executions | a second | peak memory | crashes |\n| --- | --- | --- | --- | --- |\n'
broken=0
for target in "${targets[@]}"; do
    mkdir -p "found/$target" "crashes/$target"
    dictionary=()
    [ ! -f "dictionaries/$target.txt" ] || dictionary=(-dict="dictionaries/$target.txt")
    # Inputs go from short to long by themselves; what is found lies in found/ and is read again next time.
    "$folder/$host/release/$target" "found/$target" "corpus/$target" "${dictionary[@]}" -max_total_time="$seconds" \
        -max_len=16384 -rss_limit_mb=512 -timeout=10 -print_final_stats=1 -artifact_prefix="crashes/$target/" \
        >"found/$target.log" 2>&1 || true
    said() { sed -n "s/^stat::$1: *//p" "found/$target.log" | tail -n 1; }
    crashes=$(find "crashes/$target" -type f | wc -l)
    [ "$crashes" = 0 ] || broken=1
    printf '| %s | %s | %s | %s MB | %s |\n' "$target" "$(said number_of_executed_units)" "$(said average_exec_per_sec)" \
        "$(said peak_rss_mb)" "$crashes"
done
exit "$broken"
