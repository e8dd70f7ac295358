//! Keys of people one knows: a text file in the workspace, reviewed like code.
//!
//! ```text
//! # KEY  Name: one a line, as "plumbline key show" prints it.
//! 3d4017c3…660c  Dana Whitfield
//! ```

use std::collections::BTreeMap;
use std::path::Path;

use crate::domain::check::Severity;
use crate::domain::signature::PublicKey;
use crate::library::folder::read_source;
use crate::library::source::{Fault, FileProblem, Source, Span};

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KnownKeys {
    /// With the line of each.
    keys: BTreeMap<PublicKey, (String, usize)>,
}

impl KnownKeys {
    /// The name of the file in a workspace.
    pub const FILE: &'static str = "signers.txt";

    /// Every sound line of a file, and what is wrong with the others.
    pub fn read(path: &Path) -> (Self, Vec<FileProblem>) {
        match read_source(path) {
            Ok(source) => Self::parse(&source),
            Err(problem) => (Self::default(), vec![problem]),
        }
    }

    pub fn parse(source: &Source) -> (Self, Vec<FileProblem>) {
        let (mut known, mut problems) = (Self::default(), Vec::new());
        let mut start = 0;
        for (number, line) in (1..).zip(source.text.split_inclusive('\n')) {
            let words = line.trim_start_matches('\u{feff}').trim();
            let span = Span::new(start, start + line.trim_end().len());
            start += line.len();
            if words.is_empty() || words.starts_with('#') {
                continue;
            }
            match read_line(words) {
                Ok((key, name)) => {
                    let doubt = known.take(key, name, number);
                    let doubt =
                        doubt.map(|(message, severity)| (Fault::new(span, message), severity));
                    problems.extend(doubt.map(|(fault, severity)| source.problem(fault, severity)));
                }
                Err(message) => {
                    let fault = Fault::new(span, message);
                    let hint = "each line is a key of 64 digits, blanks, and a name";
                    problems.push(source.error(fault.with_hint(hint)));
                }
            }
        }
        (known, problems)
    }

    pub fn name(&self, key: &PublicKey) -> Option<&str> {
        self.keys.get(key).map(|(name, _)| name.as_str())
    }

    pub fn len(&self) -> usize {
        self.keys.len()
    }

    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// Lists a key, and says what is doubtful about it. Of two lines with one key the first holds.
    fn take(&mut self, key: PublicKey, name: &str, line: usize) -> Option<(String, Severity)> {
        if let Some((other, first)) = self.keys.get(&key) {
            let message =
                format!("this key is on line {first} already, as {other}; that line holds");
            return Some((message, Severity::Error));
        }
        let namesake = self.keys.values().find(|(other, _)| other == name).map(|(_, line)| *line);
        self.keys.insert(key, (name.to_owned(), line));
        let message =
            |first| format!("{name} has another key on line {first}: tell the two apart by name");
        namesake.map(|first| (message(first), Severity::Warning))
    }
}

fn read_line(line: &str) -> Result<(PublicKey, &str), String> {
    let (key, name) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    let name = name.trim();
    let key = PublicKey::parse(key).map_err(|error| error.to_string())?;
    if !key.is_usable() {
        return Err("these digits are no Ed25519 key".to_owned());
    }
    if name.is_empty() {
        return Err("the key has no name".to_owned());
    }
    if name.contains(char::is_control) {
        return Err("the name holds control characters".to_owned());
    }
    Ok((key, name))
}
