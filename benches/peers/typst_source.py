"""A scorecard as a typst file: functions at the head, then the words of one card."""

from sheet import NOTHING_OPEN, OPEN, QUESTIONS_NOTE, STRIP_KEY, code_parts

HEAD = r"""
#let muted = rgb("#57606a")
#let accent = rgb("#1f5fbf")
#let line-colour = rgb("#d8dce1")
#let edge = rgb("#7f8893")
#let caution = rgb("#8a5c00")
#let bad = rgb("#c4281c")
#set text(font: ("Noto Sans", "DejaVu Sans"), size: 10pt, fill: rgb("#1b1f24"), lang: "en",
  top-edge: "ascender", bottom-edge: "descender")
#set par(leading: 0pt, spacing: 2pt)
#set block(spacing: 2pt)
#set grid(row-gutter: 2pt)
#show raw: set text(font: ("Noto Sans Mono", "DejaVu Sans"), size: 9.3pt)
#show raw.where(block: true): it => block(width: 100%, fill: rgb("#f0f2f5"), inset: (x: 8pt, y: 3pt),
  stroke: (left: 1.5pt + edge), text(size: 8.5pt, it))
#let label(body) = text(size: 8.5pt, fill: muted, body)
#let small(body) = text(size: 8.5pt, body)
#let strong(body) = text(weight: 600, body)
#let rule = line(length: 100%, stroke: 0.7pt + line-colour)
#show heading.where(level: 1): it => label(text(weight: 400, it.body))
#show heading.where(level: 2): it => block(above: 16pt, below: 10pt, width: 100%,
  text(size: 13pt, weight: 600, it.body) + v(2pt) + rule)
#show heading.where(level: 3): it => block(above: 7pt, below: 3pt, text(size: 11pt, weight: 600, it.body))
#show heading.where(level: 4): it => label(text(weight: 400, it.body))
#let part(title, note) = block(above: 7pt, below: 3pt, width: 100%,
  grid(columns: (1fr, auto), heading(level: 3, title), align(bottom, label(note))) + rule)
#let bar(tenths, width, height) = box(width: width, height: height, {
  place(rect(width: 100%, height: 100%, fill: line-colour))
  place(rect(width: tenths / 50 * 100%, height: 100%, fill: accent))
  for step in range(1, 5) { place(dx: step * 20% - 0.5pt, rect(width: 1pt, height: 100%, fill: white)) }
})
#let axis(tenths) = block(width: 150pt, height: 24pt, {
  place(dx: 4pt, dy: 5.4pt, rect(width: 142pt, height: 1.2pt, fill: edge))
  for step in range(1, 6) {
    let x = 4pt + (step - 1) * 35.5pt
    place(dx: x - 0.5pt, dy: 3pt, rect(width: 1pt, height: 6pt, fill: edge))
    place(dx: x - 10pt, dy: 9.5pt, box(width: 20pt, align(center, label(str(step)))))
  }
  place(dx: (tenths - 10) / 40 * 142pt, dy: 2pt, circle(radius: 4pt, fill: accent))
})
#let choices(..all) = all.pos().map(((name, chosen)) => box(inset: (x: 6pt, y: 1.5pt),
  fill: if chosen { accent }, stroke: if not chosen { 0.5pt + line-colour },
  text(size: 8.5pt, weight: if chosen { 600 } else { 400 }, fill: if chosen { white } else { muted }, name))
).join(h(2pt))
#let stretch(from, to, late, name, score, over) = {
  let width = (to - from) * 100% - 0.8pt
  place(dx: from * 100%, dy: 10pt, rect(width: width, height: 18pt, fill: rgb("#e3ecf9"),
    stroke: 0.5pt + accent, inset: 0pt, align(center + horizon, strong(score))))
  if late != none { place(dx: late * 100%, dy: 24pt, rect(width: (to - late) * 100%, height: 4pt, fill: bad)) }
  place(dx: from * 100%, dy: 30pt, box(width: width, text(size: 7pt, {
    name
    if over != none { linebreak(); text(fill: bad, weight: 600, over) }
  })))
}
#let pause(at, words) = {
  place(dx: at * 100% - 0.75pt, dy: 7pt, rect(width: 1.5pt, height: 24pt, fill: black))
  place(dx: at * 100% - 40pt, dy: -1pt, box(width: 80pt, align(center, text(size: 7pt, words))))
}
#let strip(end, body) = block(width: 100%, height: 54pt, {
  place(dy: 10pt, rect(width: 100%, height: 18pt, fill: rgb("#f0f2f5")))
  place(dy: -1pt, text(size: 7pt, fill: muted, "00:00"))
  place(right, dy: -1pt, text(size: 7pt, fill: muted, end))
  body
})
#let timed(at, body) = grid(columns: (42pt, 1fr), label(at), body)
#let anchor(name, body) = label(grid(columns: (auto, 1fr), column-gutter: 8pt, name, body))
#let entry(head, body) = block(below: 8pt, strong(head) + linebreak() + body)
#let digest(head, body) = block(label(head) + linebreak() + text(font: "Noto Sans Mono", size: 8.5pt, body))
#let score(step, word, time, over) = {
  if step != none {
    text(size: 20pt, weight: 600, str(step)) + " of 5" + linebreak()
    bar(step * 10, 50pt, 5pt)
  } else { strong(word) }
  linebreak() + label(time)
  if over != none { linebreak() + text(size: 8.5pt, weight: 600, fill: bad, over) }
}
#let question(title, facts, prompt, code, score, said) = {
  heading(level: 3, title)
  block(below: 4pt, label(facts))
  block(prompt)
  if code != none { block(above: 4pt, raw(block: true, code)) }
  block(above: 6pt, below: 8pt, grid(columns: (76pt, 1fr), score, said))
  rule
}
"""


