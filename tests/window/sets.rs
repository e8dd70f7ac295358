//! A set is built, changed by hand, saved, used, opened again, and changed by somebody else meanwhile.

use std::fs;
use std::path::PathBuf;

use plumbline::domain::event::EventKind;
use plumbline::domain::set::QuestionSet;
use plumbline::library::set_file::read_set;

use super::desk::{Desk, wait_for, wait_until};
use super::opened;
use super::reader::{Node, Place, Reader};

const TITLE: &str = "Payments team, first round";
const NOTE: &str = "Ask about Celery";
const NOTE_FIELD: &str = "Your own note";
const LIST: &str = "Questions of the set: ";
const CONFLICT: &str = "The file changed on disk";

/// The window with the Sets screen, and who reads it.
struct Builder {
    desk: Desk,
    reader: Reader,
}

/// A question in the list, without its number.
#[derive(Debug, Clone, PartialEq)]
struct Row {
    words: String,
    is_locked: bool,
    place: Place,
}

impl Builder {
    /// A proposed set stands there.
    fn open() -> Self {
        let (desk, reader) = Desk::set_up_with_reader();
        desk.keys(&["F6"]);
        desk.wait_for_title("Sets");
        reader.wait_for("built for you, not saved");
        Self { desk, reader }
    }

    /// The questions as the window lists them, read twice alike: the list may change while it is read.
    fn rows(&self) -> Vec<Row> {
        let mut before = Vec::new();
        wait_for("a list that stays", || {
            let rows = std::mem::replace(&mut before, self.rows_once());
            (!rows.is_empty() && rows == before).then_some(rows)
        })
    }

    /// Sets are listed beside them.
    fn rows_once(&self) -> Vec<Row> {
        let nodes = self.reader.nodes();
        let place = |node: &Node| self.reader.place(node);
        let list = nodes.iter().find(|node| node.name.starts_with(LIST)).and_then(place);
        let Some(list) = list else { return Vec::new() };
        let row = |node: &Node| {
            let (number, words) = node.name.split_once(' ')?;
            number.parse::<usize>().ok()?;
            let plain = words.strip_suffix(", locked");
            let (words, is_locked) = (plain.unwrap_or(words).to_owned(), plain.is_some());
            let place = place(node).filter(|place| place.left >= list.left)?;
            words.ends_with(" min").then_some(Row { words, is_locked, place })
        };
        nodes.iter().filter_map(row).collect()
    }

    fn words(&self) -> Vec<String> {
        self.rows().into_iter().map(|row| row.words).collect()
    }

    fn wait_for_words(&self, what: &str, words: &[String]) {
        wait_until(what, || self.words() == words);
    }

    /// The place of the chosen question, from 1.
    fn chosen(&self) -> Option<usize> {
        let list = self.reader.find(|name| name.starts_with(LIST))?;
        list.name.strip_prefix(LIST)?.split_once(" of ")?.0.parse().ok()
    }

    fn choose(&self, place: usize) {
        let now = self.chosen().expect("a chosen question");
        let key = if now < place { "Down" } else { "Up" };
        self.desk.keys(&vec![key; now.abs_diff(place)]);
        wait_until("the question is chosen", || self.chosen() == Some(place));
    }

    /// Goes on by a key until what has this name has the focus.
    fn go_to(&self, key: &str, name: &str) {
        let mut focused = self.reader.focused();
        for _ in 0..100 {
            if focused.as_ref().is_some_and(|node| node.name.starts_with(name)) {
                return;
            }
            self.desk.keys(&[key]);
            let moved = || self.reader.focused().filter(|now| Some(now) != focused.as_ref());
            focused = Some(wait_for("the focus goes on", moved));
        }
        panic!("no key leads to {name}");
    }

    /// What is written in the field of the own note.
    fn note(&self) -> Option<String> {
        self.reader.text(&self.reader.find(|name| name == NOTE_FIELD)?)
    }

