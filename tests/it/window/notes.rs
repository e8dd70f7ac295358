//! A note is written down while it is typed, and stays the note that it was.

use egui::Key;
use egui::accesskit::Role;
use plumbline::domain::event::NoteTag;
use plumbline::frame::command::Command;

use super::stage::Stage;

#[test]
fn typed_notes_are_written_down_within_two_seconds() {
    let mut stage = Stage::on_first_question();
    stage.type_note("- Went for the first fix");
    assert_eq!(stage.session().notes.len(), 0);
    stage.pass_secs(3);
    let notes = stage.session().notes;
    assert_eq!((notes.len(), notes[0].tag), (1, NoteTag::Concern));
    stage.type_text(" that came to mind");
    stage.pass_secs(3);
    assert_eq!(stage.note_words(), ["Went for the first fix that came to mind"]);
}

#[test]
fn a_note_of_another_kind_keeps_its_stamp() {
    let mut stage = Stage::on_first_question();
    stage.note("Slow start");
    let at_ms = stage.session().notes[0].at_ms;
    stage.pass_secs(60);
    stage.click(Role::Button, "Edit note: Slow start");
    stage.click(Role::Button, "concern");
    stage.click(Role::Button, "private");
    stage.pass_secs(3);
    let notes = stage.session().notes;
    assert_eq!(notes.len(), 1);
    assert_eq!((notes[0].tag, notes[0].private, notes[0].at_ms), (NoteTag::Concern, true, at_ms));
    // Emptying the field for a moment takes nothing back.
    stage.run(Command::Note);
    stage.press_command(Key::A);
    stage.press(Key::Delete);
    stage.pass_secs(3);
    stage.enter("Warmed up late");
    assert_eq!(stage.note_words(), ["Warmed up late"]);
    assert_eq!(stage.session().notes[0].at_ms, at_ms);
}

#[test]
fn a_new_kind_of_note_does_not_change_the_one_in_the_field() {
    let mut stage = Stage::on_first_question();
    stage.type_note("slow start");
    stage.press(Key::Escape);
    stage.run(Command::NoteConcern);
    stage.enter("guessed");
    let tags: Vec<NoteTag> = stage.session().notes.iter().map(|note| note.tag).collect();
    assert_eq!(tags, [NoteTag::Plain, NoteTag::Concern]);
}

#[test]
fn who_types_goes_on_typing_on_the_next_question() {
    let mut stage = Stage::on_first_question();
    stage.type_note("one");
    stage.press(Key::PageDown);
    stage.enter("Deep");
    assert!(!stage.app().has_form());
    let session = stage.session();
    assert_eq!(session.notes.len(), 2);
    assert_eq!(session.notes[1].question, session.current);
}
