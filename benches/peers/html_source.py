"""A scorecard as HTML; the style sheet is the same for all of them."""

from html import escape

from sheet import NOTHING_OPEN, OPEN, QUESTIONS_NOTE, STRIP_KEY, code_parts


def style_sheet(fonts):
    """`fonts` is the folder with the font files."""
    faces = [
        ("Noto Sans", 400, "NotoSans-Regular"),
        ("Noto Sans", 600, "NotoSans-SemiBold"),
        ("Noto Sans Mono", 400, "NotoSansMono-Regular"),
        ("DejaVu Sans", 400, "DejaVuSans"),
    ]
    rules = [
        f"@font-face {{ font-family: '{family}'; font-weight: {weight}; "
        f"src: url('{(fonts / name).with_suffix('.ttf').as_uri()}') }}"
        for family, weight, name in faces
    ]
    return "\n".join(rules) + STYLE


STYLE = """
@page { size: A4; margin: 20mm;
  @bottom-left { content: string(foot-left); font-size: 8.5pt; color: #57606a; vertical-align: top;
    border-top: 0.5pt solid #d8dce1; width: 60% }
  @bottom-right { content: string(foot-right) " " counter(page) " of " counter(pages); font-size: 8.5pt;
    color: #57606a; vertical-align: top; border-top: 0.5pt solid #d8dce1; width: 40% } }
body { font: 10pt/1.35 'Noto Sans', 'DejaVu Sans'; color: #1b1f24; margin: 0 }
p, h1, h2, h3, h4, pre { margin: 0 0 2pt 0 }
.foot-left { string-set: foot-left content(); position: absolute; visibility: hidden }
.foot-right { string-set: foot-right content(); position: absolute; visibility: hidden }
code, pre, .hash { font-family: 'Noto Sans Mono', 'DejaVu Sans' }
code { font-size: 9.3pt }
.label, h1, h4 { font-size: 8.5pt; font-weight: 400; color: #57606a }
.small { font-size: 8.5pt }
.strong { font-weight: 600 }
.caution { font-size: 8.5pt; font-weight: 600; color: #8a5c00 }
.over { font-size: 8.5pt; font-weight: 600; color: #c4281c }
h2 { font-size: 13pt; font-weight: 600; border-bottom: 0.7pt solid #d8dce1; margin: 16pt 0 10pt }
h3 { font-size: 11pt; font-weight: 600; margin: 7pt 0 3pt }
.part { border-bottom: 0.7pt solid #d8dce1; margin: 7pt 0 3pt; position: relative }
.part h3 { margin: 0 }
.part .label { position: absolute; right: 0; bottom: 0 }
.name { font-size: 20pt; font-weight: 600; margin: 0 }
.role { font-size: 11pt; margin-bottom: 6pt }
table { border-collapse: collapse; width: 100% }
td { padding: 0; vertical-align: top }
.facts { table-layout: fixed; margin-bottom: 8pt }
.decision { background: #fafaf8; border: 0.5pt solid #d8dce1; border-left: 3pt solid #1f5fbf }
.decision td { padding: 8pt }
.figure { font-size: 22pt; font-weight: 600 }
.choice { border: 0.5pt solid #d8dce1; padding: 0 6pt; font-size: 8.5pt; color: #57606a }
.chosen { background: #1f5fbf; color: #fff; font-weight: 600 }
.bar { position: relative; background: #d8dce1; height: 7pt; width: 90pt; margin-top: 3.5pt }
.bar i, .axis i, .strip i { position: absolute; display: block }
.bar .full { background: #1f5fbf; height: 100%; left: 0; top: 0 }
.bar .gap { background: #fff; width: 1pt; height: 100%; top: 0 }
.axis { position: relative; height: 24pt; width: 150pt }
.axis i { background: #7f8893 }
.axis b { position: absolute; top: 9pt; width: 20pt; text-align: center; font-weight: 400 }
.axis .dot { background: #1f5fbf; border-radius: 4pt; width: 8pt; height: 8pt; top: 2pt }
.claims { table-layout: fixed }
.claims > tbody > tr > td + td { padding-left: 20pt }
.claim { position: relative; padding-left: 12pt; margin-bottom: 4pt }
.claim b { position: absolute; left: 0; font-weight: 600 }
.claims h3 { border-bottom: 0.7pt solid #d8dce1 }
.strip { position: relative; height: 54pt; font-size: 7pt }
.strip .ground { background: #f0f2f5; top: 10pt; height: 18pt; width: 100% }
.strip .block { background: #e3ecf9; border: 0.5pt solid #1f5fbf; top: 10pt; height: 17pt;
  text-align: center; font: 600 10pt/1.6 'Noto Sans' }
.strip .late { background: #c4281c; top: 24pt; height: 4pt }
.strip .pause { background: #1b1f24; top: 7pt; height: 24pt; width: 1.5pt }
.strip span { position: absolute }
.strip .over { font-size: 7pt; position: static; display: block }
pre { font-size: 8.5pt; background: #f0f2f5; border-left: 1.5pt solid #7f8893; padding: 3pt 8pt; margin: 4pt 0;
  white-space: pre-wrap }
.details { margin: 6pt 0 8pt; border-bottom: 0.5pt solid #d8dce1 }
.score { width: 76pt }
.digit { font-size: 20pt; font-weight: 600 }
.score .bar { width: 50pt; height: 5pt }
.line { position: relative; padding-left: 42pt; margin-bottom: 2pt }
.line > .label { position: absolute; left: 0; top: 1pt }
.anchor { font-size: 8.5pt; color: #57606a; margin-bottom: 2pt }
.anchor td:first-child { white-space: nowrap; padding-right: 8pt; width: 1% }
.entry { margin-bottom: 8pt; white-space: pre-line }
.hash { font-size: 8.5pt }
"""


