//! Problems of files, each with its place: fixtures whose marks stand under what is wrong.
//!
//! A fixture is one file, or several that begin with `=== name`. Under a line stand the problems that
//! begin on it, as `//   ^^^^ error: what is wrong · hint: what to do`; the carets cover the part of
//! the span on that line. A mark for the first columns does without the slashes. All marks must be
//! found, and nothing else.

use std::fs;
use std::path::Path;
use std::process::Command;

use plumbline::domain::check::Severity;
use plumbline::domain::level::Seniority;
use plumbline::library::load::Library;
use plumbline::library::source::{FileProblem, Source};

/// A fixture without its marks, and the marks as this file and line, column, width and words.
struct Fixture {
    sources: Vec<Source>,
    marks: Vec<Mark>,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Mark {
    file: String,
    line: usize,
    column: usize,
    width: usize,
    words: String,
}

/// What was wrong in a file, and what of it could be used all the same.
fn usable(name: &str) -> Library {
    Library::from_sources(fixture(name).sources)
}

fn fixture(name: &str) -> Fixture {
    let path = format!("{}/tests/fixtures/problems/{name}.txt", env!("CARGO_MANIFEST_DIR"));
    Fixture::parse(&fs::read_to_string(path).unwrap())
}

#[test]
fn every_fixture_has_exactly_the_problems_that_are_marked_in_it() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/problems");
    let mut paths: Vec<_> =
        fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let mut wrong = Vec::new();
    for path in &paths {
        let mut fixture = Fixture::parse(&fs::read_to_string(path).unwrap());
        let problems = Library::from_sources(fixture.sources.clone()).problems;
        let mut found: Vec<Mark> = problems.iter().map(|problem| fixture.mark(problem)).collect();
        found.sort();
        fixture.marks.sort();
        if found != fixture.marks {
            wrong.push(format!("{} should be:\n{}", path.display(), fixture.print(&found)));
        }
    }
    assert!(paths.len() > 20, "{paths:?}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_sound_in_a_file_with_problems_is_used() {
    for (name, questions) in [
        ("a-sound-file-has-no-problems", &["q"][..]),
        ("what-is-no-ron-still-tells-every-problem", &["q"]),
        ("an-entry-without-its-closing-parenthesis", &["r"]),
        ("entries-without-a-comma-between", &["q", "r"]),
        ("brackets-that-close-nothing", &["q"]),
        ("a-list-that-is-not-closed", &["q"]),
        ("more-than-one-value", &["q"]),
        ("an-id-used-in-two-files", &["q"]),
        ("numbers-out-of-bounds", &[]),
        ("a-quote-that-is-not-closed", &[]),
    ] {
        let bank = usable(name).bank;
        let ids: Vec<&str> = bank.questions.iter().map(|question| question.id.as_str()).collect();
        assert_eq!(ids, questions, "{name}");
    }
    assert!(usable("a-set-that-names-a-missing-question").bank.sets.is_empty());
    assert!(usable("a-set-with-an-item-that-cannot-be-read").bank.sets.is_empty());
}

#[test]
fn a_warning_keeps_nothing_from_being_used() {
    let junior = |name| {
        let bank = usable(name).bank;
        bank.blueprint(Seniority::Junior).map(|blueprint| blueprint.sections[0].title.clone())
    };
    let warned = junior("a-section-that-takes-no-question-is-a-warning");
    assert_eq!(warned.as_deref(), Some("Warm-up"));
    // The shipped one stands in.
    assert_ne!(junior("a-blueprint-that-cannot-work").as_deref(), Some("Core"));
}

#[test]
fn a_problem_is_printed_with_its_place_and_its_hint() {
    let problems = usable("an-unknown-schema").problems;
    assert_eq!(
        problems[0].to_string(),
        "f.ron:1:10: there is no schema \"plumbline.bnk\"; did you mean \"plumbline.bank\"?"
    );
    let problems = usable("a-section-that-takes-no-question-is-a-warning").problems;
    assert!(problems[0].to_string().starts_with("f.ron:6:9: warning: the section"));
}

#[test]
fn a_check_fails_for_errors_and_not_for_warnings() {
    let folder = tempfile::tempdir().unwrap();
    for (name, status, words) in [
        ("a-sound-file-has-no-problems", 0, "warning: there are no points to listen for"),
        ("a-section-that-takes-no-question-is-a-warning", 0, "f.ron:6:9: warning: the section"),
        ("an-unknown-schema", 1, "f.ron:1:10: there is no schema"),
    ] {
        let path = folder.path().join("f.ron");
        fs::write(&path, &fixture(name).sources[0].text).unwrap();
        let program =
            Command::new(env!("CARGO_BIN_EXE_plumbline")).arg("check").arg(&path).output();
        let output = program.unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(status), "{name}: {said}");
        assert!(said.contains(words), "{name}: {said}");
    }
}

impl Fixture {
    fn parse(text: &str) -> Self {
        let mut files = vec![("f.ron".to_owned(), String::new())];
        let mut marks = Vec::new();
        for line in text.lines() {
            let (name, body) = files.last_mut().unwrap();
            if let Some(next) = line.strip_prefix("=== ") {
                files.push((next.to_owned(), String::new()));
            } else if let Some((column, width, words)) = parse_mark(line) {
                let (file, words) = (name.clone(), words.to_owned());
                let line = body.lines().count().max(1);
                marks.push(Mark { file, line, column, width, words });
            } else {
                body.push_str(line);
                body.push('\n');
            }
        }
        if files.len() > 1 {
            files.remove(0);
        }
        let source = |(name, text)| Source::new(name, text);
        Self { sources: files.into_iter().map(source).collect(), marks }
    }

    /// The problem as its mark would stand under it.
    fn mark(&self, problem: &FileProblem) -> Mark {
        let file = problem.path.display().to_string();
        let source = self.sources.iter().find(|source| source.path == problem.path).unwrap();
        let first_line = source.slice(problem.span).lines().next().unwrap_or_default();
        let severity = match problem.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        };
        let hint = problem.hint.iter().map(|hint| format!(" · hint: {hint}")).collect::<String>();
        Mark {
            file,
            line: problem.line,
            column: problem.column,
            width: first_line.trim_end().chars().count().max(1),
            words: format!("{severity}: {}{hint}", problem.message),
        }
    }

    /// The fixture with these marks.
    fn print(&self, marks: &[Mark]) -> String {
        let mut out = String::new();
        for source in &self.sources {
            let name = source.path.display().to_string();
            if self.sources.len() > 1 {
                out.push_str(&format!("=== {name}\n"));
            }
            for number in 1..=source.text.lines().count().max(1) {
                if let Some(line) = source.text.lines().nth(number - 1) {
                    out.push_str(&format!("{line}\n"));
                }
                let here = marks.iter().filter(|mark| mark.file == name && mark.line == number);
                here.for_each(|mark| out.push_str(&mark.print()));
            }
        }
        out
    }
}

impl Mark {
    fn print(&self) -> String {
        let Self { column, width, words, .. } = self;
        let slashes = if *column > 2 { "//" } else { "" };
        format!("{slashes:0$}{1} {words}\n", column - 1, "^".repeat(*width))
    }
}

/// Column, width and words of a mark, where the line is one.
fn parse_mark(line: &str) -> Option<(usize, usize, &str)> {
    let behind = line.strip_prefix("//").unwrap_or(line);
    let carets = behind.trim_start_matches(' ');
    let words = carets.trim_start_matches('^');
    let width = carets.len() - words.len();
    (width > 0).then(|| (line.len() - carets.len() + 1, width, words.trim_start()))
}
