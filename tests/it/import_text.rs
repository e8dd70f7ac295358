//! Running text as people keep it: one fixture for each way in which a document misleads a reader.

mod answers;
mod asking;
mod languages;
mod layout;
mod left_out;
mod levels;
mod lists;
mod readings;

use std::fmt::Debug;
use std::fs;
use std::path::PathBuf;

use plumbline::import::{Fate, Imported, LeftOut, Refusal, import};

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import")
}

fn bytes(name: &str) -> Vec<u8> {
    fs::read(folder().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn read(name: &str) -> Imported {
    import(name, &bytes(name)).unwrap_or_else(|refusal| panic!("{name}: {refusal}"))
}

/// The questions are these, each on its line, and no others.
#[track_caller]
fn check(name: &str, expected: &[(usize, &str)]) -> Imported {
    let imported = read(name);
    let found: Vec<(usize, &str)> =
        imported.questions.iter().map(|found| (found.line, found.text.as_str())).collect();
    assert_eq!(found, expected, "{name}");
    imported
}

/// What one field of every question says.
#[track_caller]
fn check_each<T: PartialEq + Debug>(
    imported: &Imported,
    field: impl Fn(&plumbline::import::Found) -> T,
    expected: &[T],
) {
    let found: Vec<T> = imported.questions.iter().map(field).collect();
    assert_eq!(found, expected);
}

#[track_caller]
fn check_answers(imported: &Imported, expected: &[&str]) {
    check_each(
        imported,
        |found| found.answer.clone(),
        &expected.iter().map(ToString::to_string).collect::<Vec<_>>(),
    );
}

/// Sections as `outer > inner`.
#[track_caller]
fn check_sections(imported: &Imported, expected: &[&str]) {
    let expected: Vec<String> = expected.iter().map(ToString::to_string).collect();
    check_each(imported, |found| found.section.join(" > "), &expected);
}

#[track_caller]
fn check_numbers(imported: &Imported, expected: &[u32]) {
    check_each(imported, |found| found.number.unwrap_or(0), expected);
}

/// Each of these lines is in no question and heads none, for one of these reasons.
#[track_caller]
fn check_left_out(imported: &Imported, lines: &[usize], reasons: &[LeftOut]) {
    for line in lines {
        let fates = fates(imported, *line);
        let is_out = |fate: &Fate| matches!(fate, Fate::LeftOut(reason) if reasons.is_empty() || reasons.contains(reason));
        assert!(!fates.is_empty() && fates.iter().all(is_out), "line {line}: {fates:?}");
    }
}

fn fates(imported: &Imported, line: usize) -> Vec<Fate> {
    let covers = |first: usize, last: usize| first <= line && line <= last;
    let fates = imported.fates.iter().filter(|(lines, _)| covers(lines.first, lines.last));
    fates.map(|(_, fate)| *fate).collect()
}

fn notices(imported: &Imported, line: usize) -> Vec<&str> {
    let notices = imported.notices.iter().filter(|notice| notice.line == line);
    notices.map(|notice| notice.message.as_str()).collect()
}

#[track_caller]
fn check_notice(imported: &Imported, line: usize, words: &str) {
    let found = notices(imported, line);
    assert!(found.iter().any(|message| message.contains(words)), "{:?}", imported.notices);
}

/// What is said of a document without questions.
#[track_caller]
fn check_refused(text: &str, expected: &str) {
    let refusal = import("notes.txt", text.as_bytes()).map(|imported| imported.questions);
    assert_eq!(refusal.as_ref().map_err(Refusal::to_string), Err(expected.to_owned()), "{text}");
}

/// Every fixture: its name and what is wrong with it.
fn each_fixture(wrong: impl Fn(&str, &str, &Imported) -> Vec<String>) {
    let mut names: Vec<String> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".md") || name.ends_with(".txt"))
        .collect();
    names.sort();
    assert!(names.len() > 40, "{names:?}");
    let mut all = Vec::new();
    for name in &names {
        let text = String::from_utf8(bytes(name)).unwrap();
        all.extend(
            wrong(name, &text, &read(name)).into_iter().map(|wrong| format!("{name}: {wrong}")),
        );
    }
    assert!(all.is_empty(), "{}", all.join("\n"));
}

