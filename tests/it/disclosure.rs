//! What leaves the program: in every format the words that stand, and no others.

use plumbline::domain::event::{Change, Detail, EventKind, NoteTag, Recommendation};
use plumbline::domain::ids::TextId;
use plumbline::domain::record::SessionRecord;
use plumbline::domain::scorecard::{Disclosure, Scorecard};
use plumbline::domain::text::TextRef;
use plumbline::export::layout::layout;
use plumbline::export::page::Paper;
use plumbline::export::writing::{self, Format};
use plumbline::library::file::session_file;

use crate::support::{Script, frozen_set, id, step};

/// What became of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// It stands, outside the table of questions.
    Stands,
    /// It stands with a question, and so in the table too.
    StandsAtQuestion,
    /// It was reworded, replaced or removed.
    TakenBack,
    /// It stands in a private note at a question.
    Private,
    /// It is the candidate's name.
    Name,
}

use Fate::{Name, Private, Stands, StandsAtQuestion, TakenBack};

/// A session in which every text holds a word of its own.
struct Marked {
    script: Script,
    words: Vec<(String, Fate)>,
}

impl Marked {
    fn text(&mut self, fate: Fate) -> TextRef {
        let word = format!("mark{:03}", self.words.len());
        let text = self.script.text(&format!("It was {word} then."));
        self.words.push((word, fate));
        text
    }

    fn describe(&mut self, detail: Detail, fate: Fate) {
        let text = self.text(fate);
        self.script.happen(EventKind::Described { detail, text });
    }

    fn noted(&mut self, private: bool, fate: Fate) -> TextRef {
        let text = self.text(fate);
        self.note_again(&text, private);
        text
    }

    fn note_again(&mut self, text: &TextRef, private: bool) {
        let (text, question) = (text.clone(), Some(id("q1")));
        self.script.happen(EventKind::Noted { text, question, tag: NoteTag::Plain, private });
    }

    fn reword(&mut self, note: &TextId, fate: Fate) {
        let text = self.text(fate);
        self.script.happen(EventKind::NoteRevised { note: note.clone(), text });
    }

    fn remove(&mut self, note: &TextId) {
        self.script.happen(EventKind::NoteRemoved { note: note.clone() });
    }

    fn skip(&mut self, question: &str, fate: Fate) {
        let reason = self.text(fate);
        self.script.happen(EventKind::Skipped { question: id(question), reason });
    }

    fn amend(&mut self, change: Change) {
        let reason = self.text(Stands);
        self.script.happen(EventKind::Amended { change, reason });
    }
}

fn marked() -> Marked {
    let script = Script::started(frozen_set(&["a", "b", "c", "d", "e"]));
    let mut marked = Marked { script, words: Vec::new() };
    for fate in [TakenBack, TakenBack, Name] {
        marked.describe(Detail::Candidate, fate);
    }
    for detail in [Detail::Role, Detail::Interviewer] {
        marked.describe(detail, TakenBack);
        marked.describe(detail, Stands);
    }
    // Typed for eight seconds, written down every two.
    for _ in 0..6 {
        let note = marked.noted(false, TakenBack).id;
        marked.reword(&note, TakenBack);
        marked.reword(&note, TakenBack);
        marked.reword(&note, StandsAtQuestion);
    }
    for _ in 0..4 {
        let note = marked.noted(false, TakenBack).id;
        marked.reword(&note, TakenBack);
        marked.remove(&note);
    }
    for _ in 0..3 {
        let note = marked.noted(true, TakenBack).id;
        marked.reword(&note, Private);
    }
    // Private at first and then public, and the other way round.
    for (private, fate) in [(false, StandsAtQuestion), (true, Private)] {
        let text = marked.noted(!private, fate);
        marked.remove(&text.id);
        marked.note_again(&text, private);
    }
    let note = marked.noted(true, TakenBack);
    marked.remove(&note.id);
    marked.note_again(&note, false);
    marked.reword(&note.id, StandsAtQuestion);
    marked.script.score("q1", 3);
    for fate in [TakenBack, TakenBack, StandsAtQuestion] {
        marked.skip("q2", fate);
    }
    marked.skip("q3", TakenBack);
    marked.script.happen(EventKind::OutcomeCleared { question: id("q3") });
    // What an amendment replaces stays beside it.
    marked.skip("q4", Stands);
    for fate in [TakenBack, StandsAtQuestion] {
        let reason = Some(marked.text(fate));
        marked.script.happen(EventKind::NotAssessed { question: id("q5"), reason });
    }
    let text = marked.text(Stands);
    marked.script.happen(EventKind::UnplannedAsked { text });
    let ended_early = Some(marked.text(Stands));
    marked.script.happen(EventKind::Finished { ended_early });
    for fate in [TakenBack, TakenBack, Stands] {
        let reason = marked.text(fate);
        let recommendation = Recommendation::Yes;
        marked.script.happen(EventKind::Recommended { recommendation, reason });
    }
    let seal = marked.script.record.chain().unwrap();
    marked.script.happen(EventKind::Submitted { seal });
    marked.amend(Change::Score { question: id("q4"), step: step(2) });
    marked.amend(Change::Recommendation { recommendation: Recommendation::No });
    marked.amend(Change::Remark);
    marked
}

