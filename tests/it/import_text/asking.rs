//! Which lines ask.

use super::{check, check_left_out, check_numbers, check_sections, read};

#[test]
fn items_without_a_question_mark_are_questions_all_the_same() {
    let imported = check(
        "no_marks.txt",
        &[
            (3, "Walk through what the startup code does before main is entered"),
            (4, "Why a watchdog must not be kicked from an interrupt handler"),
            (5, "Difference between a level-triggered and an edge-triggered interrupt"),
            (6, "Describe how you would find a stack overflow on a board without a debugger"),
            (7, "Choosing between polling and DMA for a sensor that delivers 8 kB per second"),
            (8, "Your approach to updating firmware in the field"),
            (9, "Compare two ways to share a buffer between a handler and the main loop"),
        ],
    );
    check_numbers(&imported, &[1, 2, 3, 4, 5, 6, 7]);
}

#[test]
fn below_a_topic_heading_the_paragraph_is_the_question() {
    let imported = check(
        "heading_topics.md",
        &[
            (5, "How do you decide whether a team may ship while its budget is spent?"),
            (
                9,
                "Your pager went off forty times last week and nothing was broken. What do you change first?",
            ),
            (13, "Walk me through a forecast for a service whose traffic doubles each spring."),
            (17, "What makes a postmortem useful half a year later?"),
            (21, "Which manual task would you refuse to automate, and why?"),
        ],
    );
    for (found, topic) in imported.questions.iter().zip([
        "Error budgets",
        "Alert fatigue",
        "Capacity",
        "Postmortems",
        "Toil",
    ]) {
        assert_eq!(found.section.last().map(String::as_str), Some(topic));
        assert_eq!(found.answer, "");
    }
}

#[test]
fn a_numbered_topic_is_no_question_where_the_line_below_it_asks() {
    check(
        "topics_above.txt",
        &[
            (4, "How does the planner know which files it may skip?"),
            (6, "What would you do with a table of a million tiny files?"),
            (8, "How do readers survive a renamed column?"),
            (10, "How do you backfill a year without starving today's jobs?"),
            (12, "Whom do you warn before you delete a table?"),
            (14, "Which query would you kill first?"),
        ],
    )
    .questions
    .iter()
    .for_each(|found| assert_eq!(found.answer, "", "the next topic does not answer it"));
}

#[test]
fn bare_topics_in_a_list_are_what_is_asked() {
    let imported = check(
        "bare_topics.md",
        &[
            (5, "Operator precedence climbing"),
            (6, "Error recovery in a hand-written parser"),
            (7, "Hygiene of macros"),
            (11, "Static single assignment form"),
            (12, "Dominator trees"),
            (13, "Alias analysis"),
            (17, "Register allocation by graph colouring"),
            (18, "Peephole rewriting"),
            (19, "Instruction scheduling for an in-order core"),
        ],
    );
    let sections = [["Front end"; 3], ["Middle"; 3], ["Back end"; 3]].concat();
    check_sections(&imported, &sections);
}

#[test]
fn a_lost_or_wrong_number_loses_no_question() {
    let imported = check(
        "lost_numbers.txt",
        &[
            (3, "Why do two maps of the same town disagree by a hundred metres?"),
            (4, "How would you store a million polygons so that a point query is fast?"),
            (5, "What does simplifying a coastline do to its area?"),
            (6, "Which projection would you pick to compare the areas of countries?"),
            (7, "How do you find out in which units an unlabelled elevation file is?"),
            (8, "When is a raster a better choice than vectors?"),
            (9, "How would you test a routine that clips polygons?"),
            (10, "What goes wrong at the date line?"),
        ],
    );
    // As the document counts, mistakes included.
    check_numbers(&imported, &[1, 2, 2, 5, 0, 7, 70, 9]);
}

#[test]
fn a_number_in_a_heading_of_a_section_counts_no_question() {
    let imported = check(
        "numbered_headings.md",
        &[
            (5, "What limits the duty cycle of a boost converter?"),
            (6, "Why does a synchronous rectifier save power?"),
            (10, "How do you choose the air gap of an inductor?"),
            (11, "What heats a core even without load current?"),
            (15, "Where do you put the input capacitor, and why there?"),
            (16, "Which loop radiates most in a buck converter?"),
            (17, "How do you keep the feedback trace quiet?"),
        ],
    );
    check_numbers(&imported, &[1, 2, 1, 2, 1, 2, 3]);
    let names =
        ["Converters", "Converters", "Magnetics", "Magnetics", "Layout", "Layout", "Layout"];
    for (found, name) in imported.questions.iter().zip(names) {
        let section = found.section.last().unwrap();
        assert!(section.ends_with(name), "{section}");
        assert_eq!(found.section.len(), 1, "{section}");
    }
}