    /// The files of sets in the workspace.
    fn files(&self) -> Vec<PathBuf> {
        let folder = fs::read_dir(self.desk.data().join("sets")).into_iter().flatten();
        let mut files: Vec<PathBuf> = folder.map(|entry| entry.unwrap().path()).collect();
        files.retain(|path| path.extension().is_some_and(|ending| ending == "ron"));
        files.sort();
        files
    }
}

/// That the window lists what the file holds, in the same order.
fn assert_lists(words: &[String], set: &QuestionSet) {
    assert_eq!(words.len(), set.items.len());
    for (words, item) in words.iter().zip(&set.items) {
        let question = set.questions.iter().find(|it| it.id == item.question).unwrap();
        assert!(words.starts_with(question.name()), "{words} is not {}", question.name());
    }
}

/// Drags the first row behind the third; gives the order that this makes.
fn drag_first_behind_third(builder: &Builder) -> Vec<String> {
    let rows = builder.rows();
    let middle = |place: Place| (place.left + place.width / 2, place.top + place.height / 2);
    let (from, to) = (middle(rows[0].place), middle(rows[2].place));
    builder.desk.point(&[from]);
    builder.desk.press_button();
    // Whatever comes within one frame is taken where the pointer is at its end: it stays on the row until
    // the drag has begun, which chooses what it moves.
    builder.desk.point(&[(from.0, from.1 + 8)]);
    wait_until("the first row is dragged", || builder.chosen() == Some(1));
    builder.desk.point(&[to, (to.0, to.1 + rows[2].place.height / 2 - 3)]);
    builder.desk.let_go();
    let mut words: Vec<String> = rows.into_iter().map(|row| row.words).collect();
    words[..3].rotate_left(1);
    words
}

