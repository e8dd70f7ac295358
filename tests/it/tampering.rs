//! A scorecard that somebody changed after its export: what notices, and what it says.

use lopdf::{Dictionary, Object, ObjectId, SaveOptions, Stream};
use plumbline::domain::record::SessionRecord;
use plumbline::domain::scorecard::{Disclosure, Scorecard};
use plumbline::domain::signing::StepSignature;
use plumbline::domain::verify::FileState;
use plumbline::export::layout::layout;
use plumbline::export::page::Paper;
use plumbline::export::pdf::checksums::{Refused, read};
use plumbline::export::pdf::{self, Carried};
use plumbline::keys::SigningKey;
use plumbline::library::file::session_file;
use plumbline::shared::carried::read_carried;

use crate::support::{Script, frozen_set};
use plumbline::domain::event::{Detail, NoteTag, Recommendation};
use plumbline::domain::signature::Signer as _;

fn script(score: u8) -> Script {
    let mut script = Script::started(frozen_set(&["a", "b", "a"]));
    script.describe(Detail::Candidate, "Ada Example").describe(Detail::Role, "Engineer");
    script.note(Some("q1"), NoteTag::Quote, false, "I would measure it first.");
    script.score("q1", score).score("q2", 4).skip("q3", "No time.");
    script.recommend(Recommendation::Yes, "Clear.").submit();
    script
}

fn key() -> SigningKey {
    SigningKey::from_secret(&[7; 32])
}

fn exported(record: &SessionRecord) -> Vec<u8> {
    let card = Scorecard::build(record, Disclosure::default()).unwrap();
    let session = session_file(&record.disclosed(Disclosure::default())).unwrap();
    let key = key();
    let carried = Carried { session: Some(session.as_bytes()), signer: Some(&key) };
    pdf::write(&layout(&card, Paper::A4), &carried).unwrap()
}

fn state(bytes: &[u8]) -> Result<FileState, Refused> {
    read(bytes).map(|checked| checked.state)
}

#[test]
fn a_file_as_exported_is_unchanged_and_gives_its_session_back() {
    let record = script(3).record;
    let checked = read(&exported(&record)).unwrap();
    assert_eq!(checked.state, FileState::Unchanged);
    let session = session_file(&record.disclosed(Disclosure::default())).unwrap();
    assert_eq!(checked.session.unwrap(), session.into_bytes());
    let claims = checked.claims.unwrap();
    assert_eq!(claims.signature, StepSignature::Valid(key().public()));
}

#[test]
fn no_flipped_byte_goes_unnoticed() {
    let bytes = exported(&script(3).record);
    let flips = if std::env::var_os("PLUMBLINE_FULL").is_some() { 2000 } else { 200 };
    let mut random = crate::chance::Chance::new(7);
    let (mut refused, mut changed, mut saved_again, mut strange) = (0, 0, 0, 0);
    for _ in 0..flips {
        let mut flipped = bytes.clone();
        let at = random.below(bytes.len());
        flipped[at] ^= 1 << random.below(8);
        match state(&flipped) {
            Ok(FileState::Unchanged) => panic!("byte {at} of {} is not covered", bytes.len()),
            Ok(FileState::Resaved { .. }) => saved_again += 1,
            Ok(FileState::Changed { .. }) => changed += 1,
            // Nothing is left that says it was ever ours; no answer calls that unchanged.
            Ok(FileState::NoChecksums | FileState::NotOurs) => strange += 1,
            Err(_) => refused += 1,
        }
    }
    println!(
        "{flips} flips: 0 undetected; {changed} named, {saved_again} where no object differs, \
         {strange} without checksums, {refused} refused as damaged"
    );
    assert_eq!(changed + saved_again + strange + refused, flips);
}

/// The text of the signature is the one part that the hash of the file leaves out.
#[test]
fn no_byte_of_the_signature_can_be_flipped_either() {
    let bytes = exported(&script(3).record);
    let head = b"plumbline.signature 1";
    let at = bytes.windows(head.len()).position(|window| window == head).unwrap();
    for place in at..at + 390 {
        for bit in [0, 2, 5] {
            let mut flipped = bytes.clone();
            flipped[place] ^= 1 << bit;
            assert_ne!(state(&flipped), Ok(FileState::Unchanged), "byte {place}, bit {bit}");
        }
    }
}

