//! Sets by hand: steps and refusals, copies and their revisions, two sets side by side, and the file.

use std::fs;
use std::path::Path;

use plumbline::domain::bank::Bank;
use plumbline::domain::check::check_set;
use plumbline::domain::ids::{CompetencyId, QuestionId, SetId};
use plumbline::domain::level::{Kind, Level, Seniority};
use plumbline::domain::question::Question;
use plumbline::domain::set::compare::compare;
use plumbline::domain::set::edit::{Edit, Refusal};
use plumbline::domain::set::own::OwnQuestion;
use plumbline::domain::set::revisions::{accept, accept_all, pinned, revisions};
use plumbline::domain::set::typed::{MAX_TEXT, TextFault};
use plumbline::domain::set::{MAX_ITEMS, QuestionSet, SetItem};
use plumbline::library::document::{Document, read_document};
use plumbline::library::file::set_file;
use plumbline::library::load::Library;
use plumbline::library::save::{Expect, SaveError};
use plumbline::library::set_file::{read_set, remove_set, rewrite_set, write_set};
use plumbline::library::source::Source;
use proptest::prelude::*;

use crate::support::{frozen_set, id, question};

/// Questions `q1` … `q9`, five minutes each.
pub fn bank() -> Bank {
    let frozen = frozen_set(&["a", "b", "a", "b", "a", "b", "a", "b", "a"]);
    Bank {
        questions: frozen.items.into_iter().map(|item| item.question).collect(),
        competencies: frozen.competencies,
        scale: frozen.scale,
        ..Bank::default()
    }
}

/// A set of these questions, as `q1 q2`.
pub fn set(questions: &str) -> QuestionSet {
    let item = |name: &str| SetItem {
        question: id(name),
        section: "Core".to_owned(),
        minutes: 5,
        required: true,
        why: "Because".to_owned(),
        wording: None,
    };
    QuestionSet {
        id: SetId::parse("small").unwrap(),
        title: "Small".to_owned(),
        seniority: Seniority::Mid,
        opening_minutes: 5,
        closing_minutes: 5,
        about: String::new(),
        items: questions.split_whitespace().map(item).collect(),
        questions: Vec::new(),
    }
}

fn own(prompt: &str) -> OwnQuestion {
    OwnQuestion {
        prompt: prompt.to_owned(),
        level: Level::Advanced,
        kind: Kind::Knowledge,
        competency: CompetencyId::parse("a").unwrap(),
        minutes: 4,
    }
}

fn names(set: &QuestionSet) -> String {
    let names: Vec<&str> = set.items.iter().map(|item| item.question.as_str()).collect();
    names.join(" ")
}

/// The set with its own question, and that question's id.
fn with_own(questions: &str, prompt: &str) -> (QuestionSet, QuestionId) {
    let mut set = set(questions);
    set.edit(Edit::AddOwn { own: own(prompt), at: usize::MAX }, &bank()).unwrap();
    let id = set.items.last().unwrap().question.clone();
    (set, id)
}

fn read(text: String) -> QuestionSet {
    let reading = read_document(&Source::new("set.ron", text));
    assert_eq!(reading.problems, []);
    let Some(Document::Set(set)) = reading.document else { panic!("no set") };
    set
}

#[test]
fn every_step_does_what_it_says_and_no_more() {
    let q = |name: &str| id(name);
    for (edit, expected) in [
        (Edit::Replace { out: q("q2"), with: q("q7") }, "q1 q7 q3"),
        (Edit::Add { question: q("q7"), at: 0 }, "q7 q1 q2 q3"),
        (Edit::Add { question: q("q7"), at: 99 }, "q1 q2 q3 q7"),
        (Edit::Remove(q("q2")), "q1 q3"),
        (Edit::Move { question: q("q1"), to: 1 }, "q2 q1 q3"),
        (Edit::Move { question: q("q3"), to: 0 }, "q3 q1 q2"),
        (Edit::Move { question: q("q1"), to: 99 }, "q2 q3 q1"),
    ] {
        let mut edited = set("q1 q2 q3");
        edited.edit(edit.clone(), &bank()).unwrap();
        assert_eq!(names(&edited), expected, "{edit:?}");
        assert_eq!(edited.items.iter().filter(|item| item.section != "Core").count(), 0);
    }
    let check = |edit: Edit, expect: fn(&mut QuestionSet)| {
        let (mut edited, mut expected) = (set("q1 q2"), set("q1 q2"));
        edited.edit(edit.clone(), &bank()).unwrap();
        expect(&mut expected);
        assert_eq!(edited, expected, "{edit:?}");
    };
    let question = q("q2");
    check(Edit::Rename("  Two\n words ".to_owned()), |set| set.title = "Two words".to_owned());
    check(Edit::Describe("A\r\nB".to_owned()), |set| set.about = "A\n\nB".to_owned());
    check(Edit::Frame { opening: 1, closing: 9 }, |set| {
        (set.opening_minutes, set.closing_minutes) = (1, 9);
    });
    check(Edit::Minutes { question: question.clone(), minutes: 12 }, |set| {
        set.items[1].minutes = 12;
    });
    check(Edit::Required { question: question.clone(), is_required: false }, |set| {
        set.items[1].required = false;
    });
    check(Edit::Section { question: question.clone(), section: "Deep".to_owned() }, |set| {
        set.items[1].section = "Deep".to_owned();
    });
    let wording = |text: &str| Edit::Wording { question: id("q2"), wording: Some(text.to_owned()) };
    check(wording(" Say it so "), |set| set.items[1].wording = Some("Say it so".to_owned()));
    check(wording("What of q2?"), |_| {});
    check(wording("  "), |_| {});
}

