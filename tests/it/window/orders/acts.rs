//! What a person may do, in a random order.

use plumbline::domain::level::Seniority;
use plumbline::root::Screen;
use plumbline::shared::desk::SessionAct;

/// Small and the same on every machine (splitmix64).
#[derive(Clone)]
pub struct Random(pub u64);

impl Random {
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % bound as u64) as usize
    }

    pub fn one_in(&mut self, bound: usize) -> bool {
        self.below(bound) == 0
    }

    pub fn of<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())]
    }
}

/// Something a person does; sessions go by their candidate.
#[derive(Debug, Clone)]
pub enum Act {
    Begin {
        name: String,
        start_clock: bool,
    },
    /// Opened and waited for, then done on the Live screen.
    Live(String, LiveAct),
    /// Opened and waited for, then submitted.
    Submit(String),
    /// Done in a list; nobody waits for it.
    List(String, SessionAct),
    Delete(String),
    /// Opened and waited for, then exported; the path, whether it is taken, and whether the name is left
    /// out. `by_dialog`: the path is picked.
    Export {
        name: String,
        number: usize,
        mask: bool,
        by_dialog: bool,
    },
    Go(Screen),
    Propose(Seniority),
    ShowReady,
    SaveShownSet(usize),
    OpenFile(&'static str),
    Reload,
    Pass(u64),
}

#[derive(Debug, Clone)]
pub enum LiveAct {
    Score(u8),
    Note(String),
    Skip(String),
    Next,
    Pause,
    Mark,
    End,
    Undo,
    Redo,
}

pub const PREPARED: [&str; 5] = ["Ada", "Grace", "Edsger", "Barbara", "Alan"];
/// So many acts in one run at most.
pub const MOST_ACTS: usize = 11;
const FILES: [&str; 3] = ["other-set.ron", "bank.ron", "session.ron"];

pub fn acts(random: &mut Random) -> Vec<Act> {
    let mut names: Vec<String> = PREPARED.map(str::to_owned).to_vec();
    let count = 4 + random.below(MOST_ACTS - 3);
    (0..count).map(|number| act(random, &mut names, number)).collect()
}

fn act(random: &mut Random, names: &mut Vec<String>, number: usize) -> Act {
    let name = names[random.below(names.len())].clone();
    match random.below(22) {
        0 => {
            let name = format!("New {number}");
            names.push(name.clone());
            Act::Begin { name, start_clock: random.one_in(2) }
        }
        1..=6 => Act::Live(name, live_act(random, number)),
        7 => Act::Submit(name),
        8..=12 => {
            let acts = [
                SessionAct::Open,
                SessionAct::Open,
                SessionAct::Discard,
                SessionAct::Restore,
                SessionAct::NoShow,
                SessionAct::EndEarly,
            ];
            Act::List(name, random.of(&acts))
        }
        13 => Act::Delete(name),
        14..=15 => {
            let name = if random.one_in(2) { "Barbara".to_owned() } else { name };
            let (mask, by_dialog) = (random.one_in(2), random.one_in(2));
            Act::Export { name, number, mask, by_dialog }
        }
        16 => Act::Go(random.of(&[Screen::Home, Screen::Sessions, Screen::Bank, Screen::Sets])),
        17 => Act::Propose(random.of(&[Seniority::Junior, Seniority::Mid])),
        18 => match random.below(3) {
            0 => Act::ShowReady,
            _ => Act::SaveShownSet(number),
        },
        19 => Act::OpenFile(random.of(&FILES)),
        20 => Act::Reload,
        _ => Act::Pass(300 + random.below(1500) as u64),
    }
}

fn live_act(random: &mut Random, number: usize) -> LiveAct {
    match random.below(12) {
        0 | 1 => LiveAct::Score(1 + random.below(5) as u8),
        2 | 3 => LiveAct::Note(format!("Note of act {number}, word by word")),
        4 => LiveAct::Skip(format!("Reason of act {number}, word by word")),
        5 => LiveAct::Next,
        6 => LiveAct::Pause,
        7 => LiveAct::Mark,
        8 => LiveAct::End,
        9 | 10 => LiveAct::Undo,
        _ => LiveAct::Redo,
    }
}
