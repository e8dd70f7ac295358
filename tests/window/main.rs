//! The real window under Xvfb, driven by keyboard. See README.md beside this file.
//!
//! What it did is read from the outside: the window's title, the records, the files on the disk;
//! and, of a set that is built, what a screen reader hears.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

#[path = "../faults/chance.rs"]
#[allow(dead_code, reason = "shared with the tests of faults")]
mod chance;
mod desk;
mod kills;
mod reader;
mod sets;

use std::process::Command;

use desk::{Desk, wait_until};
use plumbline::domain::event::{EventKind, NoteTag};
use plumbline::domain::ids::QuestionId;

/// Through Start, with one of the ready sets, by its place from 1, until the clock runs.
fn begin_with(desk: &Desk, candidate: &str, set: usize) {
    desk.keys(&["F3"]);
    desk.wait_for_title("New interview");
    desk.type_text(candidate);
    desk.keys(&["Tab"]);
    desk.type_text("Senior engineer, payments");
    desk.keys(&["Tab"]);
    desk.type_text("Grace Hopper");
    desk.keys(&vec!["Tab"; set]);
    desk.keys(&["space", "ctrl+Return"]);
    desk.wait_for_title("Interview");
    desk.wait_for_event("the clock runs", |kind| matches!(kind, EventKind::Started));
}

/// With the set of seven questions that have points.
fn begin(desk: &Desk, candidate: &str) {
    begin_with(desk, candidate, 4);
}

fn opened(desk: &Desk, count: usize) -> QuestionId {
    let questions = || -> Vec<QuestionId> {
        let events = desk.events();
        let ids = events.into_iter().filter_map(|event| match event.kind {
            EventKind::Opened { question } => question,
            _ => None,
        });
        ids.collect()
    };
    wait_until("a question is current question", || questions().len() == count);
    questions().pop().unwrap()
}

/// From the wrap-up to the page on the disk.
fn recommend_and_submit(desk: &Desk) {
    desk.wait_for_title("Wrap-up");
    desk.keys(&["ctrl+shift+r", "Tab", "Tab", "Return", "Tab", "Tab", "Tab"]);
    desk.type_text("Weighs costs from evidence");
    desk.keys(&["ctrl+Return", "Return"]);
    desk.wait_for_title("Scorecard");
    desk.wait_for_event("the seal", |kind| matches!(kind, EventKind::Submitted { .. }));
    desk.keys(&["ctrl+Return"]);
    wait_until("a page on the disk", || desk.pdf().is_some());
}

fn page_text(desk: &Desk) -> String {
    let text = Command::new("pdftotext").arg("-layout").arg(desk.pdf().unwrap()).arg("-").output();
    let text = String::from_utf8(text.unwrap().stdout).unwrap();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn an_interview_from_home_to_the_page_by_keyboard_alone() {
    let desk = Desk::set_up();
    begin(&desk, "Nguyen Thi Minh Khai");

    desk.keys(&["Next"]);
    let first = opened(&desk, 1);
    desk.keys(&["4"]);
    desk.wait_for_event("the score", |kind| {
        matches!(kind, EventKind::Scored { question, step } if *question == first && step.get() == 4)
    });
    desk.type_text("+ Asked for numbers before proposing 2 options");
    desk.keys(&["Return"]);
    desk.wait_for_event("the note", |kind| matches!(kind, EventKind::Noted { .. }));
    desk.keys(&["ctrl+shift+2"]);
    desk.wait_for_event("the point", |kind| {
        matches!(kind, EventKind::PointHeard { question, point: 1, heard: true, .. } if *question == first)
    });

    desk.keys(&["Next"]);
    let second = opened(&desk, 2);
    desk.keys(&["ctrl+Next"]);
    desk.type_text("Covered by the first answer");
    desk.keys(&["Return"]);
    desk.wait_for_event(
        "the skip",
        |kind| matches!(kind, EventKind::Skipped { question, .. } if *question == second),
    );
    let third = opened(&desk, 3);
    desk.keys(&["F8"]);
    desk.wait_for_event("the pause", |kind| matches!(kind, EventKind::Paused));
    desk.keys(&["F8"]);
    desk.wait_for_event("the clock again", |kind| matches!(kind, EventKind::Resumed));
    desk.keys(&["Prior"]);
    assert_eq!(opened(&desk, 4), second, "back");
    desk.keys(&["Next"]);
    assert_eq!(opened(&desk, 5), third);
    desk.keys(&["2"]);
    // The candidate's window comes and goes; what is typed meanwhile is a note all the same.
    desk.keys(&["F12"]);
    desk.type_text("- Jumped to a fix once");
    desk.keys(&["Return", "F12"]);
    desk.wait_for_event("the concern", |kind| {
        matches!(kind, EventKind::Noted { tag: NoteTag::Concern, .. })
    });

    desk.keys(&["ctrl+e"]);
    desk.type_text("The candidate had to leave");
    desk.keys(&["Return"]);
    recommend_and_submit(&desk);
    let text = page_text(&desk);
    for words in [
        "Nguyen Thi Minh Khai",
        "Senior engineer, payments",
        "Grace Hopper",
        "Asked for numbers before proposing 2 options",
        "Covered by the first answer",
        "The candidate had to leave",
        "Jumped to a fix once",
        "Weighs costs from evidence",
        "core 1 of 3, depth 0 of 3",
        "4 of 5",
        "2 of 5",
        "Skipped",
        "Not asked",
        "2 of 7 questions scored",
    ] {
        assert!(text.contains(words), "{words:?} is not on the page: {text}");
    }
}

#[test]
fn nine_questions_from_start_to_page_by_keyboard_alone() {
    let desk = Desk::set_up();
    begin_with(&desk, "Ada Lovelace", 3);
    for number in 1..=9 {
        desk.keys(&["Next"]);
        let question = opened(&desk, number);
        desk.type_text(&format!("Said thing {number} of the answer"));
        desk.keys(&["Return", &(number % 5 + 1).to_string()]);
        desk.wait_for_event(
            "the score",
            |kind| matches!(kind, EventKind::Scored { question: of, .. } if *of == question),
        );
    }
    desk.keys(&["Next", "ctrl+e", "Return"]);
    recommend_and_submit(&desk);
    let text = page_text(&desk);
    assert!(text.contains("9 of 9 questions scored"), "{text}");
    for number in 1..=9 {
        assert!(text.contains(&format!("Said thing {number} of the answer")), "{text}");
    }
}

#[test]
fn without_opengl_it_says_so_in_words() {
    let desk = Desk::bare(&["-extension", "GLX"]);
    let output = desk
        .program()
        .env("EGL_PLATFORM", "none")
        .env("__EGL_VENDOR_LIBRARY_DIRS", "/nowhere")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("could not be opened") && said.contains("OpenGL"), "{said}");
    assert!(said.contains("plumbline demo") && !said.contains("panicked"), "{said}");
}
