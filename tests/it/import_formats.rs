//! Documents of every binary format, tables of every shape, and files that must be refused.

use std::io::{Cursor, Write};

use plumbline::domain::level::{Kind, Level};
use plumbline::import::found::Lines;
use plumbline::import::refusal::Foreign;
use plumbline::import::table::{self, Row};
use plumbline::import::{self, Fate, Format, Imported, LeftOut, Refusal};
use rust_xlsxwriter::{Format as CellFormat, Workbook};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn read(name: &str, bytes: &[u8]) -> Imported {
    import::import(name, bytes).unwrap_or_else(|refusal| panic!("{name}: {refusal}"))
}

fn refused(bytes: &[u8]) -> Refusal {
    import::import("questions.docx", bytes).expect_err("it holds no questions")
}

fn texts(imported: &Imported) -> Vec<&str> {
    imported.questions.iter().map(|found| found.text.as_str()).collect()
}

fn sections(imported: &Imported) -> Vec<String> {
    imported.questions.iter().map(|found| found.section.join(" / ")).collect()
}

/// A workbook of sheets of rows; an empty text leaves its cell empty.
fn workbook(sheets: &[(&str, &[&[&str]])]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    for (name, rows) in sheets {
        let sheet = workbook.add_worksheet().set_name(*name).unwrap();
        for (row, cells) in (0..).zip(*rows) {
            for (column, cell) in (0..).zip(*cells) {
                match cell.parse::<f64>() {
                    Ok(number) => sheet.write(row, column, number).map(drop),
                    Err(_) if cell.is_empty() => Ok(()),
                    Err(_) => sheet.write(row, column, *cell).map(drop),
                }
                .unwrap();
            }
        }
    }
    workbook.save_to_buffer().unwrap()
}

fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

const RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>
<Relationship Id="b" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/>
<Relationship Id="c" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="https://example.org" TargetMode="External"/>
</Relationships>"#;
const STYLES: &str = r#"<w:styles xmlns:w="w"><w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>
<w:style w:styleId="Teil"><w:name w:val="Teil"/><w:basedOn w:val="berschrift1"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:styleId="Quelltext"><w:name w:val="Source Code"/></w:style></w:styles>"#;
const NUMBERING: &str = r#"<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="7">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num></w:numbering>"#;

