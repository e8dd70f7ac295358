#!/usr/bin/env bash
# Walks through every screen of the real window and leaves a picture of each in a folder.
# Needs what README.md names, and imagemagick. Usage: tests/window/pictures.sh DIR [program] [older]
# `older` is a folder with databases of older versions, for the screen that tells of them.
set -euo pipefail
# Preferences that others could read are said on Home.
umask 077
out=$(mkdir -p "$1" && cd "$1" && pwd)
cd "$(dirname "$0")/../.."
program=${2:-${CARGO_TARGET_DIR:-target}/debug/plumbline}
older=${3:-}

pids=()
stop() { kill "${pids[@]}" 2>/dev/null || true; }
trap stop EXIT
exec {number}<> <(:)
Xvfb -displayfd "$number" -screen 0 2600x1500x24 -nolisten tcp 2>/dev/null & pids+=($!)
read -r display <&"$number"
export DISPLAY=":$display"
openbox 2>/dev/null & pids+=($!)

key() { for chord in "$@"; do xdotool key "$chord"; sleep 0.25; done; }
words() { xdotool type --delay 15 -- "$1"; sleep 0.3; }
# Letters that are not on the keyboard take the server a moment to map.
slowly() { for ((at = 0; at < ${#1}; at++)); do xdotool type --delay 60 "${1:at:1}"; done; sleep 0.3; }
shot() { sleep 0.5; import -window "$(xdotool getwindowfocus)" "$out/$name-$1.png"; }

# walk NAME THEME PERCENT: a new home, every screen.
walk() {
  name=$1
  home=$(mktemp -d)
  mkdir -p "$home/data"
  printf '(theme: %s, scale_percent: %s)\n' "$2" "$3" > "$home/data/preferences.ron"
  HOME=$home "$program" --data-dir "$home/data" & program_pid=$!; pids+=($!)
  until xdotool getwindowfocus getwindowname 2>/dev/null | grep -q Plumbline; do sleep 0.2; done
  xdotool mousemove 2590 1490
  sleep 1; shot home-first
  key F5; shot bank
  key F6; shot sets
  key ctrl+comma; shot settings
  key F1; shot keys; words 'guide'; key Return; shot guide; key Next; shot guide-end; key Escape
  key F3; slowly 'Nguyễn Thị Minh '; words 'Khai Aleksandrovna Konstantinopolskaya'; key Tab
  words 'Senior backend engineer, payments and reconciliation'; key Tab
  slowly 'Łukasz '; words 'Nowak'; key Tab Tab Tab Tab space; shot start
  key ctrl+Return; shot live-opening
  key Next 3 4; shot live-replaced; words '+ Asked which clients exist before choosing'; key Return
  words '" I would rather revoke one token than log everyone out'; key Return
  key ctrl+shift+1 ctrl+shift+3 ctrl+shift+f; words 'Knew what a denied token costs'; shot live
  key Return ctrl+shift+t; shot live-scale; key Escape Next ctrl+shift+a; shot live-answer
  key Escape F9; shot live-code; key Escape F12; sleep 1
  question=$(xdotool search --name '^Question$' | tail -1)
  xdotool windowraise "$question"; sleep 1
  import -window "$question" "$out/$name-candidate.png"; key F12
  key ctrl+shift+m; sleep 1; shot live-small; key ctrl+shift+m; sleep 1
  key ctrl+Next; shot skip; words 'Covered before'; key Return
  key ctrl+m 3 F8; shot live-paused; key F8
  key ctrl+i; words 'n+1'; shot add; key Return Next Next Next Next 5
  words '+ Told a real case with its numbers'; key Return
  words '- Jumped to a fix once'; key Return
  key F1; words 'in'; shot palette; key Escape
  key ctrl+e; shot end; words 'The candidate had to leave'; key Return
  key Next; shot wrap-up-score; key ctrl+Return; shot wrap-up-missing; key Tab Tab Return ctrl+Return
  words 'Reasons from evidence; one answer needed a probe.'; shot wrap-up
  key F2; shot home-continue; key F7
  key ctrl+Return; shot submit; key Return; sleep 0.5; shot scorecard
  key Next; shot scorecard-on; key End plus plus; shot scorecard-zoomed; key ctrl+shift+w Home
  key ctrl+shift+g; shot scorecard-text; key ctrl+shift+g
  key ctrl+Return; sleep 1; shot scorecard-exported
  key ctrl+k; words 'amend'; key Return shift+Tab space Tab space Tab space; sleep 0.5; shot amend-score
  key Tab 4; shot amend-scored; key Tab Tab Tab Tab Tab Tab; words 'Heard the notes again'; shot amend-reason
  key ctrl+Return; sleep 1; shot scorecard-amended
  key F3; words 'Ada Lovelace'; key Tab Tab Tab Tab space; key Tab Tab Tab Tab Tab Tab
  key F4; shot sessions
  key ctrl+f Tab; shot sessions-focus; key space; shot sessions-chosen
  key F2 F1; words 'practise'; key Return; sleep 0.5; key ctrl+Return; sleep 0.5; key Next F10 F10 F10 ctrl+shift+f
  words 'Fifteen-minute tokens'; key Return ctrl+shift+1; shot practice-live; key 4 Next F10 F10 F10 ctrl+shift+1 5
  key ctrl+e Return; sleep 0.5; shot practice
  kill "$program_pid"; wait "$program_pid" 2>/dev/null || true
  rm -rf "$home"
}

# longest NAME THEME PERCENT: the interview with the longest shipped question, and names as long.
longest() {
  name=$1
  home=$(mktemp -d)
  mkdir -p "$home/data"
  printf '(theme: %s, scale_percent: %s)\n' "$2" "$3" > "$home/data/preferences.ron"
  cat > "$home/longest.ron" <<'SET'
(schema: "plumbline.set", version: 1, id: "longest", title: "The longest question", seniority: Mid,
 opening_minutes: 5, closing_minutes: 5,
 items: [(question: "api-nested-order", section: "Code", minutes: 10, required: true, why: "")])
SET
  HOME=$home "$program" --data-dir "$home/data" "$home/longest.ron" & program_pid=$!; pids+=($!)
  until xdotool getwindowfocus getwindowname 2>/dev/null | grep -q Sets; do sleep 0.2; done
  xdotool mousemove 2590 1490
  key ctrl+Return; slowly 'Nguyễn Thị '; words 'Minh Khai Wolfeschlegelsteinhausenbergerdorff Aleksandrovna'
  key Tab; words 'Principal engineer for payments, reconciliation, reporting and everything between them'
  key ctrl+Return; sleep 0.5; key Next 4; shot longest
  for ((note = 1; note <= 9; note++)); do words "+ Note $note: what was said, and what was not said about it"; key Return; done
  shot longest-notes; key ctrl+shift+a; shot longest-answer; key Escape
  words '+ Said at once that the price must come from the product, not from the request'; shot longest-note
  kill "$program_pid"; wait "$program_pid" 2>/dev/null || true
  rm -rf "$home"
}

# records NAME THEME PERCENT: what is said where the records are not as they were left.
records() {
  name=$1
  home=$(mktemp -d)
  data=$home/data
  mkdir -p "$data/records"
  printf '(theme: %s, scale_percent: %s, knows_home: true)\n' "$2" "$3" > "$data/preferences.ron"
  # Databases of older versions become one, which Home tells.
  [ -z "$older" ] || cp "$older"/*.sqlite "$data/records/"
  start "$data"; shot records-joined
  key F4; shot records-sessions; key ctrl+f; words 'submitted'; shot records-search
  key F3; words 'Ada Lovelace'; key Tab Tab Tab Tab space ctrl+Return; sleep 0.5; key Next 4 Next; shot records-ruled; key ctrl+Next; shot records-skip; key Escape
  rm "$data/records/sessions.sqlite"
  key 3; shot records-not-saved
  start "$data" second; shot records-undecided
  kill "$second_pid"; wait "$second_pid" 2>/dev/null || true
  xdotool windowfocus "$window"
  key alt+F4; shot records-close; key Escape
  key ctrl+k; words 'save again'; key Return; sleep 1; shot records-saved-again
  start "$data" second; shot records-read-only; key F3; shot records-read-only-start
  kill "$second_pid"; wait "$second_pid" 2>/dev/null || true
  xdotool windowfocus "$window"
  key ctrl+e Return; sleep 0.5; shot records-wrap-up
  key ctrl+shift+r Tab Tab Return Tab Tab Tab; words 'Reasons from evidence.'; key ctrl+Return Return; sleep 1
  shot records-submitted
  key F2; shot records-home; key ctrl+comma Next; shot records-settings
  key shift+Tab shift+Tab space; shot records-restore; key Escape
  kill "$program_pid"; wait "$program_pid" 2>/dev/null || true
  rm -rf "$home"
}

# start DATA [second]: the program; of a second one the first is told apart.
start() {
  HOME=$home "$program" --data-dir "$1" & local pid=$!; pids+=("$pid")
  until [ "$(xdotool getwindowfocus getwindowpid 2>/dev/null)" = "$pid" ]; do sleep 0.2; done
  if [ "${2:-}" = second ]; then second_pid=$pid; else program_pid=$pid window=$(xdotool getwindowfocus); fi
  xdotool mousemove 2590 1490
  sleep 1
}

walk light Light 100
walk dark Dark 100
walk large Light 200
longest light Light 100
longest large Light 200
longest dark Dark 200
records light Light 100
records dark Dark 100
records large Light 200
