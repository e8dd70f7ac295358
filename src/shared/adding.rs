//! A search of the bank for a question to add, or words of one's own in place of one.

use crate::domain::bank::Bank;
use crate::domain::ids::QuestionId;
use crate::domain::question::{Question, Status};

/// What is searched for, and which hit is chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AddForm {
    pub query: String,
    pub selected: usize,
}

/// More hits help nobody in a conversation.
const MOST: usize = 50;

impl AddForm {
    /// Questions that are not taken and have every word of the query; first those whose name has
    /// them.
    pub fn hits<'b>(
        &self,
        bank: &'b Bank,
        is_taken: impl Fn(&QuestionId) -> bool,
    ) -> Vec<&'b Question> {
        let query = self.query.to_lowercase();
        let words: Vec<&str> = query.split_whitespace().collect();
        let has_all = |question: &Question| {
            let texts = [
                question.name(),
                &question.topic,
                &question.prompt,
                question.level.label(),
                question.kind.label(),
            ];
            let text = texts.join("\n").to_lowercase();
            words.iter().all(|word| text.contains(word))
        };
        let is_free =
            |question: &&Question| question.status == Status::Ready && !is_taken(&question.id);
        // How much of the name is something else; the most where it has not all words.
        let distance = |question: &&Question| {
            let name = question.name().to_lowercase();
            let is_named = words.iter().all(|word| name.contains(word));
            if is_named { name.len() } else { usize::MAX }
        };
        let hits = bank.questions.iter().filter(is_free).filter(|question| has_all(question));
        let mut hits: Vec<&Question> = hits.collect();
        hits.sort_by_cached_key(distance);
        hits.truncate(MOST);
        hits
    }

    /// What Enter does.
    pub fn choice<'b>(&self, bank: &'b Bank, is_taken: impl Fn(&QuestionId) -> bool) -> Choice<'b> {
        let hits = self.hits(bank, is_taken);
        match hits.get(self.selected.min(hits.len())) {
            Some(question) => Choice::Question(question),
            None if self.query.trim().is_empty() => Choice::Nothing,
            None => Choice::OwnWords,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice<'b> {
    Question(&'b Question),
    /// The typed words are the question.
    OwnWords,
    Nothing,
}