#[test]
fn numbered_headings_ask_and_the_headings_inside_their_answers_do_not() {
    let imported = check(
        "numbered_heading_questions.md",
        &[
            (3, "Why does a queue need a limit?"),
            (11, "What does a consumer do with a poisoned message?"),
            (15, "How do you keep the order within one customer?"),
            (23, "When is a queue the wrong tool?"),
        ],
    );
    check_numbers(&imported, &[1, 2, 3, 10]);
    check_sections(&imported, &["", "", "", ""]);
    for (found, answer) in imported.questions.iter().zip([
        "Memory ends before patience does.",
        "It sets the message aside after a few attempts.",
        "One partition per customer, one consumer per partition.",
        "When the caller waits for the answer anyway.",
    ]) {
        assert!(found.answer.starts_with(answer), "{found:?}");
        assert_eq!(found.details, "");
    }
    assert!(
        imported.questions[0].answer.contains("A burst of ten thousand jobs against one worker.")
    );
}

#[test]
fn a_number_before_the_signs_of_a_heading_is_the_number_of_a_question() {
    let imported = check(
        "number_before_heading.md",
        &[
            (3, "What is the difference between a counter and a gauge?"),
            (7, "Why are averages of latency misleading?"),
            (11, "How do you keep the number of label values in check?"),
            (15, "When is sampling of traces harmful?"),
            (19, "What would you log for a request that was retried?"),
        ],
    );
    check_numbers(&imported, &[1, 2, 3, 4, 5]);
    super::check_answers(
        &imported,
        &[
            "A counter only grows, a gauge goes both ways.",
            "Nobody experiences the average: the tail is what users complain about.",
            "Never put an identifier of a user into a label.",
            "When the rare failures are what you look for.",
            "The attempt, and the identifier that all attempts share.",
        ],
    );
}

#[test]
fn two_ways_of_asking_in_one_file_are_both_heard() {
    let imported = check(
        "two_regimes.md",
        &[
            (7, "What is in a layer of an image?"),
            (8, "Why should a process not run as root in a container?"),
            (9, "How does a container find out that it is short of memory?"),
            (10, "What stops one container from filling the disk?"),
            (11, "Who reaps zombies in a container?"),
            (15, "How does a pod reach a service by its name?"),
            (19, "What does a readiness probe protect?"),
            (23, "When is a sidecar too much?"),
            (27, "How do you drain a node?"),
        ],
    );
    check_sections(
        &imported,
        &[["Containers"; 5].as_slice(), &["Networking in the cluster"; 4]].concat(),
    );
    super::check_answers(
        &imported,
        &[
            "",
            "",
            "",
            "",
            "",
            "Through the resolver of the cluster.",
            "Clients, from a pod that is not ready yet.",
            "When it needs more memory than the service.",
            "Cordon it, then evict pod by pod.",
        ],
    );
    check_left_out(&imported, &[3], &[]);
}

#[test]
fn texts_of_links_to_elsewhere_are_the_questions() {
    let imported = check(
        "link_questions.md",
        &[
            (5, "What happens when two leaders are elected?"),
            (6, "Why does a quorum need a majority?"),
            (7, "How does a follower catch up after a week?"),
            (11, "Can you order events without clocks?"),
            (12, "What is a vector clock good for?"),
            (13, "How far may two clocks drift apart?"),
        ],
    );
    check_numbers(&imported, &[1, 2, 3, 4, 5, 6]);
    check_sections(&imported, &["Consensus", "Consensus", "Consensus", "Time", "Time", "Time"]);
}

#[test]
fn a_chat_gives_the_questions_of_its_lists_and_none_of_its_turns() {
    let imported = check(
        "chat.txt",
        &[
            (7, "How do you decide that a build is good enough to ship?"),
            (8, "What would you automate first in a release that takes two days?"),
            (9, "How do you hand a release over to the next time zone?"),
            (10, "When is a hotfix worse than waiting?"),
            (11, "Who may stop a rollout?"),
            (21, "How do you keep old flags from piling up?"),
            (22, "What happens when the service that serves the flags is down?"),
        ],
    );
    check_sections(&imported, &[""; 7]);
    super::check_answers(&imported, &[""; 7]);
    check_left_out(&imported, &[1, 2, 4, 5, 13, 15, 16, 18, 19, 24], &[]);
}

#[test]
fn a_quoted_mail_asks_as_much_as_the_mail_around_it() {
    let imported = check(
        "quoted_mail.txt",
        &[
            (10, "What does the browser do between a click and the next frame?"),
            (11, "How do you find out why a page shifts while it loads?"),
            (12, "When would you render on the server?"),
            (18, "How do you share state between two tabs?"),
            (19, "What is a service worker allowed to do?"),
            (20, "How would you load a font without a flash of other text?"),
        ],
    );
    check_numbers(&imported, &[1, 2, 3, 4, 5, 6]);
    super::check_answers(&imported, &[""; 6]);
    check_left_out(&imported, &[1, 2, 3, 4, 6, 8, 14, 15, 16, 22, 24, 25], &[]);
}

