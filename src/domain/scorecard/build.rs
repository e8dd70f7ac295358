//! Builds the report from a record.

use std::collections::BTreeMap;

use super::{
    AmendmentRow, AnchorRow, BreakRow, CompetencyRow, Disclosure, Evidence, FlagRow, MissedRow,
    Overall, PointRow, Points, QuestionResult, QuestionRow, RecommendationRow, Scorecard, Status,
    StretchRow, SubmittedRecommendation, Timeline, UnscoredRow,
};
use crate::domain::alias::alias;
use crate::domain::canonical::CanonicalError;
use crate::domain::event::{Detail, Event, EventKind, NoteTag};
use crate::domain::ids::{CompetencyId, QuestionId};
use crate::domain::question::{Competency, Question, Tier};
use crate::domain::record::SessionRecord;
use crate::domain::rubric::{AnchorView, Anchors, Step, anchor_view};
use crate::domain::scoring::{Mean, scores};
use crate::domain::session::plan::Planned;
use crate::domain::session::timeline;
use crate::domain::session::{Amended, Amendment, Answer, Note, Phase, Session, Verdict};
use crate::domain::set::FrozenItem;
use crate::domain::signature::PublicKey;
use crate::domain::signing::{SignedStep, Signing, Standing, signing};
use crate::domain::text::TextRef;

impl Scorecard {
    pub fn build(record: &SessionRecord, disclosure: Disclosure) -> Result<Self, CanonicalError> {
        let session = record.fold();
        let report = Report { record, session: &session, disclosure };
        let scored = record
            .set
            .items
            .iter()
            .filter_map(|item| Some((&item.question.competency, report.step(item)?)));
        let scores = scores(scored);
        let questions = report.questions();
        let competencies = report.competencies(&scores.competencies, &questions);
        let is_unscored = |row: &&QuestionRow| row.required && !row.result.is_scored();
        Ok(Self {
            candidate: report.candidate(),
            role: report.detail(Detail::Role),
            interviewer: report.detail(Detail::Interviewer),
            started_wall_ms: session.started_wall_ms,
            utc_offset_minutes: session.began_offset_minutes,
            spent_ms: session.stopwatch.session_ms(),
            on_questions_ms: questions.iter().map(|row| row.spent_ms).fold(0, u64::saturating_add),
            planned_ms: record.set.planned_ms(),
            status: match session.phase {
                Phase::Submitted => Status::Submitted,
                _ if session.discarded => Status::Discarded,
                Phase::NoShow => Status::NoShow,
                _ => Status::Draft,
            },
            incomplete: record.lost.clone(),
            ended_early: session.ended_early.as_ref().map(|text| report.words(text)),
            recommendation: report.recommendation(),
            overall: scores.overall.map(|mean| Overall {
                score: mean.text(),
                tenths: mean.tenths,
                competencies_scored: mean.over,
                competencies_planned: competencies.len(),
                questions_scored: scores.scored_questions,
                questions_planned: record.set.items.len(),
                required_unscored: questions.iter().filter(is_unscored).count(),
                submitted: report.submitted_overall().filter(|before| *before != mean.text()),
            }),
            competencies,
            strengths: report.points(NoteTag::Strength),
            concerns: report.points(NoteTag::Concern),
            questions,
            added: report.added(),
            remarks: report.evidence(|note| {
                let is_point = matches!(note.tag, NoteTag::Strength | NoteTag::Concern);
                note.question.is_none() && !(is_point && note.fronted)
            }),
            unplanned: report.unplanned(),
            amendments: session.amendments.iter().map(|a| report.amendment(a)).collect(),
            timeline: report.timeline(),
            scale: record.set.scale.anchors.iter().map(anchor_row).collect(),
            private_notes_left_out: session
                .notes
                .iter()
                .filter(|note| !disclosure.shows(note))
                .count(),
            set_title: record.set.title.clone(),
            seniority: record.set.seniority,
            set_hash: record.set.digest()?.to_string(),
            seal: session.seal.map(|seal| seal.to_string()),
            signature: signature(&signing(record)?),
        })
    }
}

