//! Reading and saving RON files: every problem with its place, and nothing half-written.

use std::fs;
use std::path::PathBuf;

use plumbline::disk::Access;
use plumbline::library::document::{Document, read_document};
use plumbline::library::file::{session_file, set_file};
use plumbline::library::load::{Library, read_file, read_session};
use plumbline::library::save::{Expect, SaveError, save};
use plumbline::library::source::{Source, fingerprint};
use proptest::prelude::*;

/// A bank file with one question made of these fields.
fn bank(fields: &str) -> String {
    format!(
        "(\n schema: \"plumbline.bank\",\n version: 1,\n topic: \"T\",\n questions: [\n  (\n{fields}\n  ),\n ],\n)\n"
    )
}

const FIELDS: &str = "   id: \"q\", level: Expert, kind: Design,\n   competency: \"data\", minutes: 5,\n   prompt: \"P?\", answer: \"A.\",";

#[test]
fn a_comment_may_be_the_last_thing_in_a_file_and_a_byte_order_mark_the_first() {
    for text in [format!("{}// the end", bank(FIELDS)), format!("\u{feff}{}", bank(FIELDS))] {
        let library = Library::from_sources(vec![Source::new("f.ron", text)]);
        assert_eq!((library.problems, library.bank.questions.len()), (Vec::new(), 1));
    }
}

/// Eight bad entries between nine good ones, each broken in its own way.
#[test]
fn sound_entries_are_picked_out_of_a_broken_file() {
    let bad = [
        ("kind: Design", "kind: Desing"),
        ("level:", "level"),
        ("minutes: 5,", "minutes: 5"),
        ("\"P?\"", "\"P?"),
        ("\"P?\"", "P?\""),
        ("\"P?\"", "[\"P?\""),
        ("\"A.\"", "\"\\A.\""),
        ("minutes: 5", "minutes: (5"),
    ];
    let good = |at: usize| FIELDS.replace("\"q\"", &format!("\"q{at}\""));
    let mut entries = vec![good(0)];
    for (at, (from, to)) in bad.into_iter().enumerate() {
        let broken = good(100 + at).replace(from, to);
        assert_ne!(broken, good(100 + at));
        entries.extend([broken, good(at + 1)]);
    }
    let source = Source::new("f.ron", bank(&entries.join("\n  ),\n  (\n")));
    let reading = read_document(&source);
    let Some(Document::Bank(questions, _)) = reading.document else { panic!("no bank") };
    let ids: Vec<String> = questions.iter().map(|(_, q)| q.id.to_string()).collect();
    assert_eq!(ids, (0..=bad.len()).map(|at| format!("q{at}")).collect::<Vec<_>>());
    assert_eq!(reading.problems.len(), bad.len(), "{:#?}", reading.problems);
    assert!(!reading.is_whole);
}

#[test]
fn a_session_with_events_that_do_not_fit_says_which() {
    use plumbline::domain::event::EventKind;
    let mut script = crate::support::Script::started(crate::support::frozen_set(&["a"]));
    script.happen(EventKind::Resumed);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("s.ron");
    fs::write(&path, plumbline::library::file::session_file(&script.record).unwrap()).unwrap();
    let problems = read_session(&path).unwrap_err();
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(problems[0].message.contains("event 3 does not fit the session"), "{problems:?}");
    assert!(problems[0].line > 20, "{problems:?}");
}

#[cfg(unix)]
#[test]
fn links_are_followed_once_and_pipes_are_refused() {
    use std::os::unix::fs::symlink;
    let folder = tempfile::tempdir().unwrap();
    let inner = folder.path().join("inner");
    fs::create_dir(&inner).unwrap();
    fs::write(inner.join("a.ron"), bank(FIELDS)).unwrap();
    symlink(folder.path(), inner.join("loop")).unwrap();
    symlink(&inner, folder.path().join("again")).unwrap();
    let library = Library::open(folder.path());
    assert_eq!((library.own.files, library.problems.len()), (1, 0), "{:?}", library.problems);

    let pipe = folder.path().join("pipe.ron");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status().unwrap();
    assert!(made.success());
    let library = Library::open(folder.path());
    assert!(library.problems[0].message.contains("a device or a pipe"));
    let error = save(&pipe, b"text", Expect::Anything, Access::Shared).unwrap_err().to_string();
    assert!(error.contains("a device or a pipe"), "{error}");
}