/// A Word document of this body.
fn word(body: &str) -> Vec<u8> {
    let document =
        format!(r#"<w:document xmlns:w="w" xmlns:r="r"><w:body>{body}</w:body></w:document>"#);
    archive(&[
        ("word/document.xml", document.as_bytes()),
        ("word/_rels/document.xml.rels", RELATIONS.as_bytes()),
        ("word/styles.xml", STYLES.as_bytes()),
        ("word/numbering.xml", NUMBERING.as_bytes()),
    ])
}

fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn styled(style: &str, text: &str) -> String {
    format!(r#"<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"#)
}

fn item(list: u8, text: &str) -> String {
    format!(
        r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{list}"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"#
    )
}

#[test]
fn word_lists_keep_the_numbers_that_word_computes() {
    let body = [
        styled("berschrift1", "Threads"),
        item(1, "What is a race?"),
        item(1, "How does a lock prevent it?"),
        styled("berschrift1", "Memory"),
        styled("Teil", "Stack and heap"),
        item(2, "What is a stack frame?"),
        item(2, "What does the heap hold?"),
    ];
    let imported = read("a.docx", &word(&body.concat()));
    assert_eq!(imported.format, Some(Format::Word));
    let found: Vec<_> = imported
        .questions
        .iter()
        .map(|found| (found.line, found.number, found.text.as_str()))
        .collect();
    assert_eq!(
        found,
        [
            (2, Some(1), "What is a race?"),
            (3, Some(2), "How does a lock prevent it?"),
            (6, Some(1), "What is a stack frame?"),
            (7, Some(2), "What does the heap hold?"),
        ]
    );
    assert!(
        sections(&imported)[0] == "Threads" && sections(&imported)[2] == "Memory / Stack and heap"
    );
}

#[test]
fn tracked_deletions_are_no_text_and_insertions_are() {
    let tracked = r#"<w:p><w:r><w:t xml:space="preserve">What is a </w:t></w:r><w:del><w:r><w:delText>mutex</w:delText></w:r></w:del>
        <w:ins><w:r><w:t>semaphore</w:t></w:r></w:ins><w:r><w:t>?</w:t></w:r></w:p>"#;
    let body =
        [tracked, &paragraph("Why is a lock slow?"), &paragraph("When would you use neither?")]
            .concat();
    let imported = read("a.docx", &word(&body));
    assert_eq!(
        texts(&imported),
        ["What is a semaphore?", "Why is a lock slow?", "When would you use neither?"]
    );
}

#[test]
fn sheets_go_by_the_words_of_their_header() {
    let rows: &[&[&str]] = &[
        &["Interview bank, backend"],
        &[],
        &["No.", "Topic", "Question", "Expected answer", "Difficulty", "Score"],
        &["1", "Caching", "Eviction policies", "LRU, LFU, by age", "Easy"],
        &[
            "2",
            "Caching",
            "When does a cache make things worse?",
            "When it hides staleness",
            "Hard",
        ],
        &["3", "Storage", "TBD"],
        &["", "Storage", "What is a write-ahead log?", "", "Senior"],
        &["No.", "Topic", "Question", "Expected answer", "Difficulty", "Score"],
        &["5", "Storage", "Compaction", "Merges files", "Medium"],
        &["", "", "Total", "", "", "12"],
    ];
    let imported = read("a.xlsx", &workbook(&[("Backend", rows)]));
    assert_eq!(imported.format, Some(Format::Workbook));
    assert_eq!(
        texts(&imported),
        [
            "Eviction policies",
            "When does a cache make things worse?",
            "What is a write-ahead log?",
            "Compaction"
        ]
    );
    assert_eq!(sections(&imported), ["Caching", "Caching", "Storage", "Storage"]);
    let levels: Vec<_> = imported.questions.iter().map(|found| found.level).collect();
    assert_eq!(
        levels,
        [
            Some(Level::Beginner),
            Some(Level::Advanced),
            Some(Level::Advanced),
            Some(Level::Intermediate)
        ]
    );
    assert_eq!(imported.questions[0].answer, "LRU, LFU, by age");
    assert_eq!(imported.questions[3].number, Some(5));
    assert_eq!(imported.doubt, None);
    let fate = |row: usize| {
        imported.fates.iter().find(|(lines, _)| lines.first == row).map(|(_, fate)| *fate)
    };
    assert_eq!(fate(3), Some(Fate::LeftOut(LeftOut::Furniture)));
    assert_eq!(fate(6), Some(Fate::LeftOut(LeftOut::Placeholder)));
    assert_eq!(fate(8), Some(Fate::LeftOut(LeftOut::Furniture)));
    assert_eq!(fate(10), Some(Fate::LeftOut(LeftOut::Other)));
    assert!(
        imported
            .notices
            .iter()
            .any(|notice| notice.line == 6 && notice.message.contains("placeholder"))
    );
}

#[test]
fn every_filled_row_has_a_fate() {
    let rows: &[&[&str]] = &[
        &["Notes on this list"],
        &["Question", "Answer"],
        &["Basics"],
        &["What is DNS?", "Names to addresses"],
        &["", "and back"],
        &["What is TLS?", "Encryption"],
        &["What is NAT?", "Shared addresses"],
        &["What is BGP?", "Routes between networks"],
        &[],
        &["Rating scale"],
        &["1", "poor"],
    ];
    let imported = read("a.xlsx", &workbook(&[("A", rows)]));
    for (row, cells) in (1..).zip(rows) {
        let has_fate =
            imported.fates.iter().any(|(lines, _)| (lines.first..=lines.last).contains(&row));
        assert_eq!(has_fate, !cells.is_empty(), "row {row}");
    }
    assert_eq!(texts(&imported), ["What is DNS?", "What is TLS?", "What is NAT?", "What is BGP?"]);
    assert_eq!(imported.questions[0].answer, "Names to addresses\nand back");
    assert_eq!(sections(&imported), ["Basics"; 4]);
}

#[test]
fn sheets_without_a_header_go_by_what_their_cells_look_like() {
    let rows: &[&[&str]] = &[
        &[
            "1",
            "Queues",
            "What does backpressure mean?",
            "The consumer slows the producer down.",
            "Medium",
        ],
        &[
            "2",
            "Queues",
            "How do you keep messages in order?",
            "One partition for each key, and one consumer.",
            "Hard",
        ],
        &[
            "3",
            "Queues",
            "Explain at-least-once delivery",
            "A message may come twice, so handlers are idempotent.",
            "Easy",
        ],
        &[
            "4",
            "Logs",
            "What belongs into a log line?",
            "What happened, to whom, and an id to follow it.",
            "Easy",
        ],
    ];
    let imported = read("a.xlsx", &workbook(&[("A", rows)]));
    assert_eq!(texts(&imported)[2], "Explain at-least-once delivery");
    assert_eq!(sections(&imported), ["Queues", "Queues", "Queues", "Logs"]);
    assert!(
        imported.questions.iter().all(|found| !found.answer.is_empty()
            && found.level.is_some()
            && found.number.is_some())
    );
}

#[test]
fn columns_can_be_lists_of_their_own() {
    let rows: &[&[&str]] = &[
        &["Junior", "Senior"],
        &["What is a variable?", "How would you split this monolith?"],
        &["What does return do?", "When is a queue wrong?"],
        &["Name two loops"],
        &["What is null?"],
    ];
    let imported = read("a.xlsx", &workbook(&[("A", rows)]));
    assert_eq!(imported.questions.len(), 6);
    let senior: Vec<_> = imported
        .questions
        .iter()
        .filter(|found| found.section == ["Senior"])
        .map(|found| (found.line, found.level))
        .collect();
    assert_eq!(senior, [(2, Some(Level::Advanced)), (3, Some(Level::Advanced))]);
}

#[test]
fn merged_cells_hold_for_all_their_rows() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, name) in (0..).zip(["Kategorie", "Frage"]) {
        sheet.write(0, column, name).unwrap();
    }
    sheet.merge_range(1, 0, 2, 0, "Netze", &CellFormat::new()).unwrap();
    sheet.merge_range(3, 0, 4, 0, "Verhalten", &CellFormat::new()).unwrap();
    for (row, question) in (1..).zip([
        "Was ist ein Socket?",
        "Wozu dient ARP?",
        "Erzählen Sie von einem Streit.",
        "Wie lernen Sie?",
    ]) {
        sheet.write(row, 1, question).unwrap();
    }
    let imported = read("a.xlsx", &workbook.save_to_buffer().unwrap());
    assert_eq!(sections(&imported), ["Netze", "Netze", "Verhalten", "Verhalten"]);
    assert_eq!(imported.questions[2].kind, Kind::Behavioural);
}