fn signature(signing: &Signing) -> Option<String> {
    let listed = |keys: &[PublicKey]| {
        let keys: Vec<String> = keys.iter().map(ToString::to_string).collect();
        keys.join(" and ")
    };
    match signing.standing() {
        Standing::NotSubmitted => None,
        Standing::Unsigned => Some("unsigned".to_owned()),
        Standing::Signed(keys) => Some(format!("by key {}", listed(&keys))),
        Standing::Partly { unsigned, keys } => {
            let steps: Vec<String> = unsigned.iter().map(SignedStep::name).collect();
            Some(format!("by key {}; unsigned: {}", listed(&keys), steps.join(", ")))
        }
        Standing::Mismatch(_) => Some("does not match the session".to_owned()),
    }
}

/// Stands for a detail that was never filled in.
const NOT_GIVEN: &str = "not given";
/// Stands for a text that was erased or left out.
const LEFT_OUT: &str = "[left out]";
/// Stands for a recommendation that was not given.
const NONE_GIVEN: &str = "none given";
/// Stands for a masked candidate who was never named.
const UNNAMED: &str = "Candidate (no name given)";

#[derive(Clone, Copy)]
struct Report<'a> {
    record: &'a SessionRecord,
    session: &'a Session,
    disclosure: Disclosure,
}