#[test]
fn a_refused_step_says_why_and_changes_nothing() {
    let bank = bank();
    let mut set = set("q1 q2");
    set.edit(Edit::AddOwn { own: own("Own?"), at: 2 }, &bank).unwrap();
    let minutes = |minutes| Edit::Minutes { question: id("q1"), minutes };
    let wording = |text: String| Edit::Wording { question: id("q1"), wording: Some(text) };
    let add_own = |own| Edit::AddOwn { own, at: 0 };
    let text = |field, fault| Refusal::Text { field, fault };
    let bell = TextFault::Control { character: '\u{7}', at: 3 };
    let nobody = CompetencyId::parse("nobody").unwrap();
    for (edit, refusal) in [
        (Edit::Add { question: id("q1"), at: 0 }, Refusal::InSetAlready(id("q1"))),
        (Edit::Add { question: id("gone"), at: 0 }, Refusal::NoSuchQuestion(id("gone"))),
        (Edit::Replace { out: id("q5"), with: id("q6") }, Refusal::NotInSet(id("q5"))),
        (Edit::Replace { out: id("q1"), with: id("q2") }, Refusal::InSetAlready(id("q2"))),
        (Edit::Remove(id("q5")), Refusal::NotInSet(id("q5"))),
        (Edit::Move { question: id("q5"), to: 0 }, Refusal::NotInSet(id("q5"))),
        (minutes(0), Refusal::Minutes(0)),
        (minutes(121), Refusal::Minutes(121)),
        (Edit::Frame { opening: 460, closing: 10 }, Refusal::TooLong(484)),
        (Edit::Rename(" ".to_owned()), Refusal::Empty("title")),
        (add_own(own(" \n")), Refusal::Empty("question")),
        (add_own(OwnQuestion { kind: Kind::CodeReview, ..own("x") }), Refusal::NoCode),
        (
            add_own(OwnQuestion { competency: nobody.clone(), ..own("x") }),
            Refusal::NoCompetency(nobody),
        ),
        (Edit::ChangeOwn { question: id("q1"), own: own("Mine now?") }, Refusal::NotOwn(id("q1"))),
        (
            wording("é".repeat(10_000)),
            text("wording", TextFault::Long { chars: 10_000, most: MAX_TEXT }),
        ),
        (wording("be\u{7}ll".to_owned()), text("wording", bell)),
        (Edit::Describe("be\u{7}ll".to_owned()), text("description", bell)),
        (add_own(own("be\u{7}ll")), text("question", bell)),
    ] {
        let before = set.clone();
        assert_eq!(set.edit(edit.clone(), &bank), Err(refusal), "{edit:?}");
        assert_eq!(set, before, "{edit:?}");
    }
}

#[test]
fn a_set_takes_no_more_questions_than_it_may_hold() {
    let many: Vec<Question> =
        (0..=MAX_ITEMS).map(|number| question(&format!("m{number}"), "a")).collect();
    let bank = Bank { questions: many, ..bank() };
    let mut set = set("");
    for number in 0..MAX_ITEMS {
        set.edit(Edit::Add { question: id(&format!("m{number}")), at: 0 }, &bank).unwrap_or(());
        set.items.iter_mut().for_each(|item| item.minutes = 1);
    }
    assert_eq!(set.items.len(), MAX_ITEMS);
    let last = Edit::Add { question: id(&format!("m{MAX_ITEMS}")), at: 0 };
    assert_eq!(set.edit(last, &bank), Err(Refusal::Full));
}