/// What becomes of the lines of a document agrees with its questions, and no line is forgotten.
fn wrong_fates(text: &str, imported: &Imported) -> Vec<String> {
    let mut wrong = Vec::new();
    let count = text.lines().count();
    for (number, line) in (1..).zip(text.lines()) {
        if !line.trim().is_empty() && fates(imported, number).is_empty() {
            wrong.push(format!("line {number} has no fate: {line}"));
        }
    }
    for (lines, fate) in &imported.fates {
        let (Fate::Question(index)
        | Fate::Details(index)
        | Fate::Answer(index)
        | Fate::Code(index)) = *fate
        else {
            continue;
        };
        let Some(found) = imported.questions.get(index) else {
            wrong.push(format!("{fate:?} at {lines:?} names no question"));
            continue;
        };
        let is_inside = lines.first >= found.line && lines.last <= found.end_line;
        if matches!(fate, Fate::Question(_)) && !is_inside {
            wrong.push(format!(
                "{fate:?} at {lines:?} lies outside of {}..={}",
                found.line, found.end_line
            ));
        }
        if matches!(fate, Fate::Answer(_)) && found.answer.is_empty() && found.code.is_empty() {
            wrong.push(format!("{fate:?} at {lines:?}, but its answer is empty"));
        }
        if matches!(fate, Fate::Details(_)) && found.details.is_empty() {
            wrong.push(format!("{fate:?} at {lines:?}, but it has no details"));
        }
        if matches!(fate, Fate::Code(_)) && found.code.is_empty() {
            wrong.push(format!("{fate:?} at {lines:?}, but it has no code"));
        }
    }
    if imported.fates.iter().any(|(lines, _)| lines.first == 0 || lines.last > count) {
        wrong.push("a fate lies outside of the document".to_owned());
    }
    for (index, found) in imported.questions.iter().enumerate() {
        if !fates(imported, found.line).contains(&Fate::Question(index)) {
            wrong.push(format!("line {} is not told to be question {index}", found.line));
        }
    }
    if !imported.questions.is_sorted_by_key(|found| found.line) {
        wrong.push("the questions are not in the order of their lines".to_owned());
    }
    wrong
}

/// What is left out without a word is lost: everything but rulers and the like has a notice.
fn unsaid(imported: &Imported) -> Vec<String> {
    let mut said = false;
    let mut wrong = Vec::new();
    let mut before = None;
    // The line of dashes in a table, say, ends no stretch.
    let is_text = |(_, fate): &&(_, Fate)| *fate != Fate::LeftOut(LeftOut::Furniture);
    for (lines, fate) in imported.fates.iter().filter(is_text) {
        // One notice covers a stretch of lines with the same fate.
        said = notices(imported, lines.first).iter().any(|message| message.contains("left out"))
            || (said && before == Some(fate));
        if matches!(fate, Fate::LeftOut(_)) && !said {
            wrong.push(format!("{fate:?} at {lines:?} has no notice"));
        }
        before = Some(fate);
    }
    wrong
}

#[test]
fn every_line_of_every_fixture_has_a_fate_that_agrees_with_the_questions() {
    each_fixture(|_, text, imported| wrong_fates(text, imported));
}

#[test]
fn every_line_that_is_left_out_has_a_notice() {
    each_fixture(|_, _, imported| unsaid(imported));
}

#[test]
fn the_same_bytes_give_the_same_result() {
    each_fixture(|name, _, imported| {
        let is_same = (0..3).all(|_| read(name) == *imported);
        if is_same { Vec::new() } else { vec!["another result".to_owned()] }
    });
}

#[test]
fn line_ends_and_a_byte_order_mark_change_nothing() {
    each_fixture(|name, text, imported| {
        let ends = text.replace('\n', "\r\n");
        let marked = format!("\u{feff}{text}");
        let utf_16: Vec<u8> = [0xff, 0xfe]
            .into_iter()
            .chain(text.encode_utf16().flat_map(u16::to_le_bytes))
            .collect();
        [("CRLF", ends.into_bytes()), ("mark", marked.into_bytes()), ("UTF-16", utf_16)]
            .into_iter()
            .filter(|(_, bytes)| import(name, bytes).as_ref() != Ok(imported))
            .map(|(change, _)| change.to_owned())
            .collect()
    });
}

/// The name is told in messages only: a list is read alike wherever it was pasted.
#[test]
fn no_question_depends_on_the_name_of_the_file() {
    each_fixture(|name, _, imported| {
        let other = if name.ends_with(".md") { "pasted.txt" } else { "README.md" };
        let texts = |imported: &Imported| -> Vec<String> {
            imported.questions.iter().map(|found| found.text.clone()).collect()
        };
        let renamed = import(other, &bytes(name)).unwrap();
        if texts(&renamed) == texts(imported) {
            Vec::new()
        } else {
            vec![format!("{:?}", texts(&renamed))]
        }
    });
}
