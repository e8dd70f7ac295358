//! The spreadsheet, read back by another program's reader.

use std::io::Cursor;
use std::thread;

use calamine::{Data, Range, Reader, Xlsx, open_workbook_from_rs};
use plumbline::domain::event::{Detail, NoteTag};
use plumbline::domain::record::SessionRecord;
use plumbline::domain::scorecard::Disclosure;
use plumbline::export::format::csv::csv;
use plumbline::export::format::{Paper, PdfOptions};
use plumbline::export::writing::{Format, Notice, scorecard_with};

use super::{DISCLOSURES, full, text, unusual, write};
use crate::support::{Script, frozen_set};

const LIMIT: usize = 32_767;

fn open(bytes: &[u8]) -> Xlsx<Cursor<Vec<u8>>> {
    open_workbook_from_rs(Cursor::new(bytes.to_vec())).unwrap()
}

fn sheet(bytes: &[u8], name: &str) -> Range<Data> {
    let mut book = open(bytes);
    assert_eq!(book.sheet_names(), ["Scorecard", "Data"]);
    assert!(book.worksheet_formula(name).unwrap().is_empty(), "a formula in {name}");
    book.worksheet_range(name).unwrap()
}

fn cells(record: &SessionRecord, name: &str) -> Vec<Vec<Data>> {
    let bytes = write(record, Disclosure::default(), Format::Xlsx).bytes;
    sheet(&bytes, name).rows().map(<[Data]>::to_vec).collect()
}

fn words(record: &SessionRecord, name: &str) -> String {
    let rows = cells(record, name);
    rows.iter().flatten().map(|cell| format!("{cell}\n")).collect()
}

#[test]
fn the_sheet_for_machines_holds_the_cells_of_the_csv_with_real_numbers() {
    for (name, record) in unusual().into_iter().chain([("full", full().record)]) {
        // Control characters are made visible here, and stay what they are there.
        if name.contains("control") {
            continue;
        }
        let data = cells(&record, "Data");
        let csv = text(&record, Format::Csv);
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(csv.as_bytes());
        let table: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        assert_eq!(data.len(), table.len(), "{name}");
        let is_number = |title: &str| ["number", "score", "spent_s", "budget_s"].contains(&title);
        for (row, of_csv) in data.iter().zip(&table) {
            for ((cell, text), title) in row.iter().zip(of_csv).zip(&table[0]) {
                match cell {
                    Data::Float(number) => {
                        assert!(is_number(title) && number.to_string() == text, "{title}: {text}");
                    }
                    Data::String(words) => {
                        assert!(!is_number(title) || title == text, "{title}: {text}");
                        assert_eq!(words, text.trim_start_matches('\''), "{name}, {title}");
                    }
                    Data::Empty => assert_eq!(text, "", "{name}, {title}"),
                    other => panic!("{other:?} in {title}"),
                }
            }
        }
    }
}

#[test]
fn the_sheet_for_people_says_what_the_report_says() {
    let record = full().record;
    let words = words(&record, "Scorecard");
    for expected in [
        "Interview scorecard: Ada Lovelace",
        "Strong yes",
        "Submitted as: Yes",
        "The mean of 2 of 3 competencies; 3 of 6 questions scored; 1 required question without a",
        "Mean of questions 1 and 2",
        "1. First thing\nWhat of q1?",
        "At 3: Anchor 3 of q1.\nAt 5: Anchor 5 of q1.",
        "“I would measure.”",
        "Points heard: core 1 of 2, depth 0 of 1",
        "red flag: flag",
        "Probe asked: And then, q1?",
        "No time for Lovelace.",
        "Not assessed",
        "The line dropped.",
        "Amended; submitted as 2 of 5",
        "Added questions (scored, in no mean)",
        "What of own?",
        "Slow to start.",
        "What would you rebuild?",
        "3. Topic: 2 of 5 → 3 of 5",
        "The room was taken.",
        "1 private note",
    ] {
        assert!(words.contains(expected), "{expected} in {words}");
    }
    assert!(!words.contains("Between us"));
    let numbers: Vec<f64> = cells(&record, "Scorecard")
        .iter()
        .flatten()
        .filter_map(|cell| match cell {
            Data::Float(number) => Some(*number),
            _ => None,
        })
        .collect();
    // Overall, two competencies, three questions and the one that was added.
    assert_eq!(numbers, [3.3, 3.5, 3.0, 4.0, 3.0, 3.0, 5.0]);
}

