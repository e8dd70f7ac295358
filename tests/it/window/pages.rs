//! The scorecard's pages: what they show, how one turns and zooms them, and the same as text.

use std::fs;

use egui::accesskit::Role;
use egui::{Key, Modifiers, ViewportId};
use egui_kittest::kittest::{NodeT, Queryable};
use plumbline::frame::command::Command;
use plumbline::frame::dialog::Effect;
use plumbline::rooms::scorecard::pages::{Pages, Zoom};
use std::time::Duration;

use super::asks::sample;
use super::export::two_cards;
use super::stage::Stage;

fn on_pages() -> Stage {
    let mut stage = Stage::new();
    stage.ask(sample());
    assert!(pages(&stage).count() > 2, "{}", stage.notice());
    stage
}

fn pages(stage: &Stage) -> &Pages {
    &stage.app().rooms().scorecard.pages
}

/// The page that one reads, from 1.
fn current(stage: &Stage) -> usize {
    pages(stage).seen().current + 1
}

#[test]
fn the_pages_come_first_and_each_is_an_image_with_its_number() {
    let stage = on_pages();
    let count = pages(&stage).count();
    let images: Vec<String> = stage
        .harness
        .query_all_by_role(Role::Image)
        .filter_map(|node| node.accesskit_node().label())
        .collect();
    let expected: Vec<String> = (1..=count).map(|page| format!("Page {page} of {count}")).collect();
    assert_eq!(images, expected);
    assert!(stage.shows(&format!("Page 1 of {count}")), "read beside them as well");
    assert!(!stage.says("Nguyễn Thị Minh Anh"), "the text is the other view");
}

#[test]
fn the_preview_shows_the_very_bytes_that_are_exported() {
    let mut stage = on_pages();
    let path = stage.folder().join("card.pdf");
    for mask in [false, true] {
        stage.app_mut().typed().scorecard.draft.mask = mask;
        stage.settle();
        let shown = pages(&stage).made().expect("the pages are made").bytes.to_vec();
        let _ = fs::remove_file(&path);
        stage.export_to(&path);
        assert!(fs::read(&path).unwrap() == shown, "masked: {mask}");
    }
}

#[test]
fn a_page_is_drawn_as_wide_as_it_is_shown_and_white_where_nothing_is_printed() {
    let stage = on_pages();
    let picture = pages(&stage).picture(0).expect("the first page is drawn");
    assert_eq!(picture.width, pages(&stage).seen().width);
    assert_eq!(picture.pixels.len(), picture.width as usize * picture.height as usize * 4);
    assert_eq!(picture.pixels[..4], [255, 255, 255, 255]);
    assert!(picture.pixels.chunks_exact(4).any(|pixel| pixel[0] < 80), "nothing is printed");
}

#[test]
fn page_keys_read_on_and_back_and_home_and_end_go_to_the_ends() {
    let mut stage = on_pages();
    let count = pages(&stage).count();
    assert_eq!(current(&stage), 1);
    // The rest of the page comes before the next one.
    let presses = (1..=4).find(|_| {
        stage.press(Key::PageDown);
        current(&stage) == 2
    });
    assert!(presses.is_some_and(|presses| presses > 1), "{presses:?}");
    assert!(stage.shows(&format!("Page 2 of {count}")));
    stage.press(Key::End);
    assert_eq!(current(&stage), count);
    stage.press(Key::Home);
    assert_eq!(current(&stage), 1);
    stage.click(Role::Button, "Next page");
    assert_eq!(current(&stage), 2);
    stage.press(Key::PageUp);
    assert_eq!(current(&stage), 1);
    for _ in 0..40 {
        stage.press(Key::PageDown);
    }
    assert_eq!(current(&stage), count);
}

#[test]
fn only_pages_near_the_one_that_is_read_are_drawn() {
    let mut stage = on_pages();
    let count = pages(&stage).count();
    assert!(count > 3);
    assert!(pages(&stage).picture(count - 1).is_none(), "nobody has looked at the last page");
    stage.press(Key::End);
    assert!(pages(&stage).picture(count - 1).is_some());
    assert!(pages(&stage).picture_bytes() <= 64 * 1024 * 1024);
}

#[test]
fn zooming_draws_the_page_anew_and_keeps_one_on_it() {
    let mut stage = on_pages();
    stage.click(Role::Button, "Next page");
    let wide = pages(&stage).picture(1).unwrap().width;
    stage.press(Key::Minus);
    let zoomed = pages(&stage).zoom;
    assert!(matches!(zoomed, Zoom::Percent(100)), "{zoomed:?}");
    assert_eq!(current(&stage), 2, "the same page stays");
    let picture = pages(&stage).picture(1).unwrap();
    assert!(picture.width < wide);
    assert_eq!(picture.width, pages(&stage).seen().width, "drawn at the size that is shown");
    assert!(stage.shows("100 %"));
    for _ in 0..12 {
        stage.press(Key::Plus);
    }
    assert_eq!(pages(&stage).zoom, Zoom::Percent(300));
    assert!(pages(&stage).picture_bytes() <= 64 * 1024 * 1024);
    stage.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::W);
    assert_eq!(pages(&stage).zoom, Zoom::Width);
    assert_eq!(pages(&stage).picture(1).unwrap().width, wide);
}

#[test]
fn arrow_keys_move_a_page_that_is_wider_than_the_window() {
    let mut stage = on_pages();
    let left =
        |stage: &Stage| stage.harness.query_all_by_role(Role::Image).next().unwrap().rect().left();
    for _ in 0..4 {
        stage.press(Key::Plus);
    }
    let before = left(&stage);
    stage.press(Key::ArrowRight);
    assert!(left(&stage) < before);
    stage.press(Key::ArrowLeft);
    assert_eq!(left(&stage), before);
}

