//! Random acts with their replies in random order come to what the same acts come to at once.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use plumbline::app::action::{Action, Field, SessionAct};
use plumbline::app::command::Command;
use plumbline::app::drafts::{Popup, Screen, SetChoice};
use plumbline::app::errand::Purpose;
use plumbline::app::jobs::Reply;
use plumbline::app::model::NoticeKind;
use plumbline::app::state::{App, Effect};
use plumbline::app::stepped::Stepper;
use plumbline::app::work::Running;
use plumbline::domain::event::{EventKind, Recommendation};
use plumbline::domain::ids::{SessionId, SetId};
use plumbline::domain::level::Seniority;
use plumbline::domain::record::SessionRecord;
use plumbline::domain::rubric::Step;
use plumbline::domain::session::Phase;
use plumbline::library::file::session_file;
use plumbline::records::RecordStore;
use plumbline::records::sqlite::SqliteStore;

use super::stage::{TestClock, surroundings};

/// Small and the same on every machine (splitmix64).
#[derive(Clone)]
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % bound as u64) as usize
    }

    fn one_in(&mut self, bound: usize) -> bool {
        self.below(bound) == 0
    }

    fn of<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())]
    }
}

/// Something a person does; sessions go by their candidate.
#[derive(Debug, Clone)]
enum Act {
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
enum LiveAct {
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

const PREPARED: [&str; 5] = ["Ada", "Grace", "Edsger", "Barbara", "Alan"];
const FILES: [&str; 3] = ["other-set.ron", "bank.ron", "session.ron"];

fn acts(random: &mut Random) -> Vec<Act> {
    let mut names: Vec<String> = PREPARED.map(str::to_owned).to_vec();
    let count = 4 + random.below(8);
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

/// Records, a small workspace and files to open, made once and copied for each run.
struct Fixture {
    folder: tempfile::TempDir,
}

impl Fixture {
    fn new() -> Self {
        let folder = fast_folder();
        let root = folder.path();
        let workspace = root.join("workspace");
        fs::create_dir(&workspace).unwrap();
        let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("rubrics/bank");
        fs::copy(shipped.join("fundamentals.ron"), workspace.join("bank.ron")).unwrap();
        fs::copy(shipped.join("orm.ron"), root.join("bank.ron")).unwrap();
        let bank = plumbline::library::load::Library::open(&workspace).bank;
        for (path, id) in
            [(workspace.join("set.ron"), "small"), (root.join("other-set.ron"), "other")]
        {
            let item = |question: &plumbline::domain::question::Question| {
                format!(
                    "(question: \"{}\", section: \"Core\", minutes: 3, required: true, why: \"\"),",
                    question.id
                )
            };
            let items: String = bank.questions.iter().take(2).map(item).collect();
            let text = format!(
                "(schema: \"plumbline.set\", version: 1, id: \"{id}\", title: \"A {id} set\", \
                 seniority: Mid, opening_minutes: 5, closing_minutes: 5, items: [{items}])"
            );
            fs::write(path, text).unwrap();
        }
        let data = root.join("data");
        fs::create_dir(&data).unwrap();
        let prefs = format!("(workspace: Some({:?}))", workspace.display().to_string());
        fs::write(data.join("preferences.ron"), prefs).unwrap();
        let fixture = Self { folder };
        let mut run = Run::over(fixture.at(""), &data, None);
        for name in PREPARED {
            run.act(&Act::Begin { name: name.to_owned(), start_clock: name != "Ada" });
        }
        for (name, act) in [
            ("Grace", LiveAct::Next),
            ("Grace", LiveAct::Score(3)),
            ("Grace", LiveAct::Note("Asked first".to_owned())),
            ("Edsger", LiveAct::End),
            ("Barbara", LiveAct::End),
        ] {
            run.act(&Act::Live(name.to_owned(), act));
        }
        run.act(&Act::Submit("Barbara".to_owned()));
        let barbara = run.app.model.card.as_ref().unwrap().record.clone();
        fs::write(fixture.at("session.ron"), session_file(&barbara).unwrap()).unwrap();
        assert_eq!(run.app.model.unsaved(), 0);
        drop(run);
        fixture
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A copy of the prepared data.
    fn data(&self) -> tempfile::TempDir {
        let copy = fast_folder();
        copy_folder(&self.at("data"), copy.path());
        copy
    }
}

/// In memory where the system has such a folder: each write waits for the disk otherwise.
fn fast_folder() -> tempfile::TempDir {
    let memory = Path::new("/dev/shm");
    let in_memory = memory.is_dir().then(|| tempfile::tempdir_in(memory).ok()).flatten();
    in_memory.unwrap_or_else(|| tempfile::tempdir().unwrap())
}

fn copy_folder(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let copy = to.join(path.file_name().unwrap());
        if path.is_dir() {
            fs::create_dir_all(&copy).unwrap();
            copy_folder(&path, &copy);
        } else {
            fs::copy(&path, &copy).unwrap();
        }
    }
}

/// One run of the program: at once, or with its replies in a random order.
struct Run {
    app: App,
    clock: TestClock,
    order: Option<(Stepper, Random)>,
    files: PathBuf,
    data: PathBuf,
    dialogs: usize,
    ending: Option<String>,
    refusals: Vec<String>,
}

impl Run {
    fn over(files: PathBuf, data: &Path, order: Option<(Stepper, Random)>) -> Self {
        let clock = TestClock::new();
        let running = match &order {
            Some((stepper, _)) => Running::Stepped(stepper.clone()),
            None => Running::AtOnce,
        };
        let app = App::start(surroundings(data, clock.clone(), running), None);
        let data = data.to_owned();
        let (dialogs, ending, refusals) = (0, None, Vec::new());
        let mut run = Self { app, clock, order, files, data, dialogs, ending, refusals };
        run.drain();
        run
    }

    fn handle(&mut self, action: Action) {
        self.app.handle(vec![action]);
        self.look();
    }

    /// A frame: replies are taken, and what asks is answered, unless a form is being filled in.
    fn look(&mut self) {
        self.hear();
        self.app.tick();
        self.hear();
        for effect in self.app.take_effects() {
            if let Effect::Pick(pick) = effect {
                self.dialogs += 1;
                let path = self.data.join(format!("picked-{}", pick.file_name));
                let reply = Reply::Picked { errand: pick.errand, result: Ok(Some(path)) };
                let replies = self.app.replies();
                match &self.order {
                    Some((stepper, _)) => {
                        stepper.hold_reply(&format!("dialog {}", self.dialogs), replies, reply);
                    }
                    None => {
                        replies.send(reply);
                        self.look();
                    }
                }
            }
        }
        self.answer();
    }

    fn hear(&mut self) {
        let notice = self.app.model.notice.as_ref();
        let is_refusal = |kind: NoticeKind| matches!(kind, NoticeKind::Problem | NoticeKind::Hint);
        if let Some(notice) = notice.filter(|notice| is_refusal(notice.kind))
            && self.refusals.last() != Some(&notice.text)
        {
            self.refusals.push(notice.text.clone());
        }
    }

    /// Answers the questions that replies bring.
    fn answer(&mut self) {
        match &mut self.app.popup {
            Some(Popup::Replace { job, .. }) => {
                let is_even = job.path.display().to_string().contains("even");
                self.handle(if is_even { Action::Confirm } else { Action::Dismiss });
            }
            Some(Popup::End { reason, .. }) => {
                "Had to leave".clone_into(reason);
                self.ending = None;
                self.handle(Action::Confirm);
            }
            _ => {}
        }
    }

    /// Lets a few jobs and replies come, in a random order.
    fn drift(&mut self) {
        let steps = self.order.as_mut().map_or(0, |(_, random)| random.below(4));
        for _ in 0..steps {
            self.step();
        }
    }

    /// One job, or one reply; false where nothing is left.
    fn step(&mut self) -> bool {
        let Some((stepper, random)) = &mut self.order else {
            self.look();
            return false;
        };
        let (to_run, to_deliver) = (stepper.to_run(), stepper.to_deliver());
        let count = to_run.len() + to_deliver.len();
        if count == 0 {
            return false;
        }
        let at = random.below(count);
        match to_run.get(at) {
            Some(lane) => stepper.run(lane),
            None => stepper.deliver(&to_deliver[at - to_run.len()]),
        };
        self.look();
        true
    }

    fn drain(&mut self) {
        loop {
            while self.step() {}
            self.look();
            let Some((stepper, _)) = &self.order else { return };
            if stepper.to_run().is_empty() && stepper.to_deliver().is_empty() {
                return;
            }
        }
    }

    /// Waits as a person would: until it is there, or nothing more comes.
    fn wait_for(&mut self, is_there: impl Fn(&App) -> bool) -> bool {
        loop {
            if is_there(&self.app) {
                return true;
            }
            if !self.step() {
                return is_there(&self.app);
            }
        }
    }

    /// The session of a candidate, where the list shows it.
    fn find(&self, name: &str) -> Option<SessionId> {
        let mut rows = self.app.model.overviews();
        rows.find(|(_, row)| row.candidate == name).map(|(id, _)| id.clone())
    }

    fn phase(&self, name: &str) -> Option<Phase> {
        let mut rows = self.app.model.overviews();
        rows.find(|(_, row)| row.candidate == name).map(|(_, row)| row.phase)
    }

    /// Opens a session and waits for it; true where that screen shows it.
    fn open(&mut self, name: &str, screen: Screen) -> bool {
        self.settle_ending(name);
        let Some(id) = self.find(name) else { return false };
        self.handle(Action::Open(id.clone()));
        self.wait_for(move |app| {
            app.model.screen == screen
                && match screen {
                    Screen::Scorecard => {
                        app.model.card.as_ref().is_some_and(|card| card.record.id == id)
                    }
                    _ => app.model.current.as_ref() == Some(&id),
                }
        })
    }

    /// Nobody acts on a session that is about to ask why it ends.
    fn settle_ending(&mut self, name: &str) {
        if self.ending.as_deref() == Some(name) {
            self.drain();
            self.ending = None;
        }
    }

    fn act(&mut self, act: &Act) {
        match act {
            Act::Begin { name, start_clock } => {
                let small = SetId::parse("small").unwrap();
                self.handle(Action::StartWith(SetChoice::Ready(small)));
                self.app.drafts.start.candidate = name.clone();
                self.drift();
                assert_eq!(&self.app.drafts.start.candidate, name, "typed");
                self.handle(Action::Begin { start_clock: *start_clock });
            }
            Act::Live(name, act) => {
                if self.open(name, Screen::Live) {
                    self.act_live(act);
                }
            }
            Act::Submit(name) => self.submit(name),
            Act::List(name, act) => self.act_in_list(name, *act),
            Act::Delete(name) => {
                self.settle_ending(name);
                let Some(id) = self.find(name) else { return };
                self.handle(Action::Go(Screen::Sessions));
                self.handle(Action::AskDelete(id));
                self.drift();
                assert!(matches!(&self.app.popup, Some(Popup::Delete { .. })));
                self.handle(Action::Confirm);
            }
            Act::Export { name, number, mask, by_dialog } => {
                if self.open(name, Screen::Scorecard) {
                    self.export(name, *number, *mask, *by_dialog);
                }
            }
            Act::Go(screen) => self.handle(Action::Go(*screen)),
            Act::Propose(seniority) => {
                self.app.drafts.sets.seniority = *seniority;
                self.handle(Action::Propose);
            }
            Act::ShowReady => self.handle(Action::ShowSet(SetId::parse("small").unwrap())),
            Act::SaveShownSet(number) => {
                self.handle(Action::ShowSet(SetId::parse("small").unwrap()));
                self.app.model.shown_set.as_mut().unwrap().set.title =
                    format!("Set of act {number}");
                self.handle(Action::Browse(Purpose::SaveSet));
            }
            Act::OpenFile(name) => {
                self.handle(Action::Run(Command::OpenFile));
                self.drift();
                let typed = self.files.join(name).display().to_string();
                match &mut self.app.popup {
                    Some(Popup::Path { path, .. }) => typed.clone_into(path),
                    other => panic!("{other:?}"),
                }
                self.handle(Action::Confirm);
            }
            Act::Reload => self.handle(Action::Reload),
            Act::Pass(ms) => {
                self.clock.pass_ms(*ms);
                self.look();
            }
        }
    }

    fn act_live(&mut self, act: &LiveAct) {
        let on_stage = self.app.model.on_stage().cloned();
        match (act, on_stage) {
            (LiveAct::Score(step), Some(question)) => {
                self.handle(Action::Score(question, Step::try_from(*step).unwrap()));
            }
            (LiveAct::Note(words), _) => {
                self.app.drafts.is_typing_note = true;
                for word in words.split_inclusive(' ') {
                    self.app.drafts.note.text.push_str(word);
                    self.drift();
                }
                assert_eq!(&self.app.drafts.note.text, words, "typed");
                assert_eq!(self.app.model.screen, Screen::Live);
                self.handle(Action::FinishNote(Field::Note));
                self.app.drafts.is_typing_note = false;
                self.look();
            }
            (LiveAct::Skip(words), Some(_)) => {
                self.handle(Action::Run(Command::Skip));
                let mut typed = String::new();
                for word in words.split_inclusive(' ') {
                    typed.push_str(word);
                    match &mut self.app.popup {
                        Some(Popup::Skip { reason, .. }) => typed.clone_into(reason),
                        // The clock of this session does not run.
                        _ => return,
                    }
                    self.drift();
                    match &self.app.popup {
                        Some(Popup::Skip { reason, .. }) => assert_eq!(reason, &typed),
                        other => panic!("the form is gone: {other:?}"),
                    }
                }
                self.handle(Action::Confirm);
            }
            (LiveAct::Next, _) => self.handle(Action::Run(Command::Next)),
            (LiveAct::Pause, _) => self.handle(Action::Run(Command::Pause)),
            (LiveAct::Mark, _) => self.handle(Action::Run(Command::Mark)),
            (LiveAct::End, _) => self.handle(Action::Run(Command::EndInterview)),
            (LiveAct::Undo, _) => self.handle(Action::Run(Command::Undo)),
            (LiveAct::Redo, _) => self.handle(Action::Run(Command::Redo)),
            (LiveAct::Score(_) | LiveAct::Skip(_), None) => {}
        }
    }

    fn submit(&mut self, name: &str) {
        if !self.open(name, Screen::WrapUp) {
            return;
        }
        self.app.drafts.wrap_up.recommendation = Some(Recommendation::Yes);
        self.app.drafts.wrap_up.reason = format!("Why {name}");
        self.handle(Action::AskSubmit);
        self.drift();
        assert!(matches!(self.app.popup, Some(Popup::Submit)));
        self.handle(Action::Confirm);
    }

    fn act_in_list(&mut self, name: &str, act: SessionAct) {
        self.settle_ending(name);
        let Some(id) = self.find(name) else { return };
        // What a list offers depends on the phase.
        let phase = self.phase(name);
        let fits = match act {
            SessionAct::NoShow => phase == Some(Phase::Planned),
            SessionAct::EndEarly => matches!(phase, Some(Phase::Live | Phase::Paused)),
            _ => phase != Some(Phase::Submitted) || act == SessionAct::Open,
        };
        if !fits {
            return;
        }
        if act != SessionAct::Open {
            self.handle(Action::Go(Screen::Sessions));
        }
        let is_read = self.app.model.held.contains_key(&id);
        self.handle(Action::Act(id.clone(), act));
        if act == SessionAct::EndEarly && !is_read {
            self.ending = Some(name.to_owned());
        }
        if phase == Some(Phase::Live) && !is_read {
            // Whether its clock is stopped for another one's depends on when it comes.
            self.wait_for(move |app| app.model.held.contains_key(&id));
        }
    }

    fn export(&mut self, name: &str, number: usize, mask: bool, by_dialog: bool) {
        let kind = if number.is_multiple_of(2) { "even" } else { "odd" };
        let path = self.data.join(format!("card-{number}-{kind}.md"));
        if !number.is_multiple_of(3) {
            fs::write(&path, "mine").unwrap();
        }
        let draft = &mut self.app.drafts.card;
        (draft.mask, draft.include_private) = (mask, false);
        draft.path = path.display().to_string();
        let action = if by_dialog { Action::Browse(Purpose::Scorecard) } else { Action::Export };
        self.handle(action);
        assert!(self.app.model.card.as_ref().is_some_and(|card| card.card.candidate == name));
    }

    /// Everything that was asked for has come: what there is now.
    fn end(mut self) -> (Outcome, Vec<String>) {
        self.drain();
        assert_eq!(self.app.model.unsaved(), 0, "unsaved");
        assert!(self.app.model.save_failure().is_none());
        assert!(self.app.popup.is_none(), "{:?}", self.app.popup);
        assert!(self.app.model.deleting.is_empty() && !self.app.model.is_reading);
        let model = &self.app.model;
        let list = model.overviews().map(|(_, row)| {
            let counts = (row.scored, row.current, row.discarded, row.result.clone());
            format!("{}: {} {counts:?}", row.name(), row.status())
        });
        let list = list.collect();
        let shown = self.shown();
        let records = model.records_path.clone();
        drop(self.app);
        let store = SqliteStore::open(&records).unwrap();
        let record = |id: SessionId| history(&store.load(&id).unwrap());
        let records = store.list().unwrap().into_iter().map(record).collect();
        (Outcome { records, list, shown, files: exports(&self.data) }, self.refusals)
    }

    fn shown(&self) -> String {
        let model = &self.app.model;
        let screen = model.screen;
        match screen {
            Screen::Live | Screen::WrapUp => {
                let held = model.current().unwrap();
                format!("{screen:?}: {:?}", model.name_of(&held.record().id))
            }
            Screen::Scorecard => {
                let card = model.card.as_ref().unwrap();
                let amended = card.can_be_amended();
                format!("{screen:?}: {} {amended}", card.card.candidate)
            }
            Screen::Sets => match &model.shown_set {
                Some(shown) => {
                    let from =
                        format!("{:?}", shown.from).replace(&self.data.display().to_string(), "");
                    format!("{screen:?}: {} {from} {}", shown.set.title, shown.frozen.is_ok())
                }
                None => format!("{screen:?}: nothing"),
            },
            Screen::Bank => format!("{screen:?}: {:?}", model.bank_file.as_ref().map(|f| &f.path)),
            _ => format!("{screen:?}"),
        }
    }
}

#[derive(Debug, PartialEq, Eq)]
struct Outcome {
    records: Vec<Vec<String>>,
    list: Vec<String>,
    shown: String,
    files: BTreeMap<String, Vec<&'static str>>,
}

/// Every event in words: times, salts and hashes differ from run to run.
fn history(record: &SessionRecord) -> Vec<String> {
    let words = |kind: &EventKind| {
        let texts = kind.texts().into_iter().filter_map(|text| record.words(text));
        texts.map(str::to_owned).collect::<Vec<String>>()
    };
    let step = |kind: &EventKind| match kind {
        EventKind::Opened { question } => format!("on stage: {question:?}"),
        EventKind::Scored { question, step } => format!("{question}: {}", step.get()),
        EventKind::OutcomeCleared { question } => format!("{question}: open"),
        EventKind::Marked { question, marked } => format!("{question}: {marked}"),
        EventKind::Noted { question, tag, private, .. } => {
            format!("{question:?} {tag:?} {private}")
        }
        other => {
            let name = format!("{other:?}");
            name.split([' ', '(', '{']).next().unwrap_or_default().to_owned()
        }
    };
    record
        .events
        .iter()
        .map(|event| format!("{} {:?}", step(&event.kind), words(&event.kind)))
        .collect()
}

/// The files that were written, and which candidate's name is in each.
fn exports(data: &Path) -> BTreeMap<String, Vec<&'static str>> {
    let files = fs::read_dir(data).unwrap().map(|entry| entry.unwrap().path());
    let files =
        files.filter(|path| path.extension().is_some_and(|end| end == "md" || end == "ron"));
    let files = files.filter(|path| !path.ends_with("preferences.ron"));
    files
        .map(|path| {
            let text = fs::read_to_string(&path).unwrap();
            let names = PREPARED.into_iter().chain(["New", "mine", "Set of act", "A small set"]);
            let names = names.filter(|name| text.contains(name)).collect();
            (path.file_name().unwrap().to_string_lossy().into_owned(), names)
        })
        .collect()
}

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
