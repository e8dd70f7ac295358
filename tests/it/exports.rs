//! What people write changes nothing of the form of an export.

use plumbline::domain::event::{Detail, EventKind, NoteTag, Recommendation};
use plumbline::domain::question::Probe;
use plumbline::domain::scorecard::{Disclosure, Scorecard};
use plumbline::export::format::csv::csv;
use plumbline::export::format::markdown::markdown;
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag};

use crate::support::{Script, frozen_set, id};

/// A scorecard with these words in every place that takes text.
fn card(words: &str) -> Scorecard {
    let mut set = frozen_set(&["a", "b"]);
    set.title = words.to_owned();
    for competency in &mut set.competencies {
        competency.title = words.to_owned();
    }
    set.items[0].question.topic = words.to_owned();
    set.items[0].question.probes = vec![Probe::plain(words)];
    let mut script = Script::started(set);
    for detail in [Detail::Candidate, Detail::Role, Detail::Interviewer] {
        script.describe(detail, words);
    }
    for tag in [NoteTag::Strength, NoteTag::Concern, NoteTag::Quote, NoteTag::Plain] {
        script.note(Some("q1"), tag, false, words).note(None, tag, false, words);
    }
    script.score("q1", 4).skip("q2", words);
    script.happen(EventKind::ProbeAsked { question: id("q1"), probe: 0, asked: true });
    let text = script.text(words);
    script.happen(EventKind::UnplannedAsked { text });
    script.recommend(Recommendation::Yes, words).submit();
    Scorecard::build(&script.record, Disclosure::default()).unwrap()
}

/// The blocks and marks of a Markdown text, without its words. How many paragraphs a text has is its
/// writer's own affair; code between single backticks is too.
fn form(markdown: &str) -> Vec<String> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES;
    let mut form: Vec<String> = Vec::new();
    for event in Parser::new_ext(markdown, options) {
        let mark = match event {
            Event::Text(_) | Event::Code(_) | Event::SoftBreak => continue,
            Event::Start(Tag::Paragraph) => "paragraph".to_owned(),
            Event::Start(tag) => format!("{tag:?}"),
            Event::End(_) => continue,
            other => format!("{other:?}"),
        };
        if mark != "paragraph" || form.last() != Some(&mark) {
            form.push(mark);
        }
    }
    form
}

/// The words that a reader sees, code in its backticks, without spaces.
fn words(markdown: &str) -> String {
    let mut words = String::new();
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        match event {
            Event::Text(text) => words.push_str(&text),
            Event::Code(text) => words.push_str(&format!("`{text}`")),
            _ => {}
        }
    }
    words.retain(|c| !c.is_whitespace());
    words
}

fn hostile() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "`",
        "``",
        "```",
        "````",
        "\\",
        "\\`",
        "<b>",
        "</b>",
        "<!--",
        "<http://x>",
        "[a](b)",
        "![a](b)",
        "[a]: b",
        "*",
        "**",
        "_",
        "#",
        "## ",
        "- ",
        "+ ",
        "1. ",
        "2) ",
        "> ",
        "---",
        "===",
        ":-:",
        "|",
        "~~",
        "~~~",
        "&amp;",
        "&#35;",
        "    ",
        "\t",
        " ",
        "\n",
        "\n\n",
        "a",
        "é",
        "[ ] ",
        "[^1]",
        "\u{7}",
        "\r",
    ]);
    prop::collection::vec(piece, 1..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn what_people_write_changes_no_form_of_the_markdown(before in hostile(), after in hostile()) {
        let text = format!("{before} x\n{after} x");
        let plain = form(&markdown(&card("x\nx")));
        prop_assert_eq!(form(&markdown(&card(&text))), plain);
    }

    #[test]
    fn what_people_write_is_read_as_they_wrote_it(text in hostile()) {
        let mut expected: String = text.chars().filter(|c| !c.is_control()).collect();
        expected.retain(|c| !c.is_whitespace());
        prop_assume!(!expected.is_empty());
        let shown = words(&markdown(&card(&text)));
        prop_assert!(shown.contains(&format!("16:00{expected}")), "{} in {}", text, shown);
    }
}

#[test]
fn spaces_behind_a_control_character_are_no_indent() {
    let plain = form(&markdown(&card("x")));
    assert_eq!(form(&markdown(&card("\u{7}    x"))), plain);
}

#[test]
fn a_fence_in_code_does_not_end_it() {
    let mut card = card("x");
    let prompt = "Read this:\n```md\n````\n# no heading\n```\nWhat is it?";
    card.questions[0].prompt = prompt.to_owned();
    let events: Vec<Event> = Parser::new(&markdown(&card)).map(Event::into_static).collect();
    let code: Vec<&Event> = events
        .iter()
        .filter(|event| matches!(event, Event::Text(t) if t.contains("no heading")))
        .collect();
    assert_eq!(code, [&Event::Text("````\n# no heading\n".into())]);
}

#[test]
fn no_cell_is_a_formula_whatever_separates_the_cells() {
    let text = "x;=1+1;y\t=1+1\n=1+1\n;@sum(1);-1+1,=1+1";
    let table = csv(&card(text)).unwrap();
    for separator in [b',', b';', b'\t'] {
        for quoting in [true, false] {
            let mut reader = csv::ReaderBuilder::new();
            reader.delimiter(separator).quoting(quoting).flexible(true).has_headers(false);
            let rows: Vec<csv::StringRecord> =
                reader.from_reader(&table[..]).records().map(Result::unwrap).collect();
            assert!(rows.len() > 2);
            // Without quoting, commas in a text are the writer's own affair.
            let cells = rows.iter().flatten();
            for cell in cells.filter(|_| quoting || separator != b',') {
                assert!(!cell.starts_with(['=', '+', '-', '@']), "{cell:?} at {separator:?}");
            }
        }
    }
    assert!(
        String::from_utf8(table)
            .unwrap()
            .lines()
            .next()
            .unwrap()
            .starts_with("\"candidate\",\"role\"")
    );
}
