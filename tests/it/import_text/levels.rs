//! Levels that a document states, in its own words, and none that it does not state.

use plumbline::domain::level::Level::{self, Advanced, Beginner, Expert, Intermediate};
use plumbline::import::Imported;

use super::{check, check_answers, check_left_out};

#[track_caller]
fn check_levels(imported: &Imported, expected: &[Option<(Level, &str)>]) {
    let found: Vec<Option<(Level, &str)>> = imported
        .questions
        .iter()
        .map(|found| found.level.zip(found.level_stated.as_deref()))
        .collect();
    assert_eq!(found, expected);
    let is_stated =
        |found: &plumbline::import::Found| found.level.is_some() == found.level_stated.is_some();
    assert!(imported.questions.iter().all(is_stated), "a level is never guessed");
}

#[test]
fn headings_state_a_level() {
    let imported = check(
        "levels_by_heading.md",
        &[
            (7, "What happens to a screen when the phone is turned?"),
            (8, "Where do you save what the user typed so far?"),
            (12, "How do you keep a list smooth with large pictures?"),
            (18, "How do you merge edits that two devices made offline?"),
            (19, "What do you show while the first sync runs?"),
            (25, "How do you withdraw a release that is already in the store?"),
            (26, "Which crash do you fix first when ten are open?"),
        ],
    );
    let (junior, mid, senior) =
        (Some((Beginner, "Junior")), Some((Intermediate, "Mid-level")), Some((Advanced, "Senior")));
    check_levels(&imported, &[junior, junior, junior, mid, mid, senior, senior]);
    let sections =
        ["Lifecycle", "Lifecycle", "Layout", "Offline", "Offline", "Releases", "Releases"];
    for (found, section) in imported.questions.iter().zip(sections) {
        let level = found.level_stated.as_deref().unwrap();
        assert!(found.section.ends_with(&[level.to_owned(), section.to_owned()]), "{found:?}");
    }
}

#[test]
fn words_in_brackets_state_a_level_and_leave_the_text() {
    let imported = check(
        "levels_in_brackets.txt",
        &[
            (3, "What does a system call cost, roughly?"),
            (4, "Why can a spinlock holder not sleep?"),
            (5, "How does copy-on-write work after a fork?"),
            (6, "What is the page cache (and who flushes it)?"),
            (7, "How would you track down a lock inversion that happens once a month?"),
            (8, "Which signals cannot be caught?"),
        ],
    );
    check_levels(
        &imported,
        &[
            Some((Beginner, "Junior")),
            Some((Advanced, "Senior")),
            Some((Intermediate, "mid")),
            None,
            Some((Expert, "Expert")),
            Some((Beginner, "easy")),
        ],
    );
}

#[test]
fn bold_brackets_behind_a_question_state_its_level() {
    let imported = check(
        "labelled_levels.md",
        &[
            (3, "What do you measure first on a board that does not start?"),
            (7, "How do you tell a dead crystal from a dead chip?"),
            (11, "Why may a board work only with the probe attached?"),
        ],
    );
    check_levels(
        &imported,
        &[Some((Advanced, "Senior")), Some((Beginner, "Junior")), Some((Expert, "Expert"))],
    );
    check_answers(
        &imported,
        &[
            "The supplies, in the order in which they come up.",
            "Look at the clock with a probe of low capacitance.",
            "The probe adds the load that a marginal line needs.",
        ],
    );
}

#[test]
fn coloured_signs_state_a_level() {
    let imported = check(
        "levels_by_signs.md",
        &[
            (5, "What is the difference between a vertex and a fragment shader?"),
            (6, "Why are textures stored with mipmaps?"),
            (7, "How does a depth pre-pass save work?"),
            (8, "When does instancing not pay off?"),
            (9, "How would you render ten thousand lights?"),
            (10, "What causes light leaks in a shadow map, and how do you hide them?"),
        ],
    );
    let levels = [Some((Beginner, "🟢")), Some((Intermediate, "🟡")), Some((Advanced, "🔴"))];
    check_levels(&imported, &levels.map(|level| [level; 2]).concat());
    check_left_out(&imported, &[3], &[]);
}

