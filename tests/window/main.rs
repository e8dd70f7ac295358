//! The real window under Xvfb, driven by keyboard alone. See README.md beside this file.
//!
//! What it did is read from the outside: the window's title, the records, the files on the disk.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod desk;

use std::process::Command;

use desk::{Desk, wait_until};
use plumbline::domain::event::EventKind;
use plumbline::domain::ids::QuestionId;

/// Through Start, with the fourth of the ready sets, until the clock runs.
fn begin(desk: &Desk, candidate: &str) {
    desk.keys(&["F3"]);
    desk.wait_for_title("New interview");
    desk.type_text(candidate);
    desk.keys(&["Tab"]);
    desk.type_text("Senior engineer, payments");
    desk.keys(&["Tab"]);
    desk.type_text("Grace Hopper");
    desk.keys(&["Tab", "Tab", "Tab", "Tab", "space", "ctrl+Return"]);
    desk.wait_for_title("Interview");
    desk.wait_for_event("the clock runs", |kind| matches!(kind, EventKind::Started));
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

#[test]
fn an_interview_from_home_to_the_page_by_keyboard_alone() {
    let desk = Desk::set_up();
    begin(&desk, "Nguyen Thi Minh Khai");

    desk.keys(&["n"]);
    let first = opened(&desk, 1);
    desk.keys(&["4"]);
    desk.wait_for_event("the score", |kind| {
        matches!(kind, EventKind::Scored { question, step } if *question == first && step.get() == 4)
    });
    desk.keys(&["t"]);
    desk.type_text("+ Asked for numbers before proposing 2 options");
    desk.keys(&["Return", "Escape"]);
    desk.wait_for_event("the note", |kind| matches!(kind, EventKind::Noted { .. }));

    desk.keys(&["n"]);
    let second = opened(&desk, 2);
    desk.keys(&["s"]);
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
    desk.keys(&["p"]);
    assert_eq!(opened(&desk, 4), second, "back");
    desk.keys(&["n"]);
    assert_eq!(opened(&desk, 5), third);
    desk.keys(&["2"]);

    desk.keys(&["ctrl+e"]);
    desk.type_text("The candidate had to leave");
    desk.keys(&["Return"]);
    desk.wait_for_title("Wrap-up");
    desk.keys(&["minus"]);
    desk.type_text("Jumped to a fix once");
    desk.keys(&["Return", "Escape", "r", "Tab", "Tab", "space", "Tab", "Tab", "Tab"]);
    desk.type_text("Weighs costs from evidence");
    desk.keys(&["ctrl+Return", "Return"]);
    desk.wait_for_title("Scorecard");
    desk.wait_for_event("the seal", |kind| matches!(kind, EventKind::Submitted { .. }));

    desk.keys(&["ctrl+Return"]);
    wait_until("a page on the disk", || desk.pdf().is_some());
    let text = Command::new("pdftotext").arg("-layout").arg(desk.pdf().unwrap()).arg("-").output();
    let text = String::from_utf8(text.unwrap().stdout).unwrap();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for words in [
        "Nguyen Thi Minh Khai",
        "Senior engineer, payments",
        "Grace Hopper",
        "Asked for numbers before proposing 2 options",
        "Covered by the first answer",
        "The candidate had to leave",
        "Jumped to a fix once",
        "Weighs costs from evidence",
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
fn a_killed_program_goes_on_where_it_was() {
    let mut desk = Desk::set_up();
    begin(&desk, "Ada Lovelace");
    desk.keys(&["n"]);
    opened(&desk, 1);
    desk.keys(&["5", "n"]);
    let second = opened(&desk, 2);
    desk.keys(&["3", "t"]);
    desk.type_text("Named the failure case");
    desk.keys(&["Return"]);
    desk.wait_for_event("the note", |kind| matches!(kind, EventKind::Noted { .. }));
    let before = desk.events();

    desk.kill();
    desk.start();
    desk.wait_for_title("Home");
    assert_eq!(desk.events(), before, "nothing that was acknowledged is lost");
    desk.keys(&["ctrl+Return"]);
    desk.wait_for_title("Interview");
    // The key scores the question on stage: it is the one that was on stage before.
    desk.keys(&["4"]);
    desk.wait_for_event("a score of the same question", |kind| {
        matches!(kind, EventKind::Scored { question, step } if *question == second && step.get() == 4)
    });
    assert_eq!(desk.events()[..before.len()], before[..]);
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
