//! The pages of the PDF as pictures: made and drawn on a thread of their own.
//!
//! Only what is looked at is drawn, one page at a time and the page on screen first, so that nothing
//! stale ever waits in a queue. Until a page is drawn anew its old picture stands in for it.

mod render;

use std::path::Path;
use std::sync::Arc;
#[cfg(feature = "gui")]
use std::sync::atomic::{AtomicU64, Ordering};

use crate::domain::record::SessionRecord;
use crate::domain::scorecard::Disclosure;
use crate::export::fonts::FontSource;
use crate::export::format::Paper;
use crate::export::writing::{Format, scorecard_with};
use crate::frame::Frame;
use crate::frame::failure::Failure;
use crate::frame::work::{Inbox, Worker};
use crate::shared::carried::pdf_options;
use render::Sheet;

/// Of all pictures together; those on screen are kept in any case.
const MOST_BYTES: usize = 64 * 1024 * 1024;
/// A larger picture is drawn at this size and scaled up: two of them fill the bound.
const MOST_PIXELS: f32 = 8.0 * 1024.0 * 1024.0;

const STOPPED: &str = "their thread has stopped";

/// In percent of the size on paper.
pub const ZOOMS: [u16; 8] = [50, 75, 100, 125, 150, 200, 250, 300];

pub struct Pages {
    pub zoom: Zoom,
    /// Where to go when the pages are next drawn.
    pub turn: Option<Turn>,
    state: State,
    /// Of the page with the same index.
    pictures: Vec<Option<Arc<Picture>>>,
    /// Pictures of an earlier choice: they only stand in.
    old: Vec<u64>,
    seen: Seen,
    /// The page that the thread draws now, and how wide.
    drawing: Option<(usize, u32)>,
    /// Counts what was asked for: an answer to anything older is dropped.
    asked: u64,
    worker: Worker<Option<Sheet>>,
    inbox: Inbox<Reply>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Zoom {
    #[default]
    Width,
    Percent(u16),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// What follows: the rest of this page, then the next.
    On,
    Back,
    Next,
    Previous,
    First,
    Last,
}

/// What the pages show: what decides over every byte of the file.
#[derive(Debug, Clone)]
pub struct Choice {
    pub record: Arc<SessionRecord>,
    pub disclosure: Disclosure,
    pub paper: Paper,
}

/// What is on screen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Seen {
    /// The first and the last page of which something is seen, from 0.
    pub pages: (usize, usize),
    /// The page that one reads.
    pub current: usize,
    /// Of the widest page, in pixels of the screen.
    pub width: u32,
    /// In percent of the size on paper.
    pub percent: u16,
}

/// A page as pixels.
#[derive(Debug)]
pub struct Picture {
    /// No two have the same.
    pub id: u64,
    /// In pixels, as is the height.
    pub width: u32,
    pub height: u32,
    /// Red, green, blue and opacity of each pixel, row by row.
    pub pixels: Vec<u8>,
}

enum State {
    Nothing,
    /// What was made of the choice before stays on screen meanwhile.
    Making(Choice, Option<Made>),
    Ready(Choice, Made),
    /// It could not be made; this choice is not tried again by itself.
    Failed(Choice),
}

/// A file in memory.
pub struct Made {
    /// Exactly what an export writes.
    pub bytes: Arc<Vec<u8>>,
    /// Of each page, in points.
    pub sizes: Vec<(f32, f32)>,
}

enum Reply {
    Made { asked: u64, result: Result<Made, Failure> },
    Drawn { asked: u64, page: usize, width: u32, picture: Result<Picture, String> },
}

impl Choice {
    fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.record, &other.record)
            && self.disclosure == other.disclosure
            && self.paper == other.paper
    }
}

impl Picture {
    #[cfg(feature = "gui")]
    fn new(width: u32, height: u32, pixels: Vec<u8>) -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        Self { id: NEXT.fetch_add(1, Ordering::Relaxed), width, height, pixels }
    }

    fn bytes(&self) -> usize {
        self.pixels.len()
    }
}

impl Zoom {
    /// The next step from `percent` on.
    pub fn beside(percent: u16, larger: bool) -> Self {
        let mut zooms = ZOOMS.into_iter();
        let found = if larger {
            zooms.find(|zoom| *zoom > percent)
        } else {
            zooms.rev().find(|zoom| *zoom < percent)
        };
        Self::Percent(found.unwrap_or(percent.clamp(50, 300)))
    }
}

