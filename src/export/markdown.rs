//! The scorecard as Markdown, for a wiki, a ticket or a mail.

use super::words::{
    COMPARISON, SEAL, amendment, coverage, day_and_time, evidence, local_time, point,
    question_list, recommendation, status, unscored,
};
use crate::domain::question::{FENCE, LineKind, line_kinds};
use crate::domain::scorecard::{
    AmendmentRow, Evidence, QuestionResult, QuestionRow, Scorecard, Status,
};
use crate::domain::timer::clock_text;

/// The scorecard as a Markdown document. Marks in what people wrote are escaped.
pub fn markdown(card: &Scorecard) -> String {
    let mut out = Lines::default();
    out.block(&format!("# Interview scorecard: {}", inline(&card.candidate)));
    if let Some(status) = status(card) {
        out.block(&format!("**{}**", inline(&status)));
    }
    let started = local_time(card.started_wall_ms, card.utc_offset_minutes);
    let date = started.map_or("not started".to_owned(), |at| {
        format!("{} (UTC{})", day_and_time(at), at.format("%:z"))
    });
    out.list([
        format!("Role: {}", inline(&card.role)),
        format!("Interviewer: {}", inline(&card.interviewer)),
        format!("Date: {date}"),
        format!(
            "Interview time: {} of {} planned, {} of it on questions",
            clock_text(card.spent_ms),
            clock_text(card.planned_ms),
            clock_text(card.on_questions_ms)
        ),
    ]);
    if let Some(reason) = &card.ended_early {
        out.block(&format!("Ended early: {}", inline(reason)));
    }
    if card.status != Status::NoShow {
        decision(&mut out, card);
        out.block("## Strengths");
        points(&mut out, &card.strengths);
        out.block("## Concerns");
        points(&mut out, &card.concerns);
        out.block("## Questions");
        for row in &card.questions {
            question(&mut out, row);
        }
    }
    closing(&mut out, card);
    out.text
}

fn decision(out: &mut Lines, card: &Scorecard) {
    let (label, reason) = recommendation(card);
    out.block(&format!("## Recommendation: {label}"));
    out.plain(&reason);
    match &card.overall {
        Some(overall) => {
            out.block(&format!("## Overall score: {} of 5", overall.score));
            out.block(&coverage(overall).join("; "));
        }
        None => out.block("## Overall score: none"),
    }
    let mut table =
        vec!["| Competency | Score | Questions |".to_owned(), "| --- | --- | --- |".to_owned()];
    for row in &card.competencies {
        let mut questions = Vec::new();
        if !row.scored.is_empty() {
            questions.push(format!("{} scored", question_list(&row.scored)));
        }
        if !row.unscored.is_empty() {
            questions.push(unscored(&row.unscored));
        }
        let score = row.score.as_deref().unwrap_or("no score");
        table.push(format!("| {} | {score} | {} |", cell(&row.title), questions.join("; ")));
    }
    out.block(&table.join("\n"));
}

fn points(out: &mut Lines, points: &[Evidence]) {
    if points.is_empty() {
        out.block("None noted");
    } else {
        out.list(points.iter().map(|one| own_line(&point(one))));
    }
}

fn question(out: &mut Lines, row: &QuestionRow) {
    out.block(&format!("### {}. {}: {}", row.number, inline(&row.topic), row.result.label()));
    out.prose(&row.prompt);
    let required = if row.required { "required" } else { "optional" };
    let mut facts = vec![format!(
        "{}, {}, {}, {required}",
        row.level.label(),
        row.kind.label(),
        inline(&row.competency)
    )];
    if let Some(before) = &row.submitted {
        facts.push(format!("Amended; was {before}"));
    }
    match &row.result {
        QuestionResult::Scored { anchors, .. } => {
            facts.extend(anchors.iter().map(|a| format!("Anchor {}: {}", a.step, inline(&a.text))));
        }
        QuestionResult::NotAssessed { reason: Some(reason) }
        | QuestionResult::Skipped { reason } => {
            facts.push(format!("Reason: {}", inline(reason)));
        }
        QuestionResult::NotAssessed { reason: None }
        | QuestionResult::Unscored
        | QuestionResult::NotAsked => {}
    }
    facts.extend(row.evidence.iter().map(stamped));
    facts.extend(row.probes.iter().map(|probe| format!("Probe asked: {}", inline(probe))));
    facts.push(format!("Time: {} of {}", clock_text(row.spent_ms), clock_text(row.budget_ms)));
    out.list(facts);
}