def source(card):
    out = [HEAD]
    left, right = card["foot"]
    out.append(
        f'#set document(title: {quoted("Interview scorecard: " + card["candidate"])})\n'
        '#set page(paper: "a4", margin: 20mm, footer-descent: 0pt, footer: {\n'
        f"  line(length: 100%, stroke: 0.5pt + line-colour)\n"
        f"  label({quoted(left)} + h(1fr) + {quoted(right)} + context counter(page).display()"
        ' + " of " + context str(counter(page).final().at(0)))\n})\n'
    )
    out += first_page(card)
    out.append("#pagebreak()\n")
    out.append(f"#heading(level: 2, [Questions])\n#label({quoted(QUESTIONS_NOTE)})\n")
    out += [question(row) for row in card["questions"]]
    for title, note, lines in card["sections"]:
        out.append(f"#heading(level: 2, {quoted(title)})\n")
        if note:
            out.append(f"#label({quoted(note)})\n\n")
        out += ["#" + line(one) + "\n\n" for one in lines]
    return "".join(out)


def quoted(text):
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def rich(text):
    """Text in backticks as code."""
    parts = [
        f"raw({quoted(part)})" if at % 2 else quoted(part)
        for at, part in enumerate(code_parts(text))
        if part
    ]
    return " + ".join(parts) or '""'


def maybe(text):
    return quoted(text) if text else "none"


def line(one):
    kind, *texts = one
    match kind:
        case "note":
            return f"timed({quoted(texts[0])}, {quoted(texts[1])})"
        case "ticked":
            return f"timed({quoted(texts[0])}, {rich(texts[1])})"
        case "anchor":
            return f"anchor({quoted(texts[0])}, {rich(texts[1])})"
        case "entry":
            return f"entry({quoted(texts[0])}, {quoted(texts[1])})"
        case "hash":
            return f"digest({quoted(texts[0])}, {quoted(texts[1])})"
        case "caption":
            return f"block(label({quoted(texts[0])}))"
        case "minor":
            return f"block(small({rich(texts[0])}))"
        case _:
            return f"block({rich(texts[0])})"


