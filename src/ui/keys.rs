//! From the toolkit's key events to commands.

use egui::{Context, Event, Modifiers};

use super::compose::{Composed, Composition, lone_digit, press};
use crate::frame::chord::{Chord, Key};
use crate::frame::command::{Command, Manner, TABLE, Typing};
use crate::frame::focus::NOTE;
use crate::root::everywhere::Everywhere;
use crate::root::{Action, App};
use crate::ui::widgets::field::field_id;

/// Key events after one that moves the focus: they wait for the next frame, where the focus is.
/// Otherwise fast typing would lose letters, or have them taken as commands.
#[derive(Debug, Default)]
pub struct Carried {
    events: Vec<Event>,
    /// The command's key also typed a sign, which is still to come and is dropped.
    drops_sign: bool,
    /// The key that went down last, while none has come up since.
    held_down: Option<egui::Key>,
    /// Typing was undone last, so that redo belongs to the field.
    undid_typing: bool,
    /// The digit that scored last, and when: a space right behind it says that it was the beginning of a
    /// note.
    digit: Option<(u8, f64)>,
    composition: Composition,
}

/// A space that comes later, in seconds, has nothing to do with the digit.
const DIGIT_SECS: f64 = 1.5;

impl Carried {
    /// The words with which a note begins where a space follows a digit that has scored: nobody puts a
    /// space behind a score, and everybody behind the number at the beginning of a sentence.
    fn note_begun(&mut self, event: &Event, typing: Typing, now: f64) -> Option<String> {
        let (Event::Text(text) | Event::Ime(egui::ImeEvent::Commit(text))) = event else {
            return None;
        };
        let (digit, at) = self.digit.take()?;
        let is_meant = typing == Typing::EmptyNote && text == " " && now - at < DIGIT_SECS;
        is_meant.then(|| format!("{digit} "))
    }
}

/// Takes commands out of the input before any widget sees them. While the focus is on its way,
/// every event waits for it.
///
/// What is typed outside every field goes into the note of the interview; elsewhere it does nothing,
/// and the focus leaves whatever button happened to have it: the next Space or Enter is no click.
pub fn take_commands(
    ctx: &Context,
    app: &App,
    is_focus_moving: bool,
    carried: &mut Carried,
) -> Vec<Action> {
    let mut typing = typing(ctx, app);
    let mut is_stray = false;
    let mut actions = Vec::new();
    ctx.input_mut(|input| {
        let mut events = std::mem::take(&mut carried.events);
        events.append(&mut input.events);
        if is_focus_moving {
            carried.events = events;
            return;
        }
        let (mut rest, mut is_entered) = (events.into_iter(), false);
        while let Some(event) = rest.next() {
            let event = match carried.composition.read(event) {
                Composed::Event(event) => event,
                Composed::Key => continue,
                Composed::Enter => {
                    is_entered = true;
                    continue;
                }
            };
            if let Some((command, sign, digit)) = composed_score(&event, typing, app) {
                actions.push(Action::Run(command));
                carried.composition.has_scored(sign);
                carried.digit = Some((digit, input.time));
                continue;
            }
            if carried.drops_sign && matches!(event, Event::Text(_)) {
                carried.drops_sign = false;
                continue;
            }
            // Once a key is up again, no sign of it will come.
            if let Event::Key { pressed, .. } = &event {
                carried.drops_sign = false;
                carried.held_down = carried.held_down.filter(|_| *pressed);
            }
            let Some(pressed) = pressed(&event) else {
                if let Some(words) = carried.note_begun(&event, typing, input.time) {
                    actions.push(Action::digit_was_text());
                    typing = Typing::Text;
                    input.events.push(Event::Text(words));
                    continue;
                }
                match typing {
                    Typing::Nowhere if begins_text(&event) && app.takes_notes() => {
                        actions.push(Action::Run(Command::Note));
                        carried.events.push(event);
                        carried.events.extend(rest.by_ref());
                        continue;
                    }
                    Typing::Nowhere if begins_text(&event) => is_stray = true,
                    Typing::EmptyNote if puts_text(&event) => {
                        carried.undid_typing = false;
                        typing = Typing::Text;
                    }
                    _ => {}
                }
                input.events.push(event);
                continue;
            };
            // The toolkit also calls a key repeated that came up under another sign, as a plus does
            // where Shift came up first.
            let is_repeated = pressed.repeat && carried.held_down == Some(pressed.logical);
            carried.held_down = Some(pressed.logical);
            match find(&pressed, typing, app) {
                Some((Command::Redo, _)) if carried.undid_typing => input.events.push(event),
                // A held key acts once; only the size may go on changing.
                Some((command, _)) if is_repeated && command.entry().manner != Manner::Repeats => {}
                Some((command, chord)) => {
                    actions.push(Action::Run(command));
                    carried.undid_typing = false;
                    carried.digit = match chord {
                        Chord { key: Key::Digit(digit), command: false, .. } => {
                            Some((digit, input.time))
                        }
                        _ => None,
                    };
                    carried.drops_sign = chord.types_text();
                    if command.entry().manner == Manner::MovesFocus {
                        carried.events.extend(rest.by_ref());
                    }
                }
                None => {
                    let held = pressed.modifiers;
                    let is_undo = held.command && !held.shift && pressed.logical == egui::Key::Z;
                    if is_undo && typing == Typing::Text {
                        carried.undid_typing = true;
                    }
                    input.events.push(event);
                }
            }
        }
        if is_entered {
            carried.events.push(press(egui::Key::Enter));
        }
    });
    if !carried.events.is_empty() {
        ctx.request_repaint();
    }
    if is_stray {
        drop_focus(ctx);
        actions.push(Action::Everywhere(Everywhere::StrayText));
    }
    actions
}

