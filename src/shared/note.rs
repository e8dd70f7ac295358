//! A note while it is typed: written down within two seconds and when its field is left.

use super::desk::Desk;
use crate::domain::event::{EventKind, NoteTag};
use crate::domain::ids::{QuestionId, SessionId, TextId};
use crate::domain::session::Note;
use crate::frame::Frame;

/// What is typed is written down after this long: it is on the disk within two seconds.
const KEEP_MS: u64 = 1_000;

#[derive(Debug, Default)]
pub struct NoteDraft {
    pub text: String,
    /// What it is evidence of, unless a sign before the words says so.
    pub tag: Option<NoteTag>,
    pub private: bool,
    of: Of,
    question: Option<QuestionId>,
    /// The note as written down so far.
    written: Option<Written>,
    touched: Touched,
    /// The words when something else was last done: until more are typed, that is undone first.
    text_at_act: Option<String>,
    acts_seen: u64,
}

/// What the notes of a field are about.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Of {
    #[default]
    Question,
    Session(NoteTag),
}

#[derive(Debug, Clone)]
struct Written {
    note: TextId,
    tag: NoteTag,
    private: bool,
    words: String,
}

impl NoteDraft {
    /// A strength or a concern of the whole interview.
    pub fn of_session(tag: NoteTag) -> Self {
        Self { tag: Some(tag), of: Of::Session(tag), ..Self::default() }
    }

    /// An empty field of the same kind.
    fn fresh(&self) -> Self {
        let fresh = match self.of {
            Of::Question => Self::default(),
            Of::Session(tag) => Self::of_session(tag),
        };
        Self { acts_seen: self.acts_seen, ..fresh }
    }

    /// A note of the current session, to be reworded.
    pub fn editing(desk: &Desk, id: &TextId) -> Option<Self> {
        let held = desk.current()?;
        let note = held.session().note(id)?;
        let words = held.record().words(&note.text)?.to_owned();
        let (tag, private) = (note.tag, note.private);
        Some(Self {
            text: words.clone(),
            tag: Some(tag),
            private,
            question: note.question.clone(),
            written: Some(Written { note: id.clone(), tag, private, words }),
            acts_seen: desk.acts(),
            ..Self::default()
        })
    }

    /// The note as which the words are written down so far.
    pub fn note(&self) -> Option<&TextId> {
        self.written.as_ref().map(|written| &written.note)
    }

    /// What the note is evidence of, and its words: a sign before the words says it too.
    pub fn parse(&self) -> (NoteTag, &str) {
        let text = self.text.trim();
        if let Some(tag) = self.tag {
            return (tag, text);
        }
        let mut rest = text.chars();
        let tag = match rest.next() {
            Some('+') => NoteTag::Strength,
            Some('-' | '−' | '–') => NoteTag::Concern,
            Some('"' | '“' | '❝' | '»' | '«') => NoteTag::Quote,
            _ => return (NoteTag::Plain, text),
        };
        (tag, rest.as_str().trim().trim_end_matches(['"', '”', '❞', '«', '»']))
    }

    /// Whether there are words to write down. An emptied field has none: its note is decided on
    /// when the field is left.
    pub fn has_news(&self) -> bool {
        !self.is_written() && !self.parse().1.is_empty()
    }

    fn is_written(&self) -> bool {
        let (tag, words) = self.parse();
        match &self.written {
            Some(written) => {
                (written.tag, written.private, written.words.as_str()) == (tag, self.private, words)
            }
            None => words.is_empty(),
        }
    }

    /// Writes down what has waited long enough.
    pub fn tick(&mut self, desk: &mut Desk, frame: &mut Frame) {
        let has_news = self.has_news();
        if self.touched.is_due(has_news, frame.now.mono_ms) {
            self.keep(desk, frame);
        }
    }

    /// Milliseconds until something typed has to be written down.
    pub fn next_keep(&self, now_ms: u64) -> Option<u64> {
        self.touched.next(now_ms).filter(|_| self.has_news())
    }

    /// Writes down what is typed so far. An emptied field takes its note back only when it is left
    /// for good: the next word may be coming.
    pub fn keep(&mut self, desk: &mut Desk, frame: &mut Frame) {
        self.touched = Touched::default();
        if !self.has_news() {
            return;
        }
        if self.written.is_none() && self.of == Of::Question && self.question.is_none() {
            self.question = desk.on_stage().cloned();
        }
        if self.write(desk, frame).is_none() {
            // It stays in the field and is tried again.
            self.touched = Touched(Some(frame.now.mono_ms));
        }
    }

