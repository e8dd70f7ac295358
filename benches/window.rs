//! The window against an empty one, as ratios measured in one run.
//!
//! `cargo bench --bench window` measures the processor time of a frame of each screen against an
//! empty frame, and, on a display (or with Xvfb at hand), the time to the first frame and the
//! resident memory against an empty window of the same toolkit. Each window is a process of its own:
//! this program started again.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a benchmark stops where it cannot go on"
)]

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use egui::{Context, Pos2, RawInput, Rect, Vec2, ViewportCommand};
use plumbline::domain::text::Salt;
use plumbline::export::fonts::BundledOnly;
use plumbline::frame::Surroundings;
use plumbline::frame::clock::SystemClock;
use plumbline::frame::command::Command as AppCommand;
use plumbline::frame::places::{Opening, Places};
use plumbline::frame::work::Running;
use plumbline::rooms::{bank, home, live, settings, start};
use plumbline::root::everywhere::Everywhere;
use plumbline::root::{Action, App, Screen};
use plumbline::ui::window::{Shown, logic, window_ui};
use plumbline::ui::{run_observed, theme};

mod banks;

use banks::bank_sources;

fn main() {
    let started = Instant::now();
    match std::env::var("PLUMBLINE_BENCH_WINDOW").as_deref() {
        Ok("empty") => empty_window(started),
        Ok("plumbline") => plumbline_window(started),
        _ => {
            frames();
            large_banks();
            windows();
        }
    }
}

/// The middle of some measurements.
fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

// ---- Frames -------------------------------------------------------------------------------------

const FRAMES: usize = 120;

fn input() -> RawInput {
    RawInput {
        screen_rect: Some(Rect::from_min_size(Pos2::ZERO, Vec2::new(1280.0, 720.0))),
        ..RawInput::default()
    }
}

/// Seconds of one frame with its tessellation: the median of many.
fn seconds_per_frame(ctx: &Context, mut draw: impl FnMut(&mut egui::Ui)) -> f64 {
    let mut frame = || {
        let begun = Instant::now();
        let output = ctx.run_ui(input(), &mut draw);
        std::hint::black_box(ctx.tessellate(output.shapes, output.pixels_per_point));
        begun.elapsed().as_secs_f64()
    };
    for _ in 0..20 {
        frame();
    }
    median((0..FRAMES).map(|_| frame()).collect())
}

/// Twelve questions in the plan, and 10,000 characters of notes on the one on stage, every one of them in
/// the list.
fn fill_interview(app: &mut App) {
    let planned = |app: &App| app.desk().current().unwrap().session().order.len();
    while planned(app) < 12 {
        let before = planned(app);
        app.handle(vec![Action::Run(AppCommand::AddQuestion), Action::Run(AppCommand::Primary)]);
        assert_eq!(planned(app), before + 1);
    }
    for _ in 0..50 {
        let words = "Asked for the numbers before proposing anything. ".repeat(5);
        app.typed().live.note.text = format!("+ {}", words.get(..200).unwrap());
        app.handle(vec![Action::Live(live::Action::FinishNote)]);
    }
    assert_eq!(app.desk().current().unwrap().session().notes.len(), 50);
    app.tick();
}

fn go_to(screen: Screen) -> Action {
    Action::Everywhere(Everywhere::Go(screen))
}

fn frames() {
    let folder = tempfile::tempdir().unwrap();
    let surroundings = Surroundings {
        clock: Box::new(SystemClock::new()),
        waker: Arc::new(|| ()),
        salts: || Some(Salt::new([7; 16])),
        running: Running::AtOnce,
        places: Places::below(folder.path()),
        fonts: &BundledOnly,
    };
    let mut app = App::start(surroundings, None);
    let mut shown = Shown::default();
    let ctx = Context::default();
    theme::install(&ctx);
    let empty = seconds_per_frame(&ctx, |ui| {
        egui::CentralPanel::default().show(ui, |_| ());
    });
    println!("processor time of a frame, against an empty frame of the same run:");
    let mut measure = |app: &mut App, name: &str| {
        let seconds = seconds_per_frame(&ctx, |ui| {
            logic(ui.ctx(), app);
            window_ui(ui, app, &mut shown);
        });
        println!("  {name:<12} {:>6.1}", seconds / empty);
    };
    app.tick();
    for screen in [Screen::Home, Screen::Start, Screen::Bank, Screen::Sets, Screen::Settings] {
        app.handle(vec![go_to(screen)]);
        app.tick();
        measure(&mut app, screen.title());
    }
    let set = app.content().bank().sets.first().unwrap().id.clone();
    app.handle(vec![
        Action::Home(home::Action::StartWith(set)),
        Action::Start(start::Action::Begin { start_clock: true }),
        Action::Run(AppCommand::Next),
    ]);
    app.tick();
    assert_eq!(app.screen(), Screen::Live);
    measure(&mut app, Screen::Live.title());
    fill_interview(&mut app);
    measure(&mut app, "12 and notes");
    // For a profiler: this screen and nothing else.
    while std::env::var_os("PLUMBLINE_BENCH_FOREVER").is_some() {
        measure(&mut app, "12 and notes");
    }
    app.handle(vec![Action::Run(AppCommand::EndInterview), Action::Run(AppCommand::Primary)]);
    app.tick();
    assert_eq!(app.screen(), Screen::WrapUp);
    measure(&mut app, Screen::WrapUp.title());
    app.handle(vec![go_to(Screen::Sessions)]);
    measure(&mut app, Screen::Sessions.title());
    app.handle(vec![Action::Home(home::Action::ShowSample)]);
    app.tick();
    assert_eq!(app.screen(), Screen::Scorecard);
    measure(&mut app, Screen::Scorecard.title());
}

