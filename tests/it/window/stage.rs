//! A stage for the window: a virtual clock, jobs at once, folders of its own.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, Vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use plumbline::domain::session::Session;
use plumbline::domain::text::Salt;
use plumbline::frame::Surroundings;
use plumbline::frame::clock::{Clock, Now};
use plumbline::frame::dialog::{Effect, Pick};
use plumbline::frame::places::Places;
use plumbline::frame::prefs::ThemeChoice;
use plumbline::frame::stepped::Stepper;
use plumbline::frame::work::Running;
use plumbline::root::everywhere::Everywhere;
use plumbline::root::{Action, App};
use plumbline::ui::dialogs;
use plumbline::ui::theme;
use plumbline::ui::window::{Shown, logic, window_ui};

pub const SIZE: Vec2 = Vec2::new(1280.0, 720.0);

#[derive(Clone)]
pub struct TestClock(Arc<Mutex<(Now, i16)>>);

impl TestClock {
    pub fn new() -> Self {
        Self(Arc::new(Mutex::new((Now { wall_ms: 1_790_000_000_000, mono_ms: 0 }, 60))))
    }

    /// Both clocks go on.
    pub fn pass_ms(&self, ms: u64) {
        let (now, _) = &mut *self.0.lock().unwrap();
        now.wall_ms += ms as i64;
        now.mono_ms += ms;
    }

    /// The machine sleeps: both clocks go on, and nobody looks at them meanwhile.
    pub fn sleep_ms(&self, ms: u64) {
        self.pass_ms(ms);
    }

    /// Somebody sets the wall clock, or the network does.
    pub fn step_wall_ms(&self, ms: i64) {
        self.0.lock().unwrap().0.wall_ms += ms;
    }

    /// Summer time begins or ends, or the machine travels.
    pub fn set_offset(&self, minutes: i16) {
        self.0.lock().unwrap().1 = minutes;
    }
}

impl Clock for TestClock {
    fn now(&self) -> Now {
        self.0.lock().unwrap().0
    }

    fn utc_offset_minutes(&self) -> i16 {
        self.0.lock().unwrap().1
    }
}

/// What the program is given in a test.
pub fn surroundings(folder: &Path, clock: TestClock, running: Running) -> Surroundings {
    Surroundings {
        clock: Box::new(clock),
        waker: Arc::new(|| ()),
        salts: counted_salt,
        running,
        places: Places { documents: folder.to_owned(), ..Places::below(folder) },
    }
}

/// Salts that differ; what they hide does not matter here.
fn counted_salt() -> Option<Salt> {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    Some(Salt::new(u128::from(NEXT.fetch_add(1, Ordering::Relaxed)).to_le_bytes()))
}

pub struct Program {
    pub app: App,
    pub shown: Shown,
    pub effects: Vec<Effect>,
}

pub struct Stage {
    pub harness: Harness<'static, Program>,
    pub clock: TestClock,
    /// The jobs of a stage that was opened with [`Stage::open_stepped`]; idle otherwise.
    pub stepper: Stepper,
}

impl Stage {
    /// The program as it is first started, in a folder.
    pub fn open(folder: &Path) -> Self {
        Self::open_at(folder, SIZE, 1.0, TestClock::new())
    }

    pub fn open_at(folder: &Path, size: Vec2, scale: f32, clock: TestClock) -> Self {
        Self::open_with(folder, size, scale, clock, None, counted_salt)
    }

    /// The program on a system that has no random bytes to give.
    pub fn open_unsalted(folder: &Path) -> Self {
        Self::open_with(folder, SIZE, 1.0, TestClock::new(), None, || None)
    }

    /// The program with every job held back until [`Stage::finish`] or [`Stage::drain`].
    pub fn open_stepped(folder: &Path) -> Self {
        let stepper = Stepper::default();
        let running = Running::Stepped(stepper.clone());
        let clock = TestClock::new();
        let surroundings = surroundings(folder, clock.clone(), running);
        Self::over(App::start(surroundings, None), SIZE, 1.0, clock, stepper)
    }

    /// The program, started with a file.
    pub fn open_file(folder: &Path, file: &Path) -> Self {
        Self::open_with(folder, SIZE, 1.0, TestClock::new(), Some(file.to_owned()), counted_salt)
    }

    fn open_with(
        folder: &Path,
        size: Vec2,
        scale: f32,
        clock: TestClock,
        file: Option<PathBuf>,
        salts: fn() -> Option<Salt>,
    ) -> Self {
        let surroundings =
            Surroundings { salts, ..surroundings(folder, clock.clone(), Running::AtOnce) };
        Self::over(App::start(surroundings, file), size, scale, clock, Stepper::default())
    }

    fn over(app: App, size: Vec2, scale: f32, clock: TestClock, stepper: Stepper) -> Self {
        let mut program = Program { app, shown: Shown::default(), effects: Vec::new() };
        let percent = (scale * 100.0) as u16;
        if percent != 100 {
            program.app.handle(vec![Action::Everywhere(Everywhere::SetScale(percent))]);
        }
        let mut is_installed = false;
        let harness = Harness::builder().with_size(size).build_ui_state(
            move |ui, program: &mut Program| {
                if !is_installed {
                    theme::install(ui.ctx());
                    is_installed = true;
                    // The fonts hold from the next frame on.
                    return ui.ctx().request_repaint();
                }
                logic(ui.ctx(), &mut program.app);
                window_ui(ui, &mut program.app, &mut program.shown);
                program.effects.extend(program.app.take_effects());
            },
            program,
        );
        let mut stage = Self { harness, clock, stepper };
        stage.settle();
        stage
    }

