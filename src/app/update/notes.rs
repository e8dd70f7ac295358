//! Notes: typed, written down as they are typed, reworded, taken back.

use crate::app::action::Field;
use crate::app::drafts::{Focus, NoteDraft, Screen};
use crate::app::model::NoticeKind;
use crate::app::state::App;
use crate::domain::event::{Detail, EventKind, NoteTag};
use crate::domain::ids::{SessionId, TextId};
use crate::domain::session::Note;
use crate::domain::summary::detail_words;
use crate::domain::text::TextRef;

/// What is typed is written down after this long at the latest, in milliseconds.
const FLUSH_MS: u64 = 2_000;

/// Every field in which a note is typed.
const FIELDS: [Field; 3] = [Field::Note, Field::Strength, Field::Concern];

impl NoteDraft {
    /// An empty field.
    pub(super) fn new(field: Field) -> Self {
        let tag = match field {
            Field::Note => None,
            Field::Strength => Some(NoteTag::Strength),
            Field::Concern => Some(NoteTag::Concern),
        };
        Self { tag, ..Self::default() }
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

    /// Whether there are words to write down. An emptied field is none of them: what becomes of its
    /// note is decided when the field is left.
    fn has_news(&self) -> bool {
        !self.is_written() && !self.parse().1.is_empty()
    }

    fn is_written(&self) -> bool {
        let (tag, words) = self.parse();
        match &self.written {
            Some((_, old_tag, private, old)) => {
                (*old_tag, *private, old.as_str()) == (tag, self.private, words)
            }
            None => words.is_empty(),
        }
    }
}

/// Runs the timer of something typed: it starts with the first news, and is up after a while.
fn is_due(touched_ms: &mut Option<u64>, has_news: bool, now_ms: u64) -> bool {
    if !has_news {
        *touched_ms = None;
        return false;
    }
    now_ms >= *touched_ms.get_or_insert(now_ms) + FLUSH_MS
}

impl App {
    /// Whether words of a note are not written down yet: they are there to undo all the same.
    fn has_unwritten_note(&self) -> bool {
        let wrap_up = &self.drafts.wrap_up;
        match self.model.screen {
            Screen::Live => self.drafts.note.has_news(),
            Screen::WrapUp => wrap_up.strength.has_news() || wrap_up.concern.has_news(),
            _ => false,
        }
    }

    /// Milliseconds until something typed has to be written down.
    pub(in crate::app) fn next_flush(&self) -> Option<u64> {
        let notes = [
            (&self.drafts.note, self.drafts.note.touched_ms),
            (&self.drafts.wrap_up.strength, self.drafts.wrap_up.strength.touched_ms),
            (&self.drafts.wrap_up.concern, self.drafts.wrap_up.concern.touched_ms),
        ];
        let notes = notes.into_iter().filter(|(note, _)| note.has_news());
        let reason = self.drafts.wrap_up.touched_ms.filter(|_| !self.is_reason_written());
        let touched = notes.filter_map(|(_, touched)| touched).chain(reason).min()?;
        Some((touched + FLUSH_MS).saturating_sub(self.model.now.mono_ms).max(1))
    }

    pub(in crate::app) fn flush_when_due(&mut self) {
        self.model.has_unwritten_note = self.has_unwritten_note();
        let now_ms = self.model.now.mono_ms;
        for field in FIELDS {
            let draft = self.note_draft(field);
            let has_news = draft.has_news();
            if is_due(&mut draft.touched_ms, has_news, now_ms) {
                self.flush_note(field);
            }
        }
        let has_news = !self.is_reason_written();
        if is_due(&mut self.drafts.wrap_up.touched_ms, has_news, now_ms) {
            self.flush_reason();
        }
    }

    /// Writes down everything that is typed.
    pub(in crate::app) fn flush(&mut self) {
        for field in FIELDS {
            self.flush_note(field);
        }
        self.flush_reason();
    }

