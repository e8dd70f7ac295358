//! The window itself, and the program's own clock, salts and dialogs.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use egui::{Context, Ui, ViewportCommand, WindowLevel};

use super::dialogs;
use super::theme;
use super::type_ahead::TypeAhead;
use super::window::{Shown, logic, window_ui};
use crate::disk::make_private_folder;
use crate::domain::text::Salt;
use crate::frame::Surroundings;
use crate::frame::clock::SystemClock;
use crate::frame::dialog::Effect;
use crate::frame::places::Opening;
use crate::frame::system_fonts::SYSTEM_FONTS;
use crate::frame::work::Running;
use crate::root::App;

/// Stays until the window is closed; an error says why there is none.
pub fn run(opening: Opening) -> Result<(), String> {
    run_observed(opening, Box::new(|_| ()))
}

/// Called before each frame; a benchmark measures and closes the window by it.
pub type Observer = Box<dyn FnMut(&Context)>;

/// As [`run`], observed.
pub fn run_observed(opening: Opening, observer: Observer) -> Result<(), String> {
    // The toolkit would make this folder for its `window.ron`, open to all. Where it cannot be
    // made, the first change of a setting says so.
    let _ = make_private_folder(&opening.places.config);
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default()
            .with_title("Plumbline")
            .with_app_id("plumbline")
            .with_inner_size(USUAL_WINDOW)
            .with_min_inner_size([360.0, 360.0]),
        persistence_path: Some(opening.places.config.join("window.ron")),
        ..eframe::NativeOptions::default()
    };
    let create: eframe::AppCreator<'_> = Box::new(|creation| {
        theme::install(&creation.egui_ctx);
        Ok(Box::new(Shell::new(&creation.egui_ctx, opening, observer)))
    });
    // Without a display server or its libraries the toolkit gives up in its own ways, a panic among
    // them; the person is told in words.
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let opened = Arc::new(std::sync::atomic::AtomicBool::new(false));
    let create: eframe::AppCreator<'_> = {
        let opened = Arc::clone(&opened);
        Box::new(move |creation| {
            opened.store(true, std::sync::atomic::Ordering::Relaxed);
            // From here on a panic is our own error and is shown as one.
            std::panic::set_hook(usual);
            create(creation)
        })
    };
    let result =
        catch_unwind(AssertUnwindSafe(|| eframe::run_native("Plumbline", options, create)));
    match result {
        Ok(Ok(())) => Ok(()),
        Ok(Err(error)) => Err(reason(&error.to_string())),
        Err(panic) if opened.load(std::sync::atomic::Ordering::Relaxed) => {
            std::panic::resume_unwind(panic)
        }
        Err(panic) => {
            let words = panic.downcast_ref::<String>().map(String::as_str);
            let words = words.or_else(|| panic.downcast_ref::<&str>().copied());
            Err(reason(words.unwrap_or("the toolkit gave up without a word")))
        }
    }
}

/// In plain words, then the beginning of what the toolkit says.
fn reason(words: &str) -> String {
    let lower = words.to_lowercase();
    let has = |signs: &[&str]| signs.iter().any(|sign| lower.contains(sign));
    let plain = if has(&["glutin", "opengl", "egl", "glx"]) {
        "the display has no working OpenGL 2.1 or newer"
    } else if has(&["display", "wayland", "x server", "open connection", "compositor"]) {
        "there is no display here, or it cannot be reached"
    } else if has(&["library", "lib"]) {
        "a library of the desktop is missing"
    } else {
        "the toolkit gave up"
    };
    // Where in the toolkit's source it happened helps nobody here.
    let words = words.rsplit_once(".rs:").map_or(words, |(_, rest)| {
        rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == ':').trim_start()
    });
    let first: String = words.lines().next().unwrap_or_default().chars().take(160).collect();
    format!("{plain} ({})", first.trim_end_matches('.'))
}

/// `None` where the system has no random bytes.
fn random_salt() -> Option<Salt> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).ok()?;
    Some(Salt::new(bytes))
}