#[test]
fn statements_among_questions_are_left_out() {
    let imported = check(
        "statements.md",
        &[
            (5, "How do you split data that has a time order?"),
            (7, "What do you do with labels that you do not trust?"),
            (9, "How do you notice that a feature leaks the target?"),
            (13, "When is a linear model the right choice?"),
            (14, "What would make you stop training early?"),
            (16, "How do you explain a prediction to a customer?"),
        ],
    );
    check_sections(&imported, &["Data", "Data", "Data", "Models", "Models", "Models"]);
    super::check_answers(&imported, &[""; 6]);
    check_left_out(&imported, &[6, 8, 15], &[]);
}

#[test]
fn topics_of_the_same_list_are_asked_beside_its_questions() {
    let imported = read("topic_bullets.md");
    let lines: Vec<usize> = imported.questions.iter().map(|found| found.line).collect();
    assert_eq!(lines, [3, 4, 5, 6, 10, 11, 12, 13]);
    check_sections(&imported, &[["Caching"; 4], ["Queues"; 4]].concat());
}

#[test]
fn a_chat_with_names_on_its_lines_gives_the_same() {
    let imported = check(
        "chat_labels.txt",
        &[
            (7, "Why are safety contacts wired in series?"),
            (8, "What opens the circuit when the cabin runs too fast?"),
            (12, "The doors close and the cabin does not move. Where do you measure first?"),
            (13, "How do you prove that a relay did not weld?"),
            (21, "Which decisions may a programmable controller never take alone?"),
        ],
    );
    check_numbers(&imported, &[1, 2, 3, 4, 5]);
    super::check_answers(&imported, &[""; 5]);
    check_left_out(&imported, &[1, 3, 15, 17, 19], &[]);
    for (found, name) in
        imported.questions.iter().zip(["Basics", "Basics", "Diagnosis", "Diagnosis"])
    {
        assert_eq!(found.section.last().map(String::as_str), Some(name));
    }
}

#[test]
fn lettered_lines_above_lists_that_begin_anew_are_sections() {
    let imported = check(
        "letter_sections.txt",
        &[
            (3, "Why does a heat exchanger in counterflow need less area?"),
            (4, "What limits the efficiency of a cooling circuit?"),
            (8, "When does a pump cavitate?"),
            (9, "How do you size a relief valve?"),
            (10, "Why is the outlet of a venturi longer than its inlet?"),
            (14, "What is fatigue, and how is it found before a part fails?"),
            (15, "Which steel would you take for a shaft, and why?"),
        ],
    );
    check_numbers(&imported, &[1, 2, 1, 2, 3, 1, 2]);
    super::check_answers(&imported, &[""; 7]);
    let names = [["Thermodynamics"; 2].as_slice(), &["Fluids"; 3], &["Materials"; 2]].concat();
    for (found, name) in imported.questions.iter().zip(names) {
        assert!(found.section.last().is_some_and(|section| section.ends_with(name)), "{found:?}");
    }
}

#[test]
fn underlined_lines_are_headings_in_plain_text_too() {
    let imported = check(
        "underlined.txt",
        &[
            (7, "Why is a ground plane next to every signal layer?"),
            (8, "How do you choose the distance between two layers?"),
            (13, "When do the lengths of two traces have to match?"),
            (14, "What happens to a signal that crosses a split in its plane?"),
            (15, "How do you route a crystal?"),
        ],
    );
    for (found, name) in
        imported.questions.iter().zip(["Stack-up", "Stack-up", "Routing", "Routing", "Routing"])
    {
        assert_eq!(found.section.last().map(String::as_str), Some(name));
    }
}

#[test]
fn numbered_steps_of_an_answer_are_no_items_of_the_list() {
    let imported = check(
        "restated_numbers.md",
        &[
            (3, "What is cancellation?"),
            (7, "How do you sum a million small numbers?"),
            (13, "When does an iteration that converges on paper not stop?"),
            (18, "Why is a condition number worth printing?"),
        ],
    );
    check_numbers(&imported, &[1, 2, 3, 4]);
    super::check_answers(
        &imported,
        &[
            "Two nearly equal numbers are subtracted, and their leading digits vanish.",
            "1. Sort them by size.\n2. Add them in pairs.\n3. Or carry the error along.",
            "1. When the tolerance is below the precision.\n2. When it swings between two neighbours.",
            "It tells how many digits are left.",
        ],
    );
}