#[test]
fn bytes_that_are_not_text_are_named_by_line() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("f.ron");
    fs::write(&path, b"(\n  x: \"\xff\")").unwrap();
    let problems = read_file(&path).unwrap_err();
    assert_eq!((problems[0].line, problems[0].column), (2, 7));
}

#[test]
fn a_missing_folder_is_a_problem_and_no_panic() {
    let library = Library::open(&PathBuf::from("/nowhere/at/all"));
    assert_eq!(library.problems.len(), 1);
    assert_eq!(library.problems[0].hint.as_deref(), Some("check the path"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// Any text at all, and shipped files with a piece cut out or doubled, are read without a panic.
    #[test]
    fn no_text_makes_the_reader_panic(noise in "\\PC{0,80}", file in 0..40_usize, from in 0..6000_usize, len in 0..40_usize) {
        let _ = read_document(&Source::new("noise.ron", noise.clone()));
        let sources = plumbline::library::load::shipped_sources();
        let mut text: Vec<char> = sources[file % sources.len()].text.chars().collect();
        let from = from % text.len();
        let to = (from + len).min(text.len());
        text.splice(from..to, noise.chars().take(4));
        let text: String = text.into_iter().collect();
        let library = Library::from_sources(vec![Source::new("cut.ron", text)]);
        for problem in library.problems {
            prop_assert!(problem.line > 0 && problem.column > 0);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// Whatever is typed into or cut out of the lines of one entry, the others are read.
    #[test]
    fn a_slip_in_one_entry_costs_no_other(
        file in any::<prop::sample::Index>(),
        entry in any::<prop::sample::Index>(),
        place in any::<prop::sample::Index>(),
        cut in 0..4_usize,
        typed in "[\"()\\[\\]{},:\\\\'#x5/* ]{0,3}",
    ) {
        let shipped = plumbline::library::load::shipped_sources();
        let banks: Vec<_> = shipped.iter().filter(|file| file.text.contains("plumbline.bank")).collect();
        let source = file.get(&banks);
        let whole = read_document(source);
        let Some(Document::Bank(before, _)) = whole.document else { panic!("no bank") };
        let spans = whole.outline.unwrap().entries;
        let entry = entry.index(spans.len());
        let span = spans[entry].range();
        // Between the lines of its parentheses.
        let text = &source.text;
        let first = span.start + text[span.clone()].find('\n').unwrap() + 1;
        let last = span.start + text[span].rfind('\n').unwrap();
        let inside: Vec<usize> =
            text.char_indices().map(|(at, _)| at).filter(|at| (first..last).contains(at)).collect();
        let from = place.index(inside.len());
        let to = inside.get(from + cut).copied().unwrap_or(last);
        let slipped = format!("{}{typed}{}", &text[..inside[from]], &text[to..]);
        // A line of its own that closes the list is one.
        let closings = |text: &str| text.lines().filter(|line| line.trim().starts_with(']')).count();
        prop_assume!(closings(&slipped) <= closings(text));
        let reading = read_document(&Source::new("f.ron", slipped));
        let Some(Document::Bank(after, _)) = reading.document else { panic!("no bank") };
        // A raw string that loses its end may take in the next entry and leave sound RON.
        prop_assume!(!reading.is_whole || reading.outline.unwrap().entries.len() == spans.len());
        for (_, question) in before.iter().filter(|(place, _)| *place != entry) {
            prop_assert!(after.iter().any(|(_, other)| other == question), "lost {}", question.id);
        }
    }
}

/// Neither depth nor length overflows the stack or takes time that grows faster than the file.
#[test]
fn hostile_files_are_refused() {
    let head = "(schema: \"plumbline.bank\", version: 1, topic: \"T\", questions: [\n (id: 1),\n";
    for piece in [
        "[",
        "(",
        "{",
        "(a:",
        "{1:",
        "Some(",
        "Some ",
        "A(",
        "/*",
        "#",
        "\"",
        "'",
        "r#\"",
        "(r#\"\n",
        "(\"\\q\n",
        "(@,\n",
        "(id: \"a\",\n",
        "(id: 5,),\n",
        "()\n",
        ")",
        "]",
        ",",
        ":",
        "(x: 1, x: 2),",
        "  a b,\n",
        "(@,",
        "   (\"\\q\",",
        "    x: y,\n",
        "\\",
        "b'",
        "é",
    ] {
        for text in [piece.repeat(8_000), format!("{head}{}", piece.repeat(8_000))] {
            let source = Source::new("hostile.ron", text);
            assert!(!read_document(&source).problems.is_empty(), "{piece:?}");
            assert!(!Library::from_sources(vec![source]).problems.is_empty(), "{piece:?}");
        }
    }
    let long = format!("{head}({}: 1)])", "a".repeat(3_000_000));
    assert!(!read_document(&Source::new("long.ron", long)).problems.is_empty());
}

#[test]
fn a_set_is_written_as_it_is_read() {
    let set = Library::shipped().bank.sets.remove(0);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("set.ron");
    save(&path, set_file(&set).as_bytes(), Expect::Nothing, Access::Shared).unwrap();
    let document = read_file(&path).unwrap();
    assert_eq!(document, Document::Set(set));
}

/// A session file of the first schema must open for good.
#[test]
fn a_session_file_of_version_1_opens() {
    let path = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/session-v1.ron"));
    let record = read_session(&path).unwrap();
    assert_eq!(record.faults().unwrap(), Vec::new());
    let session = record.fold();
    assert_eq!(session.seal.map(|seal| seal.to_string()), Some(GOLDEN_SEAL.to_owned()));
    assert_eq!(session.set.map(|set| set.to_string()), Some(GOLDEN_SET.to_owned()));
}

/// One of the second schema, too: its rules, and every event that came with it.
#[test]
fn a_session_file_of_version_2_opens() {
    let path = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/session-v2.ron"));
    let record = read_session(&path).unwrap();
    assert_eq!(record.faults().unwrap(), Vec::new());
    let session = record.fold();
    assert_eq!(session.ignored, []);
    let seal = "7604bd7c8382263c4c6a429d62c7ec7d2a08cbabb946f2e078e0067550688ab2";
    assert_eq!(session.seal.map(|seal| seal.to_string()).as_deref(), Some(seal));
    assert_eq!((session.rules, session.ended_early.is_none()), (2, true));
    assert_eq!((session.began_offset_minutes, session.utc_offset_minutes), (120, 60));
}

/// An older program must know by the version that it cannot read the file.
#[test]
fn sessions_are_written_as_the_version_they_need_and_a_later_one_is_refused() {
    use crate::support::{Script, frozen_set, id};
    use plumbline::domain::event::EventKind;
    use plumbline::domain::question::Page;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("session.ron");
    let old = Script::started(frozen_set(&["a"]));
    let text = session_file(&old.record).unwrap();
    assert!(text.contains("version: 2,") && !text.contains("rules"), "{text}");
    fs::write(&path, &text).unwrap();
    assert_eq!(read_session(&path).unwrap(), old.record);

    let mut new = Script::started(frozen_set(&["a", "b"]));
    new.happen(EventKind::QuestionMoved { question: id("q2"), before: Some(id("q1")) });
    let text = session_file(&new.record).unwrap();
    assert!(text.contains("version: 3,"), "{text}");
    fs::write(&path, &text).unwrap();
    assert_eq!(read_session(&path).unwrap(), new.record);

    let mut set = frozen_set(&["a"]);
    let page = Page { title: "A".to_owned(), version: "B".to_owned(), section: "C".to_owned() };
    set.items[0].question.references[0].page = Some(page);
    let newest = Script::started(set);
    let text = session_file(&newest.record).unwrap();
    assert!(text.contains("version: 4,"), "{text}");
    fs::write(&path, &text).unwrap();
    assert_eq!(read_session(&path).unwrap(), newest.record);

    fs::write(&path, text.replace("version: 4,", "version: 6,")).unwrap();
    let error = format!("{:?}", read_session(&path).unwrap_err());
    assert!(error.contains("version 6") && error.contains("up to version 5"), "{error}");
}

/// The hashes in `tests/golden/session-v1.ron`: they may never change.
pub const GOLDEN_SEAL: &str = "746aced7c84720ca6a2dfbdef814210338f1a075bc86d4b7006a55362873a370";
pub const GOLDEN_SET: &str = "5bcfa4289a72b09609292b60027c940953222d227ab5dda9eac6ded082687d53";

#[test]
fn saving_refuses_what_somebody_else_changed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.ron");
    save(&path, b"one", Expect::Nothing, Access::Shared).unwrap();
    assert!(matches!(
        save(&path, b"two", Expect::Nothing, Access::Shared),
        Err(SaveError::Exists { .. })
    ));
    save(&path, b"two", Expect::Unchanged(fingerprint(b"one")), Access::Shared).unwrap();
    fs::write(&path, "elsewhere").unwrap();
    let refused = save(&path, b"three", Expect::Unchanged(fingerprint(b"two")), Access::Shared);
    assert!(matches!(refused, Err(SaveError::ChangedOnDisk { .. })));
    assert_eq!(fs::read(&path).unwrap(), b"elsewhere");
    fs::remove_file(&path).unwrap();
    let refused = save(&path, b"three", Expect::Unchanged(fingerprint(b"two")), Access::Shared);
    assert!(matches!(refused, Err(SaveError::ChangedOnDisk { .. })));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "a temporary file was left behind");
}

#[test]
fn a_folder_that_cannot_take_the_file_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "x").unwrap();
    for path in [folder.path().join("missing/a.ron"), file.join("a.ron"), folder.path().to_owned()]
    {
        let error = save(&path, b"text", Expect::Anything, Access::Shared).unwrap_err().to_string();
        assert!(error.contains("could not be written") && error.contains("untouched"), "{error}");
    }
    assert_eq!(fs::read(&file).unwrap(), b"x");
}