struct Shell {
    app: App,
    shown: Shown,
    type_ahead: TypeAhead,
    title: String,
    /// Before it was made small.
    usual_size: Option<egui::Vec2>,
    observer: Observer,
}

impl Shell {
    fn new(ctx: &Context, opening: Opening, observer: Observer) -> Self {
        let waking = ctx.clone();
        let surroundings = Surroundings {
            clock: Box::new(SystemClock::new()),
            waker: Arc::new(move || waking.request_repaint()),
            salts: random_salt,
            running: Running::Threads,
            places: opening.places,
            fonts: &SYSTEM_FONTS,
        };
        let app = App::start(surroundings, opening.file);
        Self {
            app,
            shown: Shown::default(),
            type_ahead: TypeAhead::default(),
            title: String::new(),
            usual_size: None,
            observer,
        }
    }

    fn obey(&mut self, ctx: &Context, frame: &eframe::Frame) {
        for effect in self.app.take_effects() {
            match effect {
                Effect::Pick(pick) => dialogs::open(pick, frame),
                Effect::ToggleFullScreen => {
                    let fills = ctx.input(|input| input.viewport().fullscreen.unwrap_or(false));
                    ctx.send_viewport_cmd(ViewportCommand::Fullscreen(!fills));
                }
                Effect::Small(is_small) => self.set_small(ctx, is_small),
                Effect::Copy(text) => ctx.copy_text(text),
                Effect::TakeKeyboard => ctx.send_viewport_cmd(ViewportCommand::Focus),
                Effect::Close => ctx.send_viewport_cmd(ViewportCommand::Close),
            }
        }
    }
}

impl Shell {
    /// A small window that stays above the others, or the size it had before. Wayland lets no program
    /// put its window above others.
    fn set_small(&mut self, ctx: &Context, is_small: bool) {
        let (level, size) = if is_small {
            let inner = ctx.input(|input| input.viewport().inner_rect);
            self.usual_size = inner.map(|rect| rect.size());
            (WindowLevel::AlwaysOnTop, SMALL_WINDOW)
        } else {
            (WindowLevel::Normal, self.usual_size.unwrap_or(USUAL_WINDOW))
        };
        ctx.send_viewport_cmd(ViewportCommand::WindowLevel(level));
        ctx.send_viewport_cmd(ViewportCommand::InnerSize(size));
    }
}

/// In points.
const USUAL_WINDOW: egui::Vec2 = egui::vec2(1280.0, 720.0);
const SMALL_WINDOW: egui::Vec2 = egui::vec2(420.0, 660.0);

impl eframe::App for Shell {
    /// Runs for a hidden window too: the clock, the records and the close guard live here.
    fn logic(&mut self, ctx: &Context, frame: &mut eframe::Frame) {
        (self.observer)(ctx);
        logic(ctx, &mut self.app);
        if ctx.input(|input| input.viewport().close_requested()) && !self.app.ask_close() {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
        }
        self.obey(ctx, frame);
        let title = self.app.window_title();
        if title != self.title {
            ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }

    fn ui(&mut self, ui: &mut Ui, frame: &mut eframe::Frame) {
        window_ui(ui, &mut self.app, &mut self.shown);
        let ctx = ui.ctx().clone();
        let typed = std::mem::take(&mut self.shown.typed_beside);
        if !typed.is_empty() {
            self.type_ahead.insert(typed);
            ctx.request_repaint();
        }
        self.obey(&ctx, frame);
    }

    fn raw_input_hook(&mut self, ctx: &Context, raw_input: &mut egui::RawInput) {
        let is_focus_moving = self.app.frame().focus.is_some();
        let came = std::mem::take(&mut raw_input.events);
        raw_input.events = self.type_ahead.next(came, is_focus_moving);
        if self.type_ahead.is_waiting() {
            ctx.request_repaint();
        }
    }

    /// Keeps the size of the window, but no state of its widgets.
    fn persist_egui_memory(&self) -> bool {
        false
    }
}
