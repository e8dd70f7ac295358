//! A stage for the window: the program over a virtual clock, in a folder of its own.
//!
//! What a person does in one go is in [`super::verbs`]; here is what every test is made of.

use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, Vec2};
use egui_kittest::kittest::{NodeT, Queryable};
use egui_kittest::{Harness, Node};
use plumbline::domain::text::Salt;
use plumbline::export::fonts::BundledOnly;
use plumbline::frame::Surroundings;
use plumbline::frame::dialog::{Effect, Pick};
use plumbline::frame::places::Places;
use plumbline::frame::stepped::Stepper;
use plumbline::frame::work::Running;
use plumbline::root::everywhere::Everywhere;
use plumbline::root::{Action, App};
use plumbline::ui::dialogs;
use plumbline::ui::theme;
use plumbline::ui::window::{Shown, logic, window_ui};
use tempfile::TempDir;

use super::clock::TestClock;
use crate::rig;

pub const SIZE: Vec2 = Vec2::new(1280.0, 720.0);

/// What the program is given in a test.
pub fn surroundings(folder: &Path, clock: TestClock, running: Running) -> Surroundings {
    Surroundings {
        clock: Box::new(clock),
        waker: Arc::new(|| ()),
        salts: counted_salt,
        running,
        places: Places { documents: folder.to_owned(), ..Places::below(folder) },
        fonts: &BundledOnly,
    }
}

/// Salts that differ; what they hide does not matter here.
fn counted_salt() -> Option<Salt> {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    Some(Salt::new(u128::from(NEXT.fetch_add(1, Ordering::Relaxed)).to_le_bytes()))
}

/// A key as the toolkit is told of it: its sign, and where it lies.
pub fn key_event(
    key: Key,
    physical_key: Option<Key>,
    pressed: bool,
    modifiers: Modifiers,
) -> Event {
    Event::Key { key, physical_key, pressed, repeat: false, modifiers }
}

/// The program before it is started: its folder can be prepared, its clock turned.
#[derive(Clone)]
pub struct Setup {
    folder: Rc<TempDir>,
    pub clock: TestClock,
    size: Vec2,
    scale: f32,
    salts: fn() -> Option<Salt>,
    file: Option<PathBuf>,
    is_stepped: bool,
}

impl Setup {
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub fn size(self, size: Vec2) -> Self {
        Self { size, ..self }
    }

    pub fn scale(self, scale: f32) -> Self {
        Self { scale, ..self }
    }

    /// On a system that has no random bytes to give.
    pub fn unsalted(self) -> Self {
        Self { salts: || None, ..self }
    }

    /// Started with a file.
    pub fn file(self, file: &Path) -> Self {
        Self { file: Some(file.to_owned()), ..self }
    }

    /// Every job is held back until [`Stage::finish`] or [`Stage::drain`].
    pub fn stepped(self) -> Self {
        Self { is_stepped: true, ..self }
    }

    pub fn open(self) -> Stage {
        let stepper = Stepper::default();
        let running = match self.is_stepped {
            true => Running::Stepped(stepper.clone()),
            false => Running::AtOnce,
        };
        let surroundings = Surroundings {
            salts: self.salts,
            ..surroundings(self.folder(), self.clock.clone(), running)
        };
        let app = App::start(surroundings, self.file.clone());
        let mut program = Program { app, shown: Shown::default(), effects: Vec::new() };
        let percent = (self.scale * 100.0) as u16;
        if percent != 100 {
            program.app.handle(vec![Action::Everywhere(Everywhere::SetScale(percent))]);
        }
        let mut is_installed = false;
        let harness = Harness::builder().with_size(self.size).build_ui_state(
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
        let mut stage = Stage { harness, stepper, clock: self.clock.clone(), setup: self };
        stage.settle();
        stage
    }
}

pub struct Program {
    pub app: App,
    pub shown: Shown,
    pub effects: Vec<Effect>,
}

pub struct Stage {
    // Dropped first: the program is gone before its folder.
    pub harness: Harness<'static, Program>,
    pub clock: TestClock,
    /// The jobs of a stepped stage; idle otherwise.
    pub stepper: Stepper,
    setup: Setup,
}

impl Stage {
    /// The program as it is first started.
    pub fn new() -> Self {
        Self::with().open()
    }

    /// The same, to be set up otherwise.
    pub fn with() -> Setup {
        Setup {
            folder: Rc::new(rig::folder()),
            clock: TestClock::new(),
            size: SIZE,
            scale: 1.0,
            salts: counted_salt,
            file: None,
            is_stepped: false,
        }
    }

    /// First started, with every job held back from then on.
    pub fn stepped() -> Self {
        let mut stage = Self::with().stepped().open();
        stage.drain();
        stage
    }

    /// Started again after what was prepared, with every job held back.
    pub fn stepped_after(prepare: impl FnOnce(&mut Self)) -> Self {
        let mut stage = Self::new();
        prepare(&mut stage);
        assert_eq!(stage.unsaved(), 0);
        let mut stage = stage.close().stepped().open();
        stage.drain();
        stage
    }

    pub fn folder(&self) -> &Path {
        self.setup.folder()
    }

    /// A second copy of the program on the same folder.
    pub fn beside(&self) -> Self {
        self.setup.clone().open()
    }

    /// The program is gone and says no goodbye; its folder and its clock are left.
    pub fn close(self) -> Setup {
        let Self { harness, setup, .. } = self;
        drop(harness);
        Setup { file: None, is_stepped: false, ..setup }
    }

    pub fn restart(self) -> Self {
        self.close().open()
    }

    /// Started again so much later.
    pub fn restart_after_ms(self, ms: u64) -> Self {
        let closed = self.close();
        closed.clock.pass_ms(ms);
        closed.open()
    }

    pub fn app(&self) -> &App {
        &self.harness.state().app
    }

    pub fn app_mut(&mut self) -> &mut App {
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
            _ => None,
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

    pub fn press_command(&mut self, key: Key) {
        self.press_with(Modifiers::COMMAND, key);
    }

    pub fn press_with(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.settle();
    }

    /// A key of another layout: its sign, and its place in the number row.
    pub fn press_at(&mut self, sign: Key, place: Key, modifiers: Modifiers) {
        for pressed in [true, false] {
            let event = key_event(sign, Some(place), pressed, modifiers);
            self.harness.event_modifiers(event, modifiers);
        }
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

    fn row(&self, start: &str) -> Node<'_> {
        let is_meant = |node: &Node<'_>| {
            node.accesskit_node().label().is_some_and(|label| label.starts_with(start))
        };
        let mut nodes = self.harness.query_all_by_role(Role::Button);
        nodes.find(is_meant).unwrap_or_else(|| panic!("no row {start:?}"))
    }

    pub fn fill(&mut self, field: &str, text: &str) {
        let fields = self.harness.query_all_by_label(field);
        let is_field = |node: &Node<'_>| {
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

    /// Whether something on screen is called exactly so.
    pub fn shows(&self, words: &str) -> bool {
        self.harness.query_all_by_label(words).next().is_some()
    }

    pub fn has_button(&self, words: &str) -> bool {
        self.harness.query_by_role_and_label(Role::Button, words).is_some()
    }
}
