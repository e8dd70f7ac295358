//! The scorecard: what is averaged, what is only listed, what stays private, what the seal proves.

use plumbline::domain::event::{Change, Detail, EventKind, NoteTag, Recommendation};
use plumbline::domain::record::{RecordFault, SessionRecord};
use plumbline::domain::scorecard::{Disclosure, QuestionResult, Scorecard};
use plumbline::export::layout;
use plumbline::export::page::{Document, Paper, Shape};
use plumbline::export::pdf::{self, Carried};
use plumbline::export::text::Run;
use plumbline::tokens::page::{BODY_WIDTH, MARGIN};

use crate::rig;
use crate::support::{Script, frozen_set, id, step};

fn card(script: &Script) -> Scorecard {
    Scorecard::build(&script.record, Disclosure::default()).unwrap()
}

fn layout(card: &Scorecard) -> Document {
    layout::layout(card, Paper::A4)
}

fn pdf_bytes(card: &Scorecard) -> Vec<u8> {
    pdf::write(&layout(card), &Carried::default()).unwrap()
}

fn text_of(document: &Document) -> String {
    let text: Vec<&str> = document.runs().map(|run| run.text.as_ref()).collect();
    text.join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn only_scored_questions_count_and_every_total_names_its_denominator() {
    let mut script = Script::started(frozen_set(&["a", "a", "b", "b", "c"]));
    script.score("q1", 5).score("q2", 2).skip("q3", "No time.");
    script.happen(EventKind::Opened { question: Some(id("q4")) });
    script.happen(EventKind::NotAssessed { question: id("q4"), reason: None });
    let card = card(&script);
    let overall = card.overall.unwrap();
    // a: (5 + 2) / 2 = 3.5; b and c have no score.
    assert_eq!(
        (overall.score.as_str(), overall.competencies_scored, overall.competencies_planned),
        ("3.5", 1, 3)
    );
    assert_eq!((overall.questions_scored, overall.questions_planned), (2, 5));
    let rows: Vec<_> = card
        .competencies
        .iter()
        .map(|row| {
            let unscored: Vec<usize> = row.unscored.iter().map(|row| row.question).collect();
            (row.score.as_deref(), row.scored.clone(), unscored)
        })
        .collect();
    assert_eq!(
        rows,
        [(Some("3.5"), vec![1, 2], vec![]), (None, vec![], vec![3, 4]), (None, vec![], vec![5])]
    );
    // q3 and q5 are required.
    assert_eq!(overall.required_unscored, 2);
    let labels: Vec<String> = card.questions.iter().map(|row| row.result.label()).collect();
    assert_eq!(labels, ["5 of 5", "2 of 5", "Skipped", "Not assessed", "Not asked"]);
}

#[test]
fn a_step_between_anchors_is_reported_with_both() {
    let mut script = Script::started(frozen_set(&["a"]));
    script.score("q1", 4);
    let QuestionResult::Scored { step, anchors } = &card(&script).questions[0].result else {
        panic!("not scored");
    };
    assert_eq!(*step, 4);
    let steps: Vec<u8> = anchors.iter().map(|anchor| anchor.step).collect();
    assert_eq!(steps, [3, 5]);
}

#[test]
fn a_recommendation_is_never_made_up() {
    let mut script = Script::started(frozen_set(&["a"]));
    script.score("q1", 5).submit();
    assert_eq!(card(&script).recommendation, None);
    assert!(text_of(&layout(&card(&script))).contains("None given"));
}

#[test]
fn private_notes_and_the_masked_name_stay_out_of_the_pdf_unless_asked_for() {
    let mut script = Script::started(frozen_set(&["a"]));
    script.describe(Detail::Candidate, "Ada Example");
    script.note(Some("q1"), NoteTag::Concern, true, "Between us only.");
    script.score("q1", 3).submit();
    let text =
        |disclosure| text_of(&layout(&Scorecard::build(&script.record, disclosure).unwrap()));
    let usual = text(Disclosure::default());
    assert!(usual.contains("Ada Example") && !usual.contains("Between us"));
    assert!(usual.contains("1 private note left out"));
    let open = text(Disclosure { include_private: true, ..Disclosure::default() });
    assert!(open.contains("[private note] Concern: Between us only."));
    let masked_only = Disclosure { mask_candidate: true, ..Disclosure::default() };
    let masked = text(masked_only);
    assert!(!masked.contains("Ada") && masked.contains("Candidate "));
    let card = Scorecard::build(&script.record, masked_only).unwrap();
    let document = layout(&card);
    let hidden = format!("{} {} {:?}", document.title, document.author, document.bookmarks);
    assert!(!hidden.contains("Ada") && !hidden.contains("Between us"), "{hidden}");
}

#[test]
fn an_amended_recommendation_is_shown_with_the_submitted_one() {
    let mut script = Script::started(frozen_set(&["a"]));
    script.score("q1", 4).recommend(Recommendation::Yes, "Clear and careful.").submit();
    let reason = script.text("References differ.");
    let change = Change::Recommendation { recommendation: Recommendation::No };
    script.happen(EventKind::Amended { change, reason });
    let text = text_of(&layout(&card(&script)));
    for words in [
        "Amended after submission on 21 September 2026: 1 change",
        "No Submitted as Yes",
        "References differ.",
        "Recommendation: Yes → No",
        "Submitted recommendation: Yes Clear and careful.",
        "amended since",
    ] {
        assert!(text.contains(words), "{words:?} is not in: {text}");
    }
}

#[test]
fn what_was_submitted_is_not_mistaken_for_a_later_amendment() {
    let mut script = Script::started(frozen_set(&["a"]));
    script.score("q1", 4).submit();
    for recommendation in [Recommendation::Yes, Recommendation::No] {
        let reason = script.text("On second thoughts.");
        let change = Change::Recommendation { recommendation };
        script.happen(EventKind::Amended { change, reason });
    }
    let text = text_of(&layout(&card(&script)));
    assert!(text.contains("Submitted as none given"), "{text}");
    assert!(text.contains("Submitted recommendation: none given"), "{text}");
}

#[test]
fn an_amended_question_keeps_what_it_was_and_why() {
    let mut script = Script::started(frozen_set(&["a", "b", "c"]));
    script.skip("q1", "Time ran out.");
    script.happen(EventKind::Opened { question: Some(id("q2")) });
    script.submit();
    for question in ["q1", "q2", "q3"] {
        let reason = script.text("Taken from the recording.");
        let change = Change::Score { question: id(question), step: step(4) };
        script.happen(EventKind::Amended { change, reason });
    }
    let card = card(&script);
    let what: Vec<&str> = card.amendments.iter().map(|row| row.what.as_str()).collect();
    assert_eq!(
        what,
        [
            "1. Topic: skipped (Time ran out.) → 4 of 5",
            "2. Topic: asked, not scored → 4 of 5",
            "3. Topic: not asked → 4 of 5",
        ]
    );
    let csv = String::from_utf8(plumbline::export::format::csv::csv(&card).unwrap()).unwrap();
    assert_eq!(csv.matches(",\"Amended\",").count(), 3);
    assert!(csv.contains(",\"Scored\",\"4\",\"skipped\","), "{csv}");
    let markdown = plumbline::export::format::markdown::markdown(&card);
    assert!(
        markdown.contains("skipped (Time ran out.) → 4 of 5. Taken from the recording."),
        "{markdown}"
    );
}

#[test]
fn a_draft_a_no_show_and_a_discarded_session_say_so() {
    let mut draft = Script::started(frozen_set(&["a"]));
    let text = |script: &Script| text_of(&layout(&card(script)));
    assert!(text(&draft).contains("Draft, not submitted"));
    assert!(text(&draft).contains("No recommendation yet"));
    draft.happen(EventKind::Discarded);
    assert!(text(&draft).contains("Discarded before submission"));
    let mut no_show = Script::new(frozen_set(&["a"]));
    no_show.happen(EventKind::NoShow);
    assert!(text(&no_show).contains("No-show: nothing was assessed"));
    assert_eq!(layout(&card(&no_show)).pages.len(), 1);
}

#[test]
fn a_scorecard_of_an_incomplete_record_says_so_on_every_page_and_in_every_format() {
    let mut script = Script::started(frozen_set(&["a"]));
    script.score("q1", 4).submit();
    let whole = card(&script);
    let json = serde_json::to_string(&whole).unwrap();
    assert!(!json.contains("incomplete"), "{json}");
    let why = "3 of 9 events could not be read <from> records.sqlite";
    let card = Scorecard { incomplete: Some(why.to_owned()), ..whole };
    let document = layout(&card);
    assert!(document.pages.len() > 1);
    for page in &document.pages {
        let page = Document { pages: vec![page.clone()], ..document.clone() };
        assert!(text_of(&page).contains("INCOMPLETE"), "{}", text_of(&page));
    }
    assert!(text_of(&document).contains(&format!("INCOMPLETE: {why}")));
    let markdown = plumbline::export::format::markdown::markdown(&card);
    assert!(
        markdown.contains("**INCOMPLETE: 3 of 9 events could not be read \\<from\\>"),
        "{markdown}"
    );
    let csv = String::from_utf8(plumbline::export::format::csv::csv(&card).unwrap()).unwrap();
    assert!(csv.contains("Incomplete") && !csv.contains("Submitted"), "{csv}");
    assert!(serde_json::to_string(&card).unwrap().contains(&format!("\"incomplete\":\"{why}\"")));

    let long = Scorecard { incomplete: Some("words without end ".repeat(30)), ..card };
    let document = layout(&long);
    assert!(text_of(&document).contains("words without end ".repeat(30).trim_end()));
    inside_the_margins(&document);
}

/// The most that the shipped content can put on page 1: eight competencies with long titles, every
/// optional line, long names.
#[test]
fn the_decision_stays_on_page_1_in_the_worst_case() {
    for competencies in [8_usize, 30] {
        let names: Vec<String> = (0..competencies).map(|n| format!("competency-{n}")).collect();
        let mut set = frozen_set(&names.iter().map(String::as_str).collect::<Vec<_>>());
        for competency in &mut set.competencies {
            competency.title = "Reliability, operations and incident response".to_owned();
        }
        let long =
            "Words that go on and on without an end in sight, and then some more. ".repeat(20);
        let mut script = Script::started(set);
        for detail in [Detail::Candidate, Detail::Role, Detail::Interviewer] {
            script.describe(detail, &long);
        }
        script.note(None, NoteTag::Strength, false, &long);
        script.note(None, NoteTag::Concern, false, &long);
        script.score("q1", 4).recommend(Recommendation::StrongNo, &long);
        let ended_early = Some(script.text(&long));
        script.happen(EventKind::Finished { ended_early });
        let seal = script.record.chain().unwrap();
        script.happen(EventKind::Submitted { seal });
        let reason = script.text(&long);
        script.happen(EventKind::Amended { change: Change::Remark, reason });
        let document = layout(&card(&script));
        let first = Document { pages: document.pages[..1].to_vec(), ..document.clone() };
        let text = text_of(&first);
        for words in [
            "Strong no",
            "4.0 of 5",
            "+ Words",
            "– Words",
            "Question set",
            "For the next interviewer",
        ] {
            assert!(text.contains(words), "{competencies}: {words:?} is not on page 1: {text}");
        }
        let all = text_of(&document);
        assert_eq!(
            all.matches("Reliability, operations and incident response · required").count(),
            competencies.div_ceil(2)
        );
        assert!(document.pages[1..].iter().any(|page| !page.marks.is_empty()));
        inside_the_margins(&document);
    }
}

#[test]
fn a_long_concern_stays_among_the_concerns_and_page_1_keeps_the_decision() {
    let document = layout(&card(&crowded()));
    let first = Document { pages: document.pages[..1].to_vec(), ..document.clone() };
    let text = text_of(&first);
    for words in
        ["Strong yes", "Overall score", "Strengths", "Concerns", "Question set", "– A remarkably"]
    {
        assert!(text.contains(words), "{words:?} is not on page 1: {text}");
    }
    // What page 1 cut stands behind in full.
    let all = text_of(&document);
    assert!(all.contains("In full"));
    assert!(all.matches("A remarkably long sentence").count() >= 60 + 8 * 33);
}

#[test]
fn stacked_marks_keep_their_height() {
    let mut script = Script::started(frozen_set(&["a"]));
    script.describe(Detail::Candidate, "Ẹ\u{300}\u{301}\u{302}bùn");
    let document = layout(&card(&script));
    assert!(document.runs().flat_map(Run::glyphs).any(|glyph| glyph.y < 0.0));
    pdf::write(&document, &Carried::default()).unwrap();
}

#[test]
fn impossible_times_and_doubled_texts_are_faults() {
    let mut script = Script::started(frozen_set(&["a"]));
    script.note(None, NoteTag::Plain, false, "One.");
    let mut record = script.record.clone();
    record.events[0].kind = EventKind::Planned {
        set: record.set.digest().unwrap(),
        utc_offset_minutes: 1440,
        rules: 1,
    };
    record.events[1].wall_ms = i64::MIN;
    record.texts.push(record.texts[0].clone());
    let twice = record.texts[0].id.clone();
    script.text("Named by nobody.");
    let nobody = script.record.texts[1].clone();
    record.texts.push(nobody.clone());
    let expected = [
        RecordFault::DuplicateText(twice),
        RecordFault::UnreferencedText(nobody.id),
        RecordFault::ImpossibleTime { seq: 1 },
        RecordFault::ImpossibleTime { seq: 2 },
    ];
    assert_eq!(record.faults().unwrap(), expected);
    let without_plan = SessionRecord { events: vec![], texts: vec![], ..script.record };
    assert_eq!(without_plan.faults().unwrap(), [RecordFault::NotPlanned]);
}

#[test]
fn an_amendment_keeps_the_old_value_and_the_reason() {
    let mut script = Script::started(frozen_set(&["a"]));
    script.score("q1", 2).recommend(Recommendation::No, "Weak.").submit();
    let reason = script.text("Misheard the answer.");
    let change = Change::Score { question: id("q1"), step: step(4) };
    script.happen(EventKind::Amended { change, reason });
    let card = card(&script);
    assert_eq!(card.overall.unwrap().score, "4.0");
    assert_eq!(card.amendments[0].what, "1. Topic: 2 of 5 → 4 of 5");
    assert_eq!(card.amendments[0].reason, "Misheard the answer.");
    assert_eq!(script.record.faults().unwrap(), Vec::new());
}

#[test]
fn the_seal_breaks_when_an_event_changes_and_holds_when_a_text_is_erased() {
    let mut script = Script::started(frozen_set(&["a"]));
    script.note(Some("q1"), NoteTag::Plain, false, "Said little.");
    script.score("q1", 2).submit();
    assert_eq!(script.record.faults().unwrap(), Vec::new());

    let mut erased = script.record.clone();
    erased.texts[0].content = None;
    assert_eq!(erased.faults().unwrap(), Vec::new());

    let mut reworded = script.record.clone();
    reworded.texts[0].content.as_mut().unwrap().body = "Said a lot.".to_owned();
    assert!(matches!(reworded.faults().unwrap()[..], [RecordFault::OtherText(_)]));

    let mut rescored = script.record.clone();
    for event in &mut rescored.events {
        if let EventKind::Scored { step: given, .. } = &mut event.kind {
            *given = step(5);
        }
    }
    assert_eq!(rescored.faults().unwrap(), [RecordFault::BrokenSeal { seq: 7 }]);

    let mut other_set = script.record.clone();
    other_set.set.items[0].question.prompt.push('!');
    assert_eq!(other_set.faults().unwrap(), [RecordFault::OtherSet]);
}

#[test]
fn what_the_seal_proves_is_said_once_and_only_where_there_is_one() {
    let mut script = Script::started(frozen_set(&["a"]));
    script.score("q1", 2);
    for expected in [0, 1] {
        let card = card(&script);
        for text in [text_of(&layout(&card)), plumbline::export::format::markdown::markdown(&card)]
        {
            assert_eq!(text.matches("By itself it names nobody").count(), expected, "{text}");
        }
        script.submit();
    }
}

/// Long and non-Latin content, in every place that takes text.
fn crowded() -> Script {
    let long =
        "A remarkably long sentence about nothing in particular, with Nguyễn, Łódź and Ελλάδα. ";
    let mut set = frozen_set(&["a", "b", "c", "d", "e", "f", "g", "h"]);
    set.title = long.repeat(4);
    let mut script = Script::started(set);
    script.describe(
        Detail::Candidate,
        "Maria-Magdalena Trần-Nguyễn von und zu Ährensberg-Østergaard y Fernández de la Vega",
    );
    script.describe(Detail::Role, &long.repeat(2));
    script
        .describe(Detail::Interviewer, &"Интервьюер Александровна-Константинопольская ".repeat(20));
    for number in 1..=8 {
        let question = format!("q{number}");
        script.note(Some(&question), NoteTag::Strength, false, &long.repeat(3));
        script.note(Some(&question), NoteTag::Concern, false, &long.repeat(30));
        script.note(Some(&question), NoteTag::Quote, false, &"unbroken".repeat(60));
        script.score(&question, 1 + (number % 5));
    }
    script.recommend(Recommendation::StrongYes, &long.repeat(60)).submit();
    script
}

#[test]
fn nothing_leaves_the_margins_whatever_is_written() {
    for paper in Paper::ALL {
        let document = layout::layout(&card(&crowded()), paper);
        assert!(document.pages.len() > 5);
        inside_the_margins(&document);
    }
    // Prompts that fill a page to its last lines, and beyond: of many paragraphs, or of one.
    for paragraphs in 38..52 {
        for prompt in ["A paragraph of the prompt.\n\n", &"All of one paragraph. ".repeat(5)] {
            let mut set = frozen_set(&["a"]);
            set.items[0].question.prompt = prompt.repeat(paragraphs);
            let mut script = Script::started(set);
            script.score("q1", 4);
            let document = layout(&card(&script));
            inside_the_margins(&document);
            assert!(document.pages.len() <= 3);
        }
    }
}

#[test]
fn no_heading_stands_alone_at_the_foot_of_a_page() {
    for notes in 0..30 {
        let mut script = Script::started(frozen_set(&["a", "b", "a", "b", "a", "b"]));
        for number in 1..=notes {
            script.note(
                Some("q1"),
                NoteTag::Plain,
                false,
                &"A line and a bit. ".repeat(number % 7),
            );
        }
        script.score("q1", 2).skip("q2", "No time.").score("q3", 5).score("q6", 4);
        script.note(None, NoteTag::Plain, false, "Of the whole interview.");
        script.submit();
        let document = layout(&card(&script));
        for bookmark in document.bookmarks.iter().filter(|bookmark| bookmark.page > 0) {
            let marks = document.pages[bookmark.page].marks.iter();
            let below = marks.filter_map(|mark| match &mark.shape {
                Shape::Text { x, y, .. } if *y > bookmark.y && *y < Paper::A4.bottom() => {
                    Some((*x, *y))
                }
                _ => None,
            });
            // Facts and prompt of a question, its score, and beside that the first of what was noted.
            let below: Vec<(f32, f32)> = below.collect();
            let is_beside = |&(x, _): &(f32, f32)| x > MARGIN + 60.0;
            let title = &bookmark.title;
            assert!(below.len() > 1, "{title} after {notes} notes");
            assert!(bookmark.depth == 0 || below.iter().any(is_beside), "{title}, {notes} notes");
        }
    }
}

fn inside_the_margins(document: &Document) {
    let paper = document.paper;
    let [left_edge, right_edge] = [0.0, BODY_WIDTH].map(|x| x + MARGIN + paper.shift());
    for (number, page) in (1..).zip(&document.pages) {
        for mark in &page.marks {
            let (left, right, top, bottom) = match &mark.shape {
                Shape::Text { x, y, run } => {
                    let last = run.glyphs().filter(|glyph| !glyph.text.trim().is_empty()).last();
                    (*x, x + last.map_or(0.0, |glyph| glyph.x), y - run.size, *y)
                }
                Shape::Fill { area, .. } | Shape::Outline { area, .. } => {
                    (area.x, area.x + area.width, area.y, area.y + area.height)
                }
                Shape::Dot { x, y, radius, .. } => (x - radius, x + radius, y - radius, y + radius),
            };
            // What no page may be taken for stands above the content, and the footer below it.
            let is_around = mark.tag.is_none();
            let (highest, lowest) = match is_around {
                true => (paper.margin() - 30.0, paper.height() - paper.margin() + 26.0),
                false => (paper.margin() - 8.0, paper.bottom() + 1.0),
            };
            assert!(
                left >= left_edge - 0.6 && right <= right_edge + 0.6,
                "page {number}: {mark:?}"
            );
            assert!(top >= highest && bottom <= lowest, "page {number}: {mark:?}");
        }
    }
}

#[test]
fn the_same_scorecard_gives_the_same_bytes_on_any_thread() {
    let card = card(&crowded());
    let bytes = pdf_bytes(&card);
    assert!(bytes == pdf_bytes(&card));
    let threads: Vec<_> = (0..2)
        .map(|_| {
            let card = card.clone();
            std::thread::spawn(move || pdf_bytes(&card))
        })
        .collect();
    for thread in threads {
        assert!(thread.join().unwrap() == bytes);
    }
}

/// What is kept from card to card (paragraphs, fonts) is kept by a thread: a new one starts as a new process does.
#[test]
fn a_card_after_many_others_is_that_of_a_fresh_process() {
    let names = ["Ada Lovelace", "Łukasz Øvergaard", "Ελένη Шевченко", "Ada Hopper", "Nguyễn → 王"];
    let cards: Vec<Scorecard> = (0..30)
        .map(|number: usize| {
            let mut script = Script::started(frozen_set(&["a", "b"]));
            script.describe(Detail::Candidate, names[number % names.len()]);
            script.score("q1", u8::try_from(number % 5 + 1).unwrap()).skip("q2", names[number / 7]);
            card(&script)
        })
        .collect();
    let after_others: Vec<Vec<u8>> = cards.iter().map(pdf_bytes).collect();
    for (card, bytes) in cards.into_iter().zip(after_others) {
        let name = card.candidate.clone();
        let fresh = std::thread::spawn(move || pdf_bytes(&card)).join().unwrap();
        assert!(fresh == bytes, "{name}");
    }
}

#[test]
fn a_character_without_a_glyph_is_named() {
    let mut script = Script::started(frozen_set(&["a"]));
    script.describe(Detail::Candidate, "王 Wáng");
    assert_eq!(layout(&card(&script)).missing_characters(), "王");
}

#[test]
fn a_score_amended_to_not_assessed_leaves_the_average_and_keeps_the_old_value() {
    let mut script = Script::started(frozen_set(&["a", "b"]));
    script.score("q1", 2).score("q2", 4).submit();
    let reason = script.text("The line broke in the middle.");
    script
        .happen(EventKind::Amended { change: Change::NotAssessed { question: id("q1") }, reason });
    let card = card(&script);
    let overall = card.overall.unwrap();
    assert_eq!((overall.score.as_str(), overall.questions_scored), ("4.0", 1));
    assert_eq!(card.questions[0].submitted.as_deref(), Some("2 of 5"));
    let result =
        QuestionResult::NotAssessed { reason: Some("The line broke in the middle.".to_owned()) };
    assert_eq!(card.questions[0].result, result);
    assert_eq!(card.amendments[0].what, "1. Topic: 2 of 5 → not assessed");
    assert_eq!(script.record.faults().unwrap(), Vec::new());
}

/// An older program would fold the amendment into nothing: it must not open the file at all.
#[test]
fn only_a_session_amended_to_not_assessed_needs_the_newest_version() {
    let mut script = Script::started(frozen_set(&["a"]));
    script.score("q1", 2).submit();
    let version = |script: &Script| {
        let text = plumbline::library::file::session_file(&script.record).unwrap();
        let line = text.lines().find(|line| line.contains("version:")).unwrap();
        line.trim().to_owned()
    };
    let before = version(&script);
    let reason = script.text("Misheard.");
    script
        .happen(EventKind::Amended { change: Change::NotAssessed { question: id("q1") }, reason });
    assert_ne!(before, "version: 5,");
    assert_eq!(version(&script), "version: 5,");
    let folder = rig::folder();
    let path = folder.path().join("session.ron");
    std::fs::write(&path, plumbline::library::file::session_file(&script.record).unwrap()).unwrap();
    assert_eq!(plumbline::library::load::read_session(&path).unwrap(), script.record);
}