impl Report<'_> {
    fn words(&self, text: &TextRef) -> String {
        self.record.words(text).unwrap_or(LEFT_OUT).to_owned()
    }

    fn detail(&self, detail: Detail) -> String {
        let words = self.session.details.get(&detail).map(|text| self.words(text));
        words.filter(|words| !words.trim().is_empty()).unwrap_or_else(|| NOT_GIVEN.to_owned())
    }

    /// The alias, too, where the session was masked before and the name is no longer in it.
    fn candidate(&self) -> String {
        let name = self.session.details.get(&Detail::Candidate);
        let is_left_out = name.is_some_and(|name| self.record.words(name).is_none());
        match alias(self.record) {
            Some(alias) if self.disclosure.mask_candidate || is_left_out => alias,
            None if self.disclosure.mask_candidate => UNNAMED.to_owned(),
            _ => self.detail(Detail::Candidate),
        }
    }

    fn step(&self, item: &FrozenItem) -> Option<Step> {
        match self.session.answer(&item.question.id)?.outcome {
            Verdict::Scored(step) => Some(step),
            _ => None,
        }
    }

    /// The overall score that was sealed, where amendments followed.
    fn submitted_overall(&self) -> Option<String> {
        if self.session.amendments.is_empty() {
            return None;
        }
        let is_after = |event: &Event| matches!(event.kind, EventKind::Amended { .. });
        let sealed = self.record.events.iter().take_while(|event| !is_after(event));
        let session = Session::fold(&self.record.set, sealed);
        let sealed = Report { session: &session, ..*self };
        let items = self.record.set.items.iter();
        let scored = items.filter_map(|item| Some((&item.question.competency, sealed.step(item)?)));
        scores(scored).overall.map_or_else(|| Some("no score".to_owned()), |mean| Some(mean.text()))
    }

    fn recommendation(&self) -> Option<RecommendationRow> {
        let (choice, reason) = self.session.recommendation.as_ref()?;
        // The first amendment replaced what was submitted.
        let submitted =
            self.session.amendments.iter().find_map(|amendment| match &amendment.what {
                Amended::Recommendation { before, .. } => Some(before.as_ref()),
                _ => None,
            });
        let submitted = submitted.map(|before| SubmittedRecommendation {
            label: before.map_or(NONE_GIVEN, |(choice, _)| choice.label()),
            reason: before.map_or(String::new(), |(_, reason)| self.words(reason)),
        });
        let reason = self.words(reason);
        Some(RecommendationRow { choice: *choice, label: choice.label(), reason, submitted })
    }

    fn competencies(
        &self,
        means: &BTreeMap<CompetencyId, Mean>,
        questions: &[QuestionRow],
    ) -> Vec<CompetencyRow> {
        let row = |competency: &Competency| {
            let mean = means.get(&competency.id);
            let items = self.record.set.items.iter().zip(questions);
            let own = items.filter(|(item, _)| item.question.competency == competency.id);
            let (scored, unscored): (Vec<_>, Vec<_>) =
                own.map(|(_, row)| row).partition(|row| row.result.is_scored());
            let name =
                |row: &QuestionRow| UnscoredRow { question: row.number, label: row.result.label() };
            CompetencyRow {
                title: competency.title.clone(),
                score: mean.map(|mean| mean.text()),
                tenths: mean.map(|mean| mean.tenths),
                scored: scored.into_iter().map(|row| row.number).collect(),
                unscored: unscored.into_iter().map(name).collect(),
            }
        };
        self.record.set.competencies.iter().map(row).collect()
    }

    fn evidence(&self, wanted: impl Fn(&Note) -> bool) -> Vec<Evidence> {
        let notes = self.session.notes.iter();
        let notes = notes.filter(|note| self.disclosure.shows(note) && wanted(note));
        notes.map(|note| self.note(note)).collect()
    }

    /// For page 1, in the order of the interviewer.
    fn points(&self, tag: NoteTag) -> Vec<Evidence> {
        let notes = self.session.points().into_iter();
        let notes = notes.filter(|note| note.tag == tag && note.fronted);
        notes.filter(|note| self.disclosure.shows(note)).map(|note| self.note(note)).collect()
    }

    fn note(&self, note: &Note) -> Evidence {
        Evidence {
            question: note.question.as_ref().and_then(|id| self.number(id)),
            at_ms: note.at_ms,
            tag: note.tag,
            private: note.private,
            text: self.words(&note.text),
        }
    }

    fn number(&self, id: &QuestionId) -> Option<usize> {
        self.session.find(&self.record.set, id).map(|planned| planned.number)
    }

    fn questions(&self) -> Vec<QuestionRow> {
        let planned = self.session.numbered(&self.record.set);
        planned.filter(|planned| !planned.is_added).map(|planned| self.question(planned)).collect()
    }

    fn added(&self) -> Vec<QuestionRow> {
        let planned = self.session.numbered(&self.record.set).filter(|planned| planned.is_added);
        let rows = planned.zip(&self.session.added).map(|(planned, added)| QuestionRow {
            competency: added.question.competency.title.clone(),
            hash: Some(added.hash.to_string()),
            ..self.question(planned)
        });
        rows.collect()
    }

    fn heard(&self, question: &Question, answer: &Answer) -> Option<Points> {
        let heard = (0..).zip(&question.listen_for).filter_map(|(place, point)| {
            let at_ms = *answer.points.get(&place)?;
            Some(PointRow { text: point.text.clone(), at: point.at, at_ms })
        });
        let missed = (0..).zip(&question.listen_for).filter_map(|(place, point)| {
            let is_missed = !answer.points.contains_key(&place);
            is_missed.then(|| MissedRow { text: point.text.clone(), at: point.at })
        });
        let (core, depth) = (question.count(Tier::Core), question.count(Tier::Depth));
        let points = || Points { core, depth, heard: heard.collect(), missed: missed.collect() };
        (!question.listen_for.is_empty()).then(points)
    }

    fn flags(&self, question: &Question, answer: &Answer) -> Vec<FlagRow> {
        let raised = (0..).zip(&question.red_flags).filter_map(|(place, flag)| {
            let at_ms = *answer.flags.get(&place)?;
            Some(FlagRow { text: flag.text.clone(), effect: flag.effect, at_ms })
        });
        raised.collect()
    }

    fn question(&self, planned: Planned<'_>) -> QuestionRow {
        let Planned { number, item, minutes, .. } = planned;
        let question = &item.question;
        let answer = self.session.answer(&question.id).cloned().unwrap_or_default();
        let asked = self.session.was_asked(&question.id);
        let competencies = &self.record.set.competencies;
        let competency = competencies.iter().find(|known| known.id == question.competency);
        QuestionRow {
            number,
            section: item.section.clone(),
            title: question.title.clone(),
            topic: question.topic.clone(),
            level: question.level,
            kind: question.kind,
            competency: competency.map_or(question.competency.to_string(), |c| c.title.clone()),
            required: item.required,
            prompt: question.prompt.clone(),
            candidate_material: question.candidate_material.clone(),
            asked,
            result: self.result(question, &answer, asked),
            submitted: self.submitted(question),
            spent_ms: self.session.stopwatch.question_ms(&question.id),
            budget_ms: item.budget_ms(),
            changed_budget_ms: (minutes != item.minutes).then(|| planned.budget_ms()),
            evidence: self.evidence(|note| note.question.as_ref() == Some(&question.id)),
            probes: (0..)
                .zip(&question.probes)
                .filter(|(place, _)| answer.probes.contains(place))
                .map(|(_, probe)| probe.ask.clone())
                .collect(),
            points: self.heard(question, &answer),
            flags: self.flags(question, &answer),
            hash: None,
        }
    }

    fn result(&self, question: &Question, answer: &Answer, asked: bool) -> QuestionResult {
        match &answer.outcome {
            Verdict::Scored(step) => {
                let anchors = self.record.set.scale.anchors_for(&question.anchors);
                QuestionResult::Scored { step: step.get(), anchors: anchor_rows(anchors, *step) }
            }
            Verdict::NotAssessed(reason) => {
                QuestionResult::NotAssessed { reason: reason.as_ref().map(|text| self.words(text)) }
            }
            Verdict::Skipped(reason) => QuestionResult::Skipped { reason: self.words(reason) },
            Verdict::Open if asked => QuestionResult::Unscored,
            Verdict::Open => QuestionResult::NotAsked,
        }
    }

    /// What the first amendment of a question's score replaced.
    fn submitted(&self, question: &Question) -> Option<String> {
        self.session.amendments.iter().find_map(|amendment| match &amendment.what {
            Amended::Score { question: id, before, was_asked, .. } if *id == question.id => {
                Some(self.result(question, before, *was_asked).label().to_lowercase())
            }
            _ => None,
        })
    }

    fn timeline(&self) -> Timeline {
        let timeline = timeline::Timeline::of(&self.record.set, &self.record.events);
        let stretch = |stretch: &timeline::Stretch| StretchRow {
            question: stretch.question.as_ref().and_then(|id| self.number(id)),
            from_ms: stretch.from_ms,
            to_ms: stretch.to_ms,
        };
        let gap = |gap: &timeline::Break| BreakRow {
            at_ms: gap.at_ms,
            ms: gap.ms,
            is_pause: gap.is_pause,
        };
        Timeline {
            stretches: timeline.stretches.iter().map(stretch).collect(),
            breaks: timeline.breaks.iter().map(gap).collect(),
        }
    }

    fn unplanned(&self) -> Vec<Evidence> {
        let rows = self.session.unplanned.iter().map(|asked| Evidence {
            question: None,
            at_ms: asked.at_ms,
            tag: NoteTag::Plain,
            private: false,
            text: self.words(&asked.text),
        });
        rows.collect()
    }

    fn amendment(&self, amendment: &Amendment) -> AmendmentRow {
        let what = match &amendment.what {
            Amended::Score { question, before, was_asked, after } => {
                let found = self.session.find(&self.record.set, question);
                let (name, before) = match found {
                    Some(planned) => {
                        let question = planned.question();
                        let before = self.result(question, before, *was_asked);
                        (format!("{}. {}", planned.number, question.name()), before.in_words())
                    }
                    None => (question.to_string(), String::new()),
                };
                let after = match after {
                    Verdict::Scored(step) => format!("{} of 5", step.get()),
                    _ => "not assessed".to_owned(),
                };
                format!("{name}: {before} → {after}")
            }
            Amended::Recommendation { before, recommendation } => {
                let before = before.as_ref().map_or(NONE_GIVEN, |(choice, _)| choice.label());
                format!("Recommendation: {before} → {}", recommendation.label())
            }
            Amended::Remark => "Remark".to_owned(),
        };
        AmendmentRow {
            wall_ms: amendment.wall_ms,
            utc_offset_minutes: amendment.utc_offset_minutes,
            what,
            reason: self.words(&amendment.reason),
        }
    }
}

fn anchor_row((step, text): (&Step, &String)) -> AnchorRow {
    AnchorRow { step: step.get(), text: text.clone() }
}

fn anchor_rows(anchors: &Anchors, step: Step) -> Vec<AnchorRow> {
    let row = |step: Step, text: &str| AnchorRow { step: step.get(), text: text.to_owned() };
    match anchor_view(anchors, step) {
        AnchorView::At(text) => vec![row(step, text)],
        AnchorView::Between { below, above } => vec![row(below.0, below.1), row(above.0, above.1)],
        AnchorView::Unanchored => Vec::new(),
    }
}
