//! The demo: a whole interview, scripted, on a virtual clock.
//!
//! It goes the way of a real one: the shipped bank, assembly, the frozen set, the records, the
//! seal. Nothing in it is random, so it gives the same bytes every time.

use std::collections::BTreeSet;

use super::recorded::{Recorded, StepError};
use crate::domain::assemble::{Request, assemble};
use crate::domain::bank::Bank;
use crate::domain::event::{Detail, EventKind, NoteTag, Recommendation};
use crate::domain::ids::{InvalidId, QuestionId, SessionId};
use crate::domain::level::Seniority;
use crate::domain::question::Tier;
use crate::domain::record::SessionRecord;
use crate::domain::rubric::{InvalidStep, Step};
use crate::domain::set::{FrozenItem, QuestionSet};
use crate::domain::text::{Salt, SaltSource};
use crate::frame::clock::VirtualClock;
use crate::records::{RecordStore, RecordsError};

#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    #[error("the bank has no blueprint for 6 years' experience")]
    NoBlueprint,
    #[error("the assembled set could not be frozen: the bank lacks {0:?}")]
    Incomplete(Vec<QuestionId>),
    #[error(transparent)]
    Step(#[from] StepError),
    #[error(transparent)]
    Id(#[from] InvalidId),
    #[error(transparent)]
    Score(#[from] InvalidStep),
}

impl From<RecordsError> for DemoError {
    fn from(error: RecordsError) -> Self {
        Self::Step(error.into())
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Demo {
    pub set: QuestionSet,
    /// Submitted.
    pub record: SessionRecord,
}

const MINUTES: u16 = 60;
/// 12 October 2026, 09:30 in Vienna.
const START_WALL_MS: i64 = 1_791_790_200_000;
const UTC_OFFSET_MINUTES: i16 = 120;

pub fn play(bank: &Bank, store: &mut dyn RecordStore) -> Result<Demo, DemoError> {
    let blueprint = bank.blueprint(Seniority::SixYears).ok_or(DemoError::NoBlueprint)?;
    let none = BTreeSet::new();
    let set = assemble(bank, Request::fresh(blueprint, MINUTES, 0, &none)).set;
    let frozen = set.freeze(bank).map_err(DemoError::Incomplete)?;
    let clock = VirtualClock::starting_at(START_WALL_MS);
    let id = SessionId::parse("demo")?;
    let interview =
        Recorded::plan(store, id, frozen, clock.now(), UTC_OFFSET_MINUTES, scripted_salts())?;
    let mut player = Player { interview, clock };
    player.play()?;
    Ok(Demo { set, record: player.interview.record().clone() })
}

/// Different for each text, the same in each run.
fn scripted_salts() -> SaltSource {
    let mut number = 0_u128;
    Box::new(move || {
        number += 1;
        Some(Salt::new(number.to_be_bytes()))
    })
}

enum Course {
    Scored { step: u8, percent_of_budget: u32, notes: &'static [(NoteTag, &'static str)] },
    NotAssessed(&'static str),
    Skipped(&'static str),
}

use Course::{NotAssessed, Scored, Skipped};
use NoteTag::{Concern, Plain, Quote, Strength};

/// The answers in order; a longer set starts over. The words fit any question.
const SCRIPT: [Course; 8] = [
    Scored {
        step: 4,
        percent_of_budget: 90,
        notes: &[(
            Strength,
            "Set out the options first, then chose, and said what would change the choice.",
        )],
    },
    Scored {
        step: 5,
        percent_of_budget: 105,
        notes: &[
            (Strength, "Asked for the numbers before proposing anything, and worked from them."),
            (Quote, "I would measure that before I change it."),
        ],
    },
    Scored {
        step: 3,
        percent_of_budget: 100,
        notes: &[(
            Plain,
            "Correct on the main point; reached the limits of it only with the first probe.",
        )],
    },
    Skipped("Time ran short, and the design questions mattered more for this role."),
    NotAssessed("The connection dropped for most of the answer."),
    Scored {
        step: 2,
        percent_of_budget: 130,
        notes: &[(
            Concern,
            "Went for the first fix that came to mind; the cause came up only with a probe.",
        )],
    },
    Scored {
        step: 4,
        percent_of_budget: 85,
        notes: &[(
            Strength,
            "Told a real case with its numbers, and what they would do differently.",
        )],
    },
    Scored {
        step: 4,
        percent_of_budget: 95,
        notes: &[(Plain, "Named the failure case without being asked, and how to test for it.")],
    },
];

struct Player<'s> {
    interview: Recorded<'s>,
    clock: VirtualClock,
}

impl Player<'_> {
    fn play(&mut self) -> Result<(), DemoError> {
        for (detail, words) in [
            (Detail::Candidate, "Nguyễn Thị Minh Anh"),
            (Detail::Role, "Senior backend engineer, payments"),
            (Detail::Interviewer, "Łukasz Øvergaard"),
        ] {
            let text = self.interview.text(words)?;
            self.happen(EventKind::Described { detail, text })?;
        }
        self.clock.pass_secs(120);
        self.happen(EventKind::Started)?;
        let items = self.interview.record().set.items.clone();
        self.pass_minutes(self.interview.record().set.opening_minutes);
        let half = items.len() / 2;
        for (number, (item, course)) in items.iter().zip(SCRIPT.iter().cycle()).enumerate() {
            if number == half {
                self.pause()?;
            }
            self.answer(item, course)?;
        }
        self.close()
    }

    fn answer(&mut self, item: &FrozenItem, course: &Course) -> Result<(), DemoError> {
        let question = item.question.id.clone();
        let budget_secs = u32::from(item.minutes) * 60;
        match course {
            Skipped(words) => {
                let reason = self.interview.text(words)?;
                self.happen(EventKind::Skipped { question, reason })?;
            }
            NotAssessed(words) => {
                self.happen(EventKind::Opened { question: Some(question.clone()) })?;
                self.clock.pass_secs(budget_secs / 2);
                let reason = Some(self.interview.text(words)?);
                self.happen(EventKind::NotAssessed { question, reason })?;
            }
            Scored { step, percent_of_budget, notes } => {
                self.happen(EventKind::Opened { question: Some(question.clone()) })?;
                let secs = budget_secs * percent_of_budget / 100;
                self.clock.pass_secs(secs / 2);
                if !item.question.probes.is_empty() && *step < 4 {
                    let probe =
                        EventKind::ProbeAsked { question: question.clone(), probe: 0, asked: true };
                    self.happen(probe)?;
                }
                self.hear(item, *step)?;
                for (tag, words) in *notes {
                    self.note(Some(question.clone()), *tag, words, false)?;
                }
                self.clock.pass_secs(secs - secs / 2);
                self.happen(EventKind::Scored { question, step: Step::try_from(*step)? })?;
            }
        }
        Ok(())
    }

    /// As many points as the score stands for: core points first.
    fn hear(&mut self, item: &FrozenItem, step: u8) -> Result<(), DemoError> {
        let (core, all) = (item.question.count(Tier::Core), item.question.listen_for.len());
        let heard = match step {
            5 => all,
            4 => core + 1,
            3 => core,
            2 => core.div_ceil(2),
            _ => 0,
        };
        for point in (0..).take(heard.min(all)) {
            let question = item.question.id.clone();
            self.happen(EventKind::PointHeard { question, point, heard: true, at_ms: None })?;
        }
        Ok(())
    }

    fn pause(&mut self) -> Result<(), DemoError> {
        self.happen(EventKind::Opened { question: None })?;
        self.happen(EventKind::Paused)?;
        self.clock.pass_secs(95);
        self.happen(EventKind::Resumed)
    }

    fn close(&mut self) -> Result<(), DemoError> {
        self.happen(EventKind::Opened { question: None })?;
        let text =
            self.interview.text("Which part of your current system would you rebuild first?")?;
        self.happen(EventKind::UnplannedAsked { text })?;
        self.pass_minutes(self.interview.record().set.closing_minutes);
        self.note(
            None,
            Plain,
            "Asked how on-call works here and how decisions are written down.",
            false,
        )?;
        self.note(None, Plain, "Compare with the panel of last week before the debrief.", true)?;
        self.happen(EventKind::Finished { ended_early: None })?;
        self.clock.pass_secs(300);
        let reason = self.interview.text(
            "Reasons from evidence and weighs costs well; works through data and failure cases \
             without help. One answer jumped to a fix before the cause was known, and was mended \
             with a probe. I would be glad to review this person's designs.",
        )?;
        let recommendation = Recommendation::Yes;
        self.happen(EventKind::Recommended { recommendation, reason })?;
        self.interview.submit(self.clock.now())?;
        Ok(())
    }

    fn note(
        &mut self,
        question: Option<QuestionId>,
        tag: NoteTag,
        words: &str,
        private: bool,
    ) -> Result<(), DemoError> {
        let text = self.interview.text(words)?;
        self.happen(EventKind::Noted { text, question, tag, private })
    }

    fn happen(&mut self, kind: EventKind) -> Result<(), DemoError> {
        Ok(self.interview.happen(self.clock.now(), kind)?)
    }

    fn pass_minutes(&mut self, minutes: u16) {
        self.clock.pass_secs(u32::from(minutes) * 60);
    }
}