fn closing(out: &mut Lines, card: &Scorecard) {
    for (title, notes) in [
        ("## Asked outside the set", &card.unplanned),
        ("## Notes on the whole interview", &card.remarks),
    ] {
        if !notes.is_empty() {
            out.block(title);
            out.list(notes.iter().map(stamped));
        }
    }
    if !card.amendments.is_empty() {
        out.block("## Amendments after submission");
        let row =
            |row: &AmendmentRow| format!("{}. {}", inline(&amendment(row)), inline(&row.reason));
        out.list(card.amendments.iter().map(row));
        let submitted = card.recommendation.as_ref().and_then(|row| row.submitted.as_ref());
        if let Some(before) = submitted {
            out.block(&format!(
                "Submitted recommendation: {}. {}",
                before.label,
                inline(&before.reason)
            ));
        }
    }
    out.block("## Measured with");
    let mut facts = vec![
        format!("Question set: {} (for {})", inline(&card.set_title), card.seniority.label()),
        format!("Set SHA-256: `{}`", card.set_hash),
    ];
    facts.extend(card.seal.as_ref().map(|seal| format!("Session seal: `{seal}`")));
    facts.extend(
        (card.private_notes_left_out > 0).then(|| {
            format!("Private notes left out of this copy: {}", card.private_notes_left_out)
        }),
    );
    out.list(facts);
    out.block(COMPARISON);
    if card.seal.is_some() {
        out.block(SEAL);
    }
}

fn stamped(note: &Evidence) -> String {
    format!("{} {}", clock_text(note.at_ms), inline(&evidence(note)))
}

/// Blocks of text with a blank line between them.
#[derive(Default)]
struct Lines {
    text: String,
}

impl Lines {
    fn block(&mut self, block: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(block);
        self.text.push('\n');
    }

    fn list(&mut self, items: impl IntoIterator<Item = String>) {
        let items: Vec<String> = items.into_iter().map(|item| format!("- {item}")).collect();
        self.block(&items.join("\n"));
    }

    /// A text of the bank: paragraphs and bullets; code between fences stays as it is.
    fn prose(&mut self, text: &str) {
        let mut lines = Vec::new();
        let mut code: Vec<&str> = Vec::new();
        for (kind, line) in line_kinds(text) {
            match (kind, line.strip_prefix("- ")) {
                (LineKind::Prose, Some(bullet)) => lines.push(format!("- {}", own_line(bullet))),
                (LineKind::Prose, None) => lines.push(own_line(line)),
                (LineKind::Opening | LineKind::Code, _) => code.push(line),
                (LineKind::Closing, _) => lines.push(fenced(&std::mem::take(&mut code))),
            }
        }
        if !code.is_empty() {
            lines.push(fenced(&code));
        }
        self.block(lines.join("\n").trim_end());
    }

    /// A text that a person wrote freely: its lines, and no mark of Markdown in it.
    fn plain(&mut self, text: &str) {
        let lines: Vec<String> = text.lines().map(own_line).collect();
        self.block(lines.join("\n").trim_end());
    }
}