#[test]
fn the_same_session_gives_the_same_bytes_on_every_thread_and_no_time_of_today() {
    let record = full().record;
    let write = |record: &SessionRecord| write(record, Disclosure::default(), Format::Xlsx).bytes;
    let first = write(&record);
    let others: Vec<Vec<u8>> = thread::scope(|scope| {
        let threads: Vec<_> = (0..2).map(|_| scope.spawn(|| write(&record))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert!(others.iter().all(|other| *other == first));
    let core = part(&first, "docProps/core.xml");
    // The last event's time, and no other.
    assert_eq!(core.matches("2026-09-21T").count(), 2, "{core}");
    assert!(core.contains("Interview scorecard: Ada Lovelace") && core.contains("Grace Hopper"));
}

/// One file of the package.
fn part(bytes: &[u8], name: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("card.xlsx");
    std::fs::write(&path, bytes).unwrap();
    let mut archive = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    std::io::read_to_string(archive.by_name(name).unwrap()).unwrap()
}

#[test]
fn a_sheet_is_set_up_for_print_and_its_header_stays_in_view() {
    let record = full().record;
    for (paper, size) in [(Paper::A4, "paperSize=\"9\""), (Paper::Letter, "paperSize=\"1\"")] {
        let options = PdfOptions { paper, ..PdfOptions::default() };
        let written = scorecard_with(&record, Disclosure::default(), Format::Xlsx, options);
        let bytes = written.unwrap().bytes;
        for name in ["xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"] {
            let xml = part(&bytes, name);
            // Letter is what the format assumes.
            let is_sized =
                xml.contains(size) || (paper == Paper::Letter && !xml.contains("paperSize"));
            assert!(is_sized && xml.contains("orientation=\"landscape\""), "{name}");
            assert!(
                xml.contains("state=\"frozen\"") && xml.contains("fitToHeight=\"0\""),
                "{name}"
            );
        }
    }
}

#[test]
fn no_text_becomes_a_formula_a_number_or_a_link() {
    for words in [
        "=1+1",
        "+1",
        "-1",
        "@SUM(1)",
        "\t=1",
        "＝1",
        "{=1}",
        "12345",
        "1e9",
        "2026-10-12",
        "TRUE",
        "https://example.org",
        "mailto:a@example.org",
        "<v>&amp;</v>",
        "]]>",
        "_x0041_",
        " space ",
    ] {
        let mut script = Script::started(frozen_set(&["a"]));
        script.describe(Detail::Candidate, words).describe(Detail::Role, words);
        script.note(None, NoteTag::Plain, false, words).skip("q1", words).submit();
        let bytes = write(&script.record, Disclosure::default(), Format::Xlsx).bytes;
        let data = sheet(&bytes, "Data");
        assert_eq!(data.get((1, 1)), Some(&Data::String(words.to_owned())), "{words}");
        let people = sheet(&bytes, "Scorecard");
        let is_there = people.rows().flatten().any(|cell| *cell == Data::String(words.to_owned()));
        assert!(is_there, "{words}");
        for name in ["xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"] {
            let xml = part(&bytes, name);
            assert!(!xml.contains("<f>") && !xml.contains("<hyperlink"), "{words}");
        }
    }
}

#[test]
fn a_character_that_xml_cannot_hold_is_made_visible() {
    let mut script = Script::started(frozen_set(&["a"]));
    let words = "a\u{0}b\u{1b}c\u{7f}d\u{85}e\u{fffe}f\tg\r\nh\ri";
    script.describe(Detail::Candidate, words).describe(Detail::Role, words);
    let data = cells(&script.record, "Data");
    let shown = "a␀b␛c␡d\u{fffd}e\u{fffd}f\tg\nh\ni";
    assert_eq!(data[1][1], Data::String(shown.to_owned()));
}

#[test]
fn a_text_too_long_for_a_cell_is_cut_where_one_sees_it_and_said() {
    let mut script = Script::started(frozen_set(&["a"]));
    let long = "𝄞 ".repeat(LIMIT);
    script.note(Some("q1"), NoteTag::Plain, false, &long).submit();
    let written = write(&script.record, Disclosure::default(), Format::Xlsx);
    let cut = |sheet, cell: &str| Notice::Cut { sheet, cells: vec![cell.to_owned()] };
    assert_eq!(written.notices.len(), 2, "{:?}", written.notices);
    assert_eq!(written.notices[1], cut("Data", "V2"));
    let words = sheet(&written.bytes, "Data").get((1, 21)).unwrap().to_string();
    assert!(
        words.ends_with("The JSON export has the whole text]"),
        "{}",
        &words[words.len() - 90..]
    );
    let units = words.encode_utf16().count();
    assert!((LIMIT - 1..=LIMIT).contains(&units), "{units}");
    // One that just fits stays whole.
    let mut script = Script::started(frozen_set(&["a"]));
    script.describe(Detail::Role, &"x".repeat(LIMIT));
    let written = write(&script.record, Disclosure::default(), Format::Xlsx);
    assert_eq!(written.notices, vec![]);
}

#[test]
fn what_is_masked_or_private_is_in_no_part_of_the_file() {
    let record = full().record;
    for disclosure in DISCLOSURES {
        let bytes = write(&record, disclosure, Format::Xlsx).bytes;
        let names = ["xl/sharedStrings.xml", "docProps/core.xml", "docProps/app.xml"];
        let all: String = names.iter().map(|name| part(&bytes, name)).collect();
        assert_eq!(all.contains("Ada Lovelace"), !disclosure.mask_candidate);
        assert_eq!(all.contains("Between us"), disclosure.include_private);
    }
}

#[test]
fn a_table_says_which_questions_it_leaves_out() {
    for format in [Format::Csv, Format::Xlsx] {
        let written = write(&full().record, Disclosure::default(), format);
        assert_eq!(written.notices, [Notice::NotInTable(1)], "{format:?}");
    }
    let card =
        plumbline::domain::scorecard::Scorecard::build(&full().record, DISCLOSURES[0]).unwrap();
    assert!(!String::from_utf8(csv(&card).unwrap()).unwrap().contains("What of own?"));
}