/// Everything that can be read in a scorecard's page.
fn page_text(record: &SessionRecord, disclosure: Disclosure) -> String {
    let document = layout(&Scorecard::build(record, disclosure).unwrap(), Paper::A4);
    let mut text = format!("{} {} {:?} ", document.title, document.author, document.bookmarks);
    document.runs().for_each(|run| text.push_str(&run.text));
    text
}

/// Every format with its text; CSV is a table of the questions alone.
fn written(record: &SessionRecord, disclosure: Disclosure) -> [(&'static str, String); 5] {
    let scorecard = |format| {
        let written = writing::scorecard(record, disclosure, format).unwrap();
        String::from_utf8(written.bytes).unwrap()
    };
    [
        ("pdf", page_text(record, disclosure)),
        ("json", scorecard(Format::Json)),
        ("md", scorecard(Format::Markdown)),
        ("csv", scorecard(Format::Csv)),
        ("ron", session_file(&record.disclosed(disclosure)).unwrap()),
    ]
}

#[test]
fn every_format_holds_the_words_that_stand_and_no_others() {
    let Marked { script, words } = marked();
    let taken_back = words.iter().filter(|(_, fate)| *fate == TakenBack).count();
    assert!(taken_back >= 40 && words.len() >= 60, "{taken_back} of {}", words.len());
    for (mask_candidate, include_private) in
        [(false, false), (true, false), (false, true), (true, true)]
    {
        let disclosure = Disclosure { mask_candidate, include_private };
        for (format, text) in written(&script.record, disclosure) {
            let belongs = |fate| match fate {
                TakenBack => false,
                StandsAtQuestion => true,
                Stands => format != "csv",
                Private => include_private,
                Name => !mask_candidate,
            };
            for (word, fate) in &words {
                let is_detail = format == "csv" && *fate == Stands;
                assert!(
                    text.contains(word.as_str()) == belongs(*fate) || is_detail,
                    "{word} ({fate:?}) in {format}, {disclosure:?}"
                );
            }
        }
        let disclosed = script.record.disclosed(disclosure);
        assert_eq!(disclosed.faults().unwrap(), Vec::new());
        assert_eq!(disclosed.events, script.record.events);
        assert_eq!(disclosed.texts.len(), script.record.texts.len());
    }
}

#[test]
fn a_disclosed_session_gives_the_same_scorecard() {
    let Marked { script, .. } = marked();
    for mask_candidate in [false, true] {
        let disclosure = Disclosure { mask_candidate, include_private: false };
        let card = Scorecard::build(&script.record, disclosure).unwrap();
        // Question 1 has a 3, question 4 a 2; the other three have no score.
        let overall = card.overall.as_ref().unwrap();
        assert_eq!((overall.score.as_str(), overall.questions_scored), ("2.5", 2));
        let disclosed = script.record.disclosed(disclosure);
        assert_eq!(Scorecard::build(&disclosed, disclosure).unwrap(), card);
    }
}
