//! Random faults on the files of the records, with counts: a step that was acknowledged is there
//! afterwards, or its loss is said.
//!
//! Each round begins with the same sound records. The test runs itself as the program at work
//! ([`work`]), breaks files under it or after it ([`fault`]), opens what is left as a person would, and
//! compares every session with what was acknowledged ([`judge`]). It has a `main` of its own so that the
//! counts are always printed.
//!
//! The table counts steps: those that were acknowledged, those whose loss was said by name and number,
//! those that fell under a warning without a number, and those that were lost in silence, which fails the
//! test. `died` counts programs that the system ended: SQLite maps its `-shm` file, and whoever cuts that
//! short ends every program that reads it.
//!
//! 30 rounds, and 300 where `PLUMBLINE_FULL` is set; `PLUMBLINE_SEED` repeats a run. Faults of a whole
//! disk (full, away, read-only for root) need the right to mount; the first line says whether they run.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod chance;
mod disk;
mod fault;
mod judge;
#[path = "../it/rig.rs"]
#[allow(dead_code, reason = "shared with the integration tests")]
mod rig;
mod round;
mod story;
#[path = "../it/support.rs"]
#[allow(dead_code, reason = "shared with the integration tests")]
mod support;
mod tally;
mod work;

use chance::Chance;
use round::Ground;
use tally::Tally;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [first, root, seed] = arguments.as_slice()
        && first == work::CHILD
    {
        return work::serve(root.as_ref(), seed.parse().unwrap());
    }
    let rounds = if std::env::var_os("PLUMBLINE_FULL").is_some() { 300 } else { 30 };
    let seed = chance::seed();
    let ground = Ground::make();
    let mounts = if ground.can_mount { "with" } else { "WITHOUT" };
    println!(
        "{rounds} rounds {mounts} faults of whole disks; repeat them with PLUMBLINE_SEED={seed}"
    );
    let mut tally = Tally::default();
    for number in 0..rounds {
        let mut chance = Chance::of_round(seed, number);
        round::play(&ground, number, &mut chance, &mut tally);
    }
    print!("{tally}");
    tally.check();
    println!("1 passed, 0 failed");
}