// ---- Large banks --------------------------------------------------------------------------------

/// One frame of a program over time, named by what happened in it.
struct Film<'a> {
    ctx: &'a Context,
    app: App,
    shown: Shown,
    longest: (f64, &'static str),
}

impl Film<'_> {
    fn frame(&mut self, name: &'static str) -> f64 {
        let begun = Instant::now();
        let (app, shown) = (&mut self.app, &mut self.shown);
        let output = self.ctx.run_ui(input(), |ui| {
            logic(ui.ctx(), app);
            window_ui(ui, app, shown);
        });
        std::hint::black_box(self.ctx.tessellate(output.shapes, output.pixels_per_point));
        let seconds = begun.elapsed().as_secs_f64();
        if seconds > self.longest.0 {
            self.longest = (seconds, name);
        }
        seconds
    }

    /// Draws until the threads have nothing more to say.
    fn settle(&mut self, name: &'static str) {
        let still = Duration::from_millis(400);
        let mut last = Instant::now();
        while last.elapsed() < still || self.app.content().is_reading() {
            if self.app.content().is_reading() {
                last = Instant::now();
            }
            self.frame(name);
            std::thread::sleep(Duration::from_millis(4));
        }
    }

    fn ask(&mut self, action: Action, name: &'static str) {
        self.app.handle(vec![action]);
        self.settle(name);
    }
}

/// Start-up and Bank with many questions in the workspace, and the longest frame of it all.
fn large_banks() {
    let ctx = Context::default();
    theme::install(&ctx);
    let empty = seconds_per_frame(&ctx, |ui| {
        egui::CentralPanel::default().show(ui, |_| ());
    });
    println!("with so many questions, against an empty frame of the same run:");
    // The first program of all also pays for the glyphs of its screens.
    watch_a_bank(&ctx, 32);
    for count in [450, 10_000, 100_000] {
        let Watched { first, read, bank, longest: (longest, name) } = watch_a_bank(&ctx, count);
        println!(
            "  {count:>7}: first frame {:>6.0}, questions there {:>8.0}, a frame of Bank {:>5.0}, \
             longest frame {:>6.0} ({name})",
            first / empty,
            read / empty,
            bank / empty,
            longest / empty
        );
    }
}

