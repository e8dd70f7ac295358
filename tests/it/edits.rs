//! Edits of bank files: what did not change stays byte for byte.

use std::ops::Range;

use plumbline::domain::ids::QuestionId;
use plumbline::domain::level::{Kind, Level};
use plumbline::domain::question::{
    Claim, Cover, Effect, Page, Point, Probe, Question, Quotes, RedFlag, Reference, Status, Tier,
};
use plumbline::domain::rubric::{Anchors, Step};
use plumbline::library::document::{Document, Reading, read_document};
use plumbline::library::edit::{EditError, add_question, remove_question, replace_question};
use plumbline::library::load::shipped_sources;
use plumbline::library::print::QUESTION_FIELDS;
use plumbline::library::prose::unwrap_prose;
use plumbline::library::source::Source;
use plumbline::library::tree::{Tree, Value};
use proptest::prelude::*;

use crate::support::{id, question};

fn banks() -> Vec<Source> {
    let is_bank = |source: &Source| source.text.contains("plumbline.bank");
    shipped_sources().into_iter().filter(is_bank).collect()
}

fn questions(reading: &Reading) -> Vec<Question> {
    let Some(Document::Bank(questions, _)) = &reading.document else { panic!("no bank") };
    questions.iter().map(|(_, question)| question.clone()).collect()
}

fn sound(text: String) -> (Source, Reading) {
    let source = Source::new("bank.ron", text);
    let reading = read_document(&source);
    let problems: Vec<String> = reading.problems.iter().map(ToString::to_string).collect();
    assert_eq!(problems, Vec::<String>::new(), "{}", source.text);
    (source, reading)
}

/// The text with these spans cut out.
fn without(text: &str, mut spans: Vec<Range<usize>>) -> String {
    spans.sort_by_key(|span| span.start);
    let mut rest = String::new();
    let mut from = 0;
    for span in spans {
        rest.push_str(&text[from..span.start]);
        from = span.end;
    }
    rest.push_str(&text[from..]);
    rest
}

/// Words with everything in them that RON treats specially.
fn words() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        4 => "[a-zA-Zäñ€]{1,9}",
        1 => prop::sample::select(vec!["\"quoted\"", "back\\slash", "\"#", "// not a comment", "(a: [1,", "*/", "- dash", "`code`", "r#\"raw\"#", "\u{7}bell"]).prop_map(str::to_owned),
    ];
    let paragraph = prop::collection::vec(word, 1..30).prop_map(|words| words.join(" "));
    prop::collection::vec(paragraph, 1..3)
        .prop_map(|paragraphs| unwrap_prose(&paragraphs.join("\n\n")))
}

#[derive(Debug, Clone)]
enum Edit {
    Level(Level),
    Kind(Kind),
    Minutes(u16),
    Prompt(String),
    Answer(String),
    Material(Option<String>),
    Anchors(Option<String>),
    Probes(Vec<(String, Option<String>)>),
    RedFlags(Vec<(String, Option<Step>)>),
    Points(Vec<String>),
    Covers(Vec<Option<(String, String)>>),
    Title(String),
    Status(Status),
    Tags(Vec<String>),
    ParallelOf(bool),
}

fn edit() -> impl Strategy<Value = Edit> {
    let list = || prop::collection::vec(words(), 0..4);
    prop_oneof![
        prop::sample::select(Level::ALL).prop_map(Edit::Level),
        prop::sample::select(Kind::ALL).prop_map(Edit::Kind),
        (1..60_u16).prop_map(Edit::Minutes),
        words().prop_map(Edit::Prompt),
        words().prop_map(Edit::Answer),
        prop::option::of("[a-z=(): ]{1,20}(\n {0,8}[a-z\"\\\\]{1,20}){0,3}").prop_map(|text| {
            Edit::Material(text.map(|text| plumbline::library::prose::unindent(&text)))
        }),
        prop::option::of(words()).prop_map(Edit::Anchors),
        prop::collection::vec((words(), prop::option::of(words())), 0..4).prop_map(Edit::Probes),
        prop::collection::vec((words(), prop::option::of(step())), 0..4).prop_map(Edit::RedFlags),
        list().prop_map(Edit::Points),
        prop::collection::vec(prop::option::of((words(), words())), 0..4).prop_map(Edit::Covers),
        "[A-Za-z\"\\\\ ]{0,20}".prop_map(Edit::Title),
        prop::sample::select(Status::ALL.to_vec()).prop_map(Edit::Status),
        list().prop_map(Edit::Tags),
        any::<bool>().prop_map(Edit::ParallelOf),
    ]
}

