//! The summary that is copied: short, complete in what decides, and without what is not disclosed.

use plumbline::domain::event::{Detail, NoteTag, Recommendation};
use plumbline::domain::scorecard::{Disclosure, Scorecard};
use plumbline::export::summary::summary;

use crate::support::{Script, frozen_set};

fn script() -> Script {
    let mut script = Script::started(frozen_set(&["a", "a", "b"]));
    script.describe(Detail::Candidate, "Dana Whitfield").describe(Detail::Role, "Engineer");
    script.describe(Detail::Interviewer, "Łukasz");
    script.score("q1", 4).skip("q2", "No time.").score("q3", 3);
    script
}

fn summary_of(script: &Script, disclosure: Disclosure) -> String {
    summary(&Scorecard::build(&script.record, disclosure).unwrap())
}

#[test]
fn a_summary_says_who_what_and_why_with_every_denominator() {
    let mut script = script();
    script.note(Some("q1"), NoteTag::Strength, false, "asked for\nthe numbers");
    script.recommend(Recommendation::Yes, "Weighs costs well.").submit();
    assert_eq!(
        summary_of(&script, Disclosure::default()),
        "Dana Whitfield, Engineer\n\
         21 September 2026, interviewed by Łukasz\n\
         Recommendation: Yes. Weighs costs well.\n\
         Overall: 3.5 of 5, average of 2 of 2 competencies; 2 of 3 questions scored\n\
         Competencies:\n\
         - A: 4.0 of 5, 1 of 2 questions scored\n\
         - B: 3.0 of 5, 1 of 1 question scored\n\
         Strengths:\n\
         - Asked for the numbers (question 1)\n\
         Concerns: none noted\n"
    );
}

#[test]
fn a_summary_leaves_out_private_notes_and_a_masked_name() {
    let mut script = script();
    script.note(None, NoteTag::Concern, true, "Between us only");
    script.submit();
    let text = summary_of(&script, Disclosure { mask_candidate: true, include_private: false });
    assert!(!text.contains("Dana") && !text.contains("Between us"), "{text}");
    assert!(text.starts_with("Candidate "), "{text}");
}

#[test]
fn a_summary_stays_within_25_lines_however_much_was_written() {
    let names: Vec<String> = (0..12).map(|number| format!("competency-{number}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut script = Script::started(frozen_set(&names));
    for tag in [NoteTag::Strength, NoteTag::Concern] {
        for _ in 0..9 {
            script.note(Some("q1"), tag, false, &"word ".repeat(2_000));
        }
    }
    let text = summary_of(&script, Disclosure::default());
    assert!(text.lines().count() <= 25, "{}", text.lines().count());
    assert!(text.lines().all(|line| line.chars().count() <= 300));
    assert!(text.contains("- and 6 more") && text.contains("- and 5 more"), "{text}");
    assert!(text.contains("Draft, not submitted"));
}