#[test]
fn a_question_of_ones_own_is_asked_as_it_was_typed() {
    let bank = bank();
    let (mut set, own_id) = with_own("q1", "How do you name things?");
    assert!(own_id.as_str().starts_with("own-") && set.is_own(&own_id, &bank));
    // The same words again make another question of this set, and the same one of another set.
    assert_eq!(with_own("q2", "How do you name things?").1, own_id);
    assert_ne!(with_own("q2", "How do you cache things?").1, own_id);
    set.edit(Edit::AddOwn { own: own("How do you name things?"), at: 0 }, &bank).unwrap();
    assert_ne!(set.items[0].question, own_id);

    let changed = OwnQuestion { minutes: 9, ..own("And now?") };
    set.edit(Edit::ChangeOwn { question: own_id.clone(), own: changed }, &bank).unwrap();
    let frozen = set.freeze(&bank).unwrap();
    let item = frozen.items.last().unwrap();
    assert_eq!((&item.question.id, item.question.prompt.as_str()), (&own_id, "And now?"));
    assert_eq!((item.minutes, item.question.name()), (9, "And now?"));

    set.edit(Edit::Remove(own_id.clone()), &bank).unwrap();
    assert!(!set.questions.iter().any(|question| question.id == own_id), "it was left behind");
}

#[test]
fn a_saved_set_asks_what_it_asked_when_the_bank_changes_or_forgets_it() {
    let bank = bank();
    let plain = set("q1 q2 q3");
    let saved = pinned(&plain, &bank);
    assert_eq!(plain.freeze(&bank), saved.freeze(&bank), "a copy of today asks the same");
    let mut later = bank.clone();
    later.questions.remove(2);
    later.questions[0].prompt = "Asked otherwise?".to_owned();
    assert_eq!(saved.freeze(&later), saved.freeze(&bank));
    assert_eq!(plain.freeze(&later), Err(vec![id("q3")]), "without a copy it follows the bank");
    // Saving again neither takes the bank's changes over nor loses what the bank dropped.
    assert_eq!(pinned(&saved, &later), saved);
}

#[test]
fn revisions_show_each_changed_field_and_leave_the_interviewers_own_alone() {
    let bank = bank();
    let (with_own, own_id) = with_own("q1 q2 q3", "Mine?");
    let mut saved = pinned(&with_own, &bank);
    saved.edit(Edit::Minutes { question: id("q1"), minutes: 11 }, &bank).unwrap();
    let wording = Some("In my words?".to_owned());
    saved.edit(Edit::Wording { question: id("q1"), wording }, &bank).unwrap();
    assert_eq!(revisions(&saved, &bank), []);

    let mut later = bank.clone();
    later.questions[0].minutes = 8;
    later.questions[0].probes.remove(1);
    later.questions[2].answer = "Another.".to_owned();
    later.questions.remove(1);
    let found = revisions(&saved, &later);
    let fields = |at: usize| found[at].changes.iter().map(|change| change.field);
    assert_eq!(found.len(), 2, "the dropped and the own question are none: {found:?}");
    assert_eq!(fields(0).collect::<Vec<_>>(), ["Minutes", "Follow-ups"]);
    assert_eq!(found[0].changes[1].before, "And then, q1?\nWhy?");
    assert_eq!(found[0].changes[1].after, "And then, q1?");
    assert_eq!(fields(1).collect::<Vec<_>>(), ["Answer"]);

    assert!(accept(&mut saved, &later, &id("q1")));
    for refused in [id("q1"), id("q2"), own_id, id("gone")] {
        assert!(!accept(&mut saved, &later, &refused), "{refused} has no revision");
    }
    assert_eq!(saved.questions[0], later.questions[0]);
    assert_eq!(saved.items[0].minutes, 11);
    assert_eq!(saved.items[0].wording.as_deref(), Some("In my words?"));
    assert_eq!(accept_all(&mut saved, &later), 1);
    assert_eq!(revisions(&saved, &later), []);
    assert_eq!(saved.questions[1], bank.questions[1], "the dropped question stays as it was");
}