#[test]
fn a_form_for_each_question_in_word_is_read_as_text() {
    let wide = |text: &str| {
        let cell = paragraph(text);
        format!(r#"<w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{cell}</w:tc></w:tr>"#)
    };
    let boxes = format!(
        "<w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>",
        paragraph("Points: 0 1 2 3"),
        paragraph("Notes:")
    );
    let card = |question: &str, answer: &str| {
        format!("<w:tbl>{}{}{boxes}</w:tbl><w:p/>", wide(question), wide(answer))
    };
    let body = [
        styled("berschrift1", "The shop"),
        card("Q1. What is shrinkage and how is it kept low?", "Answer: theft, expiry, mistakes"),
        card("Q2. Which figures do you look at before opening?", "Answer: sales against plan"),
        card("Q3. What do you do when a till does not balance?", "Answer: count again, together"),
    ]
    .concat();
    let imported = read("a.docx", &word(&body));
    assert_eq!(
        texts(&imported),
        [
            "What is shrinkage and how is it kept low?",
            "Which figures do you look at before opening?",
            "What do you do when a till does not balance?",
        ]
    );
    assert!(imported.questions[0].answer.starts_with("theft, expiry, mistakes"));
}

#[test]
fn statements_to_call_true_or_false_are_questions_of_their_table() {
    let csv = "question,type,option a,option b,option c,answer,difficulty,explanation\n\
        Which of these is a lock?,mcq,Mutex,Map,List,A,easy,It keeps others out.\n\
        Which of these is a queue?,mcq,Channel,Map,Set,A,easy,It keeps the order.\n\
        What does a barrier wait for?,mcq,All,One,None,A,hard,For all threads.\n\
        \n\
        A spin lock sleeps.,truefalse,,,,False,easy,It turns in circles.\n\
        A semaphore counts.,truefalse,,,,True,easy,Down to zero.\n";
    let imported = read("a.csv", csv.as_bytes());
    assert_eq!(imported.questions.len(), 5, "{:?}", texts(&imported));
    let last = &imported.questions[4];
    assert_eq!((last.text.as_str(), last.line), ("A semaphore counts.", 7));
    assert!(last.answer.starts_with("True"), "{last:?}");
}

#[test]
fn a_column_called_question_may_hold_their_codes() {
    let csv = "Question;Description;Area\nA1;What is a lock?;Threads\nA2;What is a queue?;Threads\n\
        B1;Why is a pipe slow?;Processes\nB2;How do you end a child?;Processes\n";
    let imported = read("a.csv", csv.as_bytes());
    assert_eq!(
        texts(&imported),
        ["What is a lock?", "What is a queue?", "Why is a pipe slow?", "How do you end a child?"]
    );
}

#[test]
fn several_sheets_name_their_questions_and_a_hidden_one_is_told() {
    let mut workbook = Workbook::new();
    let sheets = [
        ("Go", "What is a goroutine?"),
        ("Rust", "What does Drop do?"),
        ("Old", "What is a dangling pointer?"),
    ];
    for (name, question) in sheets {
        let sheet = workbook.add_worksheet().set_name(name).unwrap();
        sheet.write(0, 0, "Question").unwrap();
        sheet.write(1, 0, question).unwrap();
        sheet.set_hidden(name == "Old");
    }
    let imported = read("a.xlsx", &workbook.save_to_buffer().unwrap());
    assert_eq!(sections(&imported), ["Go", "Rust", "Old"]);
    let told: Vec<&str> = imported.notices.iter().map(|notice| notice.message.as_str()).collect();
    assert_eq!(told, ["the sheet \"Old\" is hidden in Excel and was read"]);
}

#[test]
fn a_sheet_that_repeats_others_is_left_out_with_a_notice() {
    let questions = [
        "What is a monad?",
        "What is a functor?",
        "What is a fold?",
        "Why laziness?",
        "What is a thunk?",
    ];
    let cells: Vec<Vec<&str>> =
        std::iter::once("Question").chain(questions).map(|cell| vec![cell]).collect();
    let rows: Vec<&[&str]> = cells.iter().map(Vec::as_slice).collect();
    let imported = read("a.xlsx", &workbook(&[("Haskell", &rows), ("Copy of Haskell", &rows)]));
    assert_eq!(texts(&imported), questions);
    assert!(
        imported.notices.iter().any(|notice| notice.message.contains("Copy of Haskell")
            && notice.message.contains("repeats"))
    );
}

#[test]
fn choices_become_details_and_a_letter_names_one() {
    let rows: &[&[&str]] = &[
        &["Question", "A", "B", "C", "Correct answer"],
        &["Which sort is stable?", "Heap sort", "Merge sort", "Quick sort", "B"],
        &["Which is a number?", "1", "x", "y", "1"],
    ];
    let imported = read("a.xlsx", &workbook(&[("A", rows)]));
    assert_eq!(imported.questions[0].details, "A) Heap sort\nB) Merge sort\nC) Quick sort");
    assert_eq!(imported.questions[0].answer, "B) Merge sort");
    assert_eq!(imported.questions[1].answer, "1");
}

#[test]
fn separated_values_are_read_in_any_encoding() {
    let (bytes, ..) = encoding_rs::WINDOWS_1251.encode("Вопрос;Ответ;Уровень\r\n\"Что такое замыкание;\r\nи зачем оно?\";Функция с окружением;Junior\r\nЧем опасна рекурсия;Стек;Senior\r\n");
    let imported = read("a.txt", &bytes);
    assert_eq!(imported.format, Some(Format::Separated));
    assert_eq!(texts(&imported), ["Что такое замыкание; и зачем оно?", "Чем опасна рекурсия"]);
    let lines: Vec<_> =
        imported.questions.iter().map(|found| (found.line, found.end_line)).collect();
    assert_eq!(lines, [(2, 3), (4, 4)]);
}

#[test]
fn terms_with_meanings_are_doubtful_questions() {
    let text = "Idempotence,The same call twice has the effect of one\nSharding,Rows are spread over servers by a key\nQuorum,More than half of the replicas agree\n";
    let imported = read("a.csv", text.as_bytes());
    assert_eq!(texts(&imported), ["Idempotence", "Sharding", "Quorum"]);
    assert!(imported.is_doubtful());
}

#[test]
fn only_tables_of_questions_are_taken_from_running_text() {
    let rows = |cells: &[&[&str]]| -> Vec<Row> {
        let row = |(line, cells): (usize, &&[&str])| Row {
            lines: Lines::one(line),
            cells: cells.iter().map(|cell| (*cell).to_owned()).collect(),
        };
        (10..).zip(cells).map(row).collect()
    };
    let asked = rows(&[
        &["#", "Question", "Answer"],
        &["1", "Blue-green deployment", "Two stacks, one switch"],
        &["2", "What is a canary?", ""],
    ]);
    let imported = table::questions_in(&asked).expect("its header says so");
    assert_eq!(texts(&imported), ["Blue-green deployment", "What is a canary?"]);
    assert_eq!(imported.questions[1].line, 12);
    let faults = rows(&[
        &["#", "Symptom", "Root cause", "Fix"],
        &["1", "Pod restarts", "Memory limit", "Raise it"],
        &["2", "Slow start", "Cold cache", "Warm it"],
    ]);
    assert_eq!(table::questions_in(&faults), None);
}

#[test]
fn a_cell_of_a_word_table_has_its_own_line() {
    // Three paragraphs a row: the question is the second.
    let row = |line: usize, cells: [&str; 3]| Row {
        lines: Lines::new(line, line + 2),
        cells: cells.map(str::to_owned).to_vec(),
    };
    let rows = [
        row(5, ["Level", "Question", "Points"]),
        row(8, ["Junior", "What is a heap?", "5"]),
        row(11, ["Senior", "What is a rope?", "5"]),
    ];
    let imported = table::questions_in(&rows).expect("its header says so");
    let lines: Vec<_> = imported.questions.iter().map(|found| found.line).collect();
    assert_eq!(lines, [9, 12]);
}

#[test]
fn tables_of_other_things_hold_no_questions() {
    let people = "name,email,city\nAnn,ann@example.org,Bonn\nBob,bob@example.org,Rome\nCem,cem@example.org,Izmir\n";
    let refusal = import::import("people.csv", people.as_bytes()).unwrap_err();
    assert!(matches!(refusal, Refusal::NoQuestions { .. }), "{refusal}");
}

#[test]
fn a_cell_at_the_far_corner_of_a_sheet_costs_nothing() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write(0, 0, "Question").unwrap();
    sheet.write(1, 0, "What is a sparse file?").unwrap();
    sheet.write(1_048_575, 16_383, "x").unwrap();
    let imported = read("a.xlsx", &workbook.save_to_buffer().unwrap());
    assert_eq!(texts(&imported), ["What is a sparse file?"]);
}

