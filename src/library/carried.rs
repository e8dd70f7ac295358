//! A scorecard in JSON, opened for the session that it carries.

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::document::{Document, Outline, Reading};
use super::source::{Fault, Source, Span};
use crate::domain::carried::{CarriedSession, SCORECARD, SCORECARD_VERSION};

/// What says whether the rest can be read.
#[derive(Deserialize)]
struct Head {
    schema: Option<String>,
    version: Option<u32>,
    session: Option<IgnoredAny>,
}

#[derive(Deserialize)]
struct Body {
    session: CarriedSession,
}

/// Whether the text is JSON rather than RON: by what it holds, whatever the file is called.
pub fn is_json(text: &str) -> bool {
    text.trim_start_matches(is_before).starts_with('{')
}

fn is_before(c: char) -> bool {
    c == '\u{feff}' || c.is_whitespace()
}

/// The session of a scorecard. The report beside it is not read: it can be made from the session again.
pub fn read_scorecard(source: &Source) -> Reading {
    let text = source.text.trim_start_matches(is_before);
    let skipped = source.text.len() - text.len();
    let file = File { text, skipped };
    let mut outline = Outline { span: file.session_span(), ..Outline::default() };
    let (document, fault) = match file.session() {
        Ok(session) => {
            let (record, is_as_written) = session.open();
            let changed = "the events are not those that were written: the file was changed outside \
                           Plumbline";
            let fault = (!is_as_written).then(|| Fault::new(outline.span, changed));
            (Some(Document::Session(Box::new(record))), fault)
        }
        Err(fault) => {
            outline.span = fault.span;
            (None, Some(fault))
        }
    };
    let problems = fault.into_iter().map(|fault| source.error(fault)).collect();
    Reading { document, outline: Some(outline), is_whole: true, problems }
}

struct File<'t> {
    text: &'t str,
    /// Bytes before the text.
    skipped: usize,
}

impl File<'_> {
    fn session(&self) -> Result<CarriedSession, Fault> {
        let start = Span::at(self.skipped);
        let Head { schema, version, session } =
            serde_json::from_str(self.text).map_err(|error| self.fault(&error))?;
        let is_scorecard = schema.as_deref() == Some(SCORECARD);
        match (version, session) {
            _ if !is_scorecard => {
                let fault = Fault::new(start, "this JSON is not a scorecard of Plumbline");
                Err(fault.with_hint(format!("one has \"schema\": \"{SCORECARD}\"")))
            }
            (None | Some(0), _) => {
                Err(Fault::new(start, "the scorecard does not say which version it is"))
            }
            (Some(version), _) if version > SCORECARD_VERSION => {
                let message = format!(
                    "this scorecard is version {version}, and this program reads up to version \
                     {SCORECARD_VERSION}"
                );
                let hint = "open it with a newer Plumbline; nothing was changed";
                Err(Fault::new(start, message).with_hint(hint))
            }
            (_, None) => {
                let fault = Fault::new(start, "the session was removed from this scorecard");
                Err(fault.with_hint("ask for the file as it was exported"))
            }
            _ => {
                let body = serde_json::from_str(self.text);
                body.map(|Body { session }| session).map_err(|error| self.fault(&error))
            }
        }
    }

    fn fault(&self, error: &serde_json::Error) -> Fault {
        let span = Span::at(self.skipped + self.offset(error.line(), error.column()));
        match error.classify() {
            serde_json::error::Category::Eof => {
                let fault = Fault::new(span, "the file breaks off here: a part of it is missing");
                fault.with_hint("copy it again from where it was exported")
            }
            serde_json::error::Category::Data => {
                let message = format!("this is no session that Plumbline wrote: {}", bare(error));
                let hint = "it was changed by hand, or comes from a newer Plumbline";
                Fault::new(span, message).with_hint(hint)
            }
            _ => Fault::new(span, format!("this is not JSON: {}", bare(error))),
        }
    }

    /// serde_json counts lines from 1, and the bytes of a line from 1 behind the one it read last.
    fn offset(&self, line: usize, column: usize) -> usize {
        let lines = self.text.split_inclusive('\n').take(line.saturating_sub(1));
        let at = lines.map(str::len).sum::<usize>() + column.saturating_sub(1);
        let at = at.min(self.text.len());
        (0..=at).rev().find(|at| self.text.is_char_boundary(*at)).unwrap_or(0)
    }

    /// Where the session stands in a file as it was written; else the start.
    fn session_span(&self) -> Span {
        let at = self.text.find("\n  \"session\"").map_or(0, |at| at + 3);
        Span::at(self.skipped + at)
    }
}

/// The message without its place, which stands before it.
fn bare(error: &serde_json::Error) -> String {
    let words = error.to_string();
    words.rsplit_once(" at line ").map_or(words.clone(), |(words, _)| words.to_owned())
}
