//! What a run comes to: on the disk, in the list, on screen.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use plumbline::domain::event::EventKind;
use plumbline::domain::ids::SessionId;
use plumbline::domain::record::SessionRecord;
use plumbline::records::RecordStore;
use plumbline::records::sqlite::SqliteStore;
use plumbline::root::Screen;

use super::acts::PREPARED;
use super::run::Run;

#[derive(Debug, PartialEq, Eq)]
pub struct Outcome {
    pub records: Vec<Vec<String>>,
    pub list: Vec<String>,
    pub shown: String,
    pub files: BTreeMap<String, Vec<&'static str>>,
}

impl Run {
    /// Everything that was asked for has come: what there is now.
    pub fn end(mut self) -> (Outcome, Vec<String>) {
        self.drain();
        assert_eq!(self.app.desk().unsaved(), 0, "unsaved");
        assert!(self.app.desk().save_failure().is_none());
        assert!(!self.app.has_form());
        assert!(!self.app.desk().is_deleting() && !self.app.content().is_reading());
        let list = self.app.desk().overviews().map(|(_, row)| {
            let counts = (row.scored, row.current, row.discarded, row.result.clone());
            format!("{}: {} {counts:?}", row.name(), row.status())
        });
        let list = list.collect();
        let shown = self.shown();
        let records = self.app.desk().store().path().to_owned();
        drop(self.app);
        let store = SqliteStore::open(&records).unwrap();
        let record = |id: SessionId| history(&store.load(&id).unwrap());
        let records = store.list().unwrap().into_iter().map(record).collect();
        (Outcome { records, list, shown, files: exports(&self.data) }, self.refusals)
    }

    fn shown(&mut self) -> String {
        let screen = self.app.screen();
        let (rooms, shared, ..) = self.app.parts();
        let desk = &shared.desk;
        match screen {
            Screen::Live | Screen::WrapUp => {
                let held = desk.current().unwrap();
                format!("{screen:?}: {:?}", desk.name_of(&held.record().id))
            }
            Screen::Scorecard => {
                let card = rooms.scorecard.open().unwrap();
                let amended = card.can_be_amended();
                format!("{screen:?}: {} {amended}", card.card.candidate)
            }
            Screen::Sets => match shared.content.shown_set() {
                Some(shown) => {
                    let from =
                        format!("{:?}", shown.from).replace(&self.data.display().to_string(), "");
                    format!("{screen:?}: {} {from} {}", shown.set.title, shown.frozen.is_ok())
                }
                None => format!("{screen:?}: nothing"),
            },
            Screen::Bank => format!("{screen:?}: {:?}", rooms.bank.file()),
            _ => format!("{screen:?}"),
        }
    }
}

/// Every event in words: times, salts and hashes differ from run to run.
fn history(record: &SessionRecord) -> Vec<String> {
    let words = |kind: &EventKind| {
        let texts = kind.texts().into_iter().filter_map(|text| record.words(text));
        texts.map(str::to_owned).collect::<Vec<String>>()
    };
    let step = |kind: &EventKind| match kind {
        EventKind::Opened { question } => format!("on stage: {question:?}"),
        EventKind::Scored { question, step } => format!("{question}: {}", step.get()),
        EventKind::OutcomeCleared { question } => format!("{question}: open"),
        EventKind::Marked { question, marked } => format!("{question}: {marked}"),
        EventKind::Noted { question, tag, private, .. } => {
            format!("{question:?} {tag:?} {private}")
        }
        other => {
            let name = format!("{other:?}");
            name.split([' ', '(', '{']).next().unwrap_or_default().to_owned()
        }
    };
    record
        .events
        .iter()
        .map(|event| format!("{} {:?}", step(&event.kind), words(&event.kind)))
        .collect()
}

/// The files that were written, and which candidate's name is in each.
fn exports(data: &Path) -> BTreeMap<String, Vec<&'static str>> {
    let files = fs::read_dir(data).unwrap().map(|entry| entry.unwrap().path());
    let files =
        files.filter(|path| path.extension().is_some_and(|end| end == "md" || end == "ron"));
    let files = files.filter(|path| !path.ends_with("preferences.ron"));
    files
        .map(|path| {
            let text = fs::read_to_string(&path).unwrap();
            let names = PREPARED.into_iter().chain(["New", "mine", "Set of act", "A small set"]);
            let names = names.filter(|name| text.contains(name)).collect();
            (path.file_name().unwrap().to_string_lossy().into_owned(), names)
        })
        .collect()
}
