//! Page 1: what a hiring manager decides from, on one page whatever was written.

use super::parts::{LABEL_STYLE, SMALL, STRONG, TEXT_STYLE, heading, line, scale_bar, style};
use crate::domain::scorecard::{CompetencyRow, Evidence, Scorecard, Status};
use crate::domain::timer::clock_text;
use crate::export::fonts::Face;
use crate::export::page::{Area, BODY_WIDTH, Flow};
use crate::export::text::{Paragraph, TextStyle};
use crate::export::words;
use crate::tokens::light::{ACCENT, CAUTION, GROUND, LINE, TEXT};
use crate::tokens::page::{BODY, FIGURE, LABEL, MARGIN, STEP, TITLE};

/// A text that page 1 shows only in part, to be printed in full behind.
pub struct Cut {
    pub title: String,
    pub text: String,
}

/// Lays out page 1; gives what was too long for it.
pub fn first_page(flow: &mut Flow, card: &Scorecard) -> Vec<Cut> {
    let mut page = FirstPage { flow, card, cut: Vec::new() };
    page.head();
    if card.status != Status::NoShow {
        page.decision();
        page.competencies();
        page.strengths_and_concerns();
        page.provenance();
    }
    page.cut
}

struct FirstPage<'f, 'c> {
    flow: &'f mut Flow,
    card: &'c Scorecard,
    cut: Vec<Cut>,
}

/// What stands at the foot of the page, from the rule of its heading on.
const PROVENANCE_HEIGHT: f32 = 74.0;
/// What strengths and concerns need at the least: their headings and one point of three lines each.
const POINTS_HEIGHT: f32 = 116.0;
/// One competency.
const ROW_HEIGHT: f32 = line(BODY) + 3.0;
/// The heading of the competencies, and the note below them.
const COMPETENCIES_FRAME: f32 = 44.0 + 2.0 * line(LABEL);

impl FirstPage<'_, '_> {
    fn head(&mut self) {
        self.flow.bookmark(0, "Decision");
        self.flow.text("Interview scorecard", LABEL_STYLE, MARGIN, BODY_WIDTH);
        self.status();
        let one_line = self.flow.setter.set(
            &self.card.candidate,
            style(Face::SemiBold, TITLE, TEXT),
            BODY_WIDTH,
        );
        let size = if one_line.lines.len() > 1 { 15.0 } else { TITLE };
        self.clipped("Candidate", &self.card.candidate, style(Face::SemiBold, size, TEXT), 2);
        self.clipped("Role", &self.card.role, style(Face::Regular, 12.0, TEXT), 2);
        self.flow.y += 2.0 * STEP;
        let started = words::local_time(self.card.started_wall_ms, self.card.utc_offset_minutes);
        let date = started.map_or("not started".to_owned(), words::day_and_time);
        let date_label =
            started.map_or("Date".to_owned(), |at| at.format("Date (UTC%:z)").to_string());
        let time = format!(
            "{} of {} planned\n{} of it on questions",
            clock_text(self.card.spent_ms),
            clock_text(self.card.planned_ms),
            clock_text(self.card.on_questions_ms)
        );
        let interviewer = self.card.interviewer.clone();
        self.columns(&[
            (&date_label, date),
            ("Interviewer", interviewer),
            ("Interview time", time),
        ]);
        if let Some(reason) = &self.card.ended_early {
            self.flow.y += STEP;
            self.clipped("Ended early", &format!("Ended early: {reason}"), TEXT_STYLE, 2);
        }
        self.flow.y += 3.0 * STEP;
    }

    /// A band that says what the page is not, or that it was changed.
    fn status(&mut self) {
        let Some(words) = words::status(self.card) else { return };
        let band = Area { x: MARGIN, y: self.flow.y + 2.0, width: BODY_WIDTH, height: 22.0 };
        self.flow.outline(band, CAUTION);
        let look = style(Face::SemiBold, 11.0, CAUTION);
        let width = BODY_WIDTH - 4.0 * STEP;
        let (shown, is_cut) = self.flow.setter.excerpt(&words, look, width, 1);
        self.flow.put(&shown, MARGIN + 2.0 * STEP, band.y + 3.5);
        if is_cut {
            self.cut.push(Cut { title: "Status".to_owned(), text: words });
        }
        self.flow.y += 30.0;
    }

