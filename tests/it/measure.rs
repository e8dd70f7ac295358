//! What `plumbline check` computes of how well a question measures: one sound question, and what each
//! change of it is told.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use plumbline::domain::assemble::{Request, assemble};
use plumbline::domain::bank::Bank;
use plumbline::domain::level::Seniority;
use plumbline::domain::question::Status;
use plumbline::library::load::Library;

const SOUND: &str = r#"(
    schema: "plumbline.bank",
    version: 3,
    topic: "Kettles",
    questions: [
        (
            id: "kettles-cold-tea",
            title: "Cold tea",
            level: Beginner,
            kind: Knowledge,
            competency: "operations",
            minutes: 2,
            prompt: "Guests say that the tea is cold on the third floor. How do you find out why?",
            answer: "
                Measure the tea at the kettle, then at the door: that splits the way in two. Ask when
                it began. `pour()` cools it by ten degrees, so count how often it is poured. Compare
                with a floor where it is hot. At the end, measure again to prove it.
            ",
            listen_for: [
                (text: "Measures the tea at two places", at: Core),
                (text: "Asks when it began", at: Core),
                (text: "Compares with a floor where it is hot", at: Depth),
                (text: "Measures again after the repair", at: Depth),
            ],
            anchors: {
                1: "Buys a better kettle, or tells the staff to hurry.",
                3: "Takes the temperature at two places and asks when it started.",
                5: "All of 3, plus a comparison with another floor and a second look afterwards.",
            },
            probes: [
                (ask: "What else could go wrong?", reply: "The cups are cold."),
                (ask: "It is cold at the kettle. What now?", reply: "The kettle is the fault."),
            ],
            red_flags: [(text: "Blames the guests.", effect: "caps at 2")],
            covers: [
                (
                    topic: "cold-tea",
                    prompt_quote: "the tea is cold on the third floor",
                    answer_quote: "that splits the way in two",
                ),
            ],
            touches: ["kettles"],
            claims: [(quote: "`pour()` cools it by ten degrees", test: "test_pouring_cools")],
            references: [
                (
                    title: "Tea",
                    version: "Kettle 2",
                    section: "Cooling",
                    url: "https://example.org/tea",
                ),
            ],
        ),
    ],
)
"#;

const TOPICS: &str = r#"(
    schema: "plumbline.topics",
    version: 1,
    topics: [
        (key: "cold-tea", area: "tea"),
        (key: "kettles", area: "tea"),
        (key: "cups", area: "china"),
    ],
)
"#;

fn told(bank: &str) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("bank.ron"), bank).unwrap();
    fs::write(folder.path().join("topics.ron"), TOPICS).unwrap();
    let problems = Library::check(&[folder.path().to_owned()]).problems;
    problems.iter().map(|problem| problem.message.clone()).collect()
}

#[test]
fn a_sound_question_has_no_problems() {
    assert_eq!(told(SOUND), Vec::<String>::new());
}

