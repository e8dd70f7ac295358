//! CSV as a spreadsheet reads it.

use plumbline::domain::event::{Detail, NoteTag};
use plumbline::export::writing::Format;

use super::text;
use crate::support::{Script, frozen_set};

/// The role and the evidence of a session with these words in both.
fn cells(words: &str) -> [String; 2] {
    let mut script = Script::started(frozen_set(&["a"]));
    script.describe(Detail::Role, words).note(Some("q1"), NoteTag::Plain, false, words);
    let csv = text(&script.record, Format::Csv);
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let header = reader.headers().unwrap().clone();
    let row = reader.records().next().unwrap().unwrap();
    ["role", "evidence"].map(|title| {
        let place = header.iter().position(|column| column == title).unwrap();
        row[place].to_owned()
    })
}

#[test]
fn a_cell_that_a_spreadsheet_would_run_gets_an_apostrophe() {
    for (words, expected) in [
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("+1+1", "'+1+1"),
        ("-1+1", "'-1+1"),
        ("@SUM(1)", "'@SUM(1)"),
        ("\t=1", "'\t'=1"),
        ("＝1", "'＝1"),
        ("＋1", "'＋1"),
        ("－1", "'－1"),
        ("＠1", "'＠1"),
        ("one;=1", "one;'=1"),
        ("one\n=1", "one\n'=1"),
        ("one\n- two\n- three", "one\n- two\n- three"),
        (
            "plain, with \"quotes\"; and = signs - of all @ kinds",
            "plain, with \"quotes\"; and = signs - of all @ kinds",
        ),
    ] {
        let [role, evidence] = cells(words);
        assert_eq!(role, expected);
        // Its time stands before it, so that nothing at the start of a note begins the cell.
        let behind = expected.strip_prefix('\'').filter(|_| !words.starts_with('\t'));
        assert_eq!(
            evidence.split_once(' ').unwrap().1,
            behind.unwrap_or(expected.trim_start_matches("'"))
        );
    }
}
