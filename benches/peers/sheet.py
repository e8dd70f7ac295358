"""The words of a scorecard, read from its JSON export, as the PDF says them (src/export/blocks).

Both peers' sources are made from what `sheet` returns, so that all three pages say the same.
"""

import re
import textwrap
from datetime import datetime, timedelta, timezone

CHOICES = [
    ("StrongNo", "Strong no"),
    ("No", "No"),
    ("Yes", "Yes"),
    ("StrongYes", "Strong yes"),
    ("NoDecision", "No decision"),
]
SENIORITY = {"SixYears": "6 years' experience"}

HOW_SCORES_ARE_MADE = (
    "A question's score is the step whose description fits the answer best; 2 and 4 lie between two "
    "descriptions. A competency's score is the mean of its scored questions. The overall score is "
    "the mean of the competencies that have one, each with the same weight, to one decimal. "
    "Questions that were skipped, not assessed, not asked or added during the interview are listed "
    "and never averaged. The recommendation is the interviewer's own: nothing computes it."
)
GENERAL_SCALE = "Where a question describes no steps of its own, this general scale stands in"
SAME_HASH = (
    "Scorecards with the same hash share their questions and anchors; compare only questions that "
    "are scored on both"
)
SEAL = (
    "The seal is a hash of every event up to submission: change one, and it no longer matches. By "
    "itself it names nobody."
)
ATTACHED = (
    "The session itself is attached to this file: Plumbline opens the file and restores it. "
    "“plumbline verify” tells whether the file was changed since its export, and which key signed it."
)
QUESTIONS_NOTE = (
    "First what the candidate said and what the interviewer noted, with its time from the start; "
    "below it, in grey, what the rubric says of the score"
)
STRIP_KEY = "Score in each block, – where there is none; a red edge is time over the budget"
OPEN = "For the next interviewer"
NOTHING_OPEN = (
    "Nothing was left open: every competency has a score, and every core point was heard"
)
# What fits beside or below each other on our page, which measures it; here by the characters.
OPEN_LINES, OPEN_WIDTH, STRIP_WIDTH = 3, 100, 128


def sheet(card):
    """A dictionary of texts, bars and shares; lists of lines are `(kind, …)` as in `Line`."""
    names = {row["number"]: row["title"] or row["topic"] for row in card["questions"]}
    steps = {row["number"]: step(row) for row in card["questions"]}
    overall = card["overall"]
    unscored = overall["required_unscored"]
    points, left, in_full = open_points(card, names)
    questions = "question" if unscored == 1 else "questions"
    return {
        "candidate": card["candidate"],
        "role": card["role"],
        "facts": facts(card),
        "recommendation": card["recommendation"]["label"],
        "choices": [
            (label, choice == card["recommendation"]["choice"]) for choice, label in CHOICES
        ],
        "reason": card["recommendation"]["reason"],
        "score": overall["score"],
        "tenths": overall["tenths"],
        "coverage": [
            f"Mean of {overall['competencies_scored']} of {overall['competencies_planned']} competencies",
            f"{overall['questions_scored']} of {overall['questions_planned']} questions scored",
        ],
        "warning": f"{unscored} required {questions} unscored" if unscored else None,
        "competencies": [
            (row["title"], row["score"], row["tenths"], basis(row, names, steps))
            for row in card["competencies"]
        ],
        "claims": [
            ("Strengths", "+", [claim(card, names, one) for one in card["strengths"]]),
            ("Concerns", "–", [claim(card, names, one) for one in card["concerns"]]),
        ],
        "strip": strip(card, names),
        "open": points,
        "open_left": f"and {left} more at the end, under “In full”" if left > 0 else None,
        "questions": [question(row) for row in card["questions"]],
        "sections": sections(card, in_full),
        "foot": (
            f"{card['candidate']} · interview scorecard",
            f"seal {card['seal'][:12]} · page ",
        ),
    }


def clock(ms):
    seconds = ms // 1000
    hours, minutes, seconds = seconds // 3600, seconds // 60 % 60, seconds % 60
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes:02}:{seconds:02}"


def spaced(variant):
    """`CodeReview` as `Code review`."""
    return re.sub(r"(?<!^)([A-Z])", lambda found: " " + found[1].lower(), variant)


def listed(names):
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1] if names else ""


def facts(card):
    offset = timedelta(minutes=card["utc_offset_minutes"])
    at = datetime.fromtimestamp(card["started_wall_ms"] / 1000, timezone(offset))
    zone = at.strftime("%z")
    spent, planned = clock(card["spent_ms"]), clock(card["planned_ms"])
    return [
        (f"Date (UTC{zone[:3]}:{zone[3:]})", f"{at.day} {at:%B %Y, %H:%M}"),
        ("Interviewer", card["interviewer"]),
        ("Interview time", f"{spent} of {planned}"),
        (f"Question set {card['set_hash'][:12]}", card["set_title"]),
    ]


