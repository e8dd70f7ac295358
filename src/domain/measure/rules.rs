//! The rules of one question.

use super::text::{
    code_lines, first_said, has_quote, is_code, is_filled, likeness, prose, word_count,
};
use super::{MAX_ANSWER_WORDS, MAX_CLAIMS, MAX_COVERS, MAX_PROMPT_WORDS, MAX_REPLY_WORDS};
use crate::domain::level::{Kind, Level};
use crate::domain::question::{Question, Tier};
use crate::domain::rubric::Step;
use crate::domain::words::count;

/// Takes the field, what is wrong and what to do.
type Complain<'a> = dyn FnMut(&'static str, String, &str) + 'a;

/// Words that say what goes on in a head. Only words and acts can be heard.
const MIND: [&str; 14] = [
    "knows",
    "know",
    "understands",
    "understanding",
    "justifies",
    "handles",
    "aware",
    "appreciates",
    "considers",
    "realises",
    "realizes",
    "thinks",
    "familiar",
    "grasps",
];
/// A point with one of these says two things, or says why.
const JOINTS: [&str; 5] = ["and", "each", "then", "because", "so that"];
const FILLER: [&str; 17] = [
    "best practice",
    "best practices",
    "leverage",
    "robust",
    "seamless",
    "seamlessly",
    "comprehensive",
    "utilize",
    "utilise",
    "crucial",
    "delve",
    "in order to",
    "appropriately",
    "properly",
    "simply",
    "obviously",
    "basically",
];
/// A follow-up that gives nothing away has one of these.
const NEUTRAL: [&str; 6] =
    ["what else", "anything else", "how sure", "walk me through", "say more", "give an example"];

const PROMPT_WORDS_A_MINUTE: f64 = 140.0;
const ANSWER_WORDS_A_MINUTE: f64 = 110.0;
const MINUTES_A_CODE_LINE: f64 = 20.0 / 60.0;
const MINUTES_A_DATA_LINE: f64 = 4.0 / 60.0;
const MINUTES_A_PROBE: f64 = 0.75;
/// As many follow-ups as there is time for.
const PROBES_ASKED: usize = 2;
/// How far a budget may be from the estimate.
const TOLERANCE: f64 = 0.3;
/// Anchors that share more of their words cannot be told apart.
const ANCHORS_ALIKE: f64 = 0.6;

pub fn check(question: &Question, complain: &mut Complain) {
    prompt(question, complain);
    if question.listen_for.is_empty() {
        let hint = "list two to four core points and two or three depth points";
        complain("listen_for", "there are no points to listen for".to_owned(), hint);
        return;
    }
    answer(question, complain);
    points(question, complain);
    anchors(question, complain);
    follow_ups(question, complain);
    flags(question, complain);
    quotes(question, complain);
    minutes(question, complain);
    words(question, complain);
    let without_page = question.references.iter().filter(|reference| reference.page.is_none());
    for reference in without_page {
        let message = format!("{} has no title, version and section", reference.url);
        complain("references", message, "an address alone is lost when the page moves");
    }
}

fn prompt(question: &Question, complain: &mut Complain) {
    let words = word_count(&question.prompt);
    if words > MAX_PROMPT_WORDS {
        let hint = format!("say it in at most {MAX_PROMPT_WORDS}; show the rest as material");
        complain("prompt", format!("the prompt has {words} words"), &hint);
    }
    if question.prompt.contains('`') {
        let message = "the prompt has backticks, and is spoken".to_owned();
        complain("prompt", message, "show names in the material");
    }
    let title = word_count(&question.title);
    if !(2..=4).contains(&title) {
        let message = format!("the title has {}", count(title, "word"));
        complain("title", message, "two to four words tell it from its neighbours");
    }
}

fn answer(question: &Question, complain: &mut Complain) {
    let words = word_count(&prose(&question.answer));
    if words > MAX_ANSWER_WORDS {
        let message = format!("the answer has {words} words besides code");
        complain(
            "answer",
            message,
            &format!("write it from the points, in at most {MAX_ANSWER_WORDS}"),
        );
    }
}