    /// Writes down what is typed so far. An emptied field takes its note back only when it is left
    /// for good: the next word may be coming.
    fn flush_note(&mut self, field: Field) {
        let now_ms = self.model.now.mono_ms;
        let on_stage = self.model.on_stage().cloned();
        let draft = self.note_draft(field);
        draft.touched_ms = None;
        if !draft.has_news() {
            return;
        }
        if draft.written.is_none() && field == Field::Note && draft.question.is_none() {
            draft.question = on_stage;
        }
        if !self.write_note(field) {
            // It stays in the field and is tried again.
            self.note_draft(field).touched_ms = Some(now_ms);
        }
    }

    fn write_note(&mut self, field: Field) -> bool {
        let Some(id) = self.model.current.clone() else { return false };
        let draft = self.note_draft(field);
        let (tag, words) = draft.parse();
        let (words, private, question) = (words.to_owned(), draft.private, draft.question.clone());
        let note = match draft.written.clone() {
            Some((note, old_tag, old_private, old_words)) => {
                let is_same_kind = (old_tag, old_private) == (tag, private);
                if !is_same_kind && !self.retag(&id, &note, tag, private) {
                    return false;
                }
                if old_words != words {
                    let Some(text) = self.name_text(&words) else { return false };
                    let kind = EventKind::NoteRevised { note: note.clone(), text };
                    if !self.record(&id, |held, now| held.type_note(now, kind)) {
                        return false;
                    }
                }
                note
            }
            None => {
                let Some(text) = self.name_text(&words) else { return false };
                let note = text.id.clone();
                let kind = EventKind::Noted { text, question, tag, private };
                if !self.record(&id, |held, now| held.type_note(now, kind)) {
                    return false;
                }
                note
            }
        };
        self.note_draft(field).written = Some((note, tag, private, words));
        true
    }

    fn retag(&mut self, id: &SessionId, note: &TextId, tag: NoteTag, private: bool) -> bool {
        let session = self.model.current().map(|held| held.session());
        let Some(note) = session.and_then(|session| session.note(note)) else { return false };
        let wanted = Note { tag, private, ..note.clone() };
        self.record(id, |held, now| held.retag(now, &wanted))
    }

    /// Names a text of the current session.
    pub(super) fn name_text(&mut self, words: &str) -> Option<TextRef> {
        let id = self.model.current.clone()?;
        self.name_text_of(&id, words)
    }

    pub(super) fn name_text_of(&mut self, id: &SessionId, words: &str) -> Option<TextRef> {
        match self.model.held.get_mut(id)?.text(words) {
            Ok(text) => Some(text),
            Err(error) => {
                self.problem(error);
                None
            }
        }
    }

    /// Writes a note down and clears the field. All that was typed of it is one act.
    pub(super) fn finish_note(&mut self, field: Field) {
        self.flush_note(field);
        let draft = self.note_draft(field);
        let is_empty = draft.parse().1.is_empty();
        if !draft.is_written() && !is_empty {
            return;
        }
        let written = draft.written.take();
        *draft = NoteDraft::new(field);
        let (Some((note, ..)), Some(id)) = (written, self.model.current.clone()) else { return };
        if is_empty {
            let kind = EventKind::NoteRemoved { note: note.clone() };
            self.record(&id, |held, now| held.type_note(now, kind));
        }
        if let Some(held) = self.model.held.get_mut(&id) {
            held.finish_note(&note);
        }
    }

    /// Finishes every note of the screen that is half typed, so that it is the act to undo first;
    /// but not where something else was done since the last word of it.
    pub(super) fn finish_typed_notes(&mut self) {
        let here: &[Field] = match self.model.screen {
            Screen::Live => &[Field::Note],
            Screen::WrapUp => &[Field::Strength, Field::Concern],
            _ => &[],
        };
        for field in here {
            let draft = self.note_draft(*field);
            let is_typed_last = draft.text_at_act.as_ref() != Some(&draft.text);
            draft.text_at_act = None;
            let has_note = draft.written.is_some() || !draft.parse().1.is_empty();
            if is_typed_last && has_note {
                self.finish_note(*field);
            }
        }
    }

