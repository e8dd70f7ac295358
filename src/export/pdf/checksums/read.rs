//! Takes a PDF apart again: was it changed, who signed it, which session does it carry.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, LoadOptions, Object, ObjectId};
use sha2::{Digest as _, Sha256};

use super::{HASH, HEAD, SLOT_HEAD, digest, find, hash_around, hex, slot_text};
use crate::domain::signature::{PublicKey, Signature, export_message, verify};
use crate::domain::signing::StepSignature;
use crate::domain::verify::FileState;
use crate::export::pdf::attachment::NAME as ATTACHED;

/// What a file says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    pub state: FileState,
    /// What the signature covers, and whether it is good; whose key it is, others know.
    pub claims: Option<Claims>,
    /// The session file that is attached.
    pub session: Option<Vec<u8>>,
}

/// The hashes are in lowercase hexadecimal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claims {
    pub file: String,
    pub checksums: String,
    /// `Missing` where no key was at hand at the export.
    pub signature: StepSignature,
}

/// Why a file could not be read at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    #[error("it is not a PDF file")]
    NotPdf,
    #[error("it is larger than a scorecard can be ({0} MB are the most that is read)")]
    TooLarge(usize),
    #[error("it is damaged and cannot be read as a PDF: {0}")]
    Damaged(String),
}

/// Bytes of a file, and of what a stream in it may unpack to.
const MOST_BYTES: usize = 256 << 20;
const MOST_UNPACKED: usize = 64 << 20;

/// Never draws a page and never trusts a number in the file.
pub fn read(bytes: &[u8]) -> Result<Checked, Refused> {
    let start = bytes.get(..1024.min(bytes.len())).unwrap_or_default();
    if find(start, b"%PDF-").is_none() {
        return Err(Refused::NotPdf);
    }
    if bytes.len() > MOST_BYTES {
        return Err(Refused::TooLarge(MOST_BYTES >> 20));
    }
    let slot = slot(bytes);
    let is_exact = slot.as_ref().is_some_and(|slot| slot.is_only && slot.is_exact(bytes));
    let parsed = parse(bytes);
    let file = match &parsed {
        Ok(file) => file,
        Err(why) if slot.is_none() => return Err(Refused::Damaged(why.clone())),
        Err(why) => {
            let state = FileState::Changed { what: vec![format!("the file is damaged: {why}")] };
            return Ok(Checked { state, claims: slot.map(|slot| slot.claims), session: None });
        }
    };
    let session = session(file);
    let Some(slot) = slot else {
        // The catalogue of ours still names a signature, and what is there is none.
        let state = match private(file) {
            Some(_) => FileState::Changed { what: vec!["the signature cannot be read".to_owned()] },
            None => FileState::NoChecksums,
        };
        return Ok(Checked { state, claims: None, session });
    };
    let mut differences = differences(file, &slot);
    if matches!(slot.claims.signature, StepSignature::Mismatch(_)) {
        differences.push("the signature does not fit the file".to_owned());
    }
    let state = match differences.is_empty() {
        true if is_exact => FileState::Unchanged,
        true => FileState::Resaved { what: Vec::new() },
        false => FileState::Changed { what: differences },
    };
    Ok(Checked { state, claims: Some(slot.claims), session })
}

/// A parser that panics has met a file that cannot be read.
fn parse(bytes: &[u8]) -> Result<lopdf::Document, String> {
    let options = LoadOptions::with_max_decompressed_size(MOST_UNPACKED);
    let load = || lopdf::Document::load_mem_with_options(bytes, options);
    match std::panic::catch_unwind(std::panic::AssertUnwindSafe(load)) {
        Ok(Ok(file)) if file.is_encrypted() => Err("it is encrypted".to_owned()),
        Ok(Ok(file)) => Ok(file),
        Ok(Err(error)) => Err(error.to_string()),
        Err(_) => Err("its structure makes no sense".to_owned()),
    }
}

/// The text of the signature, where it stands.
struct Slot {
    at: usize,
    length: usize,
    /// No second one stands in the file.
    is_only: bool,
    claims: Claims,
}

impl Slot {
    fn is_exact(&self, bytes: &[u8]) -> bool {
        hash_around(bytes, self.at, self.length) == self.claims.file
    }
}

/// The last one in the file.
fn slot(bytes: &[u8]) -> Option<Slot> {
    let head = format!("{SLOT_HEAD}\nfile ");
    let places: Vec<usize> = bytes
        .windows(head.len())
        .enumerate()
        .filter(|(_, window)| *window == head.as_bytes())
        .map(|(at, _)| at)
        .collect();
    let at = *places.last()?;
    let length = slot_text(&"0".repeat(HASH), &"0".repeat(HASH), None).len();
    let text = std::str::from_utf8(bytes.get(at..at + length)?).ok()?;
    let mut lines = text.lines().skip(1);
    let mut field = |name: &str| lines.next()?.strip_prefix(name)?.strip_prefix(' ');
    let (file, checksums) = (field("file")?, field("checksums")?);
    let (key, signature) = (field("key")?, field("signature")?);
    let is_hash = |text: &str| {
        text.len() == HASH && text.bytes().all(|c| matches!(c, b'0'..=b'9' | b'a'..=b'f'))
    };
    // Whatever was damaged in here is no text of this program.
    if !is_hash(file) || !is_hash(checksums) || !text.ends_with('\n') {
        return None;
    }
    let is_empty = [key, signature].into_iter().all(|text| text.bytes().all(|c| c == b'-'));
    let signature = if is_empty {
        StepSignature::Missing
    } else {
        let (key, signature) = (PublicKey::parse(key).ok()?, Signature::parse(signature).ok()?);
        match verify(&key, &export_message(file, checksums), &signature) {
            true => StepSignature::Valid(key),
            false => StepSignature::Mismatch(key),
        }
    };
    let claims = Claims { file: file.to_owned(), checksums: checksums.to_owned(), signature };
    Some(Slot { at, length, is_only: places.len() == 1, claims })
}