    /// A text of at most so many lines; the whole of it goes behind where it is longer.
    fn clipped(&mut self, title: &'static str, text: &str, look: TextStyle, most: usize) {
        let (shown, is_cut) = self.flow.setter.excerpt(text, look, BODY_WIDTH, most);
        self.flow.paragraph(&shown, MARGIN);
        if is_cut {
            self.cut.push(Cut { title: title.to_owned(), text: text.to_owned() });
        }
    }

    /// Labelled facts side by side.
    fn columns(&mut self, facts: &[(&str, String)]) {
        let gap = 4.0 * STEP;
        let width = (BODY_WIDTH + gap) / facts.len().max(1) as f32 - gap;
        let top = self.flow.y;
        for (index, (label, whole)) in facts.iter().enumerate() {
            let x = MARGIN + index as f32 * (width + gap);
            self.flow.label(label, LABEL_STYLE, x, top);
            let (value, is_cut) = self.flow.setter.excerpt(whole, TEXT_STYLE, width, 2);
            self.flow.put(&value, x, top + line(LABEL));
            self.flow.y = self.flow.y.max(top + line(LABEL) + value.height());
            if is_cut {
                self.cut.push(Cut { title: (*label).to_owned(), text: whole.clone() });
            }
        }
    }

    /// The card with the recommendation and its reason on the left, the overall score on the right.
    fn decision(&mut self) {
        let pad = 3.0 * STEP;
        let right_width = 158.0;
        let left_width = BODY_WIDTH - right_width - 3.0 * pad;
        let (label, reason) = words::recommendation(self.card);
        let lines = self.reason_lines(2.0 * pad + line(LABEL) + line(FIGURE) + line(LABEL));
        let (reason, is_cut) = self.flow.setter.excerpt(&reason, TEXT_STYLE, left_width, lines);
        let mut more = None;
        if is_cut && let Some(row) = &self.card.recommendation {
            self.cut.push(Cut {
                title: "Reason for the recommendation".to_owned(),
                text: row.reason.clone(),
            });
            more = Some("the whole reason is at the end, under “In full”");
        }
        let coverage = self.coverage(right_width);
        let coverage_height: f32 = coverage.iter().map(Paragraph::height).sum();
        let more_height = more.map_or(0.0, |_| line(LABEL));
        let left = line(LABEL) + line(FIGURE) + reason.height() + more_height;
        let right = line(LABEL) + line(FIGURE) + coverage_height;
        let top = self.flow.y;
        let area =
            Area { x: MARGIN, y: top, width: BODY_WIDTH, height: left.max(right) + 2.0 * pad };
        self.flow.fill(area, GROUND);
        self.flow.outline(area, LINE);
        self.flow.fill(Area { width: 3.0, ..area }, ACCENT);
        let (x, y) = (MARGIN + pad, top + pad);
        let options = "Recommendation (of Strong no, No, Yes, Strong yes, No decision)";
        self.flow.label(options, LABEL_STYLE, x, y);
        let size = if label.len() > 20 { 14.0 } else { FIGURE };
        self.flow.label(&label, style(Face::SemiBold, size, TEXT), x, y + line(LABEL));
        let below = y + line(LABEL) + line(FIGURE);
        self.flow.put(&reason, x, below);
        if let Some(more) = more {
            self.flow.label(more, LABEL_STYLE, x, below + reason.height());
        }
        let x = MARGIN + BODY_WIDTH - right_width - pad;
        self.overall_score(&coverage, x, y);
        self.flow.y = top + area.height;
    }

    /// The overall score at a given place, and below it what it is the mean of.
    fn overall_score(&mut self, coverage: &[Paragraph], x: f32, y: f32) {
        self.flow.label("Overall score", LABEL_STYLE, x, y);
        let y = y + line(LABEL);
        match &self.card.overall {
            Some(overall) => {
                let figure = style(Face::SemiBold, FIGURE, TEXT);
                let width = self.flow.label(&overall.score, figure, x, y);
                let beside = y + line(FIGURE) - line(BODY) - 4.0;
                self.flow.label("of 5", TEXT_STYLE, x + width + STEP, beside);
            }
            None => {
                self.flow.label("No score", style(Face::SemiBold, 14.0, TEXT), x, y);
            }
        }
        let mut y = y + line(FIGURE);
        for part in coverage {
            self.flow.put(part, x, y);
            y += part.height();
        }
    }

