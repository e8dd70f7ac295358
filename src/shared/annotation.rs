//! An own note on a question while it is typed: written down within two seconds and when its field is
//! left.

use super::desk::Desk;
use super::note::Touched;
use crate::domain::annotation::tidy;
use crate::domain::ids::QuestionId;
use crate::frame::Frame;

#[derive(Debug, Default)]
pub struct AnnotationDraft {
    pub text: String,
    /// Whether its field has the focus.
    pub is_typing: bool,
    question: Option<QuestionId>,
    /// The words as they were last kept.
    kept: String,
    touched: Touched,
}

impl AnnotationDraft {
    /// The question that it is about.
    pub fn question(&self) -> Option<&QuestionId> {
        self.question.as_ref()
    }

    /// Goes over to another question, or to none. What is typed is kept first.
    pub fn turn_to(&mut self, question: Option<QuestionId>, desk: &mut Desk, frame: &Frame) {
        self.keep(desk, frame);
        let kept = question.as_ref().and_then(|id| desk.annotation(id)).unwrap_or_default();
        let kept = kept.to_owned();
        *self = Self { text: kept.clone(), kept, question, ..Self::default() };
    }

    fn has_news(&self) -> bool {
        self.question.is_some() && tidy(self.text.trim()) != self.kept
    }

    /// Writes down what is typed so far.
    pub fn keep(&mut self, desk: &mut Desk, frame: &Frame) {
        self.touched = Touched::default();
        if let Some(question) = self.question.as_ref().filter(|_| self.has_news()) {
            desk.annotate(question, &self.text, frame.now);
            self.kept = tidy(self.text.trim());
        }
    }

    /// Writes down what has waited long enough, and shows what came from elsewhere.
    pub fn tick(&mut self, desk: &mut Desk, frame: &Frame) {
        let has_news = self.has_news();
        if self.touched.is_due(has_news, frame.now.mono_ms) {
            self.keep(desk, frame);
        }
        let Some(question) = self.question.as_ref().filter(|_| !has_news) else { return };
        let known = desk.annotation(question).unwrap_or_default();
        if known != self.kept {
            known.clone_into(&mut self.kept);
            known.clone_into(&mut self.text);
        }
    }

    /// Milliseconds until something typed has to be written down.
    pub fn next_keep(&self, now_ms: u64) -> Option<u64> {
        self.touched.next(now_ms).filter(|_| self.has_news())
    }
}
