//! The pages as they are laid out: what stands where, and what each mark is to somebody who does not see
//! it.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use plumbline::domain::event::{Detail, EventKind, NoteTag, Recommendation};
use plumbline::domain::record::SessionRecord;
use plumbline::domain::scorecard::{Disclosure, Scorecard};
use plumbline::export::layout::guide::{OwnNotes, guide};
use plumbline::export::layout::layout;
use plumbline::export::page::{Document, Mark, Paper, Shape};
use plumbline::export::pdf::{self, Carried};
use plumbline::export::structure::{Role, Tag};
use plumbline::export::text::TextSetter;

use crate::formats::full;
use crate::support::{Script, frozen_set};

fn card(record: &SessionRecord) -> Scorecard {
    Scorecard::build(record, Disclosure::default()).unwrap()
}

/// One line for each stretch of text on one height: where it begins, what it is a part of, its words.
/// Shapes are counted, for their place follows from the text beside them.
fn written(document: &Document) -> String {
    let mut out = format!("{} by {}, {}\n", document.title, document.author, document.paper.name());
    for (number, page) in (1..).zip(&document.pages) {
        let shapes = page.marks.iter().filter(|mark| mark.run().is_none()).count();
        let _ = writeln!(out, "\npage {number}, {shapes} shapes");
        let mut lines: Vec<(i32, i32, String, String)> = Vec::new();
        for mark in &page.marks {
            let Shape::Text { x, y, run } = &mark.shape else { continue };
            let (x, y, role) = (x.round() as i32, y.round() as i32, role(document, mark));
            match lines.last_mut() {
                Some((_, last, of, text)) if *last == y && *of == role => text.push_str(&run.text),
                _ => lines.push((x, y, role, run.text.to_string())),
            }
        }
        for (x, y, role, text) in lines {
            let _ = writeln!(out, "{y:>4} {x:>4} {role:<9} {}", text.trim_end());
        }
    }
    out
}

fn role(document: &Document, mark: &Mark) -> String {
    let element = mark.tag.and_then(|tag| document.structure.get(tag));
    element.map_or("-".to_owned(), |element| match element.role {
        Role::Heading(level) => format!("H{level}"),
        role => format!("{role:?}"),
    })
}

/// A dozen sessions, each for what only it shows.
fn dozen() -> Vec<(&'static str, Document)> {
    let page = |record: &SessionRecord| layout(&card(record), Paper::A4);
    let with = |record: &SessionRecord, disclosure| {
        layout(&Scorecard::build(record, disclosure).unwrap(), Paper::A4)
    };
    let full = full().record;
    let open = Disclosure { include_private: true, ..Disclosure::default() };
    let masked = Disclosure { mask_candidate: true, ..Disclosure::default() };
    let mut draft = Script::started(frozen_set(&["a", "b"]));
    draft.describe(Detail::Candidate, "Ada Lovelace").score("q1", 2);
    let mut discarded = Script::started(frozen_set(&["a"]));
    discarded.happen(EventKind::Discarded);
    let mut no_show = Script::new(frozen_set(&["a"]));
    no_show.describe(Detail::Candidate, "Ada Lovelace").happen(EventKind::NoShow);
    let mut no_scores = Script::started(frozen_set(&["a", "b"]));
    no_scores.skip("q1", "No time.").skip("q2", "No time.");
    no_scores.recommend(Recommendation::NoDecision, "Too short.").submit();
    let mut no_questions = Script::started(frozen_set(&[]));
    no_questions.submit();
    let mut lost = full.clone();
    lost.lost = Some("3 of 40 events could not be read".to_owned());
    let mut paused = Script::started(frozen_set(&["a", "b"]));
    paused.score("q1", 5).happen(EventKind::Paused).happen(EventKind::Resumed);
    paused.score("q2", 1).score("q1", 4).submit();
    vec![
        ("full", page(&full)),
        ("full-on-letter", layout(&card(&full), Paper::Letter)),
        ("with-private-notes", with(&full, open)),
        ("masked", with(&full, masked)),
        ("incomplete", page(&lost)),
        ("draft", page(&draft.record)),
        ("discarded", page(&discarded.record)),
        ("no-show", page(&no_show.record)),
        ("no-scores", page(&no_scores.record)),
        ("no-questions", page(&no_questions.record)),
        ("paused-and-returned", page(&paused.record)),
        ("guide", guide(&full.set, &OwnNotes::new(), Paper::A4, TextSetter::default())),
    ]
}

#[test]
fn a_dozen_sessions_are_laid_out_as_kept_here() {
    for (name, document) in dozen() {
        crate::golden::check(&format!("pages/{name}.txt"), &written(&document));
    }
}

