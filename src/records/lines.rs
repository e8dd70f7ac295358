//! Append-only text files: one value a line, each line with its own checksum.
//!
//! A flipped bit costs one line, a crash during a write at most the last one.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::domain::canonical::{CanonicalError, Digest, canonical_bytes};

/// In bytes. No file of ours is larger, so a larger one is not read.
const MAX_BYTES: u64 = 1 << 30;
/// Hexadecimal digits kept of the line's SHA-256.
const SUM_DIGITS: usize = 16;

#[derive(Debug)]
pub struct Lines<T> {
    /// Of the sound lines, in order.
    pub values: Vec<T>,
    /// Whole lines that are not what was written. An unfinished last line does not count: a crash
    /// cut it off before anything was acknowledged.
    pub damaged: usize,
}

impl<T> Default for Lines<T> {
    fn default() -> Self {
        Self { values: Vec::new(), damaged: 0 }
    }
}

/// With its line end.
pub fn line(value: &impl Serialize) -> Result<String, CanonicalError> {
    let bytes = canonical_bytes(value)?;
    let text = String::from_utf8_lossy(&bytes);
    Ok(format!("{} {text}\n", checksum(text.as_bytes())))
}

/// `None` where the file is missing.
pub fn read<T: DeserializeOwned>(path: &Path) -> io::Result<Option<Lines<T>>> {
    match fs::symlink_metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
        Ok(about) if !about.is_file() || about.len() > MAX_BYTES => {
            return Err(io::Error::other("this is not a file of Plumbline's"));
        }
        Ok(_) => {}
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(MAX_BYTES).read_to_end(&mut bytes)?;
    let mut lines = Lines::default();
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        match parse(line) {
            Some(value) => lines.values.push(value),
            None => lines.damaged += usize::from(line.ends_with(b"\n")),
        }
    }
    Ok(Some(lines))
}

fn parse<T: DeserializeOwned>(line: &[u8]) -> Option<T> {
    let line = line.strip_suffix(b"\n")?;
    let (sum, text) = (line.get(..SUM_DIGITS)?, line.get(SUM_DIGITS + 1..)?);
    let is_sound = line.get(SUM_DIGITS) == Some(&b' ') && sum == checksum(text).as_bytes();
    if is_sound { serde_json::from_slice(text).ok() } else { None }
}

fn checksum(text: &[u8]) -> String {
    Digest::of_parts("plumbline.line", &[text]).to_string().chars().take(SUM_DIGITS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flipped_bit_costs_one_line_and_a_torn_end_the_last() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lines");
        assert!(read::<u32>(&path).unwrap().is_none());
        let text: String = (1_u32..=3).map(|value| line(&value).unwrap()).collect();
        let whole = text.as_bytes();
        for at in 0..whole.len() {
            let mut bytes = whole.to_vec();
            bytes[at] ^= 4;
            fs::write(&path, &bytes).unwrap();
            let lines = read::<u32>(&path).unwrap().unwrap();
            let is_last_end = at == whole.len() - 1;
            assert!(!lines.values.is_empty() && (lines.damaged > 0 || is_last_end), "byte {at}");
            assert!(lines.values.iter().all(|value| (1..=3).contains(value)));
            fs::write(&path, &whole[..at]).unwrap();
            let lines = read::<u32>(&path).unwrap().unwrap();
            let ends = whole[..at].iter().filter(|byte| **byte == b'\n').count();
            assert_eq!(lines.values, (1..).take(ends).collect::<Vec<u32>>(), "cut at {at}");
        }
    }
}