def source(card):
    left, right = card["foot"]
    out = [
        f'<!DOCTYPE html><html lang="en"><head><title>Interview scorecard: {escape(card["candidate"])}</title>'
        f'</head><body><div class="foot-left">{escape(left)}</div><div class="foot-right">{escape(right)}</div>'
    ]
    out += first_page(card)
    out.append(
        f'<h2 style="break-before: page">Questions</h2><p class="label">{escape(QUESTIONS_NOTE)}</p>'
    )
    out += [question(row) for row in card["questions"]]
    for title, note, lines in card["sections"]:
        out.append(f"<h2>{escape(title)}</h2>")
        if note:
            out.append(f'<p class="label">{escape(note)}</p>')
        out += [line(one) for one in lines]
    out.append("</body></html>")
    return "".join(out)


def rich(text):
    """Text in backticks as code."""
    return "".join(
        f"<code>{escape(part)}</code>" if at % 2 else escape(part)
        for at, part in enumerate(code_parts(text))
    )


def line(one):
    kind, *texts = one
    first = escape(texts[0])
    match kind:
        case "note":
            return f'<div class="line"><span class="label">{first}</span>{escape(texts[1])}</div>'
        case "ticked":
            return f'<div class="line"><span class="label">{first}</span>{rich(texts[1])}</div>'
        case "anchor":
            return f'<table class="anchor"><tr><td>{first}</td><td>{rich(texts[1])}</td></tr></table>'
        case "entry":
            return f'<p class="entry"><span class="strong">{first}</span><br>{escape(texts[1])}</p>'
        case "hash":
            return f'<p class="label">{first}</p><p class="hash">{escape(texts[1])}</p>'
        case "caption":
            return f'<p class="label">{first}</p>'
        case "minor":
            return f'<p class="small">{rich(texts[0])}</p>'
        case _:
            return f"<p>{rich(texts[0])}</p>"


def bar(tenths):
    gaps = "".join(f'<i class="gap" style="left: {at}%"></i>' for at in (20, 40, 60, 80))
    return f'<div class="bar"><i class="full" style="width: {tenths * 2}%"></i>{gaps}</div>'


def part(title, note):
    return f'<div class="part"><h3>{escape(title)}</h3><span class="label">{escape(note)}</span></div>'


def first_page(card):
    yield "<h1>Interview scorecard</h1>"
    yield f'<p class="name">{escape(card["candidate"])}</p><p class="role">{escape(card["role"])}</p>'
    cells = "".join(
        f'<td><span class="label">{escape(name)}</span><br>{escape(value)}</td>'
        for name, value in card["facts"]
    )
    yield f'<table class="facts"><tr>{cells}</tr></table>'
    yield decision(card)
    yield part("Competencies", "Each is the mean of its scored questions") + "<table>"
    for title, score, tenths, basis in card["competencies"]:
        shown = (
            f'{bar(tenths)}</td><td class="strong" style="text-align: right; width: 24pt">{score}'
            if score
            else "No score</td><td>"
        )
        yield (
            f'<tr><td style="width: 152pt">{escape(title)}</td><td style="width: 90pt">{shown}</td>'
            f'<td class="small" style="padding-left: 8pt">{escape(basis)}</td></tr>'
        )
    columns = "".join(f"<td>{claims(*column)}</td>" for column in card["claims"])
    yield f'</table><table class="claims"><tr>{columns}</tr></table>'
    yield part("The session over time", STRIP_KEY) + strip(card["strip"])
    yield part(OPEN, "")
    if not card["open"]:
        yield f"<p>{NOTHING_OPEN}</p>"
    for name, text in card["open"]:
        yield f'<p><span class="strong">{escape(name)}</span> {rich(text)}</p>'
    if card["open_left"]:
        yield f'<p>{card["open_left"]}</p>'


