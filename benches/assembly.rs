//! The best set from random banks of 50 to 10,000 questions: how long it takes, and whether it is
//! proven.
//!
//! `cargo bench --bench assembly` prints a row for each size. Behind `--`, `--write DIR` writes each
//! instance as an integer program in the LP format, with a list of what we found, for the peer
//! (benches/peers/README.md).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a bench fails by panicking"
)]

#[path = "../tests/faults/chance.rs"]
#[allow(dead_code, reason = "shared with the tests")]
mod chance;
#[path = "../tests/it/instances.rs"]
mod instances;

use std::path::Path;
use std::time::{Duration, Instant};

use plumbline::domain::assemble::{lp_text, penalty};

use instances::instance;

/// How many instances of each size.
const SIZES: [(usize, u64); 5] = [(50, 60), (200, 40), (1_000, 50), (3_000, 20), (10_000, 30)];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let folder = arguments.iter().position(|argument| argument == "--write");
    let folder = folder.map(|at| Path::new(&arguments[at + 1]));
    let mut list = Vec::new();
    for (size, count) in SIZES {
        let (mut times, mut proven) = (Vec::new(), 0);
        for seed in 0..count {
            let instance = instance(seed, size, 2);
            let start = Instant::now();
            let (found, bound) = penalty(&instance.bank, instance.request());
            let time = start.elapsed();
            times.push(time);
            proven += u64::from(found == bound);
            if let Some(folder) = folder {
                let name = format!("{size}-{seed}.lp");
                let program = lp_text(&instance.bank, instance.request());
                std::fs::write(folder.join(&name), program).unwrap();
                list.push(serde_json::json!({
                    "file": name,
                    "size": size,
                    "penalty": found,
                    "bound": bound,
                    "ms": time.as_secs_f64() * 1e3,
                }));
            }
        }
        times.sort_unstable();
        let at = |part: usize| ms(times[(times.len() - 1) * part / 100]);
        println!(
            "{size:>6} questions: {proven} of {count} proven; median {}, 90 % within {}, longest {}",
            at(50),
            at(90),
            at(100)
        );
    }
    if let Some(folder) = folder {
        let list = serde_json::to_string_pretty(&list).unwrap();
        std::fs::write(folder.join("found.json"), list).unwrap();
    }
}

fn ms(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1e3)
}