#[test]
fn a_line_of_its_own_states_a_level() {
    let imported = check(
        "levels_by_lines.txt",
        &[
            (1, "How do you version a public interface?"),
            (5, "What belongs into an error response?"),
            (9, "How do you make a payment request safe to repeat?"),
            (13, "When would you refuse to paginate by offset?"),
        ],
    );
    check_levels(
        &imported,
        &[
            Some((Beginner, "Junior")),
            Some((Beginner, "Junior")),
            Some((Advanced, "Senior")),
            Some((Intermediate, "Mid")),
        ],
    );
    check_answers(
        &imported,
        &[
            "A number in the path or a header, and a date when the old one ends.",
            "A stable code, words for people, and an id to find it in the logs.",
            "The client sends a key, and the server keeps the first outcome under it.",
            "When rows are inserted while somebody pages.",
        ],
    );
}

#[test]
fn counted_levels_are_ours_in_order() {
    let imported = check(
        "level_counts.md",
        &[
            (3, "What is a process?"),
            (4, "What does a scheduler decide?"),
            (8, "How do two processes share memory?"),
            (9, "Why may a context switch be slow?"),
            (13, "How would you schedule for battery life?"),
            (14, "When is a real-time class dangerous?"),
        ],
    );
    let levels: Vec<Option<Level>> = imported.questions.iter().map(|found| found.level).collect();
    let ours = |count: usize| Some(Level::ALL[count - 1]);
    assert_eq!(levels, [ours(1), ours(1), ours(3), ours(3), ours(5), ours(5)]);
    for (found, words) in
        imported.questions.iter().step_by(2).zip(["Level 1", "Level 3", "Level 5"])
    {
        assert!(found.level_stated.as_deref().unwrap().contains(words), "{found:?}");
    }
}

#[test]
fn a_document_that_states_no_level_gets_none() {
    for name in ["contents_plain.txt", "lost_numbers.txt", "answers_below.md", "two_regimes.md"] {
        let imported = super::read(name);
        let levels: Vec<&str> =
            imported.questions.iter().filter_map(|found| found.level_stated.as_deref()).collect();
        assert!(levels.is_empty(), "{name}: {levels:?}");
    }
}

#[test]
fn a_column_of_a_table_states_a_level() {
    let imported = check(
        "level_column.md",
        &[
            (7, "What does a boot loader hand to the kernel?"),
            (8, "Why is a device tree compiled apart from the kernel?"),
            (9, "How would you shorten a boot of twelve seconds?"),
            (15, "What is the difference between a character and a block device?"),
            (16, "When may a handler of interrupts sleep?"),
        ],
    );
    let (junior, senior) = (Some((Beginner, "Junior")), Some((Advanced, "Senior")));
    check_levels(&imported, &[junior, Some((Intermediate, "Mid")), senior, junior, senior]);
    super::check_sections(&imported, &["Booting", "Booting", "Booting", "Drivers", "Drivers"]);
}

#[test]
fn a_column_of_levels_states_them_beside_one_of_difficulty() {
    let imported = check(
        "level_beside_difficulty.md",
        &[
            (10, "What does a write-ahead log protect against?"),
            (11, "Why do two indexes slow a table down?"),
            (12, "How does a tree of pages split?"),
            (13, "When is compaction worth its cost?"),
        ],
    );
    let stated: Vec<Option<&str>> =
        imported.questions.iter().map(|found| found.level_stated.as_deref()).collect();
    assert_eq!(stated, [Some("Junior"), Some("Senior"), Some("Senior"), Some("Junior")]);
    super::check_sections(&imported, &["Basics", "Basics", "Inside", "Inside"]);
}