/// A step that a flag can cap at.
fn step() -> impl Strategy<Value = Step> {
    prop::sample::select(Step::ALL[..3].to_vec())
}

fn apply(edit: &Edit, question: &mut Question) {
    match edit.clone() {
        Edit::Level(level) => question.level = level,
        Edit::Kind(kind) => question.kind = kind,
        Edit::Minutes(minutes) => question.minutes = minutes,
        Edit::Prompt(text) => question.prompt = text,
        Edit::Answer(text) => question.answer = text,
        Edit::Material(text) => question.candidate_material = text.filter(|text| !text.is_empty()),
        Edit::Anchors(None) => question.anchors = Anchors::new(),
        Edit::Anchors(Some(text)) => {
            question.anchors = Step::ANCHORED.iter().map(|step| (*step, text.clone())).collect();
        }
        Edit::Probes(probes) => {
            let probe = |(ask, reply)| Probe { ask, reply };
            question.probes = probes.into_iter().map(probe).collect();
        }
        Edit::RedFlags(flags) => {
            let flag = |(text, cap): (_, Option<Step>)| RedFlag {
                text,
                effect: cap.map_or(Effect::Nothing, Effect::CapsAt),
            };
            question.red_flags = flags.into_iter().map(flag).collect();
        }
        Edit::Points(texts) => {
            let point = |text| Point { text, at: Tier::Depth };
            question.listen_for = texts.into_iter().map(point).collect();
        }
        Edit::Covers(quotes) => {
            let quotes = quotes.into_iter();
            let quotes = quotes.map(|q| q.map(|(prompt, answer)| Quotes { prompt, answer }));
            let cover = |quotes| Cover { topic: "topic".to_owned(), quotes };
            question.covers = quotes.map(cover).collect();
        }
        Edit::Title(title) => question.title = title,
        Edit::Status(status) => question.status = status,
        Edit::Tags(tags) => question.tags = tags,
        Edit::ParallelOf(is_one) => question.parallel_of = is_one.then(|| id("other")),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn a_save_keeps_every_untouched_byte(
        file in any::<prop::sample::Index>(),
        entry in any::<prop::sample::Index>(),
        edits in prop::collection::vec(edit(), 1..4),
        windows in any::<bool>(),
    ) {
        let banks = banks();
        let mut text = banks[file.index(banks.len())].text.clone();
        // Comments in odd places, and the line ends of another system.
        text = text.replace("\n            minutes: ", "\n            /* budget */ minutes: ").replace("\n            probes: [", "\n            // ask these\n            probes: [ // first\n");
        if windows {
            text = text.replace('\n', "\r\n");
        }
        let (before, reading) = sound(text);
        let all = questions(&reading);
        let place = entry.index(all.len());
        let mut wanted = all[place].clone();
        for edit in &edits {
            apply(edit, &mut wanted);
        }
        let (after, reread) = sound(replace_question(&before, &all[place].id, &wanted).unwrap());
        let mut expected = all.clone();
        expected[place] = wanted.clone();
        prop_assert_eq!(questions(&reread), expected);

        // Cut the values that may have changed out of both: what is left must be the same bytes.
        let (old, new) = (reading.outline.unwrap().entries[place], reread.outline.unwrap().entries[place]);
        let (old, new) = (Tree::of_value(&before.text, old), Tree::of_value(&after.text, new));
        let (old, new) = (old.root().unwrap(), new.root().unwrap());
        let (old_span, new_span) = (old.span().range(), new.span().range());
        prop_assert_eq!(&before.text[..old_span.start], &after.text[..new_span.start]);
        prop_assert_eq!(&before.text[old_span.end..], &after.text[new_span.end..]);
        let same_fields = QUESTION_FIELDS.iter().all(|name| old.field(name).is_some() == new.field(name).is_some());
        if same_fields {
            let changed = |entry: Value| {
                QUESTION_FIELDS
                    .iter()
                    .filter_map(|name| entry.field(name))
                    .filter(|field| field_changed(field.name, &all[place], &wanted))
                    .map(|field| field.value.span().range())
                    .collect()
            };
            prop_assert_eq!(without(&before.text, changed(old)), without(&after.text, changed(new)));
        }
        for name in QUESTION_FIELDS {
            if let (Some(one), Some(other)) = (old.field(name), new.field(name))
                && !field_changed(name, &all[place], &wanted)
            {
                prop_assert_eq!(one.value.text(), other.value.text());
            }
        }
        for comment in ["/* budget */", "// ask these", "// first"] {
            prop_assert_eq!(before.text.matches(comment).count() - usize::from(comment == "// first" && field_changed("probes", &all[place], &wanted)),
                after.text.matches(comment).count());
        }
    }

    #[test]
    fn what_is_added_and_removed_leaves_the_rest_as_it_was(
        file in any::<prop::sample::Index>(),
        prompt in words(),
        windows in any::<bool>(),
    ) {
        let banks = banks();
        let mut text = banks[file.index(banks.len())].text.clone();
        if windows {
            text = text.replace('\n', "\r\n");
        }
        let (before, reading) = sound(text);
        let mut new = question("brand-new", "data");
        new.topic = questions(&reading)[0].topic.clone();
        new.prompt = prompt;
        let (added, reread) = sound(add_question(&before, &new).unwrap());
        let mut expected = questions(&reading);
        expected.push(new.clone());
        prop_assert_eq!(questions(&reread), expected);
        prop_assert!(matches!(add_question(&added, &new), Err(EditError::Exists(_))));
        let removed = remove_question(&added, &new.id).unwrap();
        prop_assert_eq!(removed, before.text);
    }
}

fn field_changed(name: &str, one: &Question, other: &Question) -> bool {
    match name {
        "level" => one.level != other.level,
        "kind" => one.kind != other.kind,
        "minutes" => one.minutes != other.minutes,
        "prompt" => one.prompt != other.prompt,
        "answer" => one.answer != other.answer,
        "candidate_material" => one.candidate_material != other.candidate_material,
        "anchors" => one.anchors != other.anchors,
        "probes" => one.probes != other.probes,
        "red_flags" => one.red_flags != other.red_flags,
        "listen_for" => one.listen_for != other.listen_for,
        "covers" => one.covers != other.covers,
        "title" => one.title != other.title,
        "status" => one.status != other.status,
        "tags" => one.tags != other.tags,
        "parallel_of" => one.parallel_of != other.parallel_of,
        _ => false,
    }
}

#[test]
fn an_empty_list_takes_a_first_question_and_gives_up_its_last() {
    let text = "(schema: \"plumbline.bank\", version: 1, topic: \"Topic\", questions: [])";
    let (source, _) = sound(text.to_owned());
    let (added, reading) = sound(add_question(&source, &question("one", "data")).unwrap());
    assert_eq!(questions(&reading), [question("one", "data")]);
    let (_, reading) = sound(remove_question(&added, &id("one")).unwrap());
    assert_eq!(questions(&reading), []);
}

/// Fields that come and go next to each other, and a last field without a comma.
#[test]
fn neighbouring_fields_can_come_and_go_at_once() {
    let fields = "id: \"one\", level: Expert, kind: Design, competency: \"data\", minutes: 5, prompt: \"P?\", answer: \"A.\"";
    let anchored = format!("{fields},\n            anchors: {{1: \"a\", 3: \"b\", 5: \"c\"}},\n");
    for fields in [fields.to_owned(), anchored] {
        let text = format!(
            "(schema: \"plumbline.bank\", version: 1, topic: \"Topic\", questions: [\n        (\n            {fields}\n        ),\n])"
        );
        let (source, reading) = sound(text);
        let mut wanted = questions(&reading).remove(0);
        wanted.anchors = Anchors::new();
        wanted.candidate_material = Some("x = 1".to_owned());
        wanted.probes = vec![Probe::plain("Why?")];
        wanted.red_flags = vec![RedFlag::plain("Guesses.")];
        wanted.covers = vec![Cover::plain("topic")];
        let (_, reading) = sound(replace_question(&source, &wanted.id, &wanted).unwrap());
        assert_eq!(questions(&reading), [wanted]);
    }
}

#[test]
fn a_new_field_leaves_a_comment_with_its_own_line() {
    let text = "(schema: \"plumbline.bank\", version: 1, topic: \"Topic\", questions: [\n        (\n            id: \"one\", level: Expert, kind: Design, competency: \"data\", minutes: 5, prompt: \"P?\",\n            answer: \"A.\", // ask Ana\n        ),\n])";
    let (source, reading) = sound(text.to_owned());
    let mut wanted = questions(&reading).remove(0);
    wanted.probes = vec![Probe::plain("Why?")];
    let (after, _) = sound(replace_question(&source, &wanted.id, &wanted).unwrap());
    assert!(
        after.text.contains("answer: \"A.\", // ask Ana\n            probes: [\"Why?\"],\n"),
        "{}",
        after.text
    );
}

#[test]
fn a_file_becomes_one_of_a_later_version_only_where_it_must() {
    let (source, reading) =
        sound(banks()[0].text.replace("version: 3,", "version: 1, // since the start"));
    let mut wanted = questions(&reading).remove(0);
    wanted.minutes += 1;
    let version = |text: &str| text.contains("version: 1, // since the start");
    wanted.title.clear();
    (wanted.listen_for, wanted.touches, wanted.tags) = Default::default();
    wanted.probes = vec![Probe::plain("Why?")];
    wanted.red_flags = vec![RedFlag::plain("Guesses.")];
    wanted.covers = vec![Cover::plain("topic")];
    wanted.references = vec![Reference::plain("https://example.org/")];
    wanted.claims.clear();
    let plain = replace_question(&source, &wanted.id, &wanted).unwrap();
    assert!(version(&plain), "{plain}");
    wanted.title = "Two words".to_owned();
    let titled = replace_question(&source, &wanted.id, &wanted).unwrap();
    assert!(titled.contains("version: 2, // since the start"), "{titled}");
    wanted.claims = vec![Claim { quote: "Two".to_owned(), test: "test_two".to_owned() }];
    let claimed = replace_question(&source, &wanted.id, &wanted).unwrap();
    assert!(claimed.contains("version: 3, // since the start"), "{claimed}");
    wanted.claims.clear();
    let page = Page { title: "A".to_owned(), version: "B".to_owned(), section: "C".to_owned() };
    wanted.references = vec![Reference { page: Some(page), ..Reference::plain("https://a.org/") }];
    let referenced = replace_question(&source, &wanted.id, &wanted).unwrap();
    assert!(referenced.contains("version: 3, // since the start"), "{referenced}");
    let (_, reading) = sound(referenced);
    assert_eq!(questions(&reading)[0], wanted);
}

#[test]
fn an_edit_that_cannot_be_made_says_why() {
    let (source, _) = sound(
        "(schema: \"plumbline.bank\", version: 1, topic: \"Topic\", questions: [])".to_owned(),
    );
    let gone: QuestionId = id("gone");
    assert_eq!(remove_question(&source, &gone), Err(EditError::NoSuchQuestion(gone.clone())));
    let (source, reading) = sound(banks()[0].text.clone());
    let mut moved = questions(&reading).remove(0);
    moved.topic = "Elsewhere".to_owned();
    assert!(matches!(replace_question(&source, &moved.id, &moved), Err(EditError::OtherTopic(_))));
    let broken = Source::new("b.ron", "(schema: ");
    assert!(matches!(remove_question(&broken, &gone), Err(EditError::Unreadable(_))));
    let newer = Source::new("n.ron", source.text.replace("version: 3,", "version: 9,"));
    assert!(matches!(remove_question(&newer, &moved.id), Err(EditError::Unreadable(_))));
    let other = Source::new("c.ron", "(schema: \"plumbline.competencies\", version: 1)");
    assert_eq!(remove_question(&other, &gone), Err(EditError::NotABank));
}