#[cfg(unix)]
#[test]
fn a_saved_file_keeps_its_permissions_and_its_link() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.ron");
    let link = folder.path().join("link.ron");
    fs::write(&path, "one").unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    symlink(&path, &link).unwrap();
    save(&link, b"two", Expect::Unchanged(fingerprint(b"one")), Access::Shared).unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"two");
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
}

#[cfg(unix)]
#[test]
fn a_new_private_file_is_its_owners_alone_and_content_follows_the_mask() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let usual = folder.path().join("usual");
    fs::write(&usual, "").unwrap();
    let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    for (name, access, expected) in
        [("card.pdf", Access::Private, 0o600), ("set.ron", Access::Shared, mode(&usual))]
    {
        let path = folder.path().join(name);
        save(&path, b"one", Expect::Nothing, access).unwrap();
        assert_eq!(mode(&path), expected, "{name}");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o664)).unwrap();
        save(&path, b"two", Expect::Anything, access).unwrap();
        assert_eq!(mode(&path), 0o664, "{name} keeps its rights");
    }
}

/// Banks as earlier versions of the program shipped them.
#[test]
fn banks_of_every_version_open_with_all_their_questions() {
    for (version, text) in
        [(1, include_str!("../golden/bank-v1.ron")), (2, include_str!("../golden/bank-v2.ron"))]
    {
        assert!(text.contains(&format!("version: {version},")), "{version}");
        let library = Library::from_sources(vec![Source::new("bank.ron", text)]);
        assert!(!library.has_errors(), "{version}: {:#?}", library.problems);
        let ids: Vec<&str> = library.bank.questions.iter().map(|it| it.id.as_str()).collect();
        assert_eq!(ids.len(), text.matches("            id: \"").count(), "{ids:?}");
        assert!(ids.contains(&"orm-select-or-prefetch"), "{ids:?}");
        // What an address alone was stays one, so that its bytes are those of the digest.
        for question in &library.bank.questions {
            assert!(question.references.iter().all(|reference| reference.page.is_none()));
            assert!(question.claims.is_empty());
        }
    }
}
