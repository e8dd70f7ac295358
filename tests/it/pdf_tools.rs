//! The PDF as other programs see it. Needs poppler (`pdftotext`, `pdffonts`) and `qpdf`; run with
//! `cargo test --features tool-tests`.

use std::path::Path;
use std::process::Command;

use plumbline::domain::scorecard::{Disclosure, Scorecard};
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
    let mut expected = vec![
        card.candidate.clone(),
        card.role.clone(),
        card.interviewer.clone(),
        format!(" {} ", card.recommendation.as_ref().unwrap().label),
        card.recommendation.as_ref().unwrap().reason.clone(),
        format!("{} of 5", card.overall.as_ref().unwrap().score),
        card.set_hash.clone(),
    ];
    for row in &card.questions {
        // The prompt, and right below it what it came to.
        expected.push(format!("{} {}", one_spaced(&row.prompt), row.result.label()));
        expected.extend(row.evidence.iter().map(|evidence| evidence.text.clone()));
    }
    for words in expected {
        let words = words.replace('`', "");
        assert!(text.contains(&words), "{words:?} is not in:\n{text}");
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
