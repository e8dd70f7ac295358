//! What holds of every import, whatever the bytes. The tests of the corpus share this file.

use plumbline::import::input::Input;
use plumbline::import::{Fate, Imported, Refusal, import};

/// Imports the bytes twice and checks what comes out.
pub fn check(name: &str, bytes: &[u8]) -> Result<Imported, Refusal> {
    let first = import(name, bytes);
    assert_eq!(first, import(name, bytes), "a second run gives something else");
    if let (Ok(imported), Ok(input)) = (&first, Input::new(name, bytes)) {
        assert!(!imported.questions.is_empty(), "no refusal and no question");
        check_imported(imported, &input);
    }
    if let Err(refusal) = &first {
        assert!(!refusal.to_string().trim().is_empty(), "a refusal without words");
    }
    first
}

pub fn check_imported(imported: &Imported, input: &Input<'_>) {
    let last = last_line(imported, input);
    check_reading(imported, last);
    assert!(imported.fates.is_sorted(), "fates out of order");
    // A line can hold several questions, and a question with its answer, but each of them once.
    let twice = imported.fates.array_windows().find(|[one, next]| one == next);
    assert!(twice.is_none(), "{twice:?}");
    if let Some(text) = &input.text {
        check_lines(imported, text);
    }
    if let Some(doubt) = &imported.doubt {
        check_reading(&doubt.reading, last);
    }
}

fn check_reading(imported: &Imported, last: usize) {
    for (lines, fate) in &imported.fates {
        assert!(
            1 <= lines.first && lines.first <= lines.last && lines.last <= last,
            "{lines:?} of {last}"
        );
        let question = match fate {
            Fate::Question(index)
            | Fate::Details(index)
            | Fate::Answer(index)
            | Fate::Code(index) => *index,
            Fate::Heading | Fate::LeftOut(_) => continue,
        };
        assert!(
            question < imported.questions.len(),
            "{fate:?} of {} questions",
            imported.questions.len()
        );
    }
    for question in &imported.questions {
        assert!(
            !question.text.trim().is_empty(),
            "a question without text at line {}",
            question.line
        );
        assert!(
            1 <= question.line && question.line <= question.end_line && question.end_line <= last,
            "{question:?} of {last} lines"
        );
    }
    for notice in &imported.notices {
        assert!((1..=last).contains(&notice.line), "{notice:?} of {last} lines");
        assert!(!notice.message.trim().is_empty(), "a notice without words");
    }
}

/// Something became of every line with a letter or digit: others may be rulers, brackets, empty rows.
fn check_lines(imported: &Imported, text: &str) {
    let mut is_known = vec![false; text.split('\n').count() + 1];
    for (lines, _) in &imported.fates {
        is_known.iter_mut().take(lines.last + 1).skip(lines.first).for_each(|known| *known = true);
    }
    for (line, known) in text.split('\n').zip(is_known.iter().skip(1)) {
        assert!(*known || !line.contains(char::is_alphanumeric), "nothing became of {line:?}");
    }
}

/// Of a text, its lines; of an archive, whose rows and paragraphs only its reader counts, the last one that
/// something became of.
fn last_line(imported: &Imported, input: &Input<'_>) -> usize {
    match &input.text {
        Some(text) => text.split('\n').count(),
        None => imported.fates.iter().map(|(lines, _)| lines.last).max().unwrap_or(0),
    }
}