fn points(question: &Question, complain: &mut Complain) {
    for (tier, wanted) in [(Tier::Core, 2..=4), (Tier::Depth, 2..=3)] {
        let number = question.count(tier);
        if !wanted.contains(&number) {
            let message = count(number, &format!("{} point", tier.label()));
            let hint = format!("list {} to {}", wanted.start(), wanted.end());
            complain("listen_for", message, &hint);
        }
    }
    for point in &question.listen_for {
        if let Some(word) = first_said(&point.text, &JOINTS) {
            let message = format!("a point with \"{word}\": {}", point.text);
            complain("listen_for", message, "a point is one statement");
        }
    }
}

fn anchors(question: &Question, complain: &mut Complain) {
    if question.anchors.is_empty() {
        let hint = "say what an answer at 1, 3 and 5 sounds like";
        complain("anchors", "there are no anchors".to_owned(), hint);
    }
    let texts: Vec<(&Step, &String)> = question.anchors.iter().collect();
    for pair in texts.windows(2) {
        let [(first, one), (second, other)] = pair else { continue };
        if likeness(one, other) >= ANCHORS_ALIKE {
            let (first, second) = (first.get(), second.get());
            let message = format!("the anchors at {first} and {second} are much alike");
            complain("anchors", message, "say what an answer does at one and not at the other");
        }
    }
}

fn follow_ups(question: &Question, complain: &mut Complain) {
    let probes = &question.probes;
    if !(2..=3).contains(&probes.len()) {
        let message = count(probes.len(), "follow-up");
        complain("probes", message, "prepare two or three");
    }
    for probe in probes {
        match probe.reply.as_deref().map(word_count) {
            None => {
                let message = format!("a follow-up without a reply: {}", probe.ask);
                complain("probes", message, "add the reply one hopes for");
            }
            Some(words) if words > MAX_REPLY_WORDS => {
                let message = format!("a reply of {words} words, to: {}", probe.ask);
                complain("probes", message, &format!("say it in at most {MAX_REPLY_WORDS}"));
            }
            Some(_) => {}
        }
    }
    if !probes.iter().any(|probe| first_said(&probe.ask, &NEUTRAL).is_some()) {
        let message = "no follow-up is neutral".to_owned();
        let phrases = NEUTRAL.map(|phrase| format!("\"{phrase}\"")).join(", ");
        let hint = format!("add one that gives nothing away, with one of {phrases}");
        complain("probes", message, &hint);
    }
}

fn flags(question: &Question, complain: &mut Complain) {
    let number = question.red_flags.len();
    if !(1..=2).contains(&number) {
        complain("red_flags", count(number, "red flag"), "give one or two");
    }
}

fn quotes(question: &Question, complain: &mut Complain) {
    let covers = &question.covers;
    if covers.len() > MAX_COVERS {
        let message = format!("{} topics are covered", covers.len());
        complain("covers", message, "claim at most three; the others are touches");
    }
    let material = question.candidate_material.as_deref().unwrap_or_default();
    let mut seen = Vec::new();
    for cover in covers {
        let Some(quotes) = &cover.quotes else {
            let message = format!("\"{}\" has no quotes", cover.topic);
            complain("covers", message, "quote the prompt that elicits it and the answer");
            continue;
        };
        let is_asked =
            has_quote(&question.prompt, &quotes.prompt) || has_quote(material, &quotes.prompt);
        let is_said = has_quote(&question.answer, &quotes.answer);
        for (quote, is_there, part) in [
            (&quotes.prompt, is_asked, "prompt or the material"),
            (&quotes.answer, is_said, "answer"),
        ] {
            if !is_there {
                let message = format!("not in the {part}: {quote}");
                complain("covers", message, "quote it letter by letter");
            }
            if seen.contains(&quote) {
                let message = format!("quoted twice: {quote}");
                complain("covers", message, "two topics need two quotes");
            }
            seen.push(quote);
        }
    }
    let claims = &question.claims;
    if claims.len() > MAX_CLAIMS {
        let message = count(claims.len(), "claim");
        complain("claims", message, "claim the three that are worth a test");
    }
    let is_test = |name: &str| {
        name.strip_prefix("test_").is_some_and(|rest| {
            !rest.is_empty() && rest.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
        })
    };
    for claim in claims.iter().filter(|claim| !is_test(&claim.test)) {
        let message = format!("\"{}\" is no name of a test", claim.test);
        complain("claims", message, "name a function of its proof, such as test_a_second_call");
    }
    for claim in claims.iter().filter(|claim| !has_quote(&question.answer, &claim.quote)) {
        let message = format!("not in the answer: {}", claim.quote);
        complain("claims", message, "quote it letter by letter");
    }
}

