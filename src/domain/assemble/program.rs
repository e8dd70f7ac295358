//! Solves the program with microlp: branch and bound over the simplex method.

use microlp::{ComparisonOp, LinearExpr, OptimizationDirection, Problem, SolveOptions, Variable};

use super::linear::{Linear, Op};

/// Parts of a search tree, not seconds: the same answer on every machine.
pub(super) const NODES: u64 = 4_000;
/// Whether something can be had at all is worth a longer search: without an answer a conflict would
/// stay untold.
pub(super) const MANY_NODES: u64 = 10 * NODES;

pub(super) struct Outcome {
    /// How many of each class; empty where none was found.
    pub counts: Vec<u32>,
    /// Nothing costs less; 0 where nothing is known.
    pub bound: u64,
}

impl Outcome {
    /// The choice, where each class is a single column.
    pub fn single(&self) -> Vec<usize> {
        let counts = self.counts.iter().enumerate();
        counts.filter(|(_, count)| **count > 0).map(|(place, _)| place).collect()
    }
}

/// The best choice, or what was found within the limit. An answer that the solver does not stand by
/// counts as none: the caller counts everything again in integers.
pub(super) fn solve(linear: &Linear, classes: usize, nodes: u64) -> Outcome {
    let mut problem = Problem::new(OptimizationDirection::Minimize);
    let variables: Vec<Variable> = linear
        .variables
        .iter()
        .map(|variable| {
            let (least, most) = (i32_of(variable.least), i32_of(variable.most));
            let cost = variable.cost as f64;
            match variable.is_whole {
                true => problem.add_integer_var(cost, (least, most)),
                false => problem.add_var(cost, (least.into(), most.into())),
            }
        })
        .collect();
    for row in &linear.rows {
        let mut terms = LinearExpr::empty();
        for (number, factor) in &row.terms {
            if let Some(variable) = variables.get(*number) {
                terms.add(*variable, *factor as f64);
            }
        }
        let op = match row.op {
            Op::AtMost => ComparisonOp::Le,
            Op::AtLeast => ComparisonOp::Ge,
            Op::Equal => ComparisonOp::Eq,
        };
        problem.add_constraint(terms, op, row.right.into());
    }
    let mut options = SolveOptions::default();
    options.node_limit = Some(nodes);
    let unknown = Outcome { counts: Vec::new(), bound: 0 };
    let Ok(outcome) = problem.solve_with(options) else { return unknown };
    let bound = outcome.stats().best_bound.map_or(0, whole_above);
    let Some(solution) = outcome.solution() else { return Outcome { bound, ..unknown } };
    let counts = variables.iter().take(classes);
    let counts = counts.map(|variable| whole(solution.var_value(*variable))).collect();
    let bound = if outcome.is_optimal() { whole_above(solution.objective()) } else { bound };
    Outcome { counts, bound }
}

fn i32_of(number: u32) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}

/// 9.9999999996 is 10.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a small count, never below zero"
)]
fn whole(value: f64) -> u32 {
    value.round().max(0.0) as u32
}

/// The least whole number that is not below, within the solver's precision.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a penalty, never below zero"
)]
fn whole_above(value: f64) -> u64 {
    (value - 1e-4 - value.abs() * 1e-9).ceil().max(0.0) as u64
}
