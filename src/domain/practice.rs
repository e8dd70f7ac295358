//! Practice: a sample candidate who answers the questions of a ready set, and the scores that the
//! rubric gives to what they say.

use serde::{Deserialize, Serialize};

use super::check::{Place, Problem};
use super::ids::{QuestionId, SetId};
use super::question::{Question, Tier};
use super::rubric::Step;
use super::session::{Answer, Verdict};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Practice {
    pub id: String,
    pub candidate: String,
    pub role: String,
    pub set: SetId,
    pub answers: Vec<SampleAnswer>,
}

/// What the candidate says to one question, and what a scorer hears in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SampleAnswer {
    pub question: QuestionId,
    /// In order.
    pub says: Vec<Saying>,
    /// Said where a follow-up is asked.
    pub replies: Vec<Reply>,
    /// Points that are said, replies included, by index from 0.
    pub heard: Vec<u16>,
    /// Red flags that come up, in the same way.
    pub flags: Vec<u16>,
    /// The score by the rubric.
    pub score: Step,
    pub why: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saying {
    /// Since the question came on stage.
    pub at_secs: u32,
    pub text: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    /// Index of the follow-up, from 0.
    pub probe: u16,
    pub text: String,
}

/// How a person's judgement of one answer compares with the reference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    pub given: Option<Step>,
    pub reference: Step,
    pub points: Vec<PointComparison>,
    pub flags: Vec<PointComparison>,
    pub why: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PointComparison {
    pub text: String,
    /// `None` for a red flag.
    pub at: Option<Tier>,
    /// Ticked by the person.
    pub ticked: bool,
    /// Said by the candidate.
    pub said: bool,
}

impl PointComparison {
    pub fn agrees(&self) -> bool {
        self.ticked == self.said
    }
}

impl Comparison {
    /// Steps that the person's score lies above the reference.
    pub fn above(&self) -> Option<i16> {
        Some(i16::from(self.given?.get()) - i16::from(self.reference.get()))
    }
}

impl Practice {
    pub fn answer(&self, question: &QuestionId) -> Option<&SampleAnswer> {
        self.answers.iter().find(|answer| answer.question == *question)
    }
}

impl SampleAnswer {
    pub fn reply(&self, probe: u16) -> Option<&str> {
        self.replies.iter().find(|reply| reply.probe == probe).map(|reply| reply.text.as_str())
    }

    /// Milliseconds until the next words, so long after the question came on stage.
    pub fn next_words(&self, spent_ms: u64) -> Option<u64> {
        let mut times = self.says.iter().map(|saying| u64::from(saying.at_secs) * 1000);
        times.find(|at_ms| *at_ms > spent_ms).map(|at_ms| at_ms - spent_ms)
    }

    pub fn compare(&self, question: &Question, answer: &Answer) -> Comparison {
        let given = match answer.outcome {
            Verdict::Scored(step) => Some(step),
            _ => None,
        };
        let points = (0..).zip(&question.listen_for).map(|(place, point)| PointComparison {
            text: point.text.clone(),
            at: Some(point.at),
            ticked: answer.points.contains_key(&place),
            said: self.heard.contains(&place),
        });
        let flags = (0..).zip(&question.red_flags).map(|(place, flag)| PointComparison {
            text: flag.text.clone(),
            at: None,
            ticked: answer.flags.contains_key(&place),
            said: self.flags.contains(&place),
        });
        Comparison {
            given,
            reference: self.score,
            points: points.collect(),
            flags: flags.collect(),
            why: self.why.clone(),
        }
    }
}

/// What must hold of a practice beyond its shape; `question` finds a question of the bank.
pub fn check_practice<'b>(
    practice: &Practice,
    question: impl Fn(&QuestionId) -> Option<&'b Question>,
) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (entry, answer) in practice.answers.iter().enumerate() {
        let mut error = |field, message: String| {
            problems.push(Problem::error(Place::of(entry, field), message));
        };
        let Some(question) = question(&answer.question) else {
            error("question", format!("the bank has no question \"{}\"", answer.question));
            continue;
        };
        let counts = [
            ("heard", &answer.heard, question.listen_for.len(), "point"),
            ("flags", &answer.flags, question.red_flags.len(), "red flag"),
        ];
        for (field, indices, count, what) in counts {
            for index in indices.iter().filter(|index| usize::from(**index) >= count) {
                error(
                    field,
                    format!("there is no {what} {index}: the question has {count}, from 0"),
                );
            }
        }
        let probes = question.probes.len();
        for reply in answer.replies.iter().filter(|reply| usize::from(reply.probe) >= probes) {
            let message =
                format!("there is no follow-up {}: the question has {probes}", reply.probe);
            error("replies", message);
        }
        if !answer.says.is_sorted_by_key(|saying| saying.at_secs) {
            error("says", "what is said is not in the order of its time".to_owned());
        }
        if answer.says.is_empty() {
            error("says", "the candidate says nothing".to_owned());
        }
    }
    problems
}
