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
use plumbline::frame::Surroundings;
use plumbline::frame::clock::SystemClock;
use plumbline::frame::command::Command as AppCommand;
use plumbline::frame::places::{Opening, Places};
use plumbline::frame::work::Running;
use plumbline::rooms::{home, start};
use plumbline::root::everywhere::Everywhere;
use plumbline::root::{Action, App, Screen};
use plumbline::ui::window::{Shown, logic, window_ui};
use plumbline::ui::{run_observed, theme};

fn main() {
    let started = Instant::now();
    match std::env::var("PLUMBLINE_BENCH_WINDOW").as_deref() {
        Ok("empty") => empty_window(started),
        Ok("plumbline") => plumbline_window(started),
        _ => {
            frames();
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
