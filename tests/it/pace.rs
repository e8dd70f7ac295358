//! Pace: what fits into the time that is left. The set: 5 minutes opening, q1 to q4 of 5 minutes
//! each (q1 and q3 required), 5 minutes closing: 30 in all.

use plumbline::domain::event::{Event, EventKind};
use plumbline::domain::pace::{next_open, pace};
use plumbline::domain::session::Session;

use crate::support::{frozen_set, id, step, text_ref};

/// `done`: `question from-to`, in minutes, scored when left; `now` in minutes.
fn check(done: &str, now: u64, expected: &str) {
    let set = frozen_set(&["a", "a", "b", "c"]);
    let mut events: Vec<(u64, EventKind)> = vec![(0, EventKind::Started)];
    for part in done.split(", ").filter(|part| !part.is_empty()) {
        let (name, times) = part.split_once(' ').unwrap();
        let (from, to) = times.split_once('-').unwrap();
        let question = id(name);
        events
            .push((from.parse().unwrap(), EventKind::Opened { question: Some(question.clone()) }));
        match to {
            "" => {}
            "skip" => {
                let reason = text_ref("t1");
                events.push((from.parse().unwrap(), EventKind::Skipped { question, reason }));
            }
            to => events.push((to.parse().unwrap(), EventKind::Scored { question, step: step(3) })),
        }
    }
    let events: Vec<Event> = (1..)
        .zip(events)
        .map(|(seq, (minute, kind))| Event { seq, wall_ms: 0, elapsed_ms: minute * 60_000, kind })
        .collect();
    let mut session = Session::fold(&set, &events);
    assert_eq!(session.ignored, []);
    session.stopwatch.advance(now * 60_000);
    let pace = pace(&set, &session);
    let wont_fit: Vec<String> = pace
        .wont_fit
        .iter()
        .map(|item| format!("{}{}", item.number, if item.required { "!" } else { "" }))
        .collect();
    let found = format!(
        "left {}, needed {}, won't fit [{}], next {}",
        pace.left_ms / 60_000,
        pace.needed_ms / 60_000,
        wont_fit.join(" "),
        next_open(&set, &session).map_or("none", |id| id.as_str()),
    );
    assert_eq!(found, expected, "{done} at {now}");
}

#[test]
fn what_no_longer_fits_is_named_in_order() {
    check("", 5, "left 25, needed 25, won't fit [], next q1");
    check("q1 5-10", 10, "left 20, needed 20, won't fit [], next q2");
    // Scored and still on stage: what comes is reckoned as planned.
    check("q1 5-14", 14, "left 16, needed 20, won't fit [4], next q2");
    // 9 of 5 minutes, against twenty as planned: the rest takes 116 %.
    check("q1 5-14, q2 14-19", 19, "left 11, needed 16, won't fit [4], next q3");
    check("q1 5-20", 20, "left 10, needed 20, won't fit [3! 4], next q2");
    check("q1 5-40", 40, "left 0, needed 20, won't fit [2 3! 4], next q2");
}

#[test]
fn a_skipped_question_needs_no_time_and_one_on_stage_only_the_rest_of_its_budget() {
    check("q1 5-10, q2 10-skip", 10, "left 20, needed 15, won't fit [], next q3");
    check("q1 5-10, q2 10-", 13, "left 17, needed 17, won't fit [], next q3");
    check("q1 5-10, q2 10-", 18, "left 12, needed 15, won't fit [4], next q3");
}