#[test]
fn each_rule_finds_what_breaks_it() {
    let long = "word ".repeat(36);
    let answer = "word ".repeat(121);
    let reply = "word ".repeat(26);
    let anchor = "3: \"Takes the temperature at two places and asks when it started.\"";
    let twin = "3: \"Buys a better kettle or tells the staff to hurry\"";
    let covers = SOUND.find("covers: [").unwrap()..SOUND.find("touches:").unwrap();
    let second = "claims: [(quote: \"Ask when\", test: \"test_a\"), (quote: \"At the end\", test: \"b\"), \
                  (quote: \"Compare\", test: \"c\"), ";
    let cases: [(&str, &str, &str); 25] = [
        ("prompt: \"", &format!("prompt: \"{long}"), "the prompt has 53 words"),
        ("Guests say", "Guests `say`", "the prompt has backticks, and is spoken"),
        ("\"Cold tea\"", "\"Tea\"", "the title has 1 word"),
        ("Ask when\n", &format!("{answer} Ask when\n"), "the answer has 170 words besides code"),
        ("Asks when it began", "Asks when, and why", "a point with \"and\": Asks when, and why"),
        (
            "Asks when it began",
            "Knows when it began",
            "\"knows\" reads a mind: Knows when it began",
        ),
        ("Asks when it began\", at: Core", "Asks when\", at: Depth", "1 core point"),
        (anchor, twin, "the anchors at 1 and 3 are much alike"),
        ("The cups are cold.", &reply, "a reply of 26 words, to: What else could go wrong?"),
        (
            ", reply: \"The cups are cold.\"",
            "",
            "a follow-up without a reply: What else could go wrong?",
        ),
        ("What else could go wrong?", "Is the kettle broken?", "no follow-up is neutral"),
        (
            "the tea is cold on the third floor\",\n",
            "a cold tea\",\n",
            "not in the prompt or the material: a cold tea",
        ),
        ("that splits the way in two\",\n", "it splits\",\n", "not in the answer: it splits"),
        (
            "\"`pour()` cools",
            "\"`boil()` cools",
            "not in the answer: `boil()` cools it by ten degrees",
        ),
        ("claims: [", second, "4 claims"),
        ("test_pouring_cools", "pouring cools", "\"pouring cools\" is no name of a test"),
        ("minutes: 2", "minutes: 6", "6 minutes; the estimate is 2.1"),
        ("Measure the tea at the kettle", "Simply measure the tea", "\"simply\" says nothing"),
        ("touches: [\"kettles\"]", "touches: [\"kettle\"]", "there is no topic \"kettle\""),
        (
            "claims: [(",
            "parallel_of: \"kettles-hot-tea\", claims: [(",
            "there is no question \"kettles-hot-tea\"",
        ),
        (
            "claims: [(",
            "parallel_of: \"kettles-cold-tea\", claims: [(",
            "the question is parallel to itself",
        ),
        (
            "red_flags: [(text: \"Blames the guests.\", effect: \"caps at 2\")]",
            "red_flags: []",
            "0 red flags",
        ),
        (&SOUND[covers], "covers: [\"cold-tea\"],", "\"cold-tea\" has no quotes"),
        (
            "Measures the tea at two places",
            "Measures the tea at one or another of two known places",
            "a point of 11 words: Measures the tea at one or another of two known places",
        ),
        ("(text: \"Measures again after the repair\", at: Depth),", "", "1 depth point"),
    ];
    for (old, new, expected) in cases {
        let changed = SOUND.replacen(old, new, 1);
        assert_ne!(changed, SOUND, "{old}");
        let told = told(&changed);
        assert!(told.iter().any(|message| message == expected), "{expected}: {told:#?}");
    }
}

#[test]
fn a_question_without_points_is_told_that_alone() {
    let points = SOUND.find("listen_for").unwrap()..SOUND.find("anchors").unwrap();
    let bank = SOUND.replace(&SOUND[points], "").replace("minutes: 2", "minutes: 30");
    assert_eq!(told(&bank), ["there are no points to listen for"]);
}

/// The sound question and another, with one place of the other changed.
fn two(old: &str, new: &str) -> String {
    let start = SOUND.find("        (\n            id:").unwrap();
    let end = SOUND.rfind("    ],\n)").unwrap();
    let other = SOUND[start..end]
        .replace("kettles-cold-tea", "kettles-warm-tea")
        .replace("Cold tea", "Warm tea")
        .replace(old, new);
    format!("{}{other}{}", &SOUND[..end], &SOUND[end..])
}

#[test]
fn prompts_may_be_alike_only_where_the_questions_are_parallel() {
    let alike = two("third floor. How", "fourth floor. How");
    assert_eq!(
        told(&alike.replace("tea is cold on the third floor\",", "tea is cold\",")),
        ["the prompt is much like that of \"kettles-cold-tea\""]
    );
    let parallel = two("claims: [", "parallel_of: \"kettles-cold-tea\", claims: [");
    assert_eq!(told(&parallel), Vec::<String>::new());
    let title = two("Warm tea", "Cold tea").replacen(
        "claims: [",
        "parallel_of: \"kettles-warm-tea\", claims: [",
        1,
    );
    assert_eq!(told(&title), ["\"kettles-cold-tea\" has the same title"]);
}

fn check(folder: &Path, is_strict: bool) -> (i32, String, String) {
    let mut program = Command::new(env!("CARGO_BIN_EXE_plumbline"));
    program.arg("check").arg(folder).args(is_strict.then_some("--strict"));
    let output = program.output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
}

