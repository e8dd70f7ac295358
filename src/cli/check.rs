//! `plumbline check`: every problem of the files, then what they hold in numbers.

use std::path::PathBuf;

use super::commands::{Result, print, stop, stop_all};
use super::{Outcome, complain};
use crate::domain::check::Severity;
use crate::domain::measure::tally::{Coverage, Tally};
use crate::domain::words::count;
use crate::library::load::Library;

/// With `is_strict` a warning fails as well.
pub(super) fn run(paths: &[PathBuf], is_strict: bool) -> Result {
    let library = Library::check(paths);
    if library.has_errors() {
        return Err(stop_all(library.problems));
    }
    library.problems.iter().for_each(|warning| complain(&warning.to_string()));
    if library.own.files == 0 {
        return Err(stop("there is no .ron file at the given paths"));
    }
    if library.own.questions > 0 {
        print(&table(&Tally::of(&library.bank)))?;
    }
    print(&summary(&library))?;
    let has_failed = is_strict && warnings(&library) > 0;
    if has_failed {
        complain("failed: with --strict no warning may be left");
    }
    Ok(if has_failed { Outcome::HasProblems } else { Outcome::Done })
}

/// What a draft still needs is no warning.
fn warnings(library: &Library) -> usize {
    let of = library.problems.iter();
    of.filter(|problem| problem.severity == Severity::Warning).count()
}

fn summary(library: &Library) -> String {
    let own = library.own;
    let parts = [
        (own.files, "file"),
        (own.questions, "question"),
        (own.drafts, "draft"),
        (own.blueprints, "blueprint"),
        (own.sets, "set"),
        (own.sessions, "session"),
    ];
    let parts = parts.into_iter().filter(|(number, _)| *number > 0);
    let parts: Vec<String> = parts.map(|(number, noun)| count(number, noun)).collect();
    let found = match warnings(library) {
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
    lines.extend(coverage(&tally.coverage));
    for (name, number) in [
        ("Claims that name a test", tally.claims),
        ("Names in answers without a claim", tally.loose_identifiers),
    ] {
        lines.push(format!("{name:<34} {number:>9}"));
    }
    lines.join("\n")
}

fn coverage(areas: &[Coverage]) -> Vec<String> {
    if areas.is_empty() {
        return vec!["Topics are not checked: no file lists them".to_owned()];
    }
    let line = |name: &str, covered: usize, all: usize, missing: &str| {
        format!("  {name:<32} {covered:>9} {all:>4}  {missing}").trim_end().to_owned()
    };
    let of_area =
        |area: &Coverage| line(&area.area, area.covered, area.all(), &area.missing.join(" "));
    let head = format!("{:<34}   covered   of  still to cover", "Topics, with quotes");
    let covered = areas.iter().map(|area| area.covered).sum();
    let all = areas.iter().map(Coverage::all).sum();
    let total = line("in all", covered, all, "");
    std::iter::once(head).chain(areas.iter().map(of_area)).chain([total]).collect()
}
