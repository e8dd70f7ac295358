//! Page 1: what a hiring manager decides from, on one page whatever was written.

use super::parts::{
    LABEL_STYLE, SMALL, STRONG, TEXT_STYLE, count, heading, line, local_time, question_list,
    scale_bar, style,
};
use crate::domain::event::NoteTag;
use crate::domain::scorecard::{
    CompetencyRow, Evidence, RecommendationRow, Scorecard, Status, UnscoredRow,
};
use crate::domain::timer::clock_text;
use crate::export::fonts::Face;
use crate::export::page::{Area, BODY_WIDTH, Flow};
use crate::export::text::Paragraph;
use crate::tokens::light::{ACCENT, CAUTION, GROUND, LINE, TEXT};
use crate::tokens::page::{BODY, FIGURE, LABEL, MARGIN, STEP, TITLE};

/// A text that page 1 shows only in part, to be printed in full behind.
pub struct Cut {
    pub title: &'static str,
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
const PROVENANCE_HEIGHT: f32 = 86.0;

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
        let started = local_time(self.card.started_wall_ms, self.card.utc_offset_minutes);
        let date = started
            .map_or("not started".to_owned(), |at| at.format("%-d %B %Y, %H:%M").to_string());
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
        let words = match (self.card.status, self.card.amendments.len()) {
            (Status::Draft, _) => "DRAFT: not submitted, everything may still change".to_owned(),
            (Status::Discarded, _) => "DISCARDED: put aside before it was submitted".to_owned(),
            (Status::NoShow, _) => "The candidate did not come; nothing was assessed".to_owned(),
            (Status::Submitted, 0) => return,
            (Status::Submitted, amendments) => {
                format!(
                    "AMENDED after submission: {}, listed on the last page",
                    count(amendments, "change")
                )
            }
        };
        let band = Area { x: MARGIN, y: self.flow.y + 2.0, width: BODY_WIDTH, height: 22.0 };
        self.flow.outline(band, CAUTION);
        self.flow.label(
            &words,
            style(Face::SemiBold, 11.0, CAUTION),
            MARGIN + 2.0 * STEP,
            band.y + 3.5,
        );
        self.flow.y += 30.0;
    }

    /// A text of at most so many lines; the whole of it goes behind where it is longer.
    fn clipped(
        &mut self,
        title: &'static str,
        text: &str,
        look: crate::export::text::TextStyle,
        most: usize,
    ) {
        let (shown, is_cut) = self.flow.setter.excerpt(text, look, BODY_WIDTH, most);
        self.flow.paragraph(&shown, MARGIN);
        if is_cut {
            self.cut.push(Cut { title, text: text.to_owned() });
        }
    }

    /// Labelled facts side by side.
    fn columns(&mut self, facts: &[(&str, String)]) {
        let gap = 4.0 * STEP;
        let width = (BODY_WIDTH + gap) / facts.len().max(1) as f32 - gap;
        let top = self.flow.y;
        for (index, (label, value)) in facts.iter().enumerate() {
            let x = MARGIN + index as f32 * (width + gap);
            self.flow.label(label, LABEL_STYLE, x, top);
            let (value, is_cut) = self.flow.setter.excerpt(value, TEXT_STYLE, width, 2);
            self.flow.put(&value, x, top + line(LABEL));
            self.flow.y = self.flow.y.max(top + line(LABEL) + value.height());
            if is_cut {
                self.cut.push(Cut { title: "Interviewer", text: self.card.interviewer.clone() });
            }
        }
    }

    /// The card with the recommendation and its reason on the left, the overall score on the right.
    fn decision(&mut self) {
        let pad = 3.0 * STEP;
        let right_width = 158.0;
        let left_width = BODY_WIDTH - right_width - 3.0 * pad;
        let (label, reason) = self.recommendation_words();
        let (reason, is_cut) = self.flow.setter.excerpt(&reason, TEXT_STYLE, left_width, 7);
        let mut more = None;
        if is_cut && let Some(row) = &self.card.recommendation {
            self.cut.push(Cut { title: "Reason for the recommendation", text: row.reason.clone() });
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
        let figure = style(Face::SemiBold, FIGURE, TEXT);
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
        self.flow.label("Overall score", LABEL_STYLE, x, y);
        match &self.card.overall {
            Some(overall) => {
                let width = self.flow.label(&overall.score, figure, x, y + line(LABEL));
                let baseline = y + line(LABEL) + line(FIGURE) - line(BODY) - 4.0;
                self.flow.label("of 5", TEXT_STYLE, x + width + STEP, baseline);
            }
            None => {
                self.flow.label("No score", style(Face::SemiBold, 14.0, TEXT), x, y + line(LABEL));
            }
        }
        let mut y = y + line(LABEL) + line(FIGURE);
        for part in &coverage {
            self.flow.put(part, x, y);
            y += part.height();
        }
        self.flow.y = top + area.height;
    }

    fn recommendation_words(&self) -> (String, String) {
        match &self.card.recommendation {
            None if self.card.status != Status::Submitted => {
                ("No recommendation yet".to_owned(), String::new())
            }
            None => ("None given".to_owned(), String::new()),
            Some(RecommendationRow { label, reason, submitted, .. }) => {
                let reason = if reason.trim().is_empty() { "No reason given." } else { reason };
                match submitted {
                    Some(before) => (
                        (*label).to_owned(),
                        format!("Amended; submitted as {}. {reason}", before.label),
                    ),
                    None => ((*label).to_owned(), reason.to_owned()),
                }
            }
        }
    }

    /// What the overall score is the mean of, and what it leaves out.
    fn coverage(&mut self, width: f32) -> Vec<Paragraph> {
        let Some(overall) = &self.card.overall else {
            let words = format!("0 of {} scored", count(self.card.questions.len(), "question"));
            return vec![self.flow.setter.set(&words, TEXT_STYLE, width)];
        };
        let mut parts = vec![
            (
                format!(
                    "mean of {} of {} competencies, equal weights",
                    overall.competencies_scored, overall.competencies_planned
                ),
                TEXT_STYLE,
            ),
            (
                format!(
                    "{} of {} questions scored",
                    overall.questions_scored, overall.questions_planned
                ),
                TEXT_STYLE,
            ),
        ];
        if overall.required_unscored > 0 {
            let words = format!(
                "{} without a score",
                count(overall.required_unscored, "required question")
            );
            parts.push((words, style(Face::SemiBold, BODY, CAUTION)));
        }
        parts.into_iter().map(|(words, look)| self.flow.setter.set(&words, look, width)).collect()
    }

    fn competencies(&mut self) {
        heading(self.flow, "Competencies");
        for row in &self.card.competencies {
            self.competency(row);
        }
        let note = "Steps run from 1 (lowest) to 5 (highest); each was given against a written anchor, \
                    printed with its question. What was not asked, skipped or not assessed counts in no mean.";
        self.flow.text(note, LABEL_STYLE, MARGIN, BODY_WIDTH);
    }

    /// One line: title, bar with ticks, score, and the questions behind it; or why there is none.
    fn competency(&mut self, row: &CompetencyRow) {
        let (bar_x, bar_width) = (MARGIN + 160.0, 140.0);
        let title = self.flow.setter.excerpt(&row.title, TEXT_STYLE, 152.0, 2).0;
        self.flow.need(2.0 * line(BODY));
        let y = self.flow.y;
        self.flow.put(&title, MARGIN, y);
        let planned = row.scored.len() + row.unscored.len();
        let right = bar_x + bar_width + 34.0;
        let mut height = title.height();
        match (&row.score, row.tenths) {
            (Some(score), Some(tenths)) => {
                let bar = Area { x: bar_x, y: y + 3.5, width: bar_width, height: 7.0 };
                scale_bar(self.flow, bar, f32::from(tenths) / 50.0);
                self.flow.label_right(score, STRONG, bar_x + bar_width + 26.0, y);
                let mut words = format!(
                    "{} of {planned} scored: {}",
                    row.scored.len(),
                    question_list(&row.scored)
                );
                if !row.unscored.is_empty() {
                    words = format!("{words}; {}", unscored(&row.unscored));
                }
                let words =
                    self.flow.setter.excerpt(&words, SMALL, MARGIN + BODY_WIDTH - right, 2).0;
                self.flow.put(&words, right, y + 1.2);
                height = height.max(words.height() + 1.2);
            }
            _ => {
                let words = format!("No score: {}", unscored(&row.unscored));
                let words =
                    self.flow.setter.excerpt(&words, TEXT_STYLE, MARGIN + BODY_WIDTH - bar_x, 2).0;
                self.flow.put(&words, bar_x, y);
                height = height.max(words.height());
            }
        }
        self.flow.y += height + 3.0;
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
            let (text, is_cut) =
                self.flow.setter.excerpt(&point_text(point), TEXT_STYLE, width - 12.0, 3);
            let more = if left > 1 { line(BODY) } else { 0.0 };
            if y + text.height() + more > bottom && index > 0 {
                let more = format!("and {left} more, with the questions and notes");
                self.flow.label(&more, TEXT_STYLE, x + 12.0, y);
                return y + line(BODY);
            }
            self.flow.label(sign, STRONG, x, y);
            self.flow.put(&text, x + 12.0, y);
            y += text.height() + 3.0;
            if is_cut && point.question.is_none() {
                // It belongs to no question, so it would stand in full nowhere else.
                let title = if point.tag == NoteTag::Concern { "Concern" } else { "Strength" };
                self.cut.push(Cut { title, text: point.text.clone() });
            }
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
            let value = self.flow.setter.excerpt(&value, look, BODY_WIDTH - 66.0, 1).0;
            let y = self.flow.y;
            self.flow.label(label, LABEL_STYLE, MARGIN, y);
            self.flow.put(&value, MARGIN + 66.0, y);
            self.flow.y += line(LABEL) + 1.0;
        }
        let note = "Scorecards with the same set hash planned the same questions with the same anchors. \
                    Compare only questions that have a score on both.";
        let note = self.flow.setter.excerpt(note, LABEL_STYLE, BODY_WIDTH, 2).0;
        let y = self.flow.y;
        self.flow.put(&note, MARGIN, y);
    }
}

fn mono() -> crate::export::text::TextStyle {
    style(Face::Mono, 8.0, TEXT)
}

/// `question 4 skipped, questions 5 and 6 not asked`.
fn unscored(rows: &[UnscoredRow]) -> String {
    let mut labels: Vec<&str> = rows.iter().map(|row| row.label.as_str()).collect();
    labels.dedup();
    let of = |label: &str| {
        let rows = rows.iter().filter(|row| row.label == label);
        let numbers: Vec<usize> = rows.map(|row| row.question).collect();
        format!("{} {}", question_list(&numbers), label.to_lowercase())
    };
    let mut texts: Vec<String> = labels.into_iter().map(of).collect();
    texts.dedup();
    texts.join(", ")
}

/// A piece of evidence with the question it belongs to.
fn point_text(evidence: &Evidence) -> String {
    let private = if evidence.private { "[private note] " } else { "" };
    match evidence.question {
        Some(number) => format!("{private}{} (question {number})", evidence.text),
        None => format!("{private}{}", evidence.text),
    }
}