    pub fn theme(&mut self, theme: ThemeChoice) {
        self.app().handle(vec![Action::Everywhere(Everywhere::SetTheme(theme))]);
        self.settle();
    }

    pub fn app(&mut self) -> &mut App {
        &mut self.harness.state_mut().app
    }

    /// Frames until nothing asks for another one at once.
    pub fn settle(&mut self) {
        self.harness.run();
    }

    /// Runs the jobs of one lane, delivers their replies and shows what came of them; what these ask
    /// for is held back again.
    pub fn finish(&mut self, lane: &str) {
        self.stepper.finish(lane);
        self.settle();
    }

    /// Runs and delivers until nothing is left.
    pub fn drain(&mut self) {
        loop {
            let lanes = [self.stepper.to_run(), self.stepper.to_deliver()].concat();
            if lanes.is_empty() {
                return;
            }
            lanes.iter().for_each(|lane| self.finish(lane));
        }
    }

    /// Answers the file dialog that was opened last; the answer comes with the lane `dialog`.
    pub fn pick(&mut self, path: Option<&Path>) {
        let (pick, path) = (self.last_pick(), path.map(Path::to_owned));
        self.stepper.hold_answer("dialog", move || pick.answer(Ok(path)));
    }

    /// The file dialog that was opened last; it is closed now.
    pub fn last_pick(&mut self) -> Pick {
        let effects = std::mem::take(&mut self.harness.state_mut().effects);
        let pick = effects.into_iter().rev().find_map(|effect| match effect {
            Effect::Pick(pick) => Some(pick),
            Effect::Close => None,
        });
        pick.expect("an open dialog")
    }

    /// The system offers no file dialog: the answer comes at once.
    pub fn no_dialog(&mut self) {
        self.last_pick().answer(dialogs::answer(None, 0));
        self.settle();
    }

    pub fn pass_secs(&mut self, secs: u64) {
        for _ in 0..secs {
            self.clock.pass_ms(1000);
            self.settle();
        }
    }

    pub fn press(&mut self, key: Key) {
        self.press_with(Modifiers::NONE, key);
    }

    pub fn press_with(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.settle();
    }

    /// A key of another layout: its sign, and its place in the number row.
    pub fn press_at(&mut self, sign: Key, place: Key) {
        let event = |pressed| Event::Key {
            key: sign,
            physical_key: Some(place),
            pressed,
            repeat: false,
            modifiers: Modifiers::NONE,
        };
        self.harness.event(event(true));
        self.harness.event(event(false));
        self.settle();
    }

    /// Types into what has the focus.
    pub fn type_text(&mut self, text: &str) {
        self.harness.event(Event::Text(text.to_owned()));
        self.settle();
    }

    pub fn click(&mut self, role: Role, label: &str) {
        self.harness.get_by_role_and_label(role, label).scroll_to_me();
        self.settle();
        self.harness.get_by_role_and_label(role, label).click();
        self.settle();
    }

    /// Clicks the first button whose label begins so.
    pub fn click_row(&mut self, start: &str) {
        self.row(start).scroll_to_me();
        self.settle();
        self.row(start).click();
        self.settle();
    }

    fn row(&self, start: &str) -> egui_kittest::Node<'_> {
        let is_meant = |node: &egui_kittest::Node<'_>| {
            node.accesskit_node().label().is_some_and(|label| label.starts_with(start))
        };
        let mut nodes = self.harness.query_all_by_role(Role::Button);
        nodes.find(is_meant).unwrap_or_else(|| panic!("no row {start:?}"))
    }

    pub fn fill(&mut self, field: &str, text: &str) {
        let fields = self.harness.query_all_by_label(field);
        let is_field = |node: &egui_kittest::Node<'_>| {
            matches!(node.accesskit_node().role(), Role::TextInput | Role::MultilineTextInput)
        };
        let mut fields = fields.filter(is_field);
        fields.next().unwrap_or_else(|| panic!("no field {field:?}")).focus();
        drop(fields);
        self.settle();
        self.type_text(text);
    }

    /// Every text that is on screen or said by a screen reader.
    pub fn says(&self, words: &str) -> bool {
        let has = |text: Option<String>| text.is_some_and(|text| text.contains(words));
        self.harness
            .root()
            .children_recursive()
            .any(|node| has(node.accesskit_node().label()) || has(node.accesskit_node().value()))
    }

    pub fn session(&mut self) -> Session {
        self.app().desk().current().expect("a session").session().clone()
    }

    /// Ends the interview and submits it.
    pub fn submit(&mut self, choice: &str, reason: &str) {
        self.press_with(Modifiers::COMMAND, Key::E);
        self.press(Key::Enter);
        self.click(Role::RadioButton, choice);
        self.fill("Reason (for the hiring manager)", reason);
        self.press_with(Modifiers::COMMAND, Key::Enter);
        self.press(Key::Enter);
    }

    /// Through Start into an interview with the clock running.
    pub fn begin(&mut self, set: &str, candidate: &str) {
        self.press(Key::F3);
        self.fill("Candidate", candidate);
        self.click_row(set);
        self.click(Role::Button, "Start the clock");
    }
}
