//! The program at work, in a process of its own: it takes steps when it is told to, and prints what was
//! acknowledged, refused and said. When its files go, it does what the program does.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};

use plumbline::domain::record::SessionRecord;
use plumbline::records::RecordsError;
use plumbline::records::vault::{Decision, Depth, Opening, Vault};

use crate::chance::Chance;
use crate::judge::Said;
use crate::rig::{batch, shelf};
use crate::story;

pub const CHILD: &str = "--work-until-told";

/// One line of what the program at work prints.
#[derive(Debug)]
pub enum Report {
    /// A session has come to this many events; whether a warning came with that.
    Acknowledged { session: String, events: usize, is_warned: bool },
    /// A step was refused, with words.
    Refused(String),
    /// Something was said of a loss, as [`Said::lines`] writes it.
    Said(String),
}

/// The parent's end.
pub struct Worker {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Worker {
    pub fn start(root: &Path, seed: u64) -> Self {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .arg(CHILD)
            .arg(root)
            .arg(seed.to_string())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let (input, output) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
        Self { child, input, output: BufReader::new(output) }
    }

    /// Has steps taken; what was reported until they were done or the program died.
    pub fn steps(&mut self, count: usize) -> Vec<Report> {
        let mut reports = Vec::new();
        if writeln!(self.input, "{count}").is_err() {
            return reports;
        }
        for line in (&mut self.output).lines().map_while(Result::ok) {
            let (word, rest) = line.split_once(' ').unwrap_or((&line, ""));
            match word {
                "ready" => break,
                "refused" => reports.push(Report::Refused(rest.to_owned())),
                "said" => reports.push(Report::Said(rest.to_owned())),
                "acknowledged" => {
                    let parts: Vec<&str> = rest.split(' ').collect();
                    reports.push(Report::Acknowledged {
                        session: parts[0].to_owned(),
                        events: parts[1].parse().unwrap(),
                        is_warned: parts[2] == "true",
                    });
                }
                other => panic!("the program at work printed {other:?}"),
            }
        }
        reports
    }

    /// Ends the program: it closes its files, or is killed. Gives how it ended and what it said last.
    pub fn end(mut self, is_killed: bool) -> (ExitStatus, String) {
        if is_killed {
            self.child.kill().unwrap();
        }
        drop(self.input);
        let ended = self.child.wait_with_output().unwrap();
        (ended.status, String::from_utf8_lossy(&ended.stderr).into_owned())
    }
}

/// The child's end: takes as many steps as each line of the input says.
pub fn serve(root: &Path, seed: u64) {
    let mut desk = Desk::open(root, seed);
    for line in std::io::stdin().lines().map_while(Result::ok) {
        for _ in 0..line.parse().unwrap() {
            desk.step();
        }
        desk.print("ready");
    }
}

struct Desk {
    root: std::path::PathBuf,
    vault: Option<Vault>,
    chance: Chance,
    /// Each session with the number of its events that are saved.
    sessions: Vec<(SessionRecord, usize)>,
}

impl Desk {
    fn open(root: &Path, seed: u64) -> Self {
        let (vault, _) = crate::rig::open(&shelf(root));
        let saved = |record: &SessionRecord| {
            vault.load(&record.id).map_or(0, |loaded| loaded.record.events.len())
        };
        let sessions = story::growing().map(|record| (saved(&record), record));
        let sessions = sessions.into_iter().map(|(saved, record)| (record, saved)).collect();
        Self { root: root.to_owned(), vault: Some(vault), chance: Chance::new(seed), sessions }
    }

    fn print(&self, line: &str) {
        let mut out = std::io::stdout().lock();
        writeln!(out, "{}", line.replace('\n', " ")).unwrap();
        out.flush().unwrap();
    }

    /// One to three events of one session. The whole session is in memory, so what the records have
    /// lost is written again with them.
    fn step(&mut self) {
        let at = self.chance.below(self.sessions.len());
        let count = 1 + self.chance.below(3);
        let (record, saved) = self.sessions[at].clone();
        let end = (saved + count).min(record.events.len());
        let mut from = saved;
        for _ in 0..4 {
            let Some(vault) = &mut self.vault else { return };
            let batch = batch(&record, from..end);
            let written = match from {
                0 => vault.create(&record.id, &record.set, &batch),
                _ => vault.append(&record.id, from as u64, &batch),
            };
            match written {
                Ok(()) => {
                    let is_warned = vault.second_copy_trouble().is_some();
                    self.sessions[at].1 = end;
                    return self.print(&format!("acknowledged {} {end} {is_warned}", record.id));
                }
                Err(RecordsError::OutOfOrder { expected, found, .. }) if found < expected => {
                    from = usize::try_from(found).unwrap();
                }
                Err(RecordsError::NoSuchSession(_)) => from = 0,
                Err(error) => {
                    self.print(&format!("refused {error}"));
                    match error {
                        RecordsError::Displaced { .. } | RecordsError::Damaged { .. } => {
                            self.reopen();
                        }
                        _ => return,
                    }
                }
            }
        }
    }

    /// As the program does while a session is under way: where something is lost, it stops and asks.
    fn reopen(&mut self) {
        self.vault = None;
        let shelf = shelf(&self.root);
        let mut said = Said::default();
        let opened = match Vault::open(&shelf, Depth::Deep) {
            Ok(Opening::Undecided(trouble)) if trouble.costs_nothing() => {
                said.trouble(&trouble);
                Vault::decide(&shelf, &Decision::Recover)
            }
            opened => opened,
        };
        match opened {
            Ok(Opening::Open(vault, findings)) => {
                said.findings(&findings);
                self.vault = Some(*vault);
            }
            Ok(Opening::Undecided(trouble)) => said.trouble(&trouble),
            Err(error) => self.print(&format!("refused {error}")),
        }
        for line in said.lines() {
            self.print(&format!("said {line}"));
        }
    }
}
