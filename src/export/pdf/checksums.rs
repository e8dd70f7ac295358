//! What shows that a file was changed since its export.
//!
//! Two things lie in the file, found from its catalogue (`PieceInfo`, ISO 32000-1, 14.5):
//!
//! - the *checksums*, a text with one line for each part (a page, the fonts, the attached session …):
//!   the SHA-256 of its objects, their numbers, its name. Every object is in one part, but for these
//!   two. They name what differs.
//! - the *signature*, a text of fixed length: the SHA-256 of every byte of the file outside this text,
//!   the SHA-256 of the checksums, and a signature of both, or dashes where no key was at hand.
//!
//! Only a file that is byte for byte the exported one counts as unchanged: two programs may read one
//! damaged file in two ways. A part's digest runs over `number generation` and the canonical bytes of
//! each of its objects (`canonical`), so it does not depend on how a writer spells them.

mod canonical;
mod read;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::Write as _;

use lopdf::{Object, ObjectId, Stream, StringFormat};
use sha2::{Digest as _, Sha256};

use self::canonical::add_object;
use super::{Effort, PdfError, assembly, compress, dictionary, file};
use crate::domain::signature::{PublicKey, Signature, Signer, export_message};
pub use read::{Checked, Claims, Refused, read};

/// Which objects belong to which part.
pub struct Parts {
    labels: BTreeMap<ObjectId, Cow<'static, str>>,
}

/// What is in none of the named parts.
const DOCUMENT: &str = "document";

impl Parts {
    pub fn of(file: &lopdf::Document) -> Self {
        let labels = file.objects.keys().map(|id| (*id, DOCUMENT.into()));
        Self { labels: labels.collect() }
    }

    /// Every object that is new since the last call.
    pub fn take(&mut self, file: &lopdf::Document, label: &'static str) {
        for id in file.objects.keys() {
            self.labels.entry(*id).or_insert(Cow::Borrowed(label));
        }
    }

    /// A page with its content and its resources; `number` is from 1.
    pub fn take_page(&mut self, file: &lopdf::Document, page: ObjectId, number: i64) {
        let dictionary = file.get_dictionary(page).ok();
        let reference = |key: &[u8]| dictionary?.get(key).and_then(Object::as_reference).ok();
        let own = [Some(page), reference(b"Contents"), reference(b"Resources")];
        let label = Cow::from(format!("page {number}"));
        self.labels.extend(own.into_iter().flatten().map(|id| (id, label.clone())));
    }
}

const HEAD: &str = "plumbline.checksums 1";
const SLOT_HEAD: &str = "plumbline.signature 1";
const HASH: usize = 64;
const SIGNATURE: usize = 128;

/// Writes the file with its checksums, signed where there is a key.
pub fn seal(
    mut file: lopdf::Document,
    parts: Parts,
    signer: Option<&dyn Signer>,
) -> Result<Vec<u8>, PdfError> {
    let (listed, slot) = (file.new_object_id(), file.new_object_id());
    let private = dictionary([("Checksums", listed.into()), ("Signature", slot.into())]);
    let ours = dictionary([
        ("LastModified", Object::string_literal("D:20000101000000Z")),
        ("Private", private.into()),
    ]);
    let catalog = file.catalog_mut().map_err(assembly)?;
    catalog.set("PieceInfo", dictionary([("Plumbline", ours.into())]));
    // The trailer's ID covers the content: it is made of the checksums.
    file.trailer.remove(b"ID");
    let checksums =
        manifest(&file, &parts).ok_or_else(|| assembly("an object of an unknown kind"))?;
    let id: Vec<u8> = Sha256::digest(&checksums).iter().take(16).copied().collect();
    let id = Object::String(id, StringFormat::Hexadecimal);
    file.trailer.set("ID", vec![id.clone(), id]);
    let manifest_hash = hex(&Sha256::digest(&checksums));
    let mut stream = Stream::new(lopdf::Dictionary::new(), checksums.into_bytes());
    compress(&mut stream, Effort::Quick)?;
    file.objects.insert(listed, stream.into());
    let empty = slot_text(&"0".repeat(HASH), &manifest_hash, None);
    let stream = Stream::new(lopdf::Dictionary::new(), empty.clone().into_bytes());
    file.objects.insert(slot, stream.with_compression(false).into());
    let mut bytes = file::bytes(&file)?;
    let at =
        find(&bytes, empty.as_bytes()).ok_or_else(|| assembly("its signature has no place"))?;
    let file_hash = hash_around(&bytes, at, empty.len());
    let message = export_message(&file_hash, &manifest_hash);
    let signed = signer.map(|signer| (signer.public(), signer.sign(&message)));
    let text = slot_text(&file_hash, &manifest_hash, signed);
    match bytes.get_mut(at..at + empty.len()) {
        Some(place) if place.len() == text.len() => place.copy_from_slice(text.as_bytes()),
        _ => return Err(assembly("its signature does not fit")),
    }
    Ok(bytes)
}