def basis(row, names, steps):
    scored = ", ".join(f"{names[number]} {steps[number]}" for number in row["scored"])
    return "; ".join(words for words in (scored, without_score(row, names)) if words)


def without_score(row, names):
    labels = list(dict.fromkeys(one["label"] for one in row["unscored"]))
    of = lambda label: listed(
        [names[one["question"]] for one in row["unscored"] if one["label"] == label]
    )
    return ", ".join(f"{of(label)}: {label.lower()}" for label in labels)


def claim(card, names, evidence):
    number = evidence["question"]
    if number is None:
        return evidence["text"], "On the whole interview · no evidence noted"
    row = next(row for row in card["questions"] if row["number"] == number)
    words = found(row, evidence) or "no evidence noted"
    return evidence["text"], f"{clock(evidence['at_ms'])} · {names[number]} · {words}"


def found(row, claimed):
    """What a claim rests on: a quote, or a plain note, or what was ticked; its time where that is another."""
    for tag, form in (("Quote", "said{}: “{}”"), ("Plain", "noted{}: {}")):
        notes = [note for note in row["evidence"] if note["tag"] == tag]
        if notes:
            nearest = min(notes, key=lambda note: abs(note["at_ms"] - claimed["at_ms"]))
            return form.format(at(nearest, claimed), nearest["text"])
    if claimed["tag"] == "Strength":
        word, ticked = "point heard", row.get("points", {}).get("heard", [])
    else:
        word, ticked = "red flag", row.get("flags", [])
    return f"{word}{at(ticked[0], claimed)}: {ticked[0]['text']}" if ticked else None


def at(one, other):
    time = clock(one["at_ms"])
    return "" if time == clock(other["at_ms"]) else f" at {time}"


def strip(card, names):
    stretches = card["timeline"]["stretches"]
    total = max(stretches[-1]["to_ms"], card["spent_ms"], 1)
    rows = {row["number"]: row for row in card["questions"]}
    blocks = []
    for stretch in stretches:
        if stretch["question"] is None:
            continue
        row = rows[stretch["question"]]
        over_at = stretch["from_ms"] + row["budget_ms"]
        is_over = over_at + 1000 <= stretch["to_ms"]
        blocks.append(
            {
                "from": stretch["from_ms"] / total,
                "to": stretch["to_ms"] / total,
                "over_from": over_at / total if is_over else None,
                "name": row["number"],
                "score": str(step(row)) if step(row) else "–",
                "over": over(row),
            }
        )
    breaks = [
        (one["at_ms"] / total, clock(one["ms"]) + (" pause" if one["is_pause"] else " away"))
        for one in card["timeline"]["breaks"]
    ]
    ends = [block["from"] for block in blocks[1:]] + [1]
    for block, end in zip(blocks, ends):
        name = names[block["name"]]
        fits = is_in_two_lines(name, (end - block["from"]) * STRIP_WIDTH)
        block["name"] = name if fits else f"Q{block['name']}"
    return {"blocks": blocks, "breaks": breaks, "end": clock(card["spent_ms"])}


def step(row):
    return row["result"]["Scored"]["step"] if "Scored" in row["result"] else None


def over(row):
    by = row["spent_ms"] - row["budget_ms"]
    return f"{clock(by)} over" if by >= 1000 else None


def is_in_two_lines(name, width):
    lines = textwrap.wrap(name, max(int(width), 1), break_long_words=False)
    return len(lines) <= 2 and all(len(line) <= width for line in lines)


def open_points(card, names):
    """What page 1 shows, how many it leaves out, and what stands in full further back."""
    points = list(all_open(card, names))
    shown = OPEN_LINES if len(points) <= OPEN_LINES else OPEN_LINES - 1
    spare = max(OPEN_LINES - len(points), 0)
    on_page, in_full = [], []
    for name, whole, short in points[:shown]:
        lines = len(textwrap.wrap(f"{name}  {whole}", OPEN_WIDTH))
        if lines > 1 and lines - 1 <= spare:
            spare -= lines - 1
        elif lines > 1:
            in_full.append(("entry", name, whole))
            whole = short
        on_page.append((name, whole))
    rest = "\n".join(f"{name}: {whole}" for name, whole, _ in points[shown:])
    in_full += [("entry", OPEN, rest)] if rest else []
    return on_page, len(points) - shown, in_full


