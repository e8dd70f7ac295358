//! A masked candidate has one alias everywhere, and what people wrote is shown before it leaves.

use std::collections::BTreeSet;

use plumbline::domain::alias::alias;
use plumbline::domain::event::{Detail, NoteTag};
use plumbline::domain::ids::SessionId;
use plumbline::domain::mentions::mentions;
use plumbline::domain::scorecard::{Disclosure, Scorecard};
use plumbline::domain::text::{Salt, Text};
use plumbline::export::writing::Format;

use super::{DISCLOSURES, full, text, write};
use crate::support::{Script, frozen_set};

const MASKED: Disclosure = Disclosure { mask_candidate: true, include_private: false };

fn candidate(script: &Script, disclosure: Disclosure) -> String {
    Scorecard::build(&script.record, disclosure).unwrap().candidate
}

#[test]
fn the_alias_is_the_same_in_every_copy_and_of_no_other_session() {
    let script = full();
    let name = alias(&script.record).unwrap();
    let signs = name.strip_prefix("Candidate ").unwrap();
    assert!(
        signs.len() == 6 && signs.chars().all(|c| c.is_ascii_digit() || c.is_ascii_uppercase())
    );
    assert!(!signs.contains(['I', 'L', 'O', 'U']), "{signs}");
    assert_eq!(candidate(&script, MASKED), name);
    assert_eq!(candidate(&script, Disclosure::default()), "Ada Lovelace");
    for disclosure in DISCLOSURES {
        let copy = script.record.disclosed(disclosure);
        assert_eq!(alias(&copy).as_ref(), Some(&name));
        // A copy that was masked shows it whatever is asked for.
        let shown = Scorecard::build(&copy, Disclosure::default()).unwrap().candidate;
        assert_eq!(shown == name, disclosure.mask_candidate, "{shown}");
    }
    // A correction of the name changes nothing, another session does.
    let mut corrected = full();
    corrected.record.events.truncate(4);
    corrected.describe(Detail::Candidate, "Ada King");
    assert_eq!(alias(&corrected.record), Some(name.clone()));
    corrected.record.id = SessionId::parse("other").unwrap();
    assert_ne!(alias(&corrected.record), Some(name));
}

/// Golden, made by an independent tool: an alias that stands in somebody's files stays the same.
#[test]
fn the_alias_of_a_session_is_fixed() {
    assert_eq!(alias(&full().record).unwrap(), "Candidate ZNQE6K");
}

/// The same name under another salt has another alias: nobody can try names.
#[test]
fn the_alias_tells_nothing_of_the_name() {
    let aliases: BTreeSet<String> = (0..200_u8)
        .map(|salt| {
            let mut script = Script::new(frozen_set(&["a"]));
            let text = Text::new(
                plumbline::domain::ids::TextId::parse("t1").unwrap(),
                Salt::new([salt; 16]),
                "Ada",
            );
            let reference = text.reference().unwrap();
            script.record.texts.push(text);
            script.happen(plumbline::domain::event::EventKind::Described {
                detail: Detail::Candidate,
                text: reference,
            });
            alias(&script.record).unwrap()
        })
        .collect();
    assert_eq!(aliases.len(), 200);
}

#[test]
fn a_candidate_without_a_name_has_no_alias() {
    let mut script = Script::started(frozen_set(&["a"]));
    script.score("q1", 3).submit();
    assert_eq!(candidate(&script, Disclosure::default()), "not given");
    assert_eq!(candidate(&script, MASKED), "Candidate (no name given)");
}

#[test]
fn the_alias_stands_in_every_format_and_the_name_in_none() {
    let mut script = Script::started(frozen_set(&["a"]));
    script.describe(Detail::Candidate, "Ada Lovelace").score("q1", 3).submit();
    let name = alias(&script.record).unwrap();
    for format in [Format::Json, Format::Csv, Format::Markdown, Format::Greenhouse] {
        let masked = String::from_utf8(write(&script.record, MASKED, format).bytes).unwrap();
        assert!(!masked.contains("Ada") && !masked.contains("Lovelace"), "{format:?}");
        assert_eq!(masked.contains(&name), format != Format::Greenhouse, "{format:?}");
        let open = text(&script.record, format);
        assert_eq!(open.contains("Ada Lovelace"), format != Format::Greenhouse, "{format:?}");
    }
}

#[test]
fn every_place_that_names_the_candidate_is_found() {
    let found = mentions(&full().record, MASKED);
    let places: Vec<(Option<usize>, &str)> =
        found.iter().map(|mention| (mention.question, mention.word.as_str())).collect();
    assert_eq!(
        places,
        [
            (Some(1), "Ada"),
            (Some(4), "Lovelace"),
            (None, "Ada"),
            (Some(3), "Ada"),
            (None, "Ada"),
            (None, "Ada"),
        ],
        "{found:#?}"
    );
    assert_eq!(found[0].excerpt, "Ada saw the race.");
    assert_eq!(
        found[1].to_string(),
        "question 4 “No time for Lovelace.” names the candidate (“Lovelace”)"
    );
    let with_private = Disclosure { include_private: true, ..MASKED };
    assert_eq!(mentions(&full().record, with_private).len(), found.len() + 1);
    // Nothing is left to look for once the name is gone.
    assert_eq!(mentions(&full().record.disclosed(MASKED), MASKED), vec![]);
}

#[test]
fn words_that_were_taken_back_and_other_people_are_no_mention() {
    let mut script = Script::started(frozen_set(&["a"]));
    script.describe(Detail::Candidate, "Ada Lovelace").describe(Detail::Interviewer, "Ada Byron");
    script.note(Some("q1"), NoteTag::Plain, false, "An adapter for Canada.");
    script.skip("q1", "Ada asked to.").skip("q1", "No time.");
    assert_eq!(mentions(&script.record, MASKED), vec![]);
    // A name that was corrected is still hers.
    script.describe(Detail::Candidate, "Ada King");
    script.note(Some("q1"), NoteTag::Plain, false, "LOVELACE'S plan");
    assert_eq!(mentions(&script.record, MASKED)[0].word, "LOVELACE");
}