/// Code behind its opening line, between fences longer than any run of backticks in it.
fn fenced(lines: &[&str]) -> String {
    let (opening, code) = lines.split_first().unwrap_or((&FENCE, &[]));
    let language = opening.trim().trim_start_matches('`');
    let language = if language.contains('`') { "" } else { language };
    let longest = code.iter().flat_map(|line| line.split(|c| c != '`')).map(str::len).max();
    let fence = "`".repeat(FENCE.len().max(longest.unwrap_or(0) + 1));
    let code: String = code.iter().map(|line| format!("{line}\n")).collect();
    format!("{fence}{language}\n{code}{fence}")
}

/// A whole line, with the marks escaped that count only where a line begins.
fn own_line(line: &str) -> String {
    let escaped = inline(line);
    let escaped = escaped.trim();
    let digits = escaped.len() - escaped.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, rest) = escaped.split_at(digits);
    if digits > 0 && rest.starts_with(['.', ')']) {
        return format!("{number}\\{rest}");
    }
    if escaped.starts_with(['-', '+', '=', ':']) {
        format!("\\{escaped}")
    } else {
        escaped.to_owned()
    }
}

/// What a person wrote, on one line, with every mark of Markdown escaped. Code between single
/// backticks stays code; a longer run of them is nothing but text.
fn inline(text: &str) -> String {
    let text = &one_line(text);
    let ticks = single_backticks(text);
    // A backtick without its partner would make code of all that follows.
    let is_paired = ticks.len().is_multiple_of(2);
    escaped(text, if is_paired { &ticks } else { &[] })
}

/// A cell of a table: there a bar ends the cell even in code, so nothing is code.
fn cell(text: &str) -> String {
    escaped(&one_line(text), &[])
}

/// The text on one line and without control characters: what they kept apart is looked at as it will
/// stand.
fn one_line(text: &str) -> String {
    let spaced = text.replace(['\n', '\r', '\t'], " ");
    spaced.chars().filter(|c| !c.is_control()).collect()
}

/// The line with its marks escaped, but for the backticks at `ticks`, which enclose code.
fn escaped(text: &str, ticks: &[usize]) -> String {
    let mut is_code = false;
    let mut out = String::new();
    for (at, c) in text.char_indices() {
        match c {
            '`' if ticks.binary_search(&at).is_ok() => {
                is_code = !is_code;
                out.push('`');
            }
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' if !is_code => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

/// Where the backticks stand that have no other beside them.
fn single_backticks(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let is_tick = |at: usize| bytes.get(at) == Some(&b'`');
    let ticks = text.match_indices('`').map(|(at, _)| at);
    ticks.filter(|at| !is_tick(at + 1) && !at.checked_sub(1).is_some_and(is_tick)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_that_people_wrote_stay_marks_of_theirs() {
        let cases = [
            ("a*b_c <b> [x](y) # | ~", "a\\*b\\_c \\<b\\> \\[x\\](y) \\# \\| \\~"),
            ("use `a_b` here_", "use `a_b` here\\_"),
            ("lone ` tick_", "lone \\` tick\\_"),
            ("two\nlines\u{7}", "two lines"),
            ("`\u{7}`<b>", "\\`\\`\\<b\\>"),
            ("``<b>``", "\\`\\`\\<b\\>\\`\\`"),
            ("a `b``c` d_", "a `b``c` d\\_"),
            ("`` `<b> ``` </b>", "\\`\\` \\`\\<b\\> \\`\\`\\` \\</b\\>"),
        ];
        for (text, expected) in cases {
            assert_eq!(inline(text), expected);
        }
        let lines = [
            ("---", "\\---"),
            ("1. one", "1\\. one"),
            ("2026 was", "2026 was"),
            ("+ plus", "\\+ plus"),
            ("```py", "\\`\\`\\`py"),
            ("``````", "\\`\\`\\`\\`\\`\\`"),
            ("# no heading", "\\# no heading"),
            (":-:", "\\:-:"),
            ("\u{7}    no code", "no code"),
        ];
        for (text, expected) in lines {
            assert_eq!(own_line(text), expected);
        }
    }
}
