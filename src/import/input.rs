//! A file as bytes, and as text where it is text.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::archive::Archive;
use super::refusal::{Foreign, Refusal};

mod container;

#[derive(Debug)]
pub struct Input<'b> {
    pub name: &'b str,
    pub bytes: &'b [u8],
    /// Decoded; `None` for an archive. Lines end with `\n`, and there is no byte order mark. A page break
    /// stays as it is, `\u{c}`; it ends no line. A text that is so already is not copied.
    pub text: Option<Cow<'b, str>>,
}

/// A book has about one megabyte; what is larger than this holds no list of questions.
const LIMIT: usize = 64 << 20;
/// How much of a file is looked at to find out its encoding.
const SAMPLE: usize = 256 << 10;

impl<'b> Input<'b> {
    pub fn new(name: &'b str, bytes: &'b [u8]) -> Result<Self, Refusal> {
        if bytes.iter().all(|byte| byte.is_ascii_whitespace() || *byte == 0) {
            return Err(Refusal::Empty);
        }
        if bytes.len() > LIMIT {
            return Err(Refusal::TooBig { limit: LIMIT });
        }
        if is_archive(bytes) {
            Archive::open(bytes)?;
            return Ok(Self { name, bytes, text: None });
        }
        if let Some(refusal) = known_binary(bytes) {
            return Err(refusal);
        }
        let text = decoded(bytes).ok_or(Refusal::Foreign(Foreign::Binary))?;
        if text.trim().is_empty() {
            return Err(Refusal::Empty);
        }
        Ok(Self { name, bytes, text: Some(text) })
    }

    /// The file's name ends so; a hint only, and never the reason to read it in one way or another.
    pub fn is_named(&self, extension: &str) -> bool {
        self.name.rsplit_once('.').is_some_and(|(_, end)| end.eq_ignore_ascii_case(extension))
    }
}

fn is_archive(bytes: &[u8]) -> bool {
    [b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"].iter().any(|magic| bytes.starts_with(*magic))
}

const PICTURES: &[&[u8]] = &[b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*"];
const ARCHIVES: &[&[u8]] = &[b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c", b"Rar!", b"BZh9", b"\xfd7zXZ"];

/// Formats that are no text, by their first bytes.
fn known_binary(bytes: &[u8]) -> Option<Refusal> {
    if let Some(refusal) = container::refusal(bytes) {
        return Some(refusal);
    }
    let at =
        |place: usize, magic: &[u8]| bytes.get(place..).is_some_and(|rest| rest.starts_with(magic));
    let is = |magics: &[&[u8]]| magics.iter().any(|magic| bytes.starts_with(magic));
    let is_photo = [b"heic", b"avif", b"mif1"].iter().any(|brand| at(4, b"ftyp") && at(8, *brand));
    let is_bitmap = is(&[b"BM"]) && at(6, &[0; 4]);
    let foreign = if is(&[b"%PDF-"]) {
        Foreign::Pdf
    } else if is(&[b"{\\rtf"]) {
        Foreign::RichText
    } else if is(PICTURES) || is(&[b"RIFF"]) && at(8, b"WEBP") || is_photo || is_bitmap {
        Foreign::Picture
    } else if is(ARCHIVES) || at(257, b"ustar") {
        Foreign::Archive
    } else {
        return None;
    };
    Some(Refusal::Foreign(foreign))
}

/// As text, or `None` where it is none.
fn decoded(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let (encoding, bytes) = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => (encoding, bytes.get(mark..).unwrap_or_default()),
        None => (encoding(bytes), bytes),
    };
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    is_text(&text).then(|| lines_unified(text))
}

fn encoding(bytes: &[u8]) -> &'static Encoding {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    if sample.contains(&0)
        && let Some(encoding) = unmarked_utf16(sample)
    {
        return encoding;
    }
    match std::str::from_utf8(bytes) {
        Ok(_) => UTF_8,
        Err(error) if is_damaged_utf8(around(bytes, error.valid_up_to())) => UTF_8,
        Err(error) => {
            let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
            detector.feed(around(bytes, error.valid_up_to()), true);
            detector.guess(None, Utf8Detection::Deny)
        }
    }
}

/// The sample with the first byte that is not UTF-8. Most of what comes before it is ASCII, which tells nothing.
fn around(bytes: &[u8], place: usize) -> &[u8] {
    let to = bytes.len().min(place.saturating_add(SAMPLE));
    bytes.get(place.saturating_sub(SAMPLE / 4)..to).unwrap_or(bytes)
}

/// UTF-16 without a byte order mark: every second byte of its spaces and line ends is zero, and always the
/// same one.
fn unmarked_utf16(sample: &[u8]) -> Option<&'static Encoding> {
    let sample = sample.get(..sample.len() & !1).unwrap_or(sample);
    let zeros =
        |from: usize| sample.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let encoding = if zeros(1) > zeros(0) * 10 {
        UTF_16LE
    } else if zeros(0) > zeros(1) * 10 {
        UTF_16BE
    } else {
        return None;
    };
    let (text, _) = encoding.decode_without_bom_handling(sample);
    let strange = text
        .chars()
        .filter(|character| {
            *character == '\u{fffd}' || ('\u{e000}'..='\u{f8ff}').contains(character)
        })
        .count();
    (strange * 50 <= text.chars().count() && is_text(&text)).then_some(encoding)
}