#[test]
fn two_sets_side_by_side_show_what_is_shared_moved_and_changed() {
    let bank = bank();
    let (one, mut two) = (set("q1 q2 q3 q4"), set("q9 q1 q3 q2 q8 q4"));
    two.edit(Edit::Minutes { question: id("q4"), minutes: 7 }, &bank).unwrap();
    let found = compare(&one, &two, &bank);
    let rows: Vec<String> = found
        .rows
        .iter()
        .map(|row| {
            let place = |place: Option<usize>| place.map_or("-".to_owned(), |at| at.to_string());
            let moved = if row.is_moved { " moved" } else { "" };
            let changes = row
                .changes
                .iter()
                .map(|change| format!(" {}: {}>{}", change.field, change.before, change.after));
            let changes: String = changes.collect();
            format!(
                "{} {} {}{moved}{changes}",
                row.question,
                place(row.places.0),
                place(row.places.1)
            )
        })
        .collect();
    assert_eq!(
        rows,
        ["q9 - 0", "q1 0 1", "q2 1 3 moved", "q8 - 4", "q3 2 2", "q4 3 5 Planned minutes: 5>7"]
    );
    assert_eq!((found.shared(), found.alone()), (4, (0, 2)));
    assert_eq!(found.about[0].field, "Minutes in all");
    assert!(!found.is_same() && compare(&one, &one, &bank).is_same());
    // A copy that differs from the bank is a difference, too.
    let mut copied = pinned(&one, &bank);
    assert!(compare(&one, &copied, &bank).is_same());
    copied.questions[0].answer = "Another.".to_owned();
    assert_eq!(compare(&one, &copied, &bank).rows[0].changes[0].field, "Answer");
}

#[test]
fn a_set_without_anything_new_is_still_a_file_of_version_1() {
    let shipped = Library::shipped().bank;
    assert!(shipped.sets.len() >= 5);
    for set in &shipped.sets {
        let text = set_file(set);
        assert!(text.contains("    version: 1,\n"), "{text}");
        assert_eq!(read(text), *set);
        let text = set_file(&pinned(set, &shipped));
        assert!(text.contains("    version: 2,\n") && text.contains("    questions: [\n"));
        assert_eq!(read(text), pinned(set, &shipped));
    }
}

/// What people paste: several lines, lists, code, quotes, blanks of every kind.
fn pasted() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        4 => "[a-zé€\"\\\\ ]{0,30}",
        1 => "[ \t]{0,3}- [a-z -]{0,90}",
        1 => "[ \t]{0,4}```(python)?",
        1 => "[ \t]{0,8}if [a-z\"# ]{0,120}:?",
        1 => prop::sample::select(vec!["\u{a0}- x", "\u{3000}", "- ", "-", "\"#", "// no", "*/"]).prop_map(str::to_owned),
    ];
    prop::collection::vec(line, 0..9).prop_map(|lines| lines.join("\n"))
}

proptest! {
    #[test]
    fn what_is_typed_comes_back_from_the_file_letter_by_letter(
        wording in pasted(), about in pasted(), prompt in pasted(), title in "[ -~é]{0,40}",
    ) {
        let bank = bank();
        let mut set = set("q1 q2");
        let edits = [
            Edit::Wording { question: id("q2"), wording: Some(wording) },
            Edit::Describe(about),
            Edit::AddOwn { own: own(&prompt), at: 1 },
            Edit::Rename(title),
        ];
        for edit in edits {
            match set.edit(edit, &bank) {
                Ok(()) | Err(Refusal::Empty(_)) => {}
                Err(refusal) => prop_assert!(false, "{}", refusal),
            }
        }
        let set = pinned(&set, &bank);
        let text = set_file(&set);
        prop_assert_eq!(&read(text.clone()), &set, "{}", text);
        let known = bank.questions.iter().map(|question| question.id.clone()).collect();
        prop_assert_eq!(check_set(&set, &known, &bank.competencies), []);
    }
}

#[test]
fn nobody_overwrites_or_removes_a_set_that_somebody_else_changed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("small.ron");
    let mine = set("q1 q2");
    let written = write_set(&mine, &path, Expect::Nothing).unwrap();
    let (read, file) = read_set(&path).unwrap();
    assert_eq!((&read, &file), (&mine, &written), "written and read are the same bytes");
    let library = Library::shipped_with(folder.path());
    // It names questions that the shipped bank lacks, so only a sound one is listed.
    assert!(library.set_files.is_empty());

    // My second save follows my first.
    let second = rewrite_set(&set("q1"), &file).unwrap();
    // Somebody else saves in between, from what they had read.
    let theirs = rewrite_set(&set("q2"), &second).unwrap();
    let bytes = fs::read(&path).unwrap();
    let refused = rewrite_set(&set("q3"), &second);
    assert!(matches!(refused, Err(SaveError::ChangedOnDisk { .. })), "{refused:?}");
    assert!(matches!(remove_set(&second), Err(SaveError::ChangedOnDisk { .. })));
    assert_eq!(fs::read(&path).unwrap(), bytes, "their set is as they left it");

    let removed = remove_set(&theirs).unwrap();
    assert!(!path.exists());
    let refused = rewrite_set(&set("q3"), &theirs);
    assert!(matches!(refused, Err(SaveError::ChangedOnDisk { .. })), "a removed set stays removed");
    assert_eq!(removed.put_back().unwrap(), theirs);
    assert_eq!(fs::read(&path).unwrap(), bytes);
    assert!(matches!(removed.put_back(), Err(SaveError::Exists { .. })));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "a temporary file was left behind");
}