    /// How many lines of the reason leave room for the rest of the page, where its card takes `frame`
    /// besides: three at the least, seven at the most.
    fn reason_lines(&self, frame: f32) -> usize {
        let rows = self.card.competencies.len().min(8) as f32;
        let rest = COMPETENCIES_FRAME + rows * ROW_HEIGHT + POINTS_HEIGHT + PROVENANCE_HEIGHT;
        let lines = (self.flow.room() - frame - rest) / line(BODY);
        lines.clamp(3.0, 7.0) as usize
    }

    /// What the overall score is the mean of, and what it leaves out.
    fn coverage(&mut self, width: f32) -> Vec<Paragraph> {
        let Some(overall) = &self.card.overall else {
            let words =
                format!("0 of {} scored", words::count(self.card.questions.len(), "question"));
            return vec![self.flow.setter.set(&words, TEXT_STYLE, width)];
        };
        let mut parts: Vec<_> =
            words::coverage(overall).into_iter().map(|words| (words, TEXT_STYLE)).collect();
        if overall.required_unscored > 0 {
            let words = format!(
                "{} without a score",
                words::count(overall.required_unscored, "required question")
            );
            parts.push((words, style(Face::SemiBold, BODY, CAUTION)));
        }
        parts.into_iter().map(|(words, look)| self.flow.setter.set(&words, look, width)).collect()
    }

    /// As many competencies as leave room for the rest of the page; the others stand behind.
    fn competencies(&mut self) {
        heading(self.flow, "Competencies");
        let room = self.flow.room() - 2.0 * line(LABEL) - POINTS_HEIGHT - PROVENANCE_HEIGHT;
        let most = ((room / ROW_HEIGHT) as usize).max(4);
        let rows = &self.card.competencies;
        let shown = if rows.len() > most { most - 1 } else { rows.len() };
        let (shown, more) = rows.split_at(shown);
        for row in shown {
            self.competency(row);
        }
        if !more.is_empty() {
            let words = format!("and {} more, at the end under “In full”", more.len());
            self.flow.text(&words, TEXT_STYLE, MARGIN, BODY_WIDTH);
            let title = "Further competencies".to_owned();
            let text = more.iter().map(competency_words).collect::<Vec<_>>().join("\n");
            self.cut.push(Cut { title, text });
        }
        let note = "Steps run from 1 (lowest) to 5 (highest); each was given against a written anchor, \
                    printed with its question. What was not asked, skipped or not assessed counts in \
                    no mean.";
        self.flow.text(note, LABEL_STYLE, MARGIN, BODY_WIDTH);
    }

    /// One line: title, bar with ticks, score, and the questions behind it; or why there is none.
    fn competency(&mut self, row: &CompetencyRow) {
        let (bar_x, bar_width) = (MARGIN + 158.0, 110.0);
        let y = self.flow.y;
        self.one_line(&row.title, TEXT_STYLE, MARGIN, y, 150.0);
        let words_x = bar_x + bar_width + 34.0;
        match (&row.score, row.tenths) {
            (Some(score), Some(tenths)) => {
                let bar = Area { x: bar_x, y: y + 3.5, width: bar_width, height: 7.0 };
                scale_bar(self.flow, bar, f32::from(tenths) / 50.0);
                self.flow.label_right(score, STRONG, bar_x + bar_width + 26.0, y);
                let words = scored_words(row);
                self.one_line(&words, SMALL, words_x, y + 1.2, MARGIN + BODY_WIDTH - words_x);
            }
            _ => {
                let words = format!("No score: {}", words::unscored(&row.unscored));
                self.one_line(&words, TEXT_STYLE, bar_x, y, MARGIN + BODY_WIDTH - bar_x);
            }
        }
        self.flow.y += ROW_HEIGHT;
    }

    /// A text on one line at a given place, with `…` where it is too long.
    fn one_line(&mut self, text: &str, look: TextStyle, x: f32, y: f32, width: f32) {
        let text = self.flow.setter.excerpt(text, look, width, 1).0;
        self.flow.put(&text, x, y);
    }

