//! A question set from the bank, by a blueprint.

use std::collections::BTreeSet;
use std::path::PathBuf;

use clap::Args;
use clap::builder::PossibleValuesParser;
use serde_json::{Value, json};

use super::commands::{Result, open_library, print, print_json, stop, stop_all};
use super::one_line;
use crate::disk::Access;
use crate::domain::assemble::{Conflict, Proposal, Request, assemble, lp_text};
use crate::domain::check::MAX_INTERVIEW_MINUTES;
use crate::domain::ids::QuestionId;
use crate::domain::level::Seniority;
use crate::domain::set::SetItem;
use crate::library::file::set_file;
use crate::library::load::read_used_questions;
use crate::library::save::{Expect, save};

#[derive(Debug, Args)]
pub(super) struct Wanted {
    /// The role to interview for
    #[arg(long, value_parser = PossibleValuesParser::new(Seniority::ALL.iter().map(|s| s.slug())))]
    seniority: String,
    /// The whole interview in minutes, opening and closing included
    #[arg(long, value_parser = clap::value_parser!(u16).range(15..=i64::from(MAX_INTERVIEW_MINUTES)))]
    minutes: u16,
    /// Which of equally good sets to propose
    #[arg(long, default_value_t = 0)]
    seed: u64,
    /// A folder of .ron files to use in place of the shipped questions
    #[arg(long, value_name = "DIR")]
    library: Option<PathBuf>,
    /// A set, session or bank file whose questions must not be used; may be repeated
    #[arg(long, value_name = "FILE")]
    exclude: Vec<PathBuf>,
    /// Write the set to this file, replacing it
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Write the choice as an integer program in the LP format to this file, replacing it
    #[arg(long, value_name = "FILE")]
    dump_lp: Option<PathBuf>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn run(wanted: &Wanted) -> Result {
    let (library, outcome) = open_library(wanted.library.as_deref());
    let exclude = excluded(&wanted.exclude)?;
    let blueprint = Seniority::from_slug(&wanted.seniority)
        .and_then(|seniority| library.bank.blueprint(seniority))
        .ok_or_else(|| stop(format!("the library has no blueprint for {}", wanted.seniority)))?;
    let request = Request::fresh(blueprint, wanted.minutes, wanted.seed, &exclude);
    if let Some(path) = &wanted.dump_lp {
        let program = lp_text(&library.bank, request);
        save(path, program.as_bytes(), Expect::Anything, Access::Shared).map_err(stop)?;
    }
    let proposal = assemble(&library.bank, request);
    if proposal.set.items.is_empty() {
        return Err(stop(format!(
            "no question of the bank fits {} in {} minutes, so no set was made: {}",
            wanted.seniority,
            wanted.minutes,
            proposal.gaps.join("; ")
        )));
    }
    if let Some(path) = &wanted.out {
        let set = set_file(&proposal.set);
        save(path, set.as_bytes(), Expect::Anything, Access::Shared).map_err(stop)?;
    }
    if wanted.json {
        print_json(&proposal_json(&proposal))?;
    } else {
        print(&proposal_text(&proposal))?;
    }
    Ok(outcome)
}

fn excluded(files: &[PathBuf]) -> Result<BTreeSet<QuestionId>> {
    let mut exclude = BTreeSet::new();
    for file in files {
        exclude.extend(read_used_questions(file).map_err(stop_all)?);
    }
    Ok(exclude)
}

fn proposal_json(proposal: &Proposal) -> Value {
    let item = |item: &SetItem| {
        json!({
            "id": item.question,
            "minutes": item.minutes,
            "section": item.section,
            "required": item.required,
            "why": item.why,
        })
    };
    let conflict = |conflict: &Conflict| -> Vec<String> {
        conflict.asks.iter().map(|(_, words)| words.clone()).collect()
    };
    let set = &proposal.set;
    json!({
        "title": set.title,
        "items": set.items.iter().map(item).collect::<Vec<_>>(),
        "opening_minutes": set.opening_minutes,
        "closing_minutes": set.closing_minutes,
        "minutes": set.total_minutes(),
        "objective": proposal.objective,
        "optimal": proposal.is_proven(),
        "bound": proposal.bound,
        "gaps": proposal.gaps,
        "conflicts": proposal.conflicts.iter().map(conflict).collect::<Vec<_>>(),
    })
}

fn proposal_text(proposal: &Proposal) -> String {
    let set = &proposal.set;
    let mut lines = vec![
        format!("{}: {} minutes in all", set.title, set.total_minutes()),
        format!("{:>3} min  Opening", set.opening_minutes),
    ];
    for item in &set.items {
        let optional = if item.required { "" } else { " (optional)" };
        lines.push(format!(
            "{:>3} min  {}: {}{optional}",
            item.minutes, item.section, item.question
        ));
        lines.push(format!("         {}", item.why));
    }
    lines.push(format!("{:>3} min  Closing", set.closing_minutes));
    lines.extend(proposal.gaps.iter().map(|gap| format!("gap: {gap}")));
    lines.extend(proposal.conflicts.iter().map(|conflict| format!("conflict: {conflict}")));
    lines.push(match proposal.is_proven() {
        true => "proven best: no set from this bank fits the blueprint better".to_owned(),
        false => format!(
            "not proven best: its penalty is {}, and no set can have less than {}",
            proposal.objective, proposal.bound
        ),
    });
    lines.iter().map(|line| one_line(line)).collect::<Vec<_>>().join("\n")
}