fn private(file: &lopdf::Document) -> Option<&Dictionary> {
    let pieces = file.catalog().ok()?.get(b"PieceInfo").ok()?.as_dict().ok()?;
    let ours = pieces.get(b"Plumbline").ok()?.as_dict().ok()?;
    ours.get(b"Private").ok()?.as_dict().ok()
}

/// Against the checksums, in words; empty where everything is as listed.
fn differences(file: &lopdf::Document, slot: &Slot) -> Vec<String> {
    let reference = |name: &[u8]| private(file)?.get(name).and_then(Object::as_reference).ok();
    let (Some(listed), Some(signature)) = (reference(b"Checksums"), reference(b"Signature")) else {
        return vec!["the checksums are gone from the catalogue".to_owned()];
    };
    let text = unpacked(file, listed).and_then(|bytes| String::from_utf8(bytes).ok());
    let Some(text) = text else { return vec!["the checksums cannot be read".to_owned()] };
    let mut found = Vec::new();
    if hex(&Sha256::digest(&text)) != slot.claims.checksums {
        found.push("the checksums themselves".to_owned());
    }
    if !slot.is_only {
        found.push("a second signature was added".to_owned());
    }
    let Some((head, parts)) = listed_parts(&text) else {
        found.push("the checksums cannot be read".to_owned());
        return found;
    };
    if head != trailer_line(file) {
        found.push("the trailer names another catalogue or other information".to_owned());
    }
    let mut known: BTreeSet<ObjectId> = [listed, signature].into();
    for (label, (expected, ids)) in parts {
        if digest(file, &ids).as_deref() != Some(expected) {
            found.push(label.to_owned());
        }
        known.extend(ids);
    }
    let added =
        file.objects.iter().filter(|(id, object)| !known.contains(id) && !is_container(object));
    let added: Vec<String> = added.map(|((number, _), _)| number.to_string()).collect();
    if !added.is_empty() {
        found.push(format!("objects that the export did not write: {}", added.join(", ")));
    }
    found
}

/// A stream that only packs other objects or says where they are.
fn is_container(object: &Object) -> bool {
    let kind = object.as_stream().ok().and_then(|stream| stream.dict.get(b"Type").ok());
    let kind = kind.and_then(|kind| kind.as_name().ok());
    matches!(kind, Some(b"ObjStm" | b"XRef"))
}

fn trailer_line(file: &lopdf::Document) -> String {
    let reference = |key: &[u8]| {
        let id = file.trailer.get(key).and_then(Object::as_reference);
        id.map_or("none".to_owned(), |(number, generation)| format!("{number} {generation}"))
    };
    format!("root {} info {}", reference(b"Root"), reference(b"Info"))
}

type Listed<'t> = BTreeMap<&'t str, (&'t str, BTreeSet<ObjectId>)>;

fn listed_parts(text: &str) -> Option<(&str, Listed<'_>)> {
    let mut lines = text.lines();
    if lines.next()? != HEAD {
        return None;
    }
    let head = lines.next()?;
    Some((head, lines.map(listed_part).collect::<Option<Listed<'_>>>()?))
}

fn listed_part(line: &str) -> Option<(&str, (&str, BTreeSet<ObjectId>))> {
    let (digest, rest) = line.split_once(' ')?;
    let (numbers, label) = rest.split_once(' ')?;
    Some((label, (digest, ids(numbers)?)))
}

/// No file of ours has as many objects.
const MOST_OBJECTS: u32 = 1_000_000;

fn ids(ranges: &str) -> Option<BTreeSet<ObjectId>> {
    let mut ids = BTreeSet::new();
    for range in ranges.split(',') {
        let (first, last) = range.split_once('-').unwrap_or((range, range));
        let (first, last): (u32, u32) = (first.parse().ok()?, last.parse().ok()?);
        if last > MOST_OBJECTS {
            return None;
        }
        ids.extend((first..=last).map(|number| (number, 0)));
    }
    Some(ids)
}

fn unpacked(file: &lopdf::Document, id: ObjectId) -> Option<Vec<u8>> {
    let stream = file.get_object(id).ok()?.as_stream().ok()?;
    if stream.dict.get(b"Filter").is_err() {
        return Some(stream.content.clone());
    }
    stream.decompressed_content_with_limit(MOST_UNPACKED).ok()
}

/// The attachment of the name that this program gives.
fn session(file: &lopdf::Document) -> Option<Vec<u8>> {
    let listed = file.catalog().ok()?.get(b"AF").ok()?;
    let listed = file.dereference(listed).ok()?.1.as_array().ok()?;
    let embedded = |object: &Object| {
        let specification = file.dereference(object).ok()?.1.as_dict().ok()?;
        let name = specification.get(b"F").ok()?.as_str().ok()?;
        if name != ATTACHED.as_bytes() {
            return None;
        }
        let id = specification.get(b"EF").ok()?.as_dict().ok()?.get(b"F").ok()?;
        unpacked(file, id.as_reference().ok()?)
    };
    listed.iter().find_map(embedded)
}