/// A few wrong bytes in what else is UTF-8: characters cut apart by the program that wrote it.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut right, mut wrong) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        right += chunk.valid().chars().filter(|character| !character.is_ascii()).count();
        wrong += usize::from(!chunk.invalid().is_empty());
    }
    right >= wrong.saturating_mul(10)
}

/// Binary data shows by its control characters, whatever it is decoded as.
fn is_text(text: &str) -> bool {
    let (mut all, mut control) = (0_usize, 0_usize);
    for character in text.chars() {
        all += 1;
        let is_layout =
            matches!(character, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{1b}' | '\u{85}');
        control += usize::from(character.is_control() && !is_layout || character == '\u{fffd}');
    }
    control.saturating_mul(50) <= all
}

/// One kind of line end, and no characters that mean nothing in a text.
fn lines_unified(text: Cow<'_, str>) -> Cow<'_, str> {
    if !text.contains(['\r', '\0', '\u{feff}', '\u{b}']) {
        return text;
    }
    let mut unified = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' => {
                characters.next_if_eq(&'\n');
                unified.push('\n');
            }
            '\0' | '\u{feff}' => {}
            '\u{b}' => unified.push(' '),
            _ => unified.push(character),
        }
    }
    Cow::Owned(unified)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> String {
        Input::new("a", bytes).unwrap().text.unwrap().into_owned()
    }

    fn check(encoding: &'static Encoding, words: &str) {
        let (bytes, _, unmappable) = encoding.encode(words);
        assert!(!unmappable, "{}", encoding.name());
        assert_eq!(text(&bytes), words, "{}", encoding.name());
    }

    #[test]
    fn legacy_encodings_are_found_by_content() {
        check(
            encoding_rs::WINDOWS_1252,
            "1. Was heißt „Vererbung“ – und wofür ist sie gut?\n2. Erklären Sie Überladung.\n",
        );
        check(
            encoding_rs::WINDOWS_1251,
            "1. Что такое замыкание?\n2. Чем отличается процесс от потока?\n",
        );
        check(encoding_rs::GB18030, "1. 什么是进程和线程的区别？\n2. 请解释一下垃圾回收机制。\n");
        check(
            encoding_rs::SHIFT_JIS,
            "1. プロセスとスレッドの違いは何ですか。\n2. ガベージコレクションを説明してください。\n",
        );
        check(encoding_rs::BIG5, "1. 什麼是行程與執行緒的差別？\n2. 請解釋一下垃圾回收機制。\n");
        check(
            encoding_rs::EUC_KR,
            "1. 프로세스와 스레드의 차이는 무엇입니까?\n2. 가비지 컬렉션을 설명하세요.\n",
        );
        check(
            encoding_rs::WINDOWS_1254,
            "1. Çöp toplayıcı nasıl çalışır?\n2. İş parçacığı ile süreç arasındaki fark nedir?\n",
        );
    }

    #[test]
    fn utf16_is_read_with_and_without_a_mark() {
        let words = "1. Что такое замыкание?\n2. What is a closure? 什么是闭包？\n";
        let little: Vec<u8> = words.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = words.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(text(&little), words);
        assert_eq!(text(&big), words);
        assert_eq!(text(&[b"\xff\xfe", little.as_slice()].concat()), words);
        assert_eq!(text(&[b"\xfe\xff", big.as_slice()].concat()), words);
    }

    #[test]
    fn line_ends_become_one_kind_and_keep_their_number() {
        assert_eq!(text(b"\xef\xbb\xbfa\r\nb\rc\n\r\nd\x0ce"), "a\nb\nc\n\nd\u{c}e");
    }

    #[test]
    fn a_broken_character_spoils_no_utf8() {
        let mut bytes = "Что такое замыкание?\n".repeat(3).into_bytes();
        bytes.pop();
        bytes.push(0xd0);
        assert!(text(&bytes).starts_with("Что такое замыкание?\nЧто"));
    }

    #[test]
    fn files_that_are_no_text_are_refused_by_what_they_are() {
        let noise: Vec<u8> =
            (0..4000_u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        for (bytes, expected) in [
            (b"%PDF-1.7\n%\xe2\xe3".as_slice(), Refusal::Foreign(Foreign::Pdf)),
            (b"{\\rtf1\\ansi What is a closure?}", Refusal::Foreign(Foreign::RichText)),
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", Refusal::Foreign(Foreign::Picture)),
            (b"", Refusal::Empty),
            (b"\r\n \t\n", Refusal::Empty),
            (b"\xef\xbb\xbf \n", Refusal::Empty),
            (b"PK\x03\x04 and then nothing", Refusal::Damaged),
            (&noise, Refusal::Foreign(Foreign::Binary)),
        ] {
            assert_eq!(Input::new("a.docx", bytes).unwrap_err(), expected, "{bytes:?}");
        }
        assert_eq!(
            Input::new("a", &vec![b'a'; LIMIT + 1]).unwrap_err(),
            Refusal::TooBig { limit: LIMIT }
        );
    }
}
