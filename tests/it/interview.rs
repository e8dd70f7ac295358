//! A session under way: recorded first, then folded; what does not fit is refused.

use plumbline::domain::event::{Detail, EventKind, NoteTag};
use plumbline::domain::ids::SessionId;
use plumbline::domain::record::SessionRecord;
use plumbline::domain::session::Phase;
use plumbline::domain::set::FrozenSet;
use plumbline::domain::text::Salt;
use plumbline::frame::clock::Now;
use plumbline::records::sqlite::SqliteStore;
use plumbline::records::{Batch, RecordStore, RecordsError};
use plumbline::shared::recorded::{Recorded, StepError};

use crate::support::{frozen_set, id, step};

fn at(secs: u64) -> Now {
    Now { wall_ms: 1_790_000_000_000 + secs as i64 * 1000, mono_ms: secs * 1000 }
}

fn plan(store: &mut SqliteStore) -> Recorded<'_> {
    let salts = Box::new(|| Some(Salt::new([0; 16])));
    let name = SessionId::parse("s").unwrap();
    Recorded::plan(store, name, frozen_set(&["a", "b"]), at(0), 0, salts).unwrap()
}

fn refused(result: Result<(), StepError>) -> bool {
    matches!(result, Err(StepError::Refused(_)))
}

#[test]
fn a_step_that_does_not_fit_is_refused_and_leaves_no_trace() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = SqliteStore::open(&folder.path().join("records.sqlite")).unwrap();
    let mut interview = plan(&mut store);
    let score = |name: &str| EventKind::Scored { question: id(name), step: step(3) };
    assert!(refused(interview.happen(at(1), score("q1"))), "not started");
    interview.happen(at(2), EventKind::Started).unwrap();
    assert!(refused(interview.happen(at(3), score("q9"))), "not in the set");
    let text = interview.text("Lost with its event.").unwrap();
    let note =
        EventKind::Noted { text, question: Some(id("q9")), tag: NoteTag::Plain, private: false };
    assert!(refused(interview.happen(at(4), note)));
    interview.happen(at(5), score("q1")).unwrap();
    interview.happen(at(6), EventKind::Finished { ended_early: None }).unwrap();
    interview.submit(at(7)).unwrap();
    assert!(refused(interview.happen(at(8), score("q2"))), "sealed");
    assert_eq!(interview.session().phase, Phase::Submitted);

    let record = interview.record().clone();
    assert_eq!(record.events.len(), 5);
    assert_eq!(record.texts, []);
    assert_eq!(record.fold().ignored, []);
    assert_eq!(record.faults().unwrap(), []);
    assert_eq!(store.load(&record.id).unwrap(), record);
}

#[test]
fn a_note_can_be_reworded_and_taken_back_until_the_seal() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = SqliteStore::open(&folder.path().join("records.sqlite")).unwrap();
    let mut interview = plan(&mut store);
    interview.happen(at(1), EventKind::Started).unwrap();
    let text = interview.text("Frist.").unwrap();
    let note = text.id.clone();
    let noted = EventKind::Noted { text, question: None, tag: NoteTag::Plain, private: false };
    interview.happen(at(2), noted).unwrap();
    let text = interview.text("First.").unwrap();
    interview.happen(at(3), EventKind::NoteRevised { note: note.clone(), text }).unwrap();
    let words = |interview: &Recorded<'_>| {
        let session = interview.session();
        session
            .notes
            .iter()
            .map(|n| interview.record().words(&n.text).unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(words(&interview), ["First."]);
    interview.happen(at(4), EventKind::NoteRemoved { note: note.clone() }).unwrap();
    assert_eq!(words(&interview), Vec::<String>::new());
    assert!(refused(interview.happen(at(5), EventKind::NoteRemoved { note })));
}

/// Takes nothing the first time it is asked, as a full disk would.
struct FullOnce<S> {
    store: S,
    is_full: bool,
}

impl<S: RecordStore> RecordStore for FullOnce<S> {
    fn create(
        &mut self,
        id: &SessionId,
        set: &FrozenSet,
        batch: &Batch,
    ) -> Result<(), RecordsError> {
        self.store.create(id, set, batch)
    }

    fn append(&mut self, id: &SessionId, after: u64, batch: &Batch) -> Result<(), RecordsError> {
        if std::mem::take(&mut self.is_full) {
            return Err(RecordsError::DiskFull);
        }
        self.store.append(id, after, batch)
    }

    fn load(&self, id: &SessionId) -> Result<SessionRecord, RecordsError> {
        self.store.load(id)
    }

    fn list(&self) -> Result<Vec<SessionId>, RecordsError> {
        self.store.list()
    }

    fn delete(&mut self, id: &SessionId) -> Result<(), RecordsError> {
        self.store.delete(id)
    }
}

#[test]
fn a_step_that_the_disk_refused_can_be_tried_again_with_its_text() {
    let folder = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(&folder.path().join("records.sqlite")).unwrap();
    let mut store = FullOnce { store, is_full: true };
    let salts = Box::new(|| Some(Salt::new([0; 16])));
    let name = SessionId::parse("s").unwrap();
    let mut interview =
        Recorded::plan(&mut store, name.clone(), frozen_set(&["a"]), at(0), 0, salts).unwrap();
    let text = interview.text("Ada").unwrap();
    let described = EventKind::Described { detail: Detail::Candidate, text };
    assert!(interview.happen(at(1), described.clone()).is_err());
    assert_eq!(interview.record().events.len(), 1);
    // A text whose step never comes is not kept, gives its id to no other, and a step whose text is
    // gone is refused.
    interview.text("Never mind.").unwrap();
    interview.happen(at(1), described.clone()).unwrap();
    assert_eq!(interview.record().texts.len(), 1);
    interview.text("Nor this.").unwrap();
    for words in ["Developer", "Engineer", "Architect"] {
        let text = interview.text(words).unwrap();
        interview.happen(at(1), EventKind::Described { detail: Detail::Role, text }).unwrap();
    }
    let text = crate::support::text_ref("t9");
    let gone = EventKind::Described { detail: Detail::Role, text };
    assert!(refused(interview.happen(at(2), gone)));
    let record = interview.record().clone();
    assert_eq!(record.faults().unwrap(), []);
    assert_eq!(store.load(&name).unwrap(), record);
}

/// A weak salt would let a name be guessed from its hash: better nothing is written.
#[test]
fn a_text_that_cannot_be_salted_is_refused_and_the_session_stands() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = SqliteStore::open(&folder.path().join("records.sqlite")).unwrap();
    let mut given = 0;
    let salts = Box::new(move || {
        given += 1;
        (given != 2).then(|| Salt::new([given; 16]))
    });
    let name = SessionId::parse("salted").unwrap();
    let set = frozen_set(&["a"]);
    let mut recorded = Recorded::plan(&mut store, name, set, at(0), 0, salts).unwrap();
    assert!(recorded.text("first").is_ok());
    let refused = recorded.text("second").unwrap_err();
    assert!(refused.to_string().contains("no random numbers"), "{refused}");
    let text = recorded.text("third").unwrap();
    recorded.happen(at(1), EventKind::Described { detail: Detail::Candidate, text }).unwrap();
    assert_eq!(recorded.record().faults().unwrap(), Vec::new());
}