/// Seconds from the start to the first frame, and to the questions; of a frame of Bank; of the longest.
struct Watched {
    first: f64,
    read: f64,
    bank: f64,
    longest: (f64, &'static str),
}

fn watch_a_bank(ctx: &Context, count: usize) -> Watched {
    let folder = tempfile::tempdir().unwrap();
    let workspace = folder.path().join("workspace");
    std::fs::create_dir(&workspace).unwrap();
    for source in bank_sources(count) {
        std::fs::write(workspace.join(&source.path), source.text).unwrap();
    }
    let prefs = format!("(workspace: Some({:?}))", workspace.display().to_string());
    std::fs::write(folder.path().join("preferences.ron"), prefs).unwrap();
    let begun = Instant::now();
    let surroundings = Surroundings {
        clock: Box::new(SystemClock::new()),
        waker: Arc::new(|| ()),
        salts: || Some(Salt::new([7; 16])),
        running: Running::Threads,
        places: Places::below(folder.path()),
        fonts: &BundledOnly,
    };
    let app = App::start(surroundings, None);
    let longest = (0.0, "none");
    let mut film = Film { ctx, app, shown: Shown::default(), longest };
    film.frame("the first frame");
    let first = begun.elapsed().as_secs_f64();
    while film.app.content().is_reading() {
        film.frame("Home while the questions are read");
        std::thread::sleep(Duration::from_millis(4));
    }
    let read = begun.elapsed().as_secs_f64();
    film.ask(go_to(Screen::Bank), "the bank opens");
    let bank = median((0..40).map(|_| film.frame("the bank is shown")).collect());
    film.app.typed().bank.filters.query = "deadlock".to_owned();
    film.ask(Action::Bank(bank::Action::Filter), "a search of the bank");
    film.ask(go_to(Screen::Sets), "a set is built");
    film.ask(go_to(Screen::Start), "a new interview");
    film.ask(Action::Settings(settings::Action::Reload), "the questions are read again");
    Watched { first, read, bank, longest: film.longest }
}

// ---- Windows ------------------------------------------------------------------------------------

/// Measures from the start of the program: when the first frame is through, and the memory in use
/// a while later.
struct Meter {
    started: Instant,
    calls: u32,
    first_frame: Option<Duration>,
}

impl Meter {
    fn look(&mut self, ctx: &Context) {
        self.calls += 1;
        if self.calls == 2 {
            // The first frame lies between the first call and this one.
            self.first_frame = Some(self.started.elapsed());
        }
        let Some(first) = self.first_frame else { return ctx.request_repaint() };
        if self.started.elapsed() > first + Duration::from_millis(1500) {
            println!("{} {}", first.as_secs_f64(), resident_bytes());
            ctx.send_viewport_cmd(ViewportCommand::Close);
            self.first_frame = None;
            self.calls = u32::MAX / 2;
        } else {
            ctx.request_repaint_after(Duration::from_millis(200));
        }
    }
}

fn meter(started: Instant) -> Meter {
    Meter { started, calls: 0, first_frame: None }
}

/// From the kernel's account of this process; pages of 4 KiB.
fn resident_bytes() -> u64 {
    let account = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    let pages = account.split_whitespace().nth(1).and_then(|pages| pages.parse::<u64>().ok());
    pages.unwrap_or(0) * 4096
}

struct Empty(Meter);

impl eframe::App for Empty {
    fn logic(&mut self, ctx: &Context, _: &mut eframe::Frame) {
        self.0.look(ctx);
    }

    fn ui(&mut self, ui: &mut egui::Ui, _: &mut eframe::Frame) {
        egui::CentralPanel::default().show(ui, |_| ());
    }
}

fn empty_window(started: Instant) {
    let viewport = egui::ViewportBuilder::default().with_inner_size([1280.0, 720.0]);
    let options = eframe::NativeOptions { viewport, ..Default::default() };
    let create: eframe::AppCreator<'_> = Box::new(move |_| Ok(Box::new(Empty(meter(started)))));
    eframe::run_native("Empty", options, create).unwrap();
}

fn plumbline_window(started: Instant) {
    let folder = PathBuf::from(std::env::var_os("PLUMBLINE_BENCH_HOME").unwrap());
    let mut meter = meter(started);
    let opening = Opening { file: None, places: Places::below(&folder) };
    run_observed(opening, Box::new(move |ctx| meter.look(ctx))).unwrap();
}

/// A display of our own, where there is none.
fn display() -> Option<(String, Option<Child>)> {
    if let Ok(display) = std::env::var("DISPLAY") {
        return Some((display, None));
    }
    let mut server = Command::new("Xvfb")
        .args(["-displayfd", "1", "-screen", "0", "1300x780x24", "-nolisten", "tcp"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let mut number = String::new();
    BufReader::new(server.stdout.take()?).read_line(&mut number).ok()?;
    Some((format!(":{}", number.trim()), Some(server)))
}

fn measured(which: &str, display: &str) -> (f64, f64) {
    let folder = tempfile::tempdir().unwrap();
    let output = Command::new(std::env::current_exe().unwrap())
        .env("PLUMBLINE_BENCH_WINDOW", which)
        .env("PLUMBLINE_BENCH_HOME", folder.path())
        .env("DISPLAY", display)
        .env_remove("WAYLAND_DISPLAY")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    let mut figures = said.split_whitespace().map(|figure| figure.parse::<f64>().unwrap());
    let failed = || panic!("{which}: {}", String::from_utf8_lossy(&output.stderr));
    (figures.next().unwrap_or_else(failed), figures.next().unwrap())
}

fn windows() {
    let Some((display, server)) = display() else {
        println!("no display and no Xvfb: the windows were not measured");
        return;
    };
    let (mut empty, mut ours) = (Vec::new(), Vec::new());
    // One of each first that does not count: files are read for the first time.
    for round in 0..8 {
        let pair = (measured("empty", &display), measured("plumbline", &display));
        if round > 0 {
            empty.push(pair.0);
            ours.push(pair.1);
        }
    }
    if let Some(mut server) = server {
        let _ = server.kill();
        let _ = server.wait();
    }
    let of =
        |runs: &[(f64, f64)], pick: fn(&(f64, f64)) -> f64| median(runs.iter().map(pick).collect());
    println!("the window, against an empty window of the same run:");
    println!("  time to first frame  {:.2}", of(&ours, |run| run.0) / of(&empty, |run| run.0));
    println!("  resident memory      {:.2}", of(&ours, |run| run.1) / of(&empty, |run| run.1));
}