def all_open(card, names):
    rows = {row["number"]: row for row in card["questions"]}
    for row in card["competencies"]:
        if row["score"] is None:
            whole = [f"{names[one['question']]}: {in_words(rows[one['question']])}" for one in row["unscored"]]
            yield f"{row['title']}, no score", "; ".join(whole), without_score(row, names)
    known = {row["title"] for row in card["competencies"] if row["score"] is not None}
    for row in card["questions"]:
        if row["required"] and not step(row) and row["competency"] in known:
            yield names[row["number"]], in_words(row), outcome(row).lower()
    for row in card["questions"]:
        missed = [one["text"] for one in row.get("points", {}).get("missed", []) if one["at"] == "core"]
        if step(row) and missed:
            more = f"; and {len(missed) - 1} more" if missed[1:] else ""
            whole = "not mentioned: " + "; ".join(missed)
            yield names[row["number"]], whole, f"not mentioned: {missed[0]}{more}"


def outcome(row):
    """The word for why there is no score."""
    result = row["result"]
    kind = result if isinstance(result, str) else next(iter(result))
    return {"Unscored": "Asked, not scored"}.get(kind) or spaced(kind)


def in_words(row):
    result = row["result"]
    reason = None if isinstance(result, str) else next(iter(result.values()))["reason"]
    return outcome(row).lower() + (f" ({reason})" if reason else "")


def question(row):
    required = "required" if row["required"] else "optional"
    anchors = row["result"]["Scored"]["anchors"] if step(row) else []
    rubric = [("anchor", f"Rubric: anchor {one['step']}", one["text"]) for one in anchors]
    word = None if step(row) else outcome(row)
    return {
        "title": f"{row['number']}. {row['title'] or row['topic']}",
        "facts": " · ".join([spaced(row["level"]), spaced(row["kind"]), row["competency"], required]),
        "prompt": row["prompt"],
        "code": row["candidate_material"] if row["asked"] else None,
        "step": step(row),
        "word": word,
        "time": f"{clock(row['spent_ms'])} of {clock(row['budget_ms'])}",
        "over": over(row),
        "said": said(row),
        "rubric": rubric,
    }


def said(row):
    lines = []
    if not step(row):
        lines.append(("text", reason(row["result"])))
    lines += [note(one) for one in row["evidence"]]
    points = row.get("points")
    if points and row["asked"] and (step(row) or points["heard"]):
        heard = lambda tier: sum(one["at"] == tier for one in points["heard"])
        of = ", ".join(f"{tier} {heard(tier)} of {points[tier]}" for tier in ("core", "depth"))
        lines.append(("caption", f"Points heard: {of}"))
        before = None
        for one in points["heard"]:
            text, time = f"{one['at'].capitalize()} · {one['text']}", clock(one["at_ms"])
            # What was ticked at one moment says so once.
            lines.append(("ticked", "" if time == before else time, text))
            before = time
        for tier in ("core", "depth") if step(row) else ():
            missed = [one["text"] for one in points["missed"] if one["at"] == tier]
            if missed:
                lines.append(("minor", f"Not mentioned · {tier}: " + "; ".join(missed)))
    lines += [("authored", f"Follow-up asked: {probe}") for probe in row["probes"]]
    return lines or [("caption", "Nothing was noted")]


def reason(result):
    if isinstance(result, str):
        return {"Unscored": "Asked, and no score was given", "NotAsked": "The interview did not reach it"}[result]
    return next(iter(result.values()))["reason"] or "No reason given"


def note(evidence):
    form = {"Strength": "Strength: {}", "Concern": "Concern: {}", "Quote": "“{}”"}
    text = form.get(evidence["tag"], "{}").format(evidence["text"])
    return ("note", clock(evidence["at_ms"]), text)


def sections(card, in_full):
    """Title, note and lines of what stands behind the questions."""
    all_parts = [
        ("Questions outside the set", "Not scored", [note(one) for one in card["unplanned"]]),
        ("General notes", None, [note(one) for one in card["remarks"]]),
        ("In full", None, in_full),
        ("How to read the scores", None, scale(card)),
        ("Provenance", None, provenance(card)),
    ]
    return [part for part in all_parts if part[2]]


def scale(card):
    steps = [("anchor", str(one["step"]), one["text"]) for one in card["scale"]]
    return [("text", HOW_SCORES_ARE_MADE), ("caption", GENERAL_SCALE)] + steps


def provenance(card):
    lines = [
        ("entry", "Question set", f"{card['set_title']} (for {SENIORITY[card['seniority']]})"),
        ("hash", "Hash of the question set (SHA-256)", card["set_hash"]),
        ("caption", SAME_HASH),
        ("hash", "Session seal (SHA-256)", card["seal"]),
        ("caption", SEAL),
        ("hash", "Signature of the session", card["signature"]),
    ]
    left_out = card["private_notes_left_out"]
    if left_out:
        notes = "private note" if left_out == 1 else "private notes"
        lines.append(("caption", f"{left_out} {notes} left out of this copy"))
    return lines + [("caption", ATTACHED)]


def code_parts(text):
    """Text and code in turn, where backticks come in pairs."""
    parts = text.split("`")
    return parts if len(parts) % 2 else [text]