/// A reader who hears the page hears every word of it once, but for what frames each page.
#[test]
fn every_word_is_a_part_of_something_but_for_headers_and_footers() {
    for (name, document) in dozen() {
        for (number, page) in (1..).zip(&document.pages) {
            for mark in page.marks.iter().filter(|mark| mark.tag.is_none()) {
                let Shape::Text { y, run, .. } = &mark.shape else { continue };
                let frames = *y < document.paper.margin() || *y > document.paper.bottom();
                let is_running_title = number > 1 && run.text.contains("continued") || *y < 75.0;
                assert!(frames || is_running_title, "{name}, page {number}: {:?}", run.text);
            }
        }
    }
}

/// Nothing is read twice, and nothing out of turn: a part's stretches stand together.
#[test]
fn parts_are_read_in_the_order_in_which_they_are_drawn() {
    for (name, document) in dozen() {
        let tags = document.pages.iter().flat_map(|page| &page.marks).filter_map(|mark| mark.tag);
        let mut tags: Vec<Tag> = tags.collect();
        tags.dedup();
        let once: BTreeSet<Tag> = tags.iter().copied().collect();
        // Only a paragraph that runs over a page is drawn in two stretches, with the footer between.
        assert_eq!(once.len(), tags.len(), "{name}");
    }
}

#[test]
fn figures_say_what_they_show() {
    let document = layout(&card(&full().record), Paper::A4);
    let figures = document.structure.elements().filter(|(_, element)| element.role == Role::Figure);
    let figures: Vec<&str> =
        figures.map(|(_, element)| element.alt.as_deref().unwrap_or_default()).collect();
    for words in ["on a scale from 1 to 5", "chosen: Strong yes", "First thing, 0"] {
        assert!(figures.iter().any(|alt| alt.contains(words)), "{words:?}: {figures:?}");
    }
}

/// Three first pages side by side: the parts begin at the same heights, whatever was written.
#[test]
fn page_1_has_the_same_places_on_every_card_of_a_set() {
    let heights = |script: &Script| -> Vec<(String, i32)> {
        let document = layout(&card(&script.record), Paper::A4);
        let first = document.bookmarks.iter().filter(|bookmark| bookmark.page == 0);
        first.map(|bookmark| (bookmark.title.clone(), bookmark.y.round() as i32)).collect()
    };
    let set = || frozen_set(&["a", "b", "c"]);
    let mut short = Script::started(set());
    short.score("q1", 3).submit();
    let mut long = Script::started(set());
    let words = "A sentence that goes on for a while. ".repeat(40);
    for detail in [Detail::Candidate, Detail::Role, Detail::Interviewer] {
        long.describe(detail, &words);
    }
    for question in ["q1", "q2", "q3"] {
        long.score(question, 2).note(Some(question), NoteTag::Strength, false, &words);
        long.note(Some(question), NoteTag::Concern, false, &words);
    }
    long.recommend(Recommendation::StrongNo, &words).submit();
    assert_eq!(heights(&short), heights(&long));
    assert_eq!(heights(&short), heights(&Script::started(set())));
}

/// Two hundred questions, names of three hundred characters, text that looks like PDF or XML: the file
/// is written, and the names stand in it as text.
#[test]
fn no_content_breaks_the_file() {
    let names: Vec<String> = (0..200).map(|number| format!("c{}", number % 12)).collect();
    let mut script =
        Script::started(frozen_set(&names.iter().map(String::as_str).collect::<Vec<_>>()));
    let nasty =
        ") Tj ET endstream endobj <</Type/Catalog>> <script>&amp;]]></x> \\( \u{1}\u{7f}../../etc";
    script.describe(Detail::Candidate, &nasty.repeat(4)).describe(Detail::Role, nasty);
    script.describe(Detail::Interviewer, "=cmd|' /C calc'!A0");
    for number in (1..=200).step_by(7) {
        script.note(Some(&format!("q{number}")), NoteTag::Quote, false, nasty);
        script.score(&format!("q{number}"), 3);
    }
    script.submit();
    for paper in Paper::ALL {
        let document = layout(&card(&script.record), paper);
        let bytes = pdf::write(&document, &Carried::default()).unwrap();
        let file = lopdf::Document::load_mem(&bytes).unwrap();
        assert_eq!(file.get_pages().len(), document.pages.len());
        assert_eq!(
            file.objects
                .values()
                .filter(|object| object.type_name().is_ok_and(|n| n == b"Catalog"))
                .count(),
            1
        );
    }
}
