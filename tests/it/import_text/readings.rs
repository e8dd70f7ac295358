//! Documents with two readings, and documents with none.

use super::{check_refused, each_fixture, read};

#[test]
fn a_document_with_two_readings_names_both() {
    let imported = read("doubtful.txt");
    let doubt = imported.doubt.as_ref().unwrap();
    let mut said = [doubt.taken.as_str(), doubt.other.as_str()];
    said.sort_unstable();
    assert_eq!(said, ["3 lines with a question mark", "9 numbered items"]);
    let other = doubt.reading.as_ref();
    let mut lines = [&imported, other].map(|reading| -> Vec<usize> {
        reading.questions.iter().map(|found| found.line).collect()
    });
    lines.sort();
    assert_eq!(lines, [(3..=11).collect::<Vec<_>>(), vec![13, 14, 15]]);
    let notice =
        imported.notices.iter().find(|notice| notice.message.contains("not certain")).unwrap();
    assert!(said.iter().all(|words| notice.message.contains(words)), "{}", notice.message);
}

/// A choice of one thing is none.
#[test]
fn the_other_reading_of_a_doubtful_document_has_other_questions() {
    each_fixture(|_, _, imported| {
        let Some(doubt) = &imported.doubt else { return Vec::new() };
        let lines = |imported: &plumbline::import::Imported| -> Vec<usize> {
            imported.questions.iter().map(|found| found.line).collect()
        };
        let other = lines(doubt.reading.as_ref());
        let is_choice = !other.is_empty() && other != lines(imported) && doubt.taken != doubt.other;
        if is_choice { Vec::new() } else { vec![format!("{} or {}", doubt.taken, doubt.other)] }
    });
}

/// A notice of doubt that stands everywhere warns of nothing.
#[test]
fn documents_that_are_clear_to_a_reader_carry_no_doubt() {
    each_fixture(|name, _, imported| {
        let unclear = ["doubtful.txt", "bare_topics.md", "topic_bullets.md"];
        let doubt = imported.doubt.as_ref().filter(|_| !unclear.contains(&name));
        doubt.map(|doubt| format!("{} or {}", doubt.taken, doubt.other)).into_iter().collect()
    });
}

#[test]
fn an_empty_document_is_called_empty() {
    for text in ["", "\n\n  \n\t\n", "\u{feff}", "\u{feff}\r\n\r\n", "\u{c}\n\u{a0}\n"] {
        check_refused(text, "the file is empty");
    }
}

#[test]
fn links_alone_are_no_list_of_questions() {
    let only_links = "no questions were found: only links; import the documents that they lead to";
    check_refused(
        "https://example.org/posts/garbage-collection\nhttps://example.org/posts/arenas\nhttps://example.com/allocators?page=2\n",
        only_links,
    );
    check_refused(
        "# Reading list\n\n- <https://example.org/gc>\n- https://example.org/arenas\n- [https://example.com/a](https://example.com/a)\n",
        only_links,
    );
}

#[test]
fn contents_alone_are_no_list_of_questions() {
    check_refused(
        "# Handbook\n\n- [Flaky tests](#flaky-tests)\n- [Test data](#test-data)\n  - [Who owns the data?](#who-owns-the-data)\n- [Coverage](#coverage)\n",
        "no questions were found: only a table of contents; import the document that it leads to",
    );
}

#[test]
fn pictures_alone_are_no_list_of_questions() {
    check_refused(
        "![page one](scan-1.png)\n\n![page two](scan-2.png)\n",
        "no questions were found: only pictures, and what they show is not read",
    );
}

#[test]
fn a_document_without_questions_is_told_by_what_was_seen() {
    check_refused(
        "# Minutes\n\nWe met on Monday and agreed on the new format.\n\n## Decisions\n\nThe panel meets again in May.\n\nThe room was too small.\n",
        "no questions were found: 2 headings and 3 lines of text",
    );
    check_refused(
        "The quarterly report was sent to everybody on Friday.\n",
        "no questions were found: only 1 line of text",
    );
}