#[test]
fn the_table_counts_what_is_covered_and_names_what_is_left() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("bank.ron"), SOUND).unwrap();
    fs::write(folder.path().join("topics.ron"), TOPICS).unwrap();
    let (status, out, err) = check(folder.path(), true);
    assert_eq!((status, err.as_str()), (0, ""));
    let has = |words: &[&str]| {
        let is_it = |line: &str| line.split_whitespace().eq(words.iter().copied());
        assert!(out.lines().any(is_it), "{words:?} in {out}");
    };
    has(&["Beginner", "1"]);
    has(&["Knowledge", "1"]);
    has(&["Kettles", "1"]);
    has(&["tea", "1", "2", "kettles"]);
    has(&["china", "0", "1", "cups"]);
    has(&["in", "all", "1", "3"]);
    has(&["Claims", "that", "name", "a", "test", "1"]);
    assert!(out.ends_with("2 files, 1 question: no problems\n"), "{out}");
}

#[test]
fn a_warning_fails_only_a_strict_check() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("bank.ron"), SOUND.replace("minutes: 2", "minutes: 6")).unwrap();
    let (status, out, err) = check(folder.path(), false);
    assert_eq!(status, 0);
    assert!(err.contains("bank.ron:12:22: warning: 6 minutes; the estimate is 2.1"), "{err}");
    assert!(out.ends_with("1 file, 1 question: 1 warning\n"), "{out}");
    assert_eq!(check(folder.path(), true).0, 1);
}

/// Each block of RON in the description of the format is a whole file, and together they are a workspace.
#[test]
fn the_files_in_the_description_of_the_format_pass_a_strict_check() {
    let readme = include_str!("../../rubrics/README.md");
    let folder = tempfile::tempdir().unwrap();
    let mut files = 0;
    for block in readme.split("```ron\n").skip(1) {
        let text = block.split("\n```").next().unwrap();
        files += 1;
        fs::write(folder.path().join(format!("{files}.ron")), text).unwrap();
    }
    assert_eq!(files, 5);
    let (status, out, err) = check(folder.path(), true);
    assert_eq!((status, err.as_str()), (0, ""));
    assert!(out.ends_with("5 files, 1 question, 1 blueprint, 1 set: no problems\n"), "{out}");
}

#[test]
fn what_is_not_ready_is_not_proposed() {
    let folder = tempfile::tempdir().unwrap();
    let retired =
        SOUND.replace("minutes: 2,", "minutes: 20,").replace("level:", "status: Retired, level:");
    fs::write(folder.path().join("bank.ron"), &retired).unwrap();
    let library = Library::open(folder.path());
    let blueprint = library.bank.blueprint(Seniority::Junior).unwrap();
    let propose = |bank: &Bank| {
        let exclude = BTreeSet::new();
        assemble(bank, Request::fresh(blueprint, 60, 0, &exclude)).set.items.len()
    };
    assert_eq!(propose(&library.bank), 0);
    let mut ready = library.bank.clone();
    ready.questions[0].status = Status::Ready;
    ready.questions[0].competency = blueprint.competencies.keys().next().unwrap().clone();
    assert_eq!(propose(&ready), 1);
}

#[test]
fn of_two_parallel_forms_one_is_proposed() {
    let folder = tempfile::tempdir().unwrap();
    let bank = two("claims: [", "parallel_of: \"kettles-cold-tea\", claims: [");
    let bank = bank.replace("minutes: 2,", "minutes: 20,").replace("\"operations\"", "\"data\"");
    fs::write(folder.path().join("bank.ron"), bank).unwrap();
    let library = Library::open(folder.path());
    let blueprint = library.bank.blueprint(Seniority::Junior).unwrap();
    let exclude = BTreeSet::new();
    let request = Request::fresh(blueprint, 60, 0, &exclude);
    assert_eq!(library.bank.questions.len(), 2);
    assert_eq!(assemble(&library.bank, request).set.items.len(), 1);
    let mut apart = library.bank.clone();
    apart.questions[1].parallel_of = None;
    apart.questions[1].prompt = "What does the kettle do?".to_owned();
    apart.questions[1].covers.clear();
    assert_eq!(assemble(&apart, request).set.items.len(), 2);
}