#[test]
fn a_file_cut_anywhere_is_never_taken_for_the_whole() {
    let bytes = exported(&script(3).record);
    for length in (0..bytes.len()).step_by(bytes.len() / 97) {
        assert_ne!(state(&bytes[..length]), Ok(FileState::Unchanged), "{length} bytes");
    }
}

fn edited(bytes: &[u8], edit: impl FnOnce(&mut lopdf::Document)) -> Vec<u8> {
    let mut file = lopdf::Document::load_mem(bytes).unwrap();
    edit(&mut file);
    let mut out = Vec::new();
    let options = SaveOptions::builder().use_object_streams(true).use_xref_streams(true).build();
    file.save_with_options(&mut out, options).unwrap();
    out
}

/// A stream whose dictionary has this key.
fn stream_with(file: &lopdf::Document, key: &[u8]) -> ObjectId {
    let has = |object: &Object| object.as_stream().is_ok_and(|stream| stream.dict.has(key));
    *file.objects.iter().find(|(_, object)| has(object)).unwrap().0
}

fn replace_content(file: &mut lopdf::Document, id: ObjectId, content: Vec<u8>) {
    let stream = file.get_object_mut(id).unwrap().as_stream_mut().unwrap();
    stream.set_plain_content(content);
    stream.compress().unwrap();
}

fn first_page(file: &lopdf::Document) -> ObjectId {
    file.get_pages()[&1]
}

#[test]
fn what_was_edited_is_named() {
    let bytes = exported(&script(3).record);
    let other = exported(&script(5).record);
    let attachment = |bytes: &[u8]| read(bytes).unwrap().session.unwrap();
    let swapped = attachment(&other);
    let own = String::from_utf8(attachment(&bytes)).unwrap();
    let rescored = own.replacen("step: 3", "step: 5", 1);
    assert_ne!(own, rescored);
    type Edit = Box<dyn FnOnce(&mut lopdf::Document)>;
    let edits: [(&str, &str, Edit); 10] = [
        (
            "a word on a page",
            "page 1",
            Box::new(|file| {
                let page = first_page(file);
                let mut content = file.get_page_content(page);
                content.extend(b"\n1 0 0 rg 0 0 9 9 re f");
                let id = file.get_dictionary(page).unwrap().get(b"Contents").unwrap();
                let id = id.as_reference().unwrap();
                replace_content(file, id, content);
            }),
        ),
        ("a page left out", "page 2", Box::new(|file| file.delete_pages(&[2]))),
        (
            "a score in the data",
            "attached session",
            Box::new(move |file| {
                let id = stream_with(file, b"Params");
                replace_content(file, id, rescored.into_bytes());
            }),
        ),
        (
            "the session of another",
            "attached session",
            Box::new(move |file| {
                let id = stream_with(file, b"Params");
                replace_content(file, id, swapped);
            }),
        ),
        (
            "the session removed",
            "document",
            Box::new(|file| {
                let catalog = file.catalog_mut().unwrap();
                catalog.remove(b"AF");
                catalog.remove(b"Names");
            }),
        ),
        (
            "a font program",
            "fonts",
            Box::new(|file| {
                let id = stream_with(file, b"Length1");
                let mut font = file.get_object(id).unwrap().as_stream().unwrap().clone();
                let mut program = font.decompressed_content().unwrap();
                let last = program.len() - 1;
                program[last] ^= 1;
                font.set_plain_content(program);
                file.objects.insert(id, font.into());
            }),
        ),
        (
            "the title",
            "information",
            Box::new(|file| {
                let id = file.trailer.get(b"Info").unwrap().as_reference().unwrap();
                let info = file.get_dictionary_mut(id).unwrap();
                info.set("Title", Object::string_literal("Another"));
            }),
        ),
        (
            "what a figure says aloud",
            "structure",
            Box::new(|file| {
                let has_alt =
                    |object: &Object| object.as_dict().is_ok_and(|entry| entry.has(b"Alt"));
                let id = *file.objects.iter().find(|(_, object)| has_alt(object)).unwrap().0;
                file.get_dictionary_mut(id).unwrap().set("Alt", Object::string_literal("5.0"));
            }),
        ),
        (
            "other information",
            "the trailer names",
            Box::new(|file| {
                let id = file.add_object(Dictionary::new());
                file.trailer.set("Info", id);
            }),
        ),
        (
            "an object that nothing refers to",
            "objects that the export did not write",
            Box::new(|file| {
                file.add_object(Stream::new(Dictionary::new(), b"hidden".to_vec()));
            }),
        ),
    ];
    for (what, named, edit) in edits {
        match state(&edited(&bytes, edit)) {
            Ok(FileState::Changed { what: found }) => {
                assert!(found.iter().any(|found| found.contains(named)), "{what}: {found:?}");
            }
            state => panic!("{what}: {state:?}"),
        }
    }
}