    /// Something was done while notes may be half typed.
    pub(super) fn note_acted(&mut self) {
        for field in FIELDS {
            let draft = self.note_draft(field);
            draft.text_at_act = Some(draft.text.clone());
        }
    }

    /// Puts the focus into the note, of that kind.
    pub(super) fn begin_note(&mut self, tag: Option<NoteTag>) {
        if self.model.screen == Screen::WrapUp {
            self.drafts.focus = Some(match tag {
                Some(NoteTag::Concern) => Focus::Concern,
                _ => Focus::Strength,
            });
            return;
        }
        if tag.is_some() {
            // What stands in the field is a note of its own.
            self.finish_note(Field::Note);
            self.drafts.note.tag = tag;
        }
        self.drafts.focus = Some(Focus::Note);
    }

    pub(super) fn edit_note(&mut self, id: &TextId) {
        self.finish_note(Field::Note);
        let Some(held) = self.model.current() else { return };
        let Some(note) = held.session().note(id) else { return };
        let Some(words) = held.record().words(&note.text) else { return };
        self.drafts.note = NoteDraft {
            text: words.to_owned(),
            tag: Some(note.tag),
            private: note.private,
            question: note.question.clone(),
            written: Some((id.clone(), note.tag, note.private, words.to_owned())),
            touched_ms: None,
            text_at_act: None,
        };
        self.drafts.focus = Some(Focus::Note);
    }

    pub(super) fn remove_note(&mut self, note: TextId) {
        let Some(id) = self.model.current.clone() else { return };
        let kind = EventKind::NoteRemoved { note: note.clone() };
        if self.record(&id, |held, now| held.type_note(now, kind)) {
            if let Some(held) = self.model.held.get_mut(&id) {
                held.finish_note(&note);
            }
            self.note_acted();
            self.forget_changed_notes();
            self.say(NoticeKind::Undoable, "Note removed");
        }
    }

    /// A note in a field that was changed or taken back meanwhile by an undo: what is typed from now
    /// on is a new one.
    pub(super) fn forget_changed_notes(&mut self) {
        for field in FIELDS {
            let Some(held) = self.model.current() else { return };
            let draft = match field {
                Field::Note => &self.drafts.note,
                Field::Strength => &self.drafts.wrap_up.strength,
                Field::Concern => &self.drafts.wrap_up.concern,
            };
            let Some((id, tag, private, words)) = &draft.written else { continue };
            let is_as_written = held.session().note(id).is_some_and(|note| {
                (note.tag, note.private) == (*tag, *private)
                    && held.record().words(&note.text) == Some(words)
            });
            if !is_as_written {
                *self.note_draft(field) = NoteDraft::new(field);
            }
        }
    }

    fn is_reason_written(&self) -> bool {
        let draft = &self.drafts.wrap_up;
        let Some(choice) = draft.recommendation else { return true };
        draft
            .written
            .as_ref()
            .is_some_and(|(old, reason)| *old == choice && reason == draft.reason.trim())
    }

    /// Writes down the recommendation with its reason.
    pub(super) fn flush_reason(&mut self) {
        self.drafts.wrap_up.touched_ms = None;
        if self.is_reason_written() || self.drafts.wrap_up.session != self.model.current {
            return;
        }
        let Some(recommendation) = self.drafts.wrap_up.recommendation else { return };
        let words = self.drafts.wrap_up.reason.trim().to_owned();
        let Some(reason) = self.name_text(&words) else { return };
        if self.happen(EventKind::Recommended { recommendation, reason }) {
            self.drafts.wrap_up.written = Some((recommendation, words));
        }
    }

    /// Records the details that differ from what the session says.
    pub(super) fn describe(&mut self, id: &SessionId, details: [(Detail, &str); 3]) {
        for (detail, words) in details {
            let words = words.trim();
            let Some(held) = self.model.held.get(id) else { return };
            if detail_words(held.record(), held.session(), detail) != words
                && let Some(text) = self.name_text_of(id, words)
            {
                self.happen_to(id, EventKind::Described { detail, text });
            }
        }
    }
}