/// Takes the focus away from whatever has it.
pub fn drop_focus(ctx: &Context) {
    ctx.memory_mut(|memory| {
        if let Some(id) = memory.focused() {
            memory.surrender_focus(id);
        }
    });
}

fn typing(ctx: &Context, app: &App) -> Typing {
    let has_note = ctx.memory(|memory| memory.has_focus(field_id(NOTE)));
    match has_note && app.rooms().live.note.text.is_empty() {
        _ if !ctx.text_edit_focused() => Typing::Nowhere,
        true => Typing::EmptyNote,
        false => Typing::Text,
    }
}

/// Whether an event puts something into a text field: typed, pasted or composed.
fn puts_text(event: &Event) -> bool {
    match event {
        Event::Text(text) | Event::Paste(text) => !text.is_empty(),
        Event::Ime(egui::ImeEvent::Preedit { text, .. } | egui::ImeEvent::Commit(text)) => {
            !text.is_empty()
        }
        _ => false,
    }
}

/// The same without a field to put it into. A space may be a click, and a digit a score of the answer
/// in focus.
fn begins_text(event: &Event) -> bool {
    let is_key = |text: &str| matches!(text, " " | "0" | "1" | "2" | "3" | "4" | "5");
    match event {
        Event::Text(text) => !is_key(text) && puts_text(event),
        _ => puts_text(event),
    }
}

/// The digit pressed for the answer in focus, plain or with Ctrl; it is taken out of the input.
pub fn take_digit(ui: &egui::Ui) -> Option<u8> {
    take_digit_if(ui, |held| !(held.alt || held.command && held.shift))
}

/// The digit pressed with Ctrl, or Cmd on a Mac, for a form that offers choices by digit. It is
/// taken out of the input.
pub fn take_command_digit(ui: &egui::Ui) -> Option<u8> {
    take_digit_if(ui, |held| held.command && !held.alt)
}

fn take_digit_if(ui: &egui::Ui, is_meant: impl Fn(Modifiers) -> bool) -> Option<u8> {
    let digit = |event: &Event| {
        let pressed = pressed(event).filter(|pressed| !pressed.repeat)?;
        match key_of(&pressed) {
            Some(Key::Digit(digit)) if digit <= 5 && is_meant(pressed.modifiers) => Some(digit),
            _ => None,
        }
    };
    ui.input_mut(|input| {
        let found = input.events.iter().find_map(digit);
        input.events.retain(|event| digit(event).is_none());
        found
    })
}

/// A key press: its sign, its place, and its modifiers.
struct Pressed {
    logical: egui::Key,
    physical: Option<egui::Key>,
    modifiers: Modifiers,
    repeat: bool,
}

