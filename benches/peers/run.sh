#!/usr/bin/env bash
# Builds what is measured, then measures it beside its peers: `benches/peers/run.sh [PYTHON]`, where PYTHON
# is that of the virtual environment (README.md). CARGO names another cargo.
set -euo pipefail
cd "$(dirname "$0")/../.."
python=${1:-.venv/bin/python}
cargo=${CARGO:-cargo}

# Of everything that cargo built, the executable of the target with this name.
built() {
    "$python" -c '
import json, sys
found = [message["executable"] for message in map(json.loads, sys.stdin)
         if message.get("executable") and message["target"]["name"] == sys.argv[1]]
print(found[-1])' "$1"
}

plumbline=$("$cargo" build --release --message-format=json | built plumbline)
bench=$("$cargo" bench --bench cards --no-run --message-format=json | built cards)
exec "$python" benches/peers/cards.py --plumbline "$plumbline" --bench "$bench"