    fn write(&mut self, desk: &mut Desk, frame: &mut Frame) -> Option<()> {
        let id = desk.current_id()?.clone();
        let (tag, words) = self.parse();
        let (words, private) = (words.to_owned(), self.private);
        let note = match self.written.clone() {
            Some(written) => {
                if (written.tag, written.private) != (tag, private) {
                    retag(&id, &written.note, tag, private, desk, frame)?;
                    // It is so from here on, also where the words cannot be written.
                    self.written = Some(Written { tag, private, ..written.clone() });
                }
                let note = written.note;
                if written.words != words {
                    let text = desk.name_text(&id, &words, frame)?;
                    type_note(
                        &id,
                        EventKind::NoteRevised { note: note.clone(), text },
                        desk,
                        frame,
                    )?;
                }
                note
            }
            None => {
                let text = desk.name_text(&id, &words, frame)?;
                let (note, question) = (text.id.clone(), self.question.clone());
                type_note(&id, EventKind::Noted { text, question, tag, private }, desk, frame)?;
                note
            }
        };
        self.written = Some(Written { note, tag, private, words });
        Some(())
    }

    /// The draft is taken up again: what was done meanwhile did not come behind its words.
    pub fn take_up(&mut self, desk: &Desk) {
        self.acts_seen = desk.acts();
    }

    /// Writes the note down and clears the field. All of it is one act.
    pub fn finish(&mut self, desk: &mut Desk, frame: &mut Frame) {
        self.keep(desk, frame);
        let is_empty = self.parse().1.is_empty();
        if !self.is_written() && !is_empty {
            return;
        }
        let written = self.written.take();
        *self = self.fresh();
        let (Some(Written { note, .. }), Some(id)) = (written, desk.current_id().cloned()) else {
            return;
        };
        if is_empty {
            type_note(&id, EventKind::NoteRemoved { note: note.clone() }, desk, frame);
        }
        desk.finish_note(&id, &note);
    }

    /// Finishes the note if it was done last, so that it is undone first.
    pub fn finish_if_last(&mut self, desk: &mut Desk, frame: &mut Frame) {
        let is_typed_last = self.text_at_act.as_ref() != Some(&self.text);
        self.text_at_act = None;
        let has_note = self.written.is_some() || !self.parse().1.is_empty();
        if is_typed_last && has_note {
            self.finish(desk, frame);
        }
    }

    /// After any act: remembers whether something came after the words, and lets go of a note that
    /// an undo has changed or removed.
    pub fn after_act(&mut self, desk: &Desk) {
        if self.acts_seen != desk.acts() {
            self.acts_seen = desk.acts();
            self.text_at_act = Some(self.text.clone());
        }
        let (Some(written), Some(held)) = (&self.written, desk.current()) else { return };
        let is_as_written = held.session().note(&written.note).is_some_and(|note| {
            (note.tag, note.private) == (written.tag, written.private)
                && held.record().words(&note.text) == Some(&written.words)
        });
        if !is_as_written {
            *self = self.fresh();
        }
    }
}

/// When the first change not yet written down was typed, on the monotonic clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct Touched(Option<u64>);

impl Touched {
    /// Starts with the first news; true once it is time to write.
    pub fn is_due(&mut self, has_news: bool, now_ms: u64) -> bool {
        if !has_news {
            self.0 = None;
            return false;
        }
        now_ms >= *self.0.get_or_insert(now_ms) + KEEP_MS
    }

    /// Milliseconds until it is time.
    pub fn next(self, now_ms: u64) -> Option<u64> {
        Some((self.0? + KEEP_MS).saturating_sub(now_ms).max(1))
    }
}

fn type_note(id: &SessionId, kind: EventKind, desk: &mut Desk, frame: &mut Frame) -> Option<()> {
    desk.change(id, frame, |held, now| held.type_note(now, kind)).then_some(())
}

fn retag(
    id: &SessionId,
    note: &TextId,
    tag: NoteTag,
    private: bool,
    desk: &mut Desk,
    frame: &mut Frame,
) -> Option<()> {
    let note = desk.current()?.session().note(note)?;
    let wanted = Note { tag, private, ..note.clone() };
    desk.change(id, frame, |held, now| held.retag(now, &wanted)).then_some(())
}
