//! Random acts with their replies in random order come to what the same acts come to at once.

mod acts;
mod fixture;
mod outcome;
mod run;

use plumbline::frame::stepped::Stepper;

use acts::{Random, acts};
use fixture::Fixture;
use run::Run;

/// Says the seed when something panics.
struct Seed(u64);

impl Drop for Seed {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("PLUMBLINE_SEED={} repeats this order", self.0);
        }
    }
}

fn check(fixture: &Fixture, seed: u64) {
    let _seed = Seed(seed);
    let mut random = Random(seed);
    let acts = acts(&mut random);
    let outcome = |order: Option<(Stepper, Random)>| {
        let data = fixture.data();
        let mut run = Run::over(fixture.at(""), data.path(), order);
        // What was live when the program was left has been away for long.
        run.clock.pass_ms(600_000);
        for act in &acts {
            run.drift();
            run.act(act);
        }
        run.end()
    };
    let (at_once, _) = outcome(None);
    let (mut late, refusals) = outcome(Some((Stepper::default(), random.clone())));
    if refusals.iter().any(|words| words == "Restore the session first") {
        // The newest wish was refused in words; the one before it had given way to it by then.
        late.shown.clone_from(&at_once.shown);
    }
    assert_eq!(late, at_once, "seed {seed}: {acts:?}\n{refusals:?}");
}

/// Two hundred orders; all two thousand with
/// `PLUMBLINE_FULL=1 cargo test --test it orders`, and one of them again with
/// `PLUMBLINE_SEED=number cargo test --test it orders`.
#[test]
fn late_replies_come_to_what_replies_at_once_come_to() {
    let fixture = Fixture::new();
    if let Ok(seed) = std::env::var("PLUMBLINE_SEED") {
        return check(&fixture, seed.parse().unwrap());
    }
    let count = if std::env::var_os("PLUMBLINE_FULL").is_some() { 2000 } else { 200 };
    let fixture = &fixture;
    std::thread::scope(|scope| {
        for first in 0..2 {
            scope.spawn(move || (first..count).step_by(2).for_each(|seed| check(fixture, seed)));
        }
    });
}
