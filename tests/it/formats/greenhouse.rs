//! Rows for Greenhouse: the names and values of its interface, and nothing made up.

use plumbline::domain::event::{NoteTag, Recommendation};
use plumbline::domain::record::SessionRecord;
use plumbline::domain::scorecard::Disclosure;
use plumbline::export::writing::{Format, Notice};
use serde_json::Value;

use super::{DISCLOSURES, full, unusual, write};
use crate::support::{Script, frozen_set};

fn rows(record: &SessionRecord, disclosure: Disclosure) -> Value {
    serde_json::from_slice(&write(record, disclosure, Format::Greenhouse).bytes).unwrap()
}

#[test]
fn the_rows_hold_what_has_a_counterpart() {
    let rows = rows(&full().record, Disclosure::default());
    let card = &rows["scorecard"];
    assert_eq!(card["candidate_rating"], "strong_yes");
    assert_eq!(card["status"], "complete");
    assert_eq!(card["private_notes"], "");
    assert_eq!(card["interviewed_at"], "2026-09-21T14:18:20Z");
    let notes = card["notes"].as_str().unwrap();
    for words in ["The debrief of Ada brought more.", "Ada saw the race.", "No person chose them"] {
        assert!(notes.contains(words), "{words} in {notes}");
    }
    let attributes = rows["scorecard_candidate_attributes"].as_array().unwrap();
    let ratings: Vec<[&str; 2]> = attributes
        .iter()
        .map(|row| ["name", "candidate_attribute_rating"].map(|name| row[name].as_str().unwrap()))
        .collect();
    // 3.5 rounds up; of the third competency nothing is scored.
    assert_eq!(ratings, [["A", "yes"], ["B", "mixed"], ["C", "no_decision"]]);
    let note = attributes[2]["note"].as_str().unwrap();
    assert!(note.starts_with("No question of it has a score."), "{note}");
    assert!(
        note.contains("not assessed (The line dropped.)") && note.contains("not asked"),
        "{note}"
    );
}

#[test]
fn every_recommendation_has_its_rating_and_none_is_no_decision() {
    for (choice, rating) in [
        (Some(Recommendation::StrongNo), "strong_no"),
        (Some(Recommendation::No), "no"),
        (Some(Recommendation::Yes), "yes"),
        (Some(Recommendation::StrongYes), "strong_yes"),
        (Some(Recommendation::NoDecision), "no_decision"),
        (None, "no_decision"),
    ] {
        let mut script = Script::started(frozen_set(&["a"]));
        if let Some(choice) = choice {
            script.recommend(choice, "Because.");
        }
        let rows = rows(&script.record, Disclosure::default());
        assert_eq!(rows["scorecard"]["candidate_rating"], rating);
        assert_eq!(rows["scorecard"]["status"], "draft");
        let notes = rows["scorecard"]["notes"].as_str().unwrap();
        assert_eq!(notes.contains("No recommendation was given"), choice.is_none());
    }
}

#[test]
fn private_notes_have_a_field_of_their_own() {
    let mut script = full();
    script.record.lost = None;
    for disclosure in DISCLOSURES {
        let rows = rows(&script.record, disclosure);
        let private = rows["scorecard"]["private_notes"].as_str().unwrap();
        assert_eq!(private.matches("Between us").count(), usize::from(disclosure.include_private));
        let all = rows.to_string().matches("Between us").count();
        assert_eq!(all, usize::from(disclosure.include_private), "and nowhere else");
    }
    let mut script = Script::started(frozen_set(&["a"]));
    script.note(None, NoteTag::Strength, true, "Open on page 1.").score("q1", 3);
    let rows = rows(&script.record, DISCLOSURES[2]);
    assert_eq!(rows["scorecard"]["private_notes"], "Open on page 1.");
    assert!(!rows["scorecard"]["notes"].as_str().unwrap().contains("Open on page 1."));
}

#[test]
fn what_has_no_counterpart_is_listed() {
    let notices = write(&full().record, Disclosure::default(), Format::Greenhouse).notices;
    let said: String = notices.iter().map(|notice| format!("{notice}\n")).collect();
    for words in
        ["rounded to one of", "times and budgets", "anchors", "amendments", "seal", "points"]
    {
        assert!(said.contains(words), "{words} in {said}");
    }
    assert!(matches!(notices[0], Notice::Converted(_)));
    for (name, record) in unusual() {
        let rows = rows(&record, Disclosure::default());
        assert!(!rows["scorecard"]["notes"].as_str().unwrap().is_empty(), "{name}");
    }
}
