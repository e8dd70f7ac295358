//! What several tests need: a small set, and sessions made from a line of script.

use plumbline::domain::canonical::Digest;
use plumbline::domain::event::{Detail, Event, EventKind, NoteTag, Recommendation};
use plumbline::domain::ids::{CompetencyId, QuestionId, SessionId, SetId, TextId};
use plumbline::domain::level::{Kind, Level, Seniority};
use plumbline::domain::question::{Competency, Cover, Probe, Question, RedFlag, Reference, Status};
use plumbline::domain::record::SessionRecord;
use plumbline::domain::rubric::{Anchors, Scale, Step};
use plumbline::domain::set::{FrozenItem, FrozenSet};
use plumbline::domain::text::{Salt, Text, TextRef};

pub fn id(name: &str) -> QuestionId {
    QuestionId::parse(name).unwrap()
}

pub fn step(number: u8) -> Step {
    Step::try_from(number).unwrap()
}

pub fn question(name: &str, competency: &str) -> Question {
    let anchors: Anchors =
        [1, 3, 5].into_iter().map(|n| (step(n), format!("Anchor {n} of {name}."))).collect();
    Question {
        id: id(name),
        topic: "Topic".to_owned(),
        level: Level::Advanced,
        kind: Kind::Knowledge,
        competency: CompetencyId::parse(competency).unwrap(),
        minutes: 5,
        prompt: format!("What of {name}?"),
        candidate_material: None,
        answer: format!("The answer to {name}."),
        anchors,
        title: String::new(),
        status: Status::Ready,
        interviewer_material: None,
        listen_for: Vec::new(),
        probes: vec![Probe::plain(format!("And then, {name}?")), Probe::plain("Why?")],
        red_flags: vec![RedFlag::plain("Guesses.")],
        covers: vec![Cover::plain("topic")],
        touches: Vec::new(),
        claims: Vec::new(),
        references: vec![Reference::plain("https://example.org/")],
        parallel_of: None,
        tags: Vec::new(),
    }
}

/// A set of questions `q1` … of the given competencies, five minutes each.
pub fn frozen_set(competencies: &[&str]) -> FrozenSet {
    let mut known: Vec<Competency> = Vec::new();
    for name in competencies {
        let id = CompetencyId::parse(*name).unwrap();
        if !known.iter().any(|competency| competency.id == id) {
            known.push(Competency { id, title: name.to_uppercase(), about: String::new() });
        }
    }
    let items = (1..).zip(competencies).map(|(number, competency)| FrozenItem {
        question: question(&format!("q{number}"), competency),
        section: "Core".to_owned(),
        minutes: 5,
        required: number % 2 == 1,
    });
    FrozenSet {
        id: SetId::parse("small").unwrap(),
        title: "Small set".to_owned(),
        seniority: Seniority::Mid,
        opening_minutes: 5,
        closing_minutes: 5,
        competencies: known,
        scale: Scale { anchors: [1, 3, 5].map(|n| (step(n), format!("General {n}."))).into() },
        items: items.collect(),
    }
}

/// Builds a session event by event, a minute after another.
pub struct Script {
    pub record: SessionRecord,
}

impl Script {
    /// By the first rules: what comes on stage is asked.
    pub fn new(set: FrozenSet) -> Self {
        Self::by_rules(1, set)
    }

    pub fn by_rules(rules: u8, set: FrozenSet) -> Self {
        let digest = set.digest().unwrap();
        let id = SessionId::parse("session").unwrap();
        let record = SessionRecord { id, set, events: Vec::new(), texts: Vec::new(), lost: None };
        let mut script = Self { record };
        script.happen(EventKind::Planned { set: digest, utc_offset_minutes: 60, rules });
        script
    }

    pub fn started(set: FrozenSet) -> Self {
        let mut script = Self::new(set);
        script.happen(EventKind::Started);
        script
    }

    pub fn happen(&mut self, kind: EventKind) -> &mut Self {
        let seq = self.record.events.len() as u64 + 1;
        let wall_ms = 1_790_000_000_000 + seq as i64 * 60_000;
        self.record.events.push(Event { seq, wall_ms, elapsed_ms: seq * 60_000, kind });
        self
    }

    pub fn text(&mut self, words: &str) -> TextRef {
        let number = self.record.texts.len() + 1;
        let id = TextId::parse(format!("t{number}")).unwrap();
        let text = Text::new(id, Salt::new((number as u128).to_be_bytes()), words);
        let reference = text.reference().unwrap();
        self.record.texts.push(text);
        reference
    }

    pub fn describe(&mut self, detail: Detail, words: &str) -> &mut Self {
        let text = self.text(words);
        self.happen(EventKind::Described { detail, text })
    }

    pub fn score(&mut self, question: &str, number: u8) -> &mut Self {
        self.happen(EventKind::Opened { question: Some(id(question)) });
        self.happen(EventKind::Scored { question: id(question), step: step(number) })
    }

    pub fn skip(&mut self, question: &str, words: &str) -> &mut Self {
        let reason = self.text(words);
        self.happen(EventKind::Skipped { question: id(question), reason })
    }

    pub fn note(
        &mut self,
        question: Option<&str>,
        tag: NoteTag,
        private: bool,
        words: &str,
    ) -> &mut Self {
        let text = self.text(words);
        self.happen(EventKind::Noted { text, question: question.map(id), tag, private })
    }

    pub fn recommend(&mut self, recommendation: Recommendation, words: &str) -> &mut Self {
        let reason = self.text(words);
        self.happen(EventKind::Recommended { recommendation, reason })
    }

    pub fn submit(&mut self) -> &mut Self {
        self.happen(EventKind::Finished { ended_early: None });
        let seal = self.record.chain().unwrap();
        self.happen(EventKind::Submitted { seal })
    }
}

/// Stands where a test needs a digest and none in particular.
pub fn no_digest() -> Digest {
    Digest::of_parts("none", &[])
}

pub fn text_ref(name: &str) -> TextRef {
    TextRef { id: TextId::parse(name).unwrap(), hash: no_digest() }
}
