//! Words that an input method composes, in Vietnamese, Japanese and many more. In the middle of such a
//! word plain keys belong to the method.

use egui::{Event, ImeEvent, Key, Modifiers};

/// The word that is being composed.
#[derive(Debug, Default)]
pub struct Composition {
    is_on: bool,
    /// Digits at its beginning that have scored: they are no part of what is written.
    scored: String,
}

/// What an event is where a word may be in the making.
pub enum Composed {
    /// To be taken as it is now.
    Event(Event),
    /// A key that the method had, to choose a word or to end it: it keeps no note and gives no score.
    Key,
    /// Enter, which the method hands on as text, and before the word that it ended: IBus on X11 does.
    Enter,
}

impl Composition {
    /// Takes out what has scored, and the keys that the method had.
    pub fn read(&mut self, event: Event) -> Composed {
        match event {
            Event::Ime(ImeEvent::Preedit { text, active_range_chars }) => {
                if !text.is_empty() && !text.starts_with(&self.scored) {
                    self.scored.clear();
                }
                // What was active is counted from the beginning of the whole text.
                let active = active_range_chars.filter(|_| self.scored.is_empty());
                let text = text.strip_prefix(&self.scored).unwrap_or_default().to_owned();
                self.is_on = !text.is_empty();
                Composed::Event(Event::Ime(ImeEvent::Preedit { text, active_range_chars: active }))
            }
            Event::Ime(ImeEvent::Commit(text)) if text == "\r" || text == "\n" => Composed::Enter,
            Event::Ime(ImeEvent::Commit(text)) => {
                let scored = std::mem::take(&mut self.scored);
                let text = text.strip_prefix(&scored).unwrap_or(&text).to_owned();
                self.is_on = false;
                Composed::Event(Event::Ime(ImeEvent::Commit(text)))
            }
            Event::Key { pressed: true, modifiers, .. } if self.is_on && !modifiers.command => {
                Composed::Key
            }
            Event::WindowFocused(_) => {
                *self = Self::default();
                Composed::Event(event)
            }
            event => Composed::Event(event),
        }
    }

    /// The composed digit has scored.
    pub fn has_scored(&mut self, sign: char) {
        self.scored.push(sign);
        self.is_on = false;
    }
}

/// A lone digit that a method is about to compose: it takes for itself what the keyboard would have sent
/// as a key.
pub fn lone_digit(event: &Event) -> Option<(char, u8)> {
    let Event::Ime(ImeEvent::Preedit { text, .. }) = event else { return None };
    let mut signs = text.chars();
    let (Some(sign), None) = (signs.next(), signs.next()) else { return None };
    let wide = ('０'..='９').position(|digit| digit == sign);
    let digit = sign.to_digit(10).or(wide.and_then(|digit| u32::try_from(digit).ok()))?;
    u8::try_from(digit).ok().map(|digit| (sign, digit))
}

/// What a key press would have sent.
pub fn press(key: Key) -> Event {
    let modifiers = Modifiers::NONE;
    Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers }
}
