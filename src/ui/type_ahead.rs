//! What is typed faster than the window draws keeps its order and its meaning.

use egui::Event;

/// Keys typed ahead of the window: a key that moves the focus gets a frame of its own, and
/// everything waits while the focus is on its way. So the same keys mean the same on a slow
/// machine.
///
/// The keyboard's coming back waits for a frame: what was typed into the window beside this one is still
/// on its way then, and belongs before it.
#[derive(Debug, Default)]
pub struct TypeAhead(Vec<Event>);

impl TypeAhead {
    /// This frame's events, out of those that waited and those that came.
    pub fn next(&mut self, came: Vec<Event>, is_focus_moving: bool) -> Vec<Event> {
        let fresh = self.0.len();
        self.0.extend(came);
        if is_focus_moving {
            return Vec::new();
        }
        let back = self.0.iter().skip(fresh).position(has_come_back).map(|at| fresh + at);
        let mut presses = (0..).zip(&self.0).filter(|(_, event)| is_press(event));
        let end = match presses.next() {
            Some((_, first)) if moves_by_itself(first) => presses.next().map(|(at, _)| at),
            _ => self.0.iter().position(moves_by_itself),
        };
        let end = end.into_iter().chain(back).min().unwrap_or(self.0.len());
        let rest = self.0.split_off(end);
        std::mem::replace(&mut self.0, rest)
    }

    /// Adds what was typed into the window beside this one: before the keyboard came back.
    pub fn insert(&mut self, typed: Vec<Event>) {
        let at = self.0.iter().rposition(has_come_back).unwrap_or(self.0.len());
        self.0.splice(at..at, typed);
    }

    pub fn is_waiting(&self) -> bool {
        !self.0.is_empty()
    }
}

fn has_come_back(event: &Event) -> bool {
    matches!(event, Event::WindowFocused(true))
}

fn is_press(event: &Event) -> bool {
    matches!(event, Event::Key { pressed: true, .. })
}

/// Keys by which the toolkit itself moves or uses the focus.
fn moves_by_itself(event: &Event) -> bool {
    use egui::Key;
    let Event::Key { key, pressed: true, .. } = event else { return false };
    matches!(
        key,
        Key::Tab
            | Key::Escape
            | Key::Enter
            | Key::Space
            | Key::ArrowDown
            | Key::ArrowLeft
            | Key::ArrowRight
            | Key::ArrowUp
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(key: egui::Key, pressed: bool) -> Event {
        let modifiers = egui::Modifiers::NONE;
        Event::Key { key, physical_key: None, pressed, repeat: false, modifiers }
    }

    fn frames(events: Vec<Event>) -> Vec<usize> {
        let mut ahead = TypeAhead::default();
        let mut frames = vec![ahead.next(events, false).len()];
        while ahead.is_waiting() {
            frames.push(ahead.next(Vec::new(), false).len());
        }
        frames
    }

    #[test]
    fn a_key_that_moves_the_focus_has_a_frame_of_its_own() {
        use egui::Key::{A, Tab};
        let tap = |name| [key(name, true), key(name, false)];
        assert_eq!(frames([tap(A), tap(A)].concat()), [4]);
        assert_eq!(frames([tap(Tab), tap(Tab), tap(A)].concat()), [2, 2, 2]);
        assert_eq!(frames([tap(A), tap(Tab)].concat()), [2, 2]);
        assert_eq!(frames(vec![Event::Text("x".to_owned())]), [1]);
    }

    #[test]
    fn while_the_focus_moves_everything_waits() {
        let mut ahead = TypeAhead::default();
        assert_eq!(ahead.next(vec![key(egui::Key::A, true)], true), []);
        assert!(ahead.is_waiting());
        assert_eq!(ahead.next(Vec::new(), false).len(), 1);
    }

    #[test]
    fn what_was_typed_into_the_window_beside_stands_where_it_was_typed() {
        let words = |text: &str| Event::Text(text.to_owned());
        let mut ahead = TypeAhead::default();
        let came =
            vec![words("a"), Event::WindowFocused(false), Event::WindowFocused(true), words("c")];
        let mut frames = ahead.next(came, false);
        ahead.insert(vec![words("b")]);
        frames.extend(ahead.next(vec![words("d")], false));
        let typed = frames.iter().filter_map(|event| match event {
            Event::Text(text) => Some(text.as_str()),
            _ => None,
        });
        assert_eq!(typed.collect::<String>(), "abcd");
    }
}
