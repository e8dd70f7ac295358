//! What is in no question: contents, repeats, rewordings, advertisements, settings of tools.

use plumbline::import::{Fate, LeftOut};

use super::{
    check, check_answers, check_left_out, check_notice, check_numbers, check_sections, fates,
};

#[test]
fn contents_made_of_anchors_are_no_questions() {
    let imported = check(
        "contents_anchors.md",
        &[
            (12, "Why is a clean build slower than it has to be?"),
            (16, "What makes a build hermetic?"),
            (20, "How do you find an undeclared dependency?"),
            (24, "When does a remote cache hurt?"),
        ],
    );
    check_left_out(&imported, &[3, 5, 6, 7, 8], &[LeftOut::Contents]);
    check_notice(&imported, 3, "table of contents");
    check_answers(
        &imported,
        &[
            "Because steps wait for each other that need not.",
            "It reads nothing that it did not declare.",
            "Build in a sandbox that shows only what was declared.",
            "When fetching takes longer than building.",
        ],
    );
}

#[test]
fn contents_without_links_are_no_questions() {
    let imported = check(
        "contents_plain.txt",
        &[
            (11, "How do you prove that a test is flaky rather than right?"),
            (12, "What do you do with a flaky test on the day of a release?"),
            (16, "Where does the data of an integration test come from?"),
            (17, "How do you keep personal data out of it?"),
            (21, "What does a coverage of 100 % not tell?"),
            (22, "Which lines would you leave uncovered on purpose?"),
        ],
    );
    check_left_out(&imported, &[5, 6, 7], &[LeftOut::Contents]);
    for (found, name) in imported.questions.iter().zip([
        "Flaky tests",
        "Flaky tests",
        "Test data",
        "Test data",
        "Coverage",
        "Coverage",
    ]) {
        assert_eq!(found.section.last().map(String::as_str), Some(name));
    }
    for line in [9, 14, 19] {
        assert_eq!(fates(&imported, line), [Fate::Heading]);
    }
}

#[test]
fn a_recap_repeats_no_question() {
    let imported = check(
        "recap.md",
        &[
            (5, "How do you document an interface that still changes?"),
            (9, "Who reads release notes, and what for?"),
            (13, "What belongs into a runbook?"),
            (17, "When do you delete a page?"),
        ],
    );
    check_left_out(&imported, &[23, 24, 25, 26], &[LeftOut::Repeat]);
    check_notice(&imported, 23, "repeats questions above");
    check_answers(
        &imported,
        &[
            "Write the promises, leave out the rest.",
            "People who have to decide whether to upgrade.",
            "What to do at three in the morning, in order.",
            "When nobody would miss it.",
        ],
    );
}

#[test]
fn rewordings_are_quoted_neighbours_and_no_questions() {
    let imported = check(
        "rewordings.txt",
        &[
            (1, "How would you shard a table of orders?"),
            (6, "What do you lose when you drop foreign keys?"),
            (11, "When would you denormalise on purpose?"),
            (16, "How do you roll back a migration that dropped a column?"),
        ],
    );
    check_numbers(&imported, &[1, 2, 3, 4]);
    check_answers(&imported, &[""; 4]);
    check_left_out(&imported, &[3, 4, 8, 9, 13, 14, 18, 19], &[LeftOut::Rewording]);
    check_notice(&imported, 3, "other words for a question above");
}

#[test]
fn badges_and_advertisements_are_neither_questions_nor_sections() {
    let imported = check(
        "badges.md",
        &[
            (10, "How does a screen reader announce a button without text?"),
            (11, "What is wrong with removing the focus outline?"),
            (12, "When is a live region the wrong tool?"),
            (16, "How do you test a page with the keyboard alone?"),
            (17, "Which contrast do large headings need?"),
        ],
    );
    check_numbers(&imported, &[1, 2, 3, 4, 5]);
    check_sections(&imported, &[""; 5]);
    check_answers(&imported, &[""; 5]);
    check_left_out(&imported, &[3, 4], &[LeftOut::Advertisement]);
    check_left_out(&imported, &[6, 8, 14], &[LeftOut::Advertisement, LeftOut::Chatter]);
    check_left_out(&imported, &[21], &[]);
}

#[test]
fn front_matter_comments_and_rulers_are_furniture() {
    let imported = check(
        "front_matter.md",
        &[
            (12, "How do you reconcile a ledger with a bank statement?"),
            (13, "What is the difference between an authorisation and a capture?"),
            (14, "Why do you never store an amount as a floating-point number?"),
            (18, "How would you refund half of an order that had two payments?"),
            (19, "What happens to a payment that is in flight during a deployment?"),
        ],
    );
    check_left_out(&imported, &[1, 2, 3, 4, 5, 6, 8, 16], &[LeftOut::Furniture]);
    check_answers(&imported, &[""; 5]);
}