#[test]
fn a_set_is_built_by_hand_saved_used_and_never_overwritten_in_silence() {
    let mut builder = Builder::open();
    let Builder { desk, reader } = &builder;

    // One question stays, and others come for the rest.
    builder.choose(3);
    let proposed = builder.words();
    desk.keys(&["ctrl+l"]);
    wait_until("the lock", || builder.rows()[2].is_locked);
    desk.keys(&["ctrl+shift+l"]);
    wait_until("other questions", || builder.words() != proposed);
    let rows = builder.rows();
    let locked: Vec<&String> =
        rows.iter().filter(|row| row.is_locked).map(|row| &row.words).collect();
    assert_eq!(locked, [&proposed[2]]);

    // The second best of the alternatives comes for one of them.
    let place = 1 + rows.iter().rposition(|row| !row.is_locked).unwrap();
    builder.choose(place);
    desk.keys(&["ctrl+r"]);
    let alternative = || {
        let list = reader.find(|name| name.starts_with("Alternatives: "))?;
        Some(list.name["Alternatives: ".len()..].to_owned()).filter(|name| !name.is_empty())
    };
    let best = wait_for("alternatives", alternative);
    desk.keys(&["Down"]);
    let second = || alternative().filter(|name| *name != best);
    let second = wait_for("the second alternative", second);
    desk.keys(&["Return"]);
    reader.wait_until_gone("Replace the question");
    let mut words = builder.words();
    assert!(words[place - 1].starts_with(&second), "{second} is not in {words:?}");
    let others = |words: &[String]| [&words[..place - 1], &words[place..]].concat();
    let before: Vec<String> = rows.into_iter().map(|row| row.words).collect();
    assert_eq!(others(&words), others(&before), "nothing else changed");

    // Another order, by key and by drag.
    builder.choose(1);
    desk.keys(&["alt+Down"]);
    words.swap(0, 1);
    builder.wait_for_words("the first question is the second", &words);
    words = drag_first_behind_third(&builder);
    builder.wait_for_words("the first question is the third", &words);

    desk.keys(&["ctrl+j", "ctrl+a"]);
    desk.type_text(TITLE);
    desk.keys(&["Return"]);
    let is_in_title = || reader.focused().is_some_and(|node| node.name == "Title of the set");
    wait_until("the title is left", || !is_in_title());
    builder.choose(1);
    builder.go_to("shift+Tab", NOTE_FIELD);
    desk.type_text(NOTE);
    wait_until("the own note in the records", || {
        desk.own_notes().iter().any(|(_, note)| note == NOTE)
    });
    assert_eq!(builder.files(), [""; 0].map(PathBuf::from), "nothing is saved yet");
    desk.keys(&["ctrl+s"]);
    wait_until("the set on the disk", || builder.files().len() == 1);
    reader.wait_for("Set written to");
    let file = builder.files().remove(0);
    let (saved, _) = read_set(&file).unwrap();
    assert_eq!(saved.title, TITLE);
    assert_lists(&words, &saved);
    let text = fs::read_to_string(&file).unwrap();
    assert!(!text.contains(NOTE), "the note is nobody else's");

    // An interview with that set: the note stands beside its question.
    desk.keys(&["ctrl+Return"]);
    desk.wait_for_title("New interview");
    desk.type_text("Ada Lovelace");
    desk.keys(&["ctrl+Return"]);
    desk.wait_for_title("Interview");
    desk.wait_for_event("the clock runs", |kind| matches!(kind, EventKind::Started));
    let asked = desk.frozen_sets().remove(0);
    assert_eq!(asked.title, TITLE);
    let ids = |set: &QuestionSet| -> Vec<_> {
        set.items.iter().map(|item| item.question.clone()).collect()
    };
    let frozen: Vec<_> = asked.items.iter().map(|item| item.question.id.clone()).collect();
    assert_eq!(frozen, ids(&saved));
    assert!(!reader.says(NOTE), "no question is on stage yet");
    desk.keys(&["Next"]);
    let first = opened(desk, 1);
    assert_eq!(first, saved.items[0].question);
    reader.wait_for(NOTE);
    assert_eq!(desk.own_notes(), [(first.to_string(), NOTE.to_owned())]);
    desk.keys(&["Next"]);
    opened(desk, 2);
    reader.wait_until_gone(NOTE);

    // The program starts again, and the set is as it was saved.
    builder.desk.kill();
    builder.desk.start();
    let Builder { desk, reader } = &builder;
    desk.wait_for_title("Home");
    desk.keys(&["F6"]);
    desk.wait_for_title("Sets");
    reader.wait_for("built for you, not saved");
    builder.go_to("Tab", TITLE);
    desk.keys(&["space"]);
    builder.wait_for_words("the set is open again", &words);
    assert!(reader.says("Used in 1 interview"));
    wait_until("the note", || builder.note().as_deref() == Some(NOTE));

    // Changed here, and changed by somebody else: nothing is written before a person decides.
    desk.keys(&["alt+Down"]);
    words.swap(0, 1);
    builder.wait_for_words("the first question is the second again", &words);
    let theirs = text.replace(TITLE, "Theirs");
    fs::write(&file, &theirs).unwrap();
    let is_untouched = || fs::read_to_string(&file).unwrap() == theirs;
    desk.keys(&["ctrl+s"]);
    reader.wait_for(CONFLICT);
    assert!(is_untouched() && builder.files().len() == 1);
    desk.keys(&["Escape"]);
    reader.wait_until_gone(CONFLICT);
    assert!(is_untouched() && builder.files().len() == 1);
    desk.keys(&["ctrl+s"]);
    reader.wait_for(CONFLICT);
    // What Enter takes is a file of its own.
    desk.keys(&["Return"]);
    wait_until("a copy", || builder.files().len() == 2);
    reader.wait_until_gone(CONFLICT);
    reader.wait_for("Set written to");
    assert!(is_untouched());
    let copy = builder.files().into_iter().find(|path| *path != file).unwrap();
    assert_lists(&words, &read_set(&copy).unwrap().0);
}
