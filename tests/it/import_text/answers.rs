//! Where answers stand: below, beside, hidden, at the end, or not at all.

use plumbline::import::{Fate, LeftOut};

use super::{
    check, check_answers, check_each, check_left_out, check_notice, check_numbers, check_sections,
    notices,
};

#[test]
fn text_below_a_question_answers_it_even_where_it_asks() {
    let imported = check(
        "answers_below.md",
        &[
            (5, "How do you rerun yesterday's job without counting anything twice?"),
            (12, "What is a slowly changing dimension?"),
            (22, "Why do events arrive out of order?"),
            (26, "How long do you wait for late events?"),
        ],
    );
    check_sections(&imported, &["Batch", "Batch", "Streams", "Streams"]);
    let [first, second, third, _] = imported.questions.as_slice() else { panic!() };
    assert_eq!(
        first.answer,
        "Write into a partition of its own and replace it as a whole.\n\n- Never append.\n- Keep the run's date apart from the clock."
    );
    assert!(second.answer.starts_with("A table whose rows are kept"), "{second:?}");
    let code = "SELECT name FROM customer WHERE valid_to IS NULL;";
    assert!(format!("{}{}", second.answer, second.code).contains(code), "{second:?}");
    assert!(!second.is_code_asked, "it answers");
    assert_eq!(third.answer, "Is it the network? Partly. Phones buffer them, too.");
}

#[test]
fn answers_stand_beside_their_questions_in_a_table() {
    let imported = check(
        "answers_beside.md",
        &[
            (5, "What does a rebase do to the ids of commits?"),
            (6, "How do you find the commit that broke a test?"),
            (7, "When is a merge commit worth keeping?"),
            (8, "Why are large binaries a problem?"),
        ],
    );
    check_numbers(&imported, &[1, 2, 3, 4]);
    check_answers(
        &imported,
        &[
            "It writes new commits, so they change.",
            "Bisect between a good and a bad one.",
            "When the branch is a story of its own.",
            "Every clone carries all their versions.",
        ],
    );
}

#[test]
fn a_hidden_block_answers_the_line_that_opens_it() {
    let imported = check(
        "answers_hidden.md",
        &[
            (4, "Why is a hash alone no way to store a password?"),
            (11, "What does a salt protect against?"),
            (18, "When may a nonce repeat under one key?"),
            (30, "How do you rotate a signing key?"),
        ],
    );
    let [first, second, third, fourth] = imported.questions.as_slice() else { panic!() };
    assert_eq!(first.answer, "It is too fast: billions can be tried each second.");
    assert_eq!(second.answer, "Against tables that were computed beforehand.");
    assert!(third.answer.starts_with("Never. Two messages under one nonce"), "{third:?}");
    assert!(format!("{}{}", third.answer, third.code).contains("os.urandom(12)"), "{third:?}");
    assert!(!third.is_code_asked, "it is hidden with the answer");
    assert_eq!(fourth.answer, "Publish the new one before it is used.");
    check_sections(&imported, &[""; 4]);
}

#[test]
fn a_hidden_block_called_answer_answers_the_question_above_it() {
    let imported = check(
        "hidden_answers.md",
        &[
            (3, "What does a journal protect?"),
            (12, "Why is a mirror no backup?"),
            (21, "How do you test a restore?"),
        ],
    );
    check_numbers(&imported, &[1, 2, 3]);
    check_answers(
        &imported,
        &[
            "The structure of the file system, not always its data.",
            "It repeats every mistake at once.",
            "By restoring, on another machine, on a schedule.\n\n- Count the files.\n- Compare their sums.",
        ],
    );
}

#[test]
fn an_answer_key_at_the_end_answers_by_number() {
    let imported = check(
        "answer_key.txt",
        &[
            (3, "Which layer do ports belong to?"),
            (4, "How many usable hosts has a /28?"),
            (5, "What does a resolver ask first?"),
            (6, "Which flag opens a connection?"),
            (7, "What is sent when nobody listens on a port?"),
        ],
    );
    check_answers(
        &imported,
        &[
            "The transport layer.",
            "Fourteen.",
            "A root server, unless it remembers better.",
            "SYN.",
            "A reset.",
        ],
    );
    for (index, line) in (11..=15).enumerate() {
        assert_eq!(super::fates(&imported, line), [Fate::Answer(index)]);
    }
}