/// How much longer an answer takes than its model takes to say: there is something to think out
/// aloud, to draw or to tell.
fn thinking(kind: Kind) -> f64 {
    match kind {
        Kind::Knowledge | Kind::Coding | Kind::CodeReview => 1.0,
        Kind::Scenario => 2.0,
        Kind::Design => 3.0,
        Kind::Behavioural => 4.0,
    }
}

/// Reading, answering and two follow-ups.
pub fn estimated_minutes(question: &Question) -> f64 {
    let spoken = |text: &str, rate: f64| word_count(&prose(text)) as f64 / rate;
    let material = question.candidate_material.as_deref().unwrap_or_default();
    let is_code = matches!(question.kind, Kind::Coding | Kind::CodeReview) || is_code(material);
    let line = if is_code { MINUTES_A_CODE_LINE } else { MINUTES_A_DATA_LINE };
    let material = material.lines().filter(|line| is_filled(line)).count() as f64 * line;
    let code = code_lines(&question.answer) as f64 * MINUTES_A_CODE_LINE;
    let probes = question.probes.len().min(PROBES_ASKED) as f64 * MINUTES_A_PROBE;
    let answer = spoken(&question.answer, ANSWER_WORDS_A_MINUTE) * thinking(question.kind);
    spoken(&question.prompt, PROMPT_WORDS_A_MINUTE) + material + code + answer + probes
}

/// A system design is a conversation: what is read and said first tells nothing of its length.
fn minutes(question: &Question, complain: &mut Complain) {
    if question.level == Level::SystemDesign {
        return;
    }
    let estimate = estimated_minutes(question);
    let distance = (f64::from(question.minutes) - estimate).abs();
    // Half a minute is what rounding takes.
    if distance > (estimate * TOLERANCE).max(0.5) {
        let message = format!("{} minutes; the estimate is {estimate:.1}", question.minutes);
        complain("minutes", message, "change the budget, or what there is to read and say");
    }
}

fn words(question: &Question, complain: &mut Complain) {
    let points = question.listen_for.iter().map(|point| ("listen_for", point.text.as_str()));
    let anchors = question.anchors.values().map(|text| ("anchors", text.as_str()));
    let flags = question.red_flags.iter().map(|flag| ("red_flags", flag.text.as_str()));
    let judged: Vec<_> = points.chain(anchors).chain(flags).collect();
    for (field, text) in &judged {
        if let Some(word) = first_said(text, &MIND) {
            let message = format!("\"{word}\" reads a mind: {text}");
            complain(field, message, "name the words or the act that is heard");
        }
    }
    let answer = prose(&question.answer);
    let probes = question
        .probes
        .iter()
        .flat_map(|probe| [Some(probe.ask.as_str()), probe.reply.as_deref()].into_iter().flatten());
    let spoken = [("prompt", question.prompt.as_str()), ("answer", answer.as_str())];
    let all = judged.into_iter().chain(spoken).chain(probes.map(|text| ("probes", text)));
    for (field, text) in all {
        if let Some(word) = first_said(text, &FILLER) {
            complain(field, format!("\"{word}\" says nothing"), "leave it out");
        }
    }
}
