//! What pages, line breaks and fences do to a question.

use super::{check, check_answers, check_each, check_left_out, check_numbers, notices};
use plumbline::import::{Fate, LeftOut};

#[test]
fn a_question_that_a_page_break_cuts_is_one_question() {
    let imported = check(
        "page_break.txt",
        &[
            (3, "How do you express the pose of a gripper relative to the base of an arm?"),
            (
                5,
                "What is gimbal lock, and which representation of rotations avoids it when the arm has to pass straight overhead?",
            ),
            (12, "Why does a depth camera fail on glass?"),
            (14, "How would you calibrate a camera that sits on the wrist of the arm?"),
            (19, "What do you do when two planners disagree about whether a path is free?"),
            (26, "How do you stop an arm safely?"),
        ],
    );
    check_numbers(&imported, &[1, 2, 3, 4, 5, 6]);
    check_each(&imported, |found| found.end_line, &[3, 10, 12, 14, 24, 26]);
    check_answers(&imported, &[""; 6]);
    for line in [7, 8, 16, 17, 21, 22, 28] {
        let fates = super::fates(&imported, line);
        assert!(fates.contains(&Fate::LeftOut(LeftOut::Furniture)), "line {line}: {fates:?}");
    }
}

#[test]
fn broken_lines_and_hyphenated_words_are_mended() {
    let imported = check(
        "wrapped.txt",
        &[
            (
                4,
                "A service answers slowly only on Monday mornings. Which three measurements would you take before you form any opinion?",
            ),
            (
                8,
                "How would you explain to a product manager that a cache may return stale data for a minute after every change?",
            ),
            (12, "What do you look for in a review of a change to retry logic?"),
            (
                15,
                "Two teams own halves of one table. How do you split it without an outage of the reporting job that reads both halves?",
            ),
        ],
    );
    check_each(&imported, |found| found.end_line, &[6, 10, 13, 17]);
    check_numbers(&imported, &[1, 2, 3, 4]);
    check_left_out(&imported, &[1, 2], &[]);
}

#[test]
fn code_under_the_same_words_makes_another_question_each_time() {
    let print = "What does this print?";
    let imported = check(
        "code_questions.md",
        &[(3, print), (10, print), (21, print), (27, print), (33, "Why does this never end?")],
    );
    check_numbers(&imported, &[1, 2, 3, 4, 5]);
    check_each(
        &imported,
        |found| found.code.clone(),
        &[
            "items = [1, 2, 3]\nprint(items[-1])".to_owned(),
            "def grow(item, into=[]):\n    into.append(item)\n    return into\n\ngrow(1)\nprint(grow(2))"
                .to_owned(),
            "print(0.1 + 0.2 == 0.3)".to_owned(),
            "print([i * i for i in range(4) if i % 2])".to_owned(),
            "n = 10\nwhile n != 0:\n    n -= 3".to_owned(),
        ],
    );
    check_answers(&imported, &[""; 5]);
    check_each(&imported, |found| found.is_code_asked, &[true; 5]);
}

#[test]
fn a_fence_that_is_left_open_swallows_no_question() {
    let imported = check(
        "open_fence.md",
        &[
            (3, "What can go wrong here?"),
            (10, "Where does this deadlock?"),
            (17, "How do you stop ten workers at once?"),
            (19, "When is a mutex better than a channel?"),
            (21, "What does a race detector not find?"),
        ],
    );
    check_each(
        &imported,
        |found| found.code.clone(),
        &[
            "go func() { total += 1 }()\nfmt.Println(total)".to_owned(),
            "ch := make(chan int)\nch <- 1\nfmt.Println(<-ch)".to_owned(),
            String::new(),
            String::new(),
            String::new(),
        ],
    );
    check_answers(&imported, &[""; 5]);
    check_each(&imported, |found| found.is_code_asked, &[true, true, false, false, false]);
    let said = (12..=21)
        .any(|line| notices(&imported, line).iter().any(|words| words.contains("not closed")));
    assert!(said, "the open fence is worth a notice: {:?}", imported.notices);
}

#[test]
fn what_a_task_has_to_cover_completes_it() {
    let imported = check(
        "details_bullets.md",
        &[
            (3, "Design a service that sends a million reminders a day. Cover:"),
            (7, "Design the lock of a shared bicycle. Consider:"),
            (11, "Design a printer queue for a school."),
        ],
    );
    check_each(
        &imported,
        |found| found.details.clone(),
        &[
            "- how they are stored\n- what happens when a worker dies\n- how you would notice that some were late"
                .to_owned(),
            "- battery life\n- no reception\n- theft".to_owned(),
            String::new(),
        ],
    );
    check_answers(&imported, &[""; 3]);
}

#[test]
fn options_with_letters_complete_a_question() {
    let imported = check(
        "options.txt",
        &[
            (1, "Which join keeps rows of the left table without a partner?"),
            (7, "What does a covering index spare?"),
            (13, "Which isolation level lets a transaction see uncommitted rows?"),
        ],
    );
    // As in quiz files, options are bullets.
    check_each(
        &imported,
        |found| found.details.clone(),
        &[
            "- Inner join\n- Left outer join\n- Cross join\n- Semi join".to_owned(),
            "- The sort\n- The lock\n- The look-up of the row\n- The parse".to_owned(),
            "- Serializable\n- Snapshot\n- Read committed\n- Read uncommitted".to_owned(),
        ],
    );
    check_answers(&imported, &[""; 3]);
    super::check_sections(&imported, &[""; 3]);
}

#[test]
fn a_page_of_the_web_is_read_without_its_menus_and_scripts() {
    let imported = check(
        "page.html",
        &[
            (9, "What does a broker keep when a consumer is gone?"),
            (10, "How do you replay a day without sending mails twice?"),
            (17, "Explain back-pressure to a product manager."),
            (22, "Why is a log easier to copy than a tree?"),
            (23, "When does a cache lie?"),
            (26, "How do you find the slow query?"),
            (31, "What wakes you at night?"),
        ],
    );
    let sections = ["Messaging"; 3].into_iter().chain(["Storage"; 2]).chain(["Operations"; 2]);
    super::check_sections(&imported, &sections.collect::<Vec<_>>());
    let answers: Vec<&str> = imported.questions.iter().map(|found| found.answer.as_str()).collect();
    assert_eq!(answers[3], "It only grows. Nobody edits it.");
    assert!(answers[5].starts_with("From the trace to the plan & its rows."), "{answers:?}");
    assert!(format!("{:?}", imported.questions[5]).contains("EXPLAIN ANALYZE"));
    assert_eq!(answers[6], "An alert with a page to read.");
    assert_eq!(imported.questions[2].number, Some(3));
}

#[test]
fn a_fence_around_the_whole_document_is_none_of_it() {
    let imported = check(
        "fenced_whole.md",
        &[
            (7, "What is a cache stampede?"),
            (8, "How do you pick a time to live?"),
            (11, "Read this and say what is cached:"),
            (16, "Explain write-through to a tester."),
            (17, "When is a cache the wrong answer?"),
        ],
    );
    assert!(imported.questions[2].code.contains("@lru_cache"));
}