#[test]
fn an_answer_on_the_line_of_its_question_is_cut_off() {
    let imported = check(
        "inline_answers.txt",
        &[
            (1, "What is a bearing fit?"),
            (2, "Why are bolts tightened in a cross pattern?"),
            (3, "What does a dial gauge measure?"),
            (4, "When is a weld better than a screw?"),
        ],
    );
    check_answers(
        &imported,
        &[
            "How tightly a bearing sits on its shaft.",
            "So that the gasket is pressed evenly.",
            "Small differences of length.",
            "When it never has to be opened.",
        ],
    );
}

#[test]
fn labels_are_no_part_of_what_they_label() {
    let imported = check(
        "labelled_answers.md",
        &[
            (3, "Which picture should load first?"),
            (7, "What does a long task block?"),
            (13, "When is a preload harmful?"),
        ],
    );
    check_numbers(&imported, &[1, 2, 3]);
    let [first, second, third] = imported.questions.as_slice() else { panic!() };
    assert_eq!(first.answer, "The largest one that is visible at the start.");
    assert_eq!(
        second.answer,
        "Everything else on the main thread.\n\nIt shows as a delay of the next click."
    );
    assert!(
        third.answer.starts_with("When it takes the line from what is needed sooner."),
        "{third:?}"
    );
}

#[test]
fn numbered_guidance_goes_with_the_item_above() {
    let imported = check(
        "guidance.txt",
        &[
            (3, "How does a log-structured file system reclaim space?"),
            (9, "Why is a write acknowledged before it reaches the platter?"),
            (14, "What would you check first if scrubbing reports one bad checksum?"),
        ],
    );
    check_numbers(&imported, &[1, 2, 3]);
    for (found, (first, last)) in imported.questions.iter().zip([
        ("Should mention live blocks that have to be copied.", "separates hot from cold data."),
        ("Should name the cache of the drive.", "knows what a barrier is."),
        ("Should not restore blindly.", "suspects memory as well as the disk."),
    ]) {
        assert!(found.answer.contains(first), "{found:?}");
        assert!(found.answer.ends_with(last), "{found:?}");
    }
}

#[test]
fn an_empty_place_for_an_answer_is_no_answer() {
    let imported = check(
        "placeholders.md",
        &[
            (3, "How does an inverted index answer a query of two words?"),
            (7, "Why do rare words weigh more?"),
            (11, "What is stemming, and where does it hurt?"),
            (15, "How would you rank fresh documents higher?"),
            (19, "How do you measure whether a ranking got better?"),
        ],
    );
    check_answers(
        &imported,
        &[
            "It intersects two sorted lists of documents.",
            "",
            "",
            "Multiply the score by something that decays with age.",
            "",
        ],
    );
    check_left_out(&imported, &[9, 13, 21], &[LeftOut::Placeholder]);
    for line in [9, 13, 21] {
        check_notice(&imported, line, "empty placeholder");
    }
}

#[test]
fn a_picture_as_an_answer_has_a_notice() {
    let imported = check(
        "pictures.md",
        &[
            (3, "How do you build an XOR out of NAND gates?"),
            (7, "What is metastability?"),
            (11, "Which state machine recognises the sequence 101?"),
            (15, "Why are clock domains crossed with two flip-flops?"),
        ],
    );
    check_each(&imported, |found| found.answer.is_empty(), &[true, false, true, false]);
    check_left_out(&imported, &[5, 13], &[LeftOut::Picture]);
    for line in [5, 13] {
        check_notice(&imported, line, "what it shows is not read");
        assert_eq!(
            notices(&imported, line).len(),
            1,
            "one notice is enough: {:?}",
            imported.notices
        );
    }
}

#[test]
fn a_hidden_block_with_nothing_in_it_is_no_answer() {
    let imported = check(
        "empty_details.md",
        &[
            (4, "How do you number a release that was never shipped?"),
            (9, "What belongs into a list of changes?"),
            (16, "When do you stop supporting a branch?"),
            (20, "Who signs a build?"),
        ],
    );
    check_answers(
        &imported,
        &["", "What a user can notice.", "", "A machine that nobody logs in to."],
    );
}