fn slot_text(file: &str, manifest: &str, signed: Option<(PublicKey, Signature)>) -> String {
    let (key, signature) = match signed {
        Some((key, signature)) => (key.to_string(), signature.to_string()),
        None => ("-".repeat(HASH), "-".repeat(SIGNATURE)),
    };
    format!("{SLOT_HEAD}\nfile {file}\nchecksums {manifest}\nkey {key}\nsignature {signature}\n")
}

/// SHA-256 of every byte but those of the signature.
fn hash_around(bytes: &[u8], at: usize, length: usize) -> String {
    let mut hash = Sha256::new();
    hash.update(bytes.get(..at).unwrap_or_default());
    hash.update(bytes.get(at + length..).unwrap_or_default());
    hex(&hash.finalize())
}

/// Where it stands last.
fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    // Most places differ in their first byte already.
    let is_found = |window: &[u8]| window.first() == wanted.first() && window == wanted;
    bytes.windows(wanted.len()).rposition(is_found)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The checksums of everything in the file. `None` where an object cannot be spelled.
fn manifest(file: &lopdf::Document, parts: &Parts) -> Option<String> {
    let mut members: BTreeMap<&str, BTreeSet<ObjectId>> = BTreeMap::new();
    for id in file.objects.keys() {
        let label = parts.labels.get(id).map_or(DOCUMENT, Cow::as_ref);
        members.entry(label).or_default().insert(*id);
    }
    let mut text = format!("{HEAD}\n");
    let reference = |key: &[u8]| file.trailer.get(key).and_then(Object::as_reference).ok();
    let (root, info) = (reference(b"Root")?, reference(b"Info")?);
    let _ = writeln!(text, "root {} {} info {} {}", root.0, root.1, info.0, info.1);
    for (label, ids) in &members {
        let digest = digest(file, ids)?;
        let numbers = ids.iter().map(|(number, _)| *number);
        let _ = writeln!(text, "{digest} {} {label}", ranges(numbers));
    }
    Some(text)
}

/// Of the objects with these ids; `None` where one is missing.
fn digest(file: &lopdf::Document, ids: &BTreeSet<ObjectId>) -> Option<String> {
    let mut hash = Sha256::new();
    let mut bytes = Vec::new();
    for id in ids {
        bytes.clear();
        // Writing into memory cannot fail.
        let _ = writeln!(bytes, "{} {}", id.0, id.1);
        add_object(&mut bytes, file.objects.get(id)?);
        hash.update(&bytes);
    }
    Some(hex(&hash.finalize()))
}

/// `3-7,9`.
fn ranges(numbers: impl Iterator<Item = u32>) -> String {
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for number in numbers {
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == number => *last = number,
            _ => ranges.push((number, number)),
        }
    }
    let range = |(first, last): &(u32, u32)| {
        if first == last { first.to_string() } else { format!("{first}-{last}") }
    };
    ranges.iter().map(range).collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_a_row_are_written_as_a_range() {
        assert_eq!(ranges([1, 2, 3, 5, 7, 8].into_iter()), "1-3,5,7-8");
        assert_eq!(ranges(std::iter::empty()), "");
    }
}