def first_page(card):
    yield "= Interview scorecard\n"
    yield f'#block(text(size: 20pt, weight: 600, {quoted(card["candidate"])}))\n'
    yield f'#block(below: 6pt, text(size: 11pt, {quoted(card["role"])}))\n'
    facts = ", ".join(
        f"label({quoted(name)}) + linebreak() + {quoted(value)}" for name, value in card["facts"]
    )
    yield f"#block(below: 10pt, grid(columns: (1fr,) * 4, column-gutter: 12pt, {facts}))\n"
    yield decision(card)
    yield '#part("Competencies", "Each is the mean of its scored questions")\n'
    yield "#table(columns: (152pt, 90pt, 24pt, 1fr), stroke: none, inset: (x: 0pt, y: 0.7pt), column-gutter: 0pt,\n"
    for title, score, tenths, basis in card["competencies"]:
        shown = f"bar({tenths}, 90pt, 7pt), align(right, strong({quoted(score)}))" if score else '"No score", []'
        yield f"  {quoted(title)}, {shown}, h(8pt) + small({quoted(basis)}),\n"
    yield ")\n"
    columns = [claims(*column) for column in card["claims"]]
    yield f"#grid(columns: (1fr, 1fr), column-gutter: 20pt, {', '.join(columns)})\n"
    yield f'#part("The session over time", {quoted(STRIP_KEY)})\n'
    yield f'#strip({quoted(card["strip"]["end"])}, {{\n'
    for one in card["strip"]["blocks"]:
        late = "none" if one["over_from"] is None else f"{one['over_from']:.4f}"
        yield (
            f"  stretch({one['from']:.4f}, {one['to']:.4f}, {late}, {quoted(one['name'])}, "
            f"{quoted(one['score'])}, {maybe(one['over'])})\n"
        )
    for at, words in card["strip"]["breaks"]:
        yield f"  pause({at:.4f}, {quoted(words)})\n"
    yield "})\n"
    yield f'#part({quoted(OPEN)}, "")\n'
    if not card["open"]:
        yield f"#block({quoted(NOTHING_OPEN)})\n"
    for name, text in card["open"]:
        yield f"#block(strong({quoted(name)}) + h(8pt) + {rich(text)})\n"
    if card["open_left"]:
        yield f'#block({quoted(card["open_left"])})\n'


def decision(card):
    names = ", ".join(
        f"({quoted(name)}, {'true' if chosen else 'false'})" for name, chosen in card["choices"]
    )
    coverage = "".join(f"block(small({quoted(words)}))\n" for words in card["coverage"])
    warning = card["warning"]
    caution = (
        f"block(text(size: 8.5pt, weight: 600, fill: caution, {quoted(warning)}))\n" if warning else ""
    )
    return (
        '#block(width: 100%, fill: rgb("#fafaf8"), stroke: (left: 3pt + accent, rest: 0.5pt + line-colour), '
        "inset: 8pt, grid(columns: (1fr, 150pt), column-gutter: 10pt, {\n"
        "heading(level: 4)[Recommendation]\nlinebreak()\n"
        f'text(size: 22pt, weight: 600, {quoted(card["recommendation"])})\nlinebreak()\n'
        f'choices({names})\nblock(above: 6pt, {quoted(card["reason"])})\n}}, {{\n'
        "heading(level: 4)[Overall score]\nlinebreak()\n"
        f'text(size: 22pt, weight: 600, {quoted(card["score"])}) + " of 5"\n'
        f'axis({card["tenths"]})\n{coverage}{caution}}}))\n'
    )


def claims(title, sign, rows):
    body = "".join(
        f"grid(columns: (12pt, 1fr), strong({quoted(sign)}), "
        f"{quoted(text)} + linebreak() + small({rich(support)}))\nv(4pt)\n"
        for text, support in rows
    )
    return f"{{\nheading(level: 3, {quoted(title)})\nrule\n{body or quoted('None noted')}}}"


def question(row):
    lines = "".join(line(one) + "\n" for one in row["said"])
    rubric = "".join(line(one) + "\n" for one in row["rubric"])
    said = f"{{\n{lines}{'v(4pt)' if rubric else ''}\n{rubric}}}"
    score = f"score({row['step'] or 'none'}, {maybe(row['word'])}, {quoted(row['time'])}, {maybe(row['over'])})"
    return (
        f"#question({quoted(row['title'])}, {quoted(row['facts'])}, {rich(row['prompt'])}, "
        f"{maybe(row['code'])}, {score}, {said})\n"
    )