#[test]
fn the_library_knows_the_file_of_each_set_that_has_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mine.ron");
    let shipped = Library::shipped();
    assert!(shipped.set_files.is_empty());
    let mut mine = shipped.bank.sets[0].clone();
    mine.id = SetId::parse("mine").unwrap();
    let written = write_set(&mine, &path, Expect::Nothing).unwrap();
    let files = Library::shipped_with(folder.path()).set_files;
    assert_eq!(files.into_iter().collect::<Vec<_>>(), [(mine.id, written)]);
}

#[test]
fn an_unusable_set_file_says_where_and_what() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bad.ron");
    let file = |fields: &str| {
        format!(
            "(schema: \"plumbline.set\", version: 2, id: \"s\", title: \"S\", seniority: Mid,\n \
             opening_minutes: 5, closing_minutes: 5,\n{fields})"
        )
    };
    let item = |wording: &str| {
        format!(" items: [\n  (question: \"q\", minutes: 5,\n   wording: \"{wording}\"),\n ],\n")
    };
    for (text, expected) in [
        (item(&"w".repeat(10_000)), "5:13: the wording has 10000 characters; use at most 4000"),
        (item("be\\u{7}ll"), "5:13: the wording has a control character, U+0007, at position 3"),
        (item(" "), "5:13: the wording is empty; leave it out"),
        (format!(" about: \"\\u{{1b}}[31m\",{}", item("x")), "3:9: the description has a control"),
        (" items: [], questions: 3,\n".to_owned(), "3:24: a list in [ ] is expected here"),
        (" items: [], questions: [3],\n".to_owned(), "3:25: a struct in ( ) is expected here"),
        (
            " items: [], questions: [(id: \"x\")],\n".to_owned(),
            "3:25: a question needs the field \"topic\"",
        ),
    ] {
        fs::write(&path, file(&text)).unwrap();
        let problems = read_set(&path).unwrap_err();
        let words: Vec<String> = problems.iter().map(ToString::to_string).collect();
        let expected = format!("{}:{expected}", path.display());
        assert!(words.iter().any(|word| word.starts_with(&expected)), "{expected}\n{words:#?}");
    }
    assert!(read_set(Path::new("/nowhere/at/all.ron")).is_err());
}

#[test]
fn a_set_is_found_in_every_session_that_used_it_and_says_whether_it_has_changed_since() {
    use crate::support::Script;
    use plumbline::domain::ids::SessionId;
    use plumbline::records::sqlite::SqliteStore;
    use plumbline::records::{Batch, RecordStore};

    let folder = tempfile::tempdir().unwrap();
    let mut store = SqliteStore::open(&folder.path().join("records.db")).unwrap();
    let (bank, plain) = (bank(), set("q1 q2"));
    let mut changed = plain.clone();
    changed.edit(Edit::Remove(id("q2")), &bank).unwrap();
    let other = QuestionSet { id: SetId::parse("other").unwrap(), ..plain.clone() };
    for (name, set) in [("first", &plain), ("second", &other), ("third", &changed)] {
        let mut record = Script::started(set.freeze(&bank).unwrap()).record;
        record.id = SessionId::parse(name).unwrap();
        let batch = Batch { events: record.events.clone(), texts: record.texts.clone() };
        store.create(&record.id, &record.set, &batch).unwrap();
    }
    let now = plain.freeze(&bank).unwrap().digest().unwrap();
    let uses = store.uses_of(&plain.id, 9).unwrap();
    let found: Vec<(&str, bool)> =
        uses.iter().map(|used| (used.session.id.as_str(), used.digest == now)).collect();
    assert_eq!(found, [("third", false), ("first", true)]);
    assert_eq!(store.uses_of(&plain.id, 1).unwrap().len(), 1);
    assert_eq!(store.uses_of(&SetId::parse("never").unwrap(), 9).unwrap(), []);
}