fn pressed(event: &Event) -> Option<Pressed> {
    match event {
        Event::Key { key, physical_key, pressed: true, modifiers, repeat } => Some(Pressed {
            logical: *key,
            physical: *physical_key,
            modifiers: *modifiers,
            repeat: *repeat,
        }),
        _ => None,
    }
}

/// The first runnable command that the key means here.
fn find(pressed: &Pressed, typing: Typing, app: &App) -> Option<(Command, Chord)> {
    let key = key_of(pressed)?;
    let held = pressed.modifiers;
    // Shift is part of how some layouts type a digit or a plus sign.
    let shift_is_free =
        matches!(key, Key::Plus | Key::Minus) || (matches!(key, Key::Digit(_)) && !held.command);
    let is_meant = |chord: &Chord| {
        let shift_fits = chord.shift == held.shift || shift_is_free;
        let alt_fits = chord.alt == held.alt;
        chord.key == key && chord.command == held.command && alt_fits && shift_fits
    };
    TABLE.iter().find_map(|entry| {
        let chords = entry.chords.iter().filter(|(_, reach)| reach.reaches(typing));
        let (chord, _) = chords.into_iter().find(|(chord, _)| is_meant(chord))?;
        app.resolve(entry.command).map(|_| (entry.command, *chord))
    })
}

/// The score that a digit gives which an input method has taken for itself, in an empty note.
fn composed_score(event: &Event, typing: Typing, app: &App) -> Option<(Command, char, u8)> {
    let (sign, digit) = lone_digit(event).filter(|_| typing == Typing::EmptyNote)?;
    let key = press(egui::Key::from_name(&digit.to_string())?);
    let (command, _) = find(&pressed(&key)?, typing, app)?;
    Some((command, sign, digit))
}

/// By its sign; a digit also by its place, since the number row types other signs on some layouts. A
/// sign that takes Shift is no digit: `!` begins a note.
fn key_of(pressed: &Pressed) -> Option<Key> {
    let held = pressed.modifiers;
    let by_place = pressed.physical.and_then(digit).filter(|_| types_sign(pressed.logical));
    digit(pressed.logical)
        .or(by_place.filter(|_| !held.shift || held.command))
        .map(Key::Digit)
        .or_else(|| other_key(pressed.logical))
}

/// Without number lock the number pad moves and scrolls instead.
fn types_sign(key: egui::Key) -> bool {
    use egui::Key;
    !matches!(
        key,
        Key::ArrowDown
            | Key::ArrowLeft
            | Key::ArrowRight
            | Key::ArrowUp
            | Key::Home
            | Key::End
            | Key::PageUp
            | Key::PageDown
            | Key::Insert
            | Key::Delete
            | Key::Enter
    )
}

fn digit(key: egui::Key) -> Option<u8> {
    use egui::Key::{Num0, Num1, Num2, Num3, Num4, Num5, Num6, Num7, Num8, Num9};
    let digits = [Num0, Num1, Num2, Num3, Num4, Num5, Num6, Num7, Num8, Num9];
    (0..).zip(digits).find(|(_, digit)| *digit == key).map(|(number, _)| number)
}

fn other_key(key: egui::Key) -> Option<Key> {
    Some(match key {
        egui::Key::Plus => Key::Plus,
        egui::Key::Equals => Key::Plus,
        egui::Key::Minus => Key::Minus,
        egui::Key::Comma => Key::Comma,
        egui::Key::Enter => Key::Enter,
        egui::Key::ArrowDown => Key::ArrowDown,
        egui::Key::ArrowUp => Key::ArrowUp,
        egui::Key::Delete => Key::Delete,
        egui::Key::PageDown => Key::PageDown,
        egui::Key::PageUp => Key::PageUp,
        egui::Key::Home => Key::Home,
        egui::Key::End => Key::End,
        other => {
            let name = other.name();
            let mut signs = name.chars();
            match (signs.next(), signs.as_str()) {
                (Some(letter @ 'A'..='Z'), "") => Key::Letter(letter),
                (Some('F'), number) => Key::Function(number.parse().ok()?),
                _ => return None,
            }
        }
    })
}