impl Pages {
    pub fn new(frame: &Frame) -> Self {
        Self {
            zoom: Zoom::default(),
            turn: None,
            state: State::Nothing,
            pictures: Vec::new(),
            old: Vec::new(),
            seen: Seen::default(),
            drawing: None,
            asked: 0,
            worker: frame.thread("pages", None).without_waiting(),
            inbox: frame.inbox(),
        }
    }

    /// The file that is shown: made for the choice, or until then for the one before.
    pub fn made(&self) -> Option<&Made> {
        match &self.state {
            State::Ready(_, made) | State::Making(_, Some(made)) => Some(made),
            _ => None,
        }
    }

    pub fn has_failed(&self) -> bool {
        matches!(self.state, State::Failed(_))
    }

    pub fn count(&self) -> usize {
        self.made().map_or(0, |made| made.sizes.len())
    }

    pub fn seen(&self) -> &Seen {
        &self.seen
    }

    pub fn picture(&self, page: usize) -> Option<&Arc<Picture>> {
        self.pictures.get(page)?.as_ref()
    }

    /// Of all pictures together.
    pub fn picture_bytes(&self) -> usize {
        self.pictures.iter().flatten().map(|picture| picture.bytes()).sum()
    }

    /// Whether to look so at such a choice asks for anything new.
    pub fn is_news(&self, seen: &Seen, choice: &Choice) -> bool {
        *seen != self.seen || !self.is_of(choice)
    }

    fn is_of(&self, other: &Choice) -> bool {
        match &self.state {
            State::Nothing => false,
            State::Making(choice, _) | State::Ready(choice, _) | State::Failed(choice) => {
                choice.is(other)
            }
        }
    }

    /// Somebody looks: makes the file where the choice is new, then draws what is seen.
    pub fn see(&mut self, seen: Seen, choice: Choice, frame: &mut Frame) {
        self.seen = seen;
        if !self.is_of(&choice) {
            self.make(choice, frame);
        }
        self.draw_next(frame);
    }

    /// Another scorecard, or none: nothing of the old one is left.
    pub fn clear(&mut self) {
        self.asked += 1;
        self.state = State::Nothing;
        self.pictures.clear();
        self.drawing = None;
        self.turn = None;
        self.seen = Seen::default();
    }

    /// After a failure; the next look makes the file again.
    pub fn try_again(&mut self) {
        if self.has_failed() {
            self.state = State::Nothing;
        }
    }

    pub fn take_replies(&mut self, frame: &mut Frame) {
        while let Some(reply) = self.inbox.next(|_| true) {
            match reply {
                Reply::Made { asked, result } if asked == self.asked => self.take(result, frame),
                Reply::Drawn { asked, page, width, picture } if asked == self.asked => {
                    self.drawing = None;
                    match picture {
                        Ok(picture) => self.keep(page, picture),
                        Err(why) => {
                            let width = format!("page {} at {width} pixels", page + 1);
                            self.fail(Failure::NoPages(format!("{width}: {why}")), frame);
                        }
                    }
                }
                Reply::Made { .. } | Reply::Drawn { .. } => {}
            }
            self.draw_next(frame);
        }
    }

    fn take(&mut self, result: Result<Made, Failure>, frame: &mut Frame) {
        let state = std::mem::replace(&mut self.state, State::Nothing);
        let State::Making(choice, _) = state else { return };
        match result {
            Ok(made) => {
                self.pictures.resize(made.sizes.len(), None);
                self.state = State::Ready(choice, made);
            }
            Err(failure) => {
                self.state = State::Failed(choice);
                frame.notices.fail(failure);
            }
        }
    }

    fn fail(&mut self, failure: Failure, frame: &mut Frame) {
        if let State::Ready(choice, _) | State::Making(choice, _) = &self.state {
            self.state = State::Failed(choice.clone());
        }
        self.pictures.clear();
        frame.notices.fail(failure);
    }

    fn make(&mut self, choice: Choice, frame: &mut Frame) {
        self.asked += 1;
        self.drawing = None;
        self.old = self.pictures.iter().flatten().map(|picture| picture.id).collect();
        let before = match std::mem::replace(&mut self.state, State::Nothing) {
            State::Ready(_, made) | State::Making(_, Some(made)) => Some(made),
            _ => None,
        };
        self.state = State::Making(choice.clone(), before);
        let (asked, fonts, keys) = (self.asked, frame.fonts, frame.places.keys());
        let job = move |sheet: &mut Option<Sheet>| {
            *sheet = None;
            let result = make(&choice, fonts, &keys).map(|(made, new)| {
                *sheet = Some(new);
                made
            });
            Reply::Made { asked, result }
        };
        if self.worker.give(&self.inbox.replies(), job).is_err() {
            self.fail(Failure::NoPages(STOPPED.to_owned()), frame);
        }
    }

