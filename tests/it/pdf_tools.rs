//! The PDF as other programs see it. Needs poppler (`pdftotext`, `pdffonts`, `pdfinfo`), `qpdf` and `mutool`; run with
//! `cargo test --features tool-tests`.

use std::path::Path;
use std::process::Command;

use plumbline::domain::scorecard::{Disclosure, QuestionResult, Scorecard};
use plumbline::library::load::read_session;

fn run(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output();
    let output = output.unwrap_or_else(|error| panic!("{program} is needed here: {error}"));
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        output.status.success(),
        "{program}: {text}{}",
        String::from_utf8_lossy(&output.stderr)
    );
    text
}

fn demo(folder: &Path) -> String {
    run(env!("CARGO_BIN_EXE_plumbline"), &["demo", "--out", folder.to_str().unwrap()]);
    folder.join("scorecard.pdf").to_str().unwrap().to_owned()
}

fn one_spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn pdftotext_finds_candidate_prompts_scores_and_recommendation() {
    let folder = tempfile::tempdir().unwrap();
    let pdf = demo(folder.path());
    let text = one_spaced(&run("pdftotext", &[&pdf, "-"]));
    let record = read_session(&folder.path().join("session.ron")).unwrap();
    let card = Scorecard::build(&record, Disclosure::default()).unwrap();
    let expected = vec![
        card.candidate.clone(),
        card.role.clone(),
        card.interviewer.clone(),
        format!(" {} ", card.recommendation.as_ref().unwrap().label),
        card.recommendation.as_ref().unwrap().reason.clone(),
        format!("{} of 5", card.overall.as_ref().unwrap().score),
        card.set_hash.clone(),
    ];
    for words in expected {
        let words = words.replace('`', "");
        assert!(text.contains(&words), "{words:?} is not in:\n{text}");
    }
    // Prompts, what the candidate worked on, scores, notes and anchors, one after the other.
    let mut rest = text.split_once("Questions First what the candidate said").unwrap().1;
    for row in &card.questions {
        let material = row.candidate_material.iter().filter(|_| row.asked);
        let mut parts = vec![one_spaced(&row.prompt)];
        parts.extend(material.map(|material| one_spaced(material)));
        parts.push(row.result.label());
        parts.extend(row.evidence.iter().map(|evidence| evidence.text.clone()));
        if let QuestionResult::Scored { anchors, .. } = &row.result {
            parts.extend(anchors.iter().map(|anchor| one_spaced(&anchor.text)));
        }
        for part in parts {
            // Backticks mark code; a footer may stand between the lines of a block of code.
            let part = part.replace('`', "").replace("```", "");
            for words in part.split(' ') {
                let found =
                    rest.find(words).unwrap_or_else(|| panic!("{words:?} of {part:?}: {rest}"));
                rest = &rest[found + words.len()..];
            }
        }
    }
}

#[test]
fn every_font_is_embedded_and_a_subset() {
    let folder = tempfile::tempdir().unwrap();
    let fonts = run("pdffonts", &[&demo(folder.path())]);
    let rows: Vec<&str> = fonts.lines().skip(2).collect();
    assert!(rows.len() >= 3, "{fonts}");
    for row in rows {
        let columns: Vec<&str> = row.split_whitespace().collect();
        let from_the_end = |place: usize| columns[columns.len() - place];
        assert_eq!((from_the_end(5), from_the_end(4)), ("yes", "yes"), "{row}");
        assert_eq!(columns[0].find('+'), Some(6), "{row}");
    }
}

#[test]
fn qpdf_finds_nothing_wrong() {
    let folder = tempfile::tempdir().unwrap();
    let report = run("qpdf", &["--check", &demo(folder.path())]);
    assert!(report.contains("No syntax or stream encoding errors"), "{report}");
}

#[test]
fn mutool_rewrites_it_without_a_warning() {
    let folder = tempfile::tempdir().unwrap();
    let pdf = demo(folder.path());
    let out = folder.path().join("clean.pdf");
    let output = Command::new("mutool").args(["clean", &pdf]).arg(&out).output().unwrap();
    assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
}

#[test]
fn a_screen_reader_finds_headings_tables_lists_and_figures_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let tree = run("pdfinfo", &["-struct-text", &demo(folder.path())]);
    let kinds: Vec<&str> = tree
        .lines()
        .filter_map(|line| line.split_whitespace().next())
        .map(|kind| kind.trim_end_matches(':'))
        .collect();
    for kind in [
        "Document", "H1", "H2", "H3", "P", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD",
        "Figure", "Code",
    ] {
        assert!(kinds.contains(&kind), "{kind} is not in:\n{tree}");
    }
    let mut rest = one_spaced(&tree);
    for words in [
        "Recommendation",
        "Overall score",
        "Competencies",
        "Strengths",
        "Concerns",
        "The session over time",
        "For the next interviewer",
        "Questions",
        "How to read the scores",
        "Provenance",
    ] {
        let found =
            rest.find(words).unwrap_or_else(|| panic!("{words} is not in its place:\n{tree}"));
        rest = rest[found..].to_owned();
    }
}

/// Where and when the program runs must not matter.
#[test]
fn another_time_zone_and_locale_give_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let pdf = demo(folder.path());
    let session = folder.path().join("session.ron");
    let again = folder.path().join("again.pdf");
    for (zone, locale) in [("Pacific/Kiritimati", "tr_TR.UTF-8"), ("America/St_Johns", "C")] {
        let output = Command::new(env!("CARGO_BIN_EXE_plumbline"))
            .args(["scorecard", session.to_str().unwrap(), "--out", again.to_str().unwrap()])
            .arg("--data-dir")
            .arg(folder.path())
            .envs([("TZ", zone), ("LC_ALL", locale), ("LANG", locale)])
            .output()
            .unwrap();
        assert!(output.status.success(), "{output:?}");
        assert!(std::fs::read(&again).unwrap() == std::fs::read(&pdf).unwrap(), "{zone} {locale}");
    }
}

/// The words of a page may change; this file changes with them, and a review sees how.
#[test]
fn the_page_of_a_session_of_the_first_version_reads_as_kept_here() {
    let folder = tempfile::tempdir().unwrap();
    let pdf = folder.path().join("card.pdf");
    let session = crate::older::golden("submitted.session.private.ron");
    let arguments = ["scorecard", session.to_str().unwrap(), "--out", pdf.to_str().unwrap()];
    run(env!("CARGO_BIN_EXE_plumbline"), &arguments);
    let text = run("pdftotext", &["-layout", pdf.to_str().unwrap(), "-"]);
    let kept = std::fs::read_to_string(crate::older::golden("submitted.page.txt")).unwrap();
    assert_eq!(one_spaced(&text), one_spaced(&kept));
}
