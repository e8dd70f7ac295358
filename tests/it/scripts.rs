//! Text in scripts beyond the bundled fonts, by the fonts of the machine. Needs poppler, and Noto's
//! fonts (`fonts-noto-core` and `fonts-noto-cjk`); run with `cargo test --features font-tests`.

use std::path::Path;
use std::process::Command;

use plumbline::domain::event::{Detail, NoteTag, Recommendation};
use plumbline::library::file::session_file;

use crate::support::{Script, frozen_set};

/// What poppler gives back as it was written.
const RIGHTWARDS: [(&str, &str); 8] = [
    ("Latin", "Příliš žluťoučký kůň, Grüße, naïve café, Łódź"),
    ("Greek", "Η ερώτηση ήταν για τα ευρετήρια, πολυτονικό: ἀρχὴ παντός"),
    ("Cyrillic", "Кандидат объяснил, почему индекс не используется; Ђорђе"),
    ("Vietnamese", "Nguyễn Thị Ánh nói về cấu trúc dữ liệu và những ràng buộc"),
    ("Devanagari", "उम्मीदवार ने समझाया कि सूचकांक कैसे काम करते हैं। क्षत्रिय प्रश्न"),
    ("Chinese", "候选人解释了索引的工作原理，并给出了3个例子。"),
    ("Japanese", "候補者はインデックスの仕組みを「正しく」説明しました。"),
    ("Korean", "지원자는 인덱스의 작동 방식을 설명했습니다."),
];

/// Poppler orders a line that mixes directions by its own guess, so each of these has one direction. It
/// also turns around the two letters of the ligature of lam and alef, so those may come either way.
const LEFTWARDS: [(&str, &str); 2] = [
    ("Arabic", "شرح المرشح كيف تعمل الفهارس في قاعدة البيانات ولماذا لا إله"),
    ("Hebrew", "המועמד הסביר כיצד פועלים אינדקסים ומדוע הם מהירים"),
];

fn run(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output();
    let output = output.unwrap_or_else(|error| panic!("{program} is needed here: {error}"));
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// A scorecard with all these texts, as the command line writes it; with what it complained of.
fn exported(folder: &Path) -> (String, String) {
    let mut script = Script::started(frozen_set(&["a"]));
    script.describe(Detail::Candidate, "王小明 Nguyễn").score("q1", 4);
    for (_, words) in RIGHTWARDS.iter().chain(&LEFTWARDS) {
        script.note(Some("q1"), NoteTag::Plain, false, words);
    }
    script.recommend(Recommendation::Yes, "好").submit();
    let session = folder.join("session.ron");
    std::fs::write(&session, session_file(&script.record).unwrap()).unwrap();
    let pdf = folder.join("card.pdf");
    let arguments = ["scorecard", session.to_str().unwrap(), "--out", pdf.to_str().unwrap()];
    let output = Command::new(env!("CARGO_BIN_EXE_plumbline")).args(arguments).output().unwrap();
    let complaints = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{complaints}");
    (pdf.to_str().unwrap().to_owned(), complaints)
}

/// Without spaces where the script has none, since a line may break anywhere there.
fn without_spaces(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn text_in_every_script_is_copied_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let (pdf, complaints) = exported(folder.path());
    assert!(!complaints.contains("no font has"), "{complaints}");
    let text = run("pdftotext", &[&pdf, "-"]);
    let copied = without_spaces(&text);
    for (script, words) in RIGHTWARDS {
        assert!(copied.contains(&without_spaces(words)), "{script}: {words} is not in\n{text}");
    }
}

#[test]
fn every_word_from_right_to_left_is_copied_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let (pdf, _) = exported(folder.path());
    // Poppler marks the direction by characters of its own.
    let text = run("pdftotext", &[&pdf, "-"]);
    let plain: String = text.chars().filter(|c| !matches!(c, '\u{202a}'..='\u{202e}')).collect();
    let either_way = |word: &str| word.replace("ال", "لا");
    let copied: Vec<String> = plain.split_whitespace().map(either_way).collect();
    for (script, words) in LEFTWARDS {
        let mut rest = copied.iter();
        for word in words.split_whitespace().map(either_way) {
            assert!(rest.any(|copied| *copied == word), "{script}: {word} is not in\n{text}");
        }
    }
}

#[test]
fn fonts_of_the_machine_are_embedded_as_subsets_and_say_what_their_glyphs_stand_for() {
    let folder = tempfile::tempdir().unwrap();
    let (pdf, _) = exported(folder.path());
    let fonts = run("pdffonts", &[&pdf]);
    for name in ["Devanagari", "CJKjp", "CJKkr", "CJKsc"] {
        assert!(fonts.contains(&format!("+NotoSans{name}-Regular")), "{name}: {fonts}");
    }
    for row in fonts.lines().skip(2) {
        let columns: Vec<&str> = row.split_whitespace().collect();
        let from_the_end = |place: usize| columns[columns.len() - place];
        assert_eq!([5, 4, 3].map(from_the_end), ["yes"; 3], "{row}");
    }
    let report = run("qpdf", &["--check", &pdf]);
    assert!(report.contains("No syntax or stream encoding errors"), "{report}");
}

#[test]
fn the_same_fonts_give_the_same_bytes() {
    let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    let bytes = folders.each_ref().map(|folder| std::fs::read(exported(folder.path()).0).unwrap());
    assert!(bytes[0] == bytes[1]);
}