#[test]
fn the_windows_own_zoom_keys_stay_the_windows() {
    let mut stage = on_pages();
    stage.press_command(Key::Plus);
    assert_eq!(stage.app().frame().prefs().scale_percent, 115);
    assert_eq!(pages(&stage).zoom, Zoom::Width);
}

#[test]
fn a_plus_in_the_field_of_the_file_is_a_plus() {
    let mut stage = on_pages();
    stage.fill("File", "+");
    stage.press(Key::Plus);
    assert_eq!(pages(&stage).zoom, Zoom::Width);
    assert!(stage.app().rooms().scorecard.draft.path.contains('+'));
}

#[test]
fn the_text_says_what_the_pages_show_and_is_remembered() {
    let mut stage = on_pages();
    stage.click(Role::Button, "Text");
    assert!(stage.says("Nguyễn Thị Minh Anh") && stage.says("Recommendation"));
    assert!(stage.harness.query_all_by_role(Role::Image).next().is_none());
    stage.run(Command::PagesOrText);
    assert!(!stage.says("Nguyễn Thị Minh Anh"));
    stage.run(Command::PagesOrText);
    let mut stage = stage.restart();
    stage.ask(sample());
    assert!(stage.says("Nguyễn Thị Minh Anh"));
}

#[test]
fn a_scorecard_shown_as_pages_or_as_text_sleeps_when_idle() {
    let mut stage = on_pages();
    let delay =
        |stage: &Stage| stage.harness.output().viewport_output[&ViewportId::ROOT].repaint_delay;
    assert_eq!(delay(&stage), Duration::MAX);
    stage.press(Key::PageDown);
    assert_eq!(delay(&stage), Duration::MAX);
    stage.click(Role::Button, "Text");
    assert_eq!(delay(&stage), Duration::MAX);
}

#[test]
fn pages_of_a_card_that_is_no_longer_shown_are_dropped() {
    let mut stage = two_cards();
    // Ada's pages are still being made when Grace's card comes.
    stage.open_session("Ada");
    stage.open_session("Grace");
    stage.drain();
    let room = &stage.app().rooms().scorecard;
    let grace = room.open().unwrap();
    assert_eq!(grace.card.candidate, "Grace");
    let made = room.pages.made().expect("made");
    let mut stage = Stage::new();
    stage.conduct("Ada");
    let ada = pages(&stage).made().expect("made");
    assert!(made.bytes != ada.bytes);
}

#[test]
fn copying_leaves_out_private_notes_and_a_masked_name() {
    let mut stage = Stage::on_first_question();
    stage.note("+ Asked for numbers");
    stage.run(Command::PrivateNote);
    stage.note("Between us only");
    stage.submit("Yes", "Weighs costs well.");
    let copied = |stage: &mut Stage, button: &str| {
        stage.click(Role::Button, button);
        let effects = std::mem::take(&mut stage.harness.state_mut().effects);
        let texts = effects.into_iter().filter_map(|effect| match effect {
            Effect::Copy(text) => Some(text),
            _ => None,
        });
        texts.last().expect("a copied text")
    };
    let summary = copied(&mut stage, "Copy summary");
    assert!(summary.starts_with("Ada") && summary.contains("Asked for numbers"), "{summary}");
    assert!(stage.says("Summary copied"));
    stage.app_mut().typed().scorecard.draft.include_private = true;
    stage.app_mut().typed().scorecard.draft.mask = true;
    for button in ["Copy summary", "Copy as Markdown"] {
        let text = copied(&mut stage, button);
        assert!(text.contains("Weighs costs well."), "{text}");
        assert!(!text.contains("Between us") && !text.contains("Ada"), "{text}");
    }
}

#[test]
fn a_name_that_still_stands_in_notes_is_listed_before_it_leaves() {
    let mut stage = Stage::new();
    stage.begin("Ada Lovelace");
    stage.next();
    stage.note("+ Lovelace asked for numbers");
    stage.submit("Yes", "Weighs costs well.");
    stage.click(Role::CheckBox, "Leave the candidate's name out");
    assert!(stage.says("The name still stands in 1 place"), "{}", stage.notice());
    assert!(stage.says("Question 1") && stage.says("Lovelace asked for numbers"));
    stage.click(Role::CheckBox, "Leave the candidate's name out");
    assert!(!stage.says("The name still stands"));
}

#[derive(Debug)]
struct Dropped(std::path::PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &std::path::Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        fs::read(&self.0).map_err(|error| error.to_string())
    }
}

fn drop_on(stage: &mut Stage, path: &std::path::Path) {
    let dropped: egui::DroppedFileHandle = std::sync::Arc::new(Dropped(path.to_owned()));
    stage.harness.input_mut().dropped_files.push(dropped);
    stage.settle();
}

#[test]
fn a_scorecard_that_is_dropped_on_the_window_opens_as_its_session() {
    let mut stage = on_pages();
    let path = stage.folder().join("card.pdf");
    stage.export_to(&path);
    let mut other = Stage::new();
    drop_on(&mut other, &path);
    let open = other.app().rooms().scorecard.open().expect("it is open");
    assert_eq!(open.card.candidate, "Nguyễn Thị Minh Anh");
    assert!(other.says("Opened from"));
    // Whatever else is dropped is told, and nothing is lost.
    let nothing = stage.folder().join("nothing.pdf");
    fs::write(&nothing, "%PDF-1.4 and no more").unwrap();
    drop_on(&mut other, &nothing);
    assert!(other.notice().contains("nothing.pdf"), "{}", other.notice());
    assert!(other.app().rooms().scorecard.open().is_some());
}