#[test]
fn a_file_that_another_program_saved_again_is_told_apart_from_an_edited_one() {
    let bytes = exported(&script(3).record);
    assert_eq!(state(&edited(&bytes, |_| {})), Ok(FileState::Resaved { what: Vec::new() }));
}

#[test]
fn what_was_appended_is_noticed() {
    let mut bytes = exported(&script(3).record);
    let record = script(5).record;
    let mut with_comment = bytes.clone();
    with_comment.extend(b"% a comment\n");
    assert_eq!(state(&with_comment), Ok(FileState::Resaved { what: Vec::new() }));
    bytes.extend(exported(&record));
    assert!(matches!(state(&bytes), Ok(FileState::Changed { .. })), "{:?}", state(&bytes));
}

#[test]
fn what_is_no_scorecard_is_refused_or_said_to_be_none() {
    assert_eq!(state(b""), Err(Refused::NotPdf));
    assert_eq!(state(b"PK\x03\x04 a word document"), Err(Refused::NotPdf));
    assert!(matches!(state(b"%PDF-1.7\nnothing"), Err(Refused::Damaged(_))));
    let mut plain = lopdf::Document::with_version("1.5");
    let pages = plain.add_object(Dictionary::new());
    let mut catalog = Dictionary::new();
    catalog.set("Type", "Catalog");
    catalog.set("Pages", pages);
    let catalog = plain.add_object(catalog);
    plain.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    plain.save_to(&mut bytes).unwrap();
    assert_eq!(state(&bytes), Ok(FileState::NoChecksums));
}

/// Eight megabytes of zeros in eight kilobytes, eight times over: more than is ever unpacked.
#[test]
fn a_bomb_is_refused_before_it_is_unpacked() {
    let bytes = exported(&script(3).record);
    let bomb = edited(&bytes, |file| {
        let id = stream_with(file, b"Params");
        replace_content(file, id, vec![0; 80 << 20]);
    });
    assert!(bomb.len() < 1 << 20);
    let checked = read(&bomb).unwrap();
    assert!(matches!(checked.state, FileState::Changed { .. }));
    assert_eq!(checked.session, None);
}

/// What opening such a file gives: the session and a warning, or why there is none.
fn opened(bytes: &[u8]) -> Result<(SessionRecord, Option<String>), String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("card.pdf");
    std::fs::write(&path, bytes).unwrap();
    read_carried(&path).map_err(|problems| problems[0].message.clone())
}

#[test]
fn a_scorecard_opens_as_the_session_it_carries_or_says_what_became_of_it() {
    let record = script(3).record;
    let bytes = exported(&record);
    let disclosed = record.disclosed(Disclosure::default());
    assert_eq!(opened(&bytes), Ok((disclosed.clone(), None)));

    let removed = edited(&bytes, |file| {
        let catalog = file.catalog_mut().unwrap();
        catalog.remove(b"AF");
        catalog.remove(b"Names");
    });
    assert!(opened(&removed).unwrap_err().contains("was removed from it"));

    let own = String::from_utf8(read(&bytes).unwrap().session.unwrap()).unwrap();
    let rescored = own.replacen("step: 3", "step: 5", 1);
    let changed = edited(&bytes, |file| {
        let id = stream_with(file, b"Params");
        replace_content(file, id, rescored.into_bytes());
    });
    assert!(opened(&changed).is_err());

    // A whole session of somebody else: it opens, and nobody is left to believe it was exported so.
    let other = read(&exported(&script(5).record)).unwrap().session.unwrap();
    let swapped = edited(&bytes, |file| {
        let id = stream_with(file, b"Params");
        replace_content(file, id, other);
    });
    let (_, warning) = opened(&swapped).unwrap();
    assert!(warning.unwrap().contains("changed since its export: attached session"));

    assert!(opened(b"%PDF-1.4\nnot much").unwrap_err().contains("damaged"));
    assert!(opened(&bytes[..bytes.len() / 2]).is_err());
}