#[test]
fn one_long_text_in_a_million_cells_is_refused() {
    let row = format!("<row>{}</row>", r#"<c t="s"><v>0</v></c>"#.repeat(10_000));
    let strings = format!("<sst><si><t>{}</t></si></sst>", "x".repeat(100_000));
    let bytes = spreadsheet(&row, &strings);
    assert!(matches!(refused(&bytes), Refusal::TooManyCells { .. }));
}

#[test]
fn a_count_that_promises_too_much_reserves_nothing() {
    let strings = r#"<sst count="9" uniqueCount="99999999999999999"><si><t>Question</t></si><si><t>What is trust?</t></si></sst>"#;
    let bytes =
        spreadsheet(r#"<row><c t="s"><v>0</v></c></row><row><c t="s"><v>1</v></c></row>"#, strings);
    assert_eq!(texts(&read("a.xlsx", &bytes)), ["What is trust?"]);
}

/// A workbook of one sheet, written by hand.
fn spreadsheet(rows: &str, strings: &str) -> Vec<u8> {
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relations = format!(
        r#"<Relationships><Relationship Id="a" Type="{kind}/worksheet" Target="s.xml"/><Relationship Id="b" Type="{kind}/sharedStrings" Target="t.xml"/></Relationships>"#
    );
    archive(&[
        ("xl/workbook.xml", br#"<workbook xmlns:r="r"><sheets><sheet name="A" sheetId="1" r:id="a"/></sheets></workbook>"#),
        ("xl/_rels/workbook.xml.rels", relations.as_bytes()),
        ("xl/s.xml", format!("<worksheet><sheetData>{rows}</sheetData></worksheet>").as_bytes()),
        ("xl/t.xml", strings.as_bytes()),
    ])
}

#[test]
fn archives_that_explode_are_refused_before_they_do() {
    let bomb = word(&"<w:p/>".repeat(4_000_000));
    assert!(bomb.len() < 2 << 20, "{}", bomb.len());
    assert_eq!(refused(&bomb), Refusal::Bomb);
    let names: Vec<String> = (0..10_001).map(|number| number.to_string()).collect();
    let parts: Vec<(&str, &[u8])> =
        names.iter().map(|name| (name.as_str(), b"".as_slice())).collect();
    assert_eq!(refused(&archive(&parts)), Refusal::Bomb);
}

#[test]
fn deep_nesting_is_refused() {
    let deep = "<w:tbl><w:tr><w:tc>".repeat(100_000);
    assert_eq!(refused(&word(&deep)), Refusal::TooDeep);
}

#[test]
fn archives_cut_off_are_damaged_wherever_they_are_cut() {
    let whole =
        word(&[paragraph("What is a torn page?"), paragraph("How do you find one?")].concat());
    for length in (4..whole.len()).step_by(97) {
        assert_eq!(refused(&whole[..length]), Refusal::Damaged, "{length} of {}", whole.len());
    }
}

#[test]
fn flipped_bytes_never_break_the_reader() {
    let documents = [
        word(
            &[
                styled("Teil", "Pages"),
                item(1, "What is a torn page?"),
                paragraph("How do you find one?"),
            ]
            .concat(),
        ),
        workbook(&[("A", &[&["Question", "Answer"], &["What is rot?", "Bits that flip"]])]),
    ];
    let mut state = 7_u32;
    for document in documents {
        for _ in 0..400 {
            let mut bytes = document.clone();
            for _ in 0..3 {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                let place = state as usize % bytes.len();
                bytes[place] ^= (state >> 24) as u8;
            }
            let _ = import::import("a", &bytes);
        }
    }
}

#[test]
fn foreign_archives_are_told_by_what_they_hold() {
    for (parts, expected) in [
        (
            &[("mimetype", b"application/vnd.oasis.opendocument.text".as_slice())][..],
            Foreign::OpenText,
        ),
        (&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")], Foreign::OpenSheet),
        (&[("mimetype", b"application/epub+zip")], Foreign::Book),
        (&[("Index/Document.iwa", b"")], Foreign::Apple),
        (&[("ppt/presentation.xml", b"<p/>"), ("notes.txt", b"What is a zip?")], Foreign::Archive),
        (&[("notes.txt", b"What is a zip?")], Foreign::Archive),
    ] {
        assert_eq!(refused(&archive(parts)), Refusal::Foreign(expected), "{parts:?}");
    }
}

#[test]
fn refusals_say_what_to_do() {
    for (refusal, words) in [
        (Refusal::PasswordProtected, "password-protected"),
        (Refusal::Foreign(Foreign::OldWord), "save it as .docx"),
        (Refusal::Foreign(Foreign::OldExcel), "save it as .xlsx"),
        (Refusal::Foreign(Foreign::Pdf), "save it as .docx"),
        (Refusal::TooBig { limit: 64 << 20 }, "64 MB"),
        (Refusal::Damaged, "again"),
    ] {
        assert!(refusal.to_string().contains(words), "{refusal}");
    }
}

#[test]
fn a_header_is_found_below_titles_in_other_languages() {
    let csv = "Lista pytań;;;;\nwersja 3;;;;\nEtap;Obszar;Pytania;Czego słuchamy;Dopytać\n\
               1. Start;Dane;Czym jest indeks?;drzewo;\nRAZEM;;12 pytań, godzina;;\n\
               ;;Czy są uwagi do listy?;;\n";
    let imported = read("a.csv", csv.as_bytes());
    assert_eq!(texts(&imported), ["Czym jest indeks?"]);
    assert_eq!(imported.questions[0].answer, "drzewo");
    assert_eq!(sections(&imported), ["1. Start / Dane"]);
}

#[test]
fn a_cell_that_lists_questions_gives_each_with_the_answer_of_the_row() {
    let csv = "Question,Expected\n\"- What is a mutex?\n- What is a semaphore?\",one or many\n\
               (TODO: a question on locks),\n";
    let imported = read("a.csv", csv.as_bytes());
    assert_eq!(texts(&imported), ["What is a mutex?", "What is a semaphore?"]);
    assert!(imported.questions.iter().all(|found| found.answer == "one or many"));
}

#[test]
fn flash_cards_lose_their_html() {
    let cards = "#separator:tab\n#html:true\n\
                 What is a <b>page</b>&nbsp;fault?\tA miss.<br>The kernel loads it.\n\
                 What does <code>fsync</code> do?\tIt <i>flushes</i>.\n\
                 Why is <u>swap</u> slow?\tIt is on <b>disk</b>.\n";
    let imported = read("cards.txt", cards.as_bytes());
    let texts = texts(&imported);
    assert_eq!(texts.first(), Some(&"What is a page fault?"));
    assert!(texts.iter().all(|text| !text.contains('<')), "{texts:?}");
    assert!(imported.questions.iter().all(|found| !found.answer.contains('<')));
}

#[test]
fn tags_that_a_question_is_about_stay() {
    let csv = "Question,Answer\nWhat is <b>bold</b> for?,Weight\nWhat is a form?,Input\n\
               What is a list?,Items\nWhat is a link?,A way\n";
    assert_eq!(texts(&read("a.csv", csv.as_bytes()))[0], "What is <b>bold</b> for?");
}

#[test]
fn ids_in_data_are_no_answers_and_a_level_goes_by_its_values() {
    let json = r#"[
        {"key": "go1", "for": "junior", "question": "What is a slice?"},
        {"key": "go2", "for": "senior", "question": "What is a channel?"},
        {"key": "go3", "for": "middle-", "question": "What is a defer?"}
    ]"#;
    let imported = read("a.json", json.as_bytes());
    assert!(imported.questions.iter().all(|found| found.answer.is_empty()));
    let levels: Vec<_> = imported.questions.iter().map(|found| found.level).collect();
    let expected = [Level::Beginner, Level::Advanced, Level::Intermediate].map(Some);
    assert_eq!(levels, expected);
}

#[test]
fn columns_headed_by_levels_are_questions_of_these_levels() {
    let matrix: &[&[&str]] = &[
        &["Questions by topic and level"],
        &["Topic", "Junior", "Regular", "Senior", "Good answer"],
        &["", "0-2 years", "3-5 years", "6 years"],
        &["Caches", "What is a cache?", "–", "How would you warm a cold cache?", "locality"],
        &["Queues", "What is a queue?", "When is a queue the wrong tool?", "", "order"],
        &[],
        &["A dash: ask nothing here"],
    ];
    let results: &[&[&str]] = &[
        &["Name", "Cache cold?", "Hire?"],
        &["A", "3", "yes"],
        &["B", "2", "another talk?"],
        &["C", "1", "no"],
    ];
    let imported = read("a.xlsx", &workbook(&[("Matrix", matrix), ("Results", results)]));
    let found: Vec<_> = imported
        .questions
        .iter()
        .map(|found| (found.text.as_str(), found.level, found.section.last().unwrap().as_str()))
        .collect();
    assert_eq!(
        found,
        [
            ("What is a cache?", Some(Level::Beginner), "Caches"),
            ("How would you warm a cold cache?", Some(Level::Advanced), "Caches"),
            ("What is a queue?", Some(Level::Beginner), "Queues"),
            ("When is a queue the wrong tool?", None, "Queues"),
        ]
    );
    let stated = |place: usize| imported.questions[place].level_stated.as_deref();
    assert_eq!(stated(3), Some("Regular"));
}

#[test]
fn a_list_beside_sheets_that_name_their_questions_is_taken_and_a_form_is_not() {
    let named: &[&[&str]] = &[&["Question"], &["What is a lock?"], &["What is a race?"]];
    let list: &[&[&str]] = &[
        &["What drew you to us?"],
        &["\u{2192} keep it short"],
        &["Why do you want to leave?"],
        &["A system you are proud of"],
        &["What would your team miss?"],
    ];
    let form: &[&[&str]] =
        &[&["Room booked?", "yes"], &["Date", "3 May"], &["Lead", "A. Weber"], &["Note", "none"]];
    let sheets = [("Named", named), ("Warm up", list), ("Cover", form)];
    let imported = read("a.xlsx", &workbook(&sheets));
    let texts = texts(&imported);
    assert!(texts.contains(&"What would your team miss?"), "{texts:?}");
    assert!(!texts.contains(&"Room booked?") && !texts.iter().any(|text| text.contains("short")));
}

#[test]
fn cells_chosen_by_their_content_are_doubted_unless_most_of_them_ask() {
    let mut rows: Vec<&[&str]> = vec![&["What is a heap?"]; 1];
    rows.extend([&["What is a stack?"][..], &["Why are locks slow?"], &["Virtual memory pages"]]);
    rows.extend([&["Inverted index on disk"][..], &["What is a trie?"]]);
    let doubted = read("a.xlsx", &workbook(&[("A", &rows)]));
    assert!(doubted.doubt.is_some(), "{:?}", texts(&doubted));
    let asking: &[&[&str]] =
        &[&["What is a heap?"], &["What is a trie?"], &["Why are locks slow?"]];
    assert!(read("a.xlsx", &workbook(&[("A", asking)])).doubt.is_none());
}
