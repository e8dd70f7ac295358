//! Two things measured in turn, and the ratio of their medians as a row of a table.

use std::time::{Duration, Instant};

/// The head of the table.
pub fn head() {
    println!("| what | against | ratio |");
    println!("| --- | --- | --- |");
}

/// Measures both in turn and prints their row.
pub fn row(
    what: &str,
    against: &str,
    rounds: usize,
    one: &mut dyn FnMut(),
    other: &mut dyn FnMut(),
) {
    let (mut ones, mut others) = (Vec::new(), Vec::new());
    for _ in 0..rounds {
        ones.push(time(one));
        others.push(time(other));
    }
    let ratio = median(ones).as_secs_f64() / median(others).as_secs_f64().max(1e-9);
    println!("| {what} | {against} | {ratio:.2} |");
}

fn time(run: &mut dyn FnMut()) -> Duration {
    let start = Instant::now();
    run();
    start.elapsed()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}
