//! Keys and chords, named without a toolkit.

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// 0 to 9, in the number row or on the number pad.
    ///
    /// Some layouts put other signs in the number row (the French one types `'` with the 4 key), so
    /// a digit is found by its sign or by its place.
    Digit(u8),
    /// Found by its sign, in upper case.
    Letter(char),
    /// F1 to F12.
    Function(u8),
    Plus,
    Minus,
    Comma,
    Enter,
    PageDown,
    PageUp,
    Home,
    End,
    ArrowDown,
    ArrowUp,
    Delete,
}

/// A key and its modifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Chord {
    pub key: Key,
    /// Ctrl, or Cmd on a Mac.
    pub command: bool,
    pub shift: bool,
    /// Alt, or Option on a Mac.
    pub alt: bool,
}

impl Chord {
    pub const fn plain(key: Key) -> Self {
        Self { key, command: false, shift: false, alt: false }
    }

    pub const fn command(key: Key) -> Self {
        Self { command: true, ..Self::plain(key) }
    }

    pub const fn shift(key: Key) -> Self {
        Self { shift: true, ..Self::plain(key) }
    }

    pub const fn command_shift(key: Key) -> Self {
        Self { command: true, ..Self::shift(key) }
    }

    pub const fn alt(key: Key) -> Self {
        Self { alt: true, ..Self::plain(key) }
    }

    /// Types a character into a text field, so it must not act while one has the focus.
    pub fn types_text(self) -> bool {
        let is_sign = matches!(
            self.key,
            Key::Digit(_) | Key::Letter(_) | Key::Plus | Key::Minus | Key::Comma
        );
        !self.command && is_sign
    }

    /// As a keycap shows it.
    pub fn label(self, is_mac: bool) -> String {
        let command = match (self.command, is_mac) {
            (false, _) => "",
            (true, true) => "Cmd+",
            (true, false) => "Ctrl+",
        };
        let alt = match (self.alt, is_mac) {
            (false, _) => "",
            (true, true) => "Option+",
            (true, false) => "Alt+",
        };
        let shift = if self.shift { "Shift+" } else { "" };
        let key = match self.key {
            Key::Digit(digit) => digit.to_string(),
            Key::Letter(letter) => letter.to_string(),
            Key::Function(number) => format!("F{number}"),
            Key::Plus => "+".to_owned(),
            Key::Minus => "−".to_owned(),
            Key::Comma => ",".to_owned(),
            Key::Enter => "Enter".to_owned(),
            Key::PageDown => "Page down".to_owned(),
            Key::PageUp => "Page up".to_owned(),
            Key::Home => "Home key".to_owned(),
            Key::End => "End key".to_owned(),
            Key::ArrowDown => "Down".to_owned(),
            Key::ArrowUp => "Up".to_owned(),
            Key::Delete => "Delete".to_owned(),
        };
        format!("{command}{alt}{shift}{key}")
    }
}