def decision(card):
    choices = " ".join(
        f'<span class="choice{" chosen" if chosen else ""}">{escape(name)}</span>'
        for name, chosen in card["choices"]
    )
    coverage = "".join(f'<p class="small">{escape(words)}</p>' for words in card["coverage"])
    if card["warning"]:
        coverage += f'<p class="caution">{escape(card["warning"])}</p>'
    return (
        f'<table class="decision"><tr><td><h4>Recommendation</h4><p class="figure">{escape(card["recommendation"])}'
        f'</p><p>{choices}</p><p>{escape(card["reason"])}</p></td><td style="width: 150pt"><h4>Overall score</h4>'
        f'<p><span class="figure">{card["score"]}</span> of 5</p>{axis(card["tenths"])}{coverage}</td></tr></table>'
    )


def axis(tenths):
    ticks = "".join(
        f'<i style="left: {3.5 + at * 35.5}pt; top: 3pt; width: 1pt; height: 6pt"></i>'
        f'<b class="label" style="left: {at * 35.5 - 6}pt">{at + 1}</b>'
        for at in range(5)
    )
    line = '<i style="left: 4pt; top: 5.4pt; width: 142pt; height: 1.2pt"></i>'
    dot = f'<i class="dot" style="left: {(tenths - 10) / 40 * 142:.2f}pt"></i>'
    return f'<div class="axis">{line}{ticks}{dot}</div>'


def claims(title, sign, rows):
    body = "".join(
        f'<div class="claim"><b>{sign}</b>{escape(text)}<br><span class="small">{rich(support)}</span></div>'
        for text, support in rows
    )
    return f"<h3>{title}</h3>{body or '<p>None noted</p>'}"


def strip(card):
    out = ['<div class="strip"><i class="ground"></i><span class="label" style="font-size: 7pt; top: -1pt">00:00</span>']
    for one in card["blocks"]:
        left, width = one["from"] * 100, (one["to"] - one["from"]) * 100 - 0.2
        out.append(
            f'<i class="block" style="left: {left:.2f}%; width: {width:.2f}%">{one["score"]}</i>'
        )
        if one["over_from"] is not None:
            late = (one["to"] - one["over_from"]) * 100
            out.append(f'<i class="late" style="left: {one["over_from"] * 100:.2f}%; width: {late:.2f}%"></i>')
        over = f'<b class="over">{one["over"]}</b>' if one["over"] else ""
        out.append(
            f'<span style="left: {left:.2f}%; width: {width:.2f}%; top: 30pt">{escape(one["name"])}{over}</span>'
        )
    for at, words in card["breaks"]:
        out.append(f'<i class="pause" style="left: {at * 100:.2f}%"></i>')
        out.append(f'<span style="left: {at * 100 - 5:.2f}%; top: -1pt">{words}</span>')
    out.append(f'<span class="label" style="font-size: 7pt; right: 0; top: -1pt">{card["end"]}</span></div>')
    return "".join(out)


def question(row):
    code = f"<pre>{escape(row['code'])}</pre>" if row["code"] else ""
    if row["step"]:
        score = f'<span class="digit">{row["step"]}</span> of 5{bar(row["step"] * 10)}'
    else:
        score = f'<span class="strong">{row["word"]}</span>'
    over = f'<p class="over">{row["over"]}</p>' if row["over"] else ""
    lines = "".join(line(one) for one in row["said"] + row["rubric"])
    return (
        f'<h3>{escape(row["title"])}</h3><p class="label">{escape(row["facts"])}</p><p>{rich(row["prompt"])}</p>'
        f'{code}<table class="details"><tr><td class="score">{score}<p class="label">{row["time"]}</p>{over}</td>'
        f"<td>{lines}</td></tr></table>"
    )