    /// Hands the thread the next page that is wanted, unless it is at work.
    fn draw_next(&mut self, frame: &mut Frame) {
        if self.drawing.is_some() || !matches!(self.state, State::Ready(..)) {
            return;
        }
        let Some((page, width)) = self.next() else { return };
        self.drawing = Some((page, width));
        let asked = self.asked;
        let job = move |sheet: &mut Option<Sheet>| {
            let sheet = sheet.as_ref().ok_or_else(|| "the file is gone".to_owned());
            let picture = sheet.and_then(|sheet| sheet.draw(page, width));
            Reply::Drawn { asked, page, width, picture }
        };
        if self.worker.give(&self.inbox.replies(), job).is_err() {
            self.fail(Failure::NoPages(STOPPED.to_owned()), frame);
        }
    }

    fn next(&self) -> Option<(usize, u32)> {
        let is_sharp = |page: usize, width: u32| {
            self.picture(page).is_some_and(|it| it.width == width && !self.old.contains(&it.id))
        };
        let mut wanted = self.wanted().into_iter();
        wanted.find(|(page, width)| !is_sharp(*page, *width))
    }

    /// The pages to have, with their widths: those on screen, then as many of their neighbours as
    /// fit.
    fn wanted(&self) -> Vec<(usize, u32)> {
        let Some(made) = self.made().filter(|_| self.seen.width > 0) else { return Vec::new() };
        let (first, last) = self.seen.pages;
        let seen = (first..=last).filter(|page| *page != self.seen.current);
        let near = [last.checked_add(1), first.checked_sub(1)].into_iter().flatten();
        let on_screen = 1 + last.saturating_sub(first);
        let all = std::iter::once(self.seen.current).chain(seen).chain(near);
        let mut bytes = 0;
        let mut wanted = Vec::new();
        for (at, page) in all.enumerate() {
            let Some((width, height)) = made.pixels(page, self.seen.width) else { continue };
            bytes += 4 * width as usize * height as usize;
            if at < on_screen || bytes <= MOST_BYTES {
                wanted.push((page, width));
            }
        }
        wanted
    }

    /// Keeps a picture; those farthest from the page on screen go where all are too large.
    fn keep(&mut self, page: usize, picture: Picture) {
        if let Some(place) = self.pictures.get_mut(page) {
            *place = Some(Arc::new(picture));
        }
        let wanted: Vec<usize> = self.wanted().into_iter().map(|(page, _)| page).collect();
        while self.picture_bytes() > MOST_BYTES {
            let kept = (0..self.pictures.len()).filter(|page| self.picture(*page).is_some());
            let spare = kept.filter(|page| !wanted.contains(page));
            let Some(farthest) = spare.max_by_key(|page| page.abs_diff(self.seen.current)) else {
                return;
            };
            if let Some(place) = self.pictures.get_mut(farthest) {
                *place = None;
            }
        }
    }
}

impl Made {
    /// Of the widest page, in points.
    pub fn widest(&self) -> f32 {
        self.sizes.iter().map(|(width, _)| *width).fold(1.0, f32::max)
    }

    /// The size at which a page is drawn where the widest is so many pixels wide.
    fn pixels(&self, page: usize, widest: u32) -> Option<(u32, u32)> {
        let (width, height) = *self.sizes.get(page)?;
        let scale = widest as f32 / self.widest();
        let most = (MOST_PIXELS / (width * height).max(1.0)).sqrt();
        let scale = scale.min(most);
        let whole = |points: f32| (points * scale).round().max(1.0) as u32;
        Some((whole(width), whole(height)))
    }
}

/// The same bytes that an export writes.
fn make(
    choice: &Choice,
    fonts: &'static dyn FontSource,
    keys: &Path,
) -> Result<(Made, Sheet), Failure> {
    let no_pages = |why: String| Failure::NoPages(why);
    let pdf = pdf_options(choice.paper, fonts, Some(keys));
    let written = scorecard_with(&choice.record, choice.disclosure, Format::Pdf, pdf)
        .map_err(|error| no_pages(error.to_string()))?;
    let bytes = Arc::new(written.bytes);
    let sheet = Sheet::open(Arc::clone(&bytes)).map_err(no_pages)?;
    Ok((Made { bytes, sizes: sheet.sizes() }, sheet))
}