    /// Two columns, each filled by itself with as much as the page has room for.
    fn strengths_and_concerns(&mut self) {
        heading(self.flow, "Strengths and concerns");
        let gap = 5.0 * STEP;
        let width = (BODY_WIDTH - gap) / 2.0;
        let top = self.flow.y;
        let bottom = top + self.flow.room() - PROVENANCE_HEIGHT;
        let mut lowest = top;
        for (x, title, sign, points) in [
            (MARGIN, "Strengths", "+", &self.card.strengths),
            (MARGIN + width + gap, "Concerns", "−", &self.card.concerns),
        ] {
            self.flow.label(title, STRONG, x, top);
            let y = self.points(
                points,
                sign,
                Area { x, y: top + line(BODY) + 2.0, width, height: bottom },
            );
            lowest = lowest.max(y);
        }
        self.flow.y = lowest;
    }

    /// The points of one column down to `area.height`; gives where they end.
    fn points(&mut self, points: &[Evidence], sign: &str, area: Area) -> f32 {
        let Area { x, mut y, width, height: bottom } = area;
        if points.is_empty() {
            self.flow.label("None noted", TEXT_STYLE, x, y);
            return y + line(BODY);
        }
        for (index, point) in points.iter().enumerate() {
            let left = points.len() - index;
            let text =
                self.flow.setter.excerpt(&words::point(point), TEXT_STYLE, width - 12.0, 3).0;
            let more = if left > 1 { line(BODY) } else { 0.0 };
            if y + text.height() + more > bottom && index > 0 {
                let more = format!("and {left} more, with the questions and notes");
                self.flow.label(&more, TEXT_STYLE, x + 12.0, y);
                return y + line(BODY);
            }
            self.flow.label(sign, STRONG, x, y);
            self.flow.put(&text, x + 12.0, y);
            y += text.height() + 3.0;
        }
        y
    }

    /// At the foot of the page: by what the measure can be told.
    fn provenance(&mut self) {
        self.flow.y = self.flow.y.max(self.flow.y + self.flow.room() - PROVENANCE_HEIGHT);
        let y = self.flow.y;
        self.flow.fill(Area { x: MARGIN, y, width: BODY_WIDTH, height: 0.7 }, LINE);
        self.flow.y += 2.0 * STEP;
        let set = format!("{} (for {})", self.card.set_title, self.card.seniority.label());
        let mut facts =
            vec![("Question set", set, SMALL), ("Set SHA-256", self.card.set_hash.clone(), mono())];
        if let Some(seal) = &self.card.seal {
            facts.push(("Session seal", seal.clone(), mono()));
        }
        for (label, value, look) in facts {
            let (shown, is_cut) = self.flow.setter.excerpt(&value, look, BODY_WIDTH - 66.0, 1);
            if is_cut {
                self.cut.push(Cut { title: label.to_owned(), text: value });
            }
            let y = self.flow.y;
            self.flow.label(label, LABEL_STYLE, MARGIN, y);
            self.flow.put(&shown, MARGIN + 66.0, y);
            self.flow.y += line(LABEL) + 1.0;
        }
        let note = self.flow.setter.excerpt(words::COMPARISON, LABEL_STYLE, BODY_WIDTH, 2).0;
        let y = self.flow.y;
        self.flow.put(&note, MARGIN, y);
    }
}

fn mono() -> TextStyle {
    style(Face::Mono, 8.0, TEXT)
}

/// `1 of 2 scored: question 4; question 5 skipped`.
fn scored_words(row: &CompetencyRow) -> String {
    let planned = row.scored.len() + row.unscored.len();
    let scored = words::question_list(&row.scored);
    let scored = format!("{} of {planned} scored: {scored}", row.scored.len());
    if row.unscored.is_empty() {
        scored
    } else {
        format!("{scored}; {}", words::unscored(&row.unscored))
    }
}

/// A competency as one line of text.
fn competency_words(row: &CompetencyRow) -> String {
    match &row.score {
        Some(score) => format!("{}: {score} of 5; {}", row.title, scored_words(row)),
        None => format!("{}: no score; {}", row.title, words::unscored(&row.unscored)),
    }
}
