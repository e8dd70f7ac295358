//! `plumbline check`: every problem of the files, then what they hold in numbers.

use std::path::PathBuf;

use super::commands::{Result, print, stop, stop_lines};
use super::{Outcome, complain};
use crate::domain::measure::tally::Tally;
use crate::domain::words::count;
use crate::library::load::Library;

/// With `is_strict` a warning fails as well.
pub(super) fn run(paths: &[PathBuf], is_strict: bool) -> Result {
    let library = Library::check(paths);
    let problems = library.problems.iter().map(ToString::to_string);
    if library.has_errors() {
        return Err(stop_lines(problems.collect()));
    }
    problems.for_each(|problem| complain(&problem));
    if library.own.files == 0 {
        return Err(stop("there is no .ron file at the given paths"));
    }
    if library.own.questions > 0 {
        print(&table(&Tally::of(&library.bank)))?;
    }
    print(&summary(&library))?;
    let has_failed = is_strict && !library.problems.is_empty();
    if has_failed {
        complain("failed: with --strict no warning may be left");
    }
    Ok(if has_failed { Outcome::HasProblems } else { Outcome::Done })
}

fn summary(library: &Library) -> String {
    let own = library.own;
    let parts = [
        (own.files, "file"),
        (own.questions, "question"),
        (own.blueprints, "blueprint"),
        (own.sets, "set"),
        (own.sessions, "session"),
    ];
    let parts = parts.into_iter().filter(|(number, _)| *number > 0);
    let parts: Vec<String> = parts.map(|(number, noun)| count(number, noun)).collect();
    let found = match library.problems.len() {
        0 => "no problems".to_owned(),
        warnings => count(warnings, "warning"),
    };
    format!("{}: {found}", parts.join(", "))
}

fn table(tally: &Tally) -> String {
    let mut lines = Vec::new();
    for (title, counts) in [
        ("Level", &tally.levels),
        ("Kind", &tally.kinds),
        ("Area", &tally.areas),
        ("Competency", &tally.competencies),
    ] {
        lines.push(format!("{title:<34} questions"));
        lines.extend(counts.iter().map(|(name, number)| format!("  {name:<32} {number:>9}")));
    }
    if tally.coverage.is_empty() {
        lines.push("Topics are not checked: no file lists them".to_owned());
    } else {
        lines.push(format!("{:<34}   covered   of  still to cover", "Topics, with quotes"));
    }
    for area in &tally.coverage {
        let (covered, missing) = (area.covered, &area.missing);
        let line = format!("  {:<32} {covered:>9} {:>4}  ", area.area, covered + missing.len());
        lines.push(format!("{line}{}", missing.join(" ")).trim_end().to_owned());
    }
    if !tally.coverage.is_empty() {
        let covered: usize = tally.coverage.iter().map(|area| area.covered).sum();
        let missing: usize = tally.coverage.iter().map(|area| area.missing.len()).sum();
        lines.push(format!("  {:<32} {covered:>9} {:>4}", "in all", covered + missing));
    }
    lines.push(format!("{:<34} {:>9}", "Claims that name a test", tally.claims));
    lines
        .push(format!("{:<34} {:>9}", "Names in answers without a claim", tally.loose_identifiers));
    lines.join("\n")
}
