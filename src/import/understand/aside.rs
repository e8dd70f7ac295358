//! What is set aside before anything is read: a list of contents, a list that repeats another one, other
//! wordings of questions above, talk, pictures.

use std::collections::{HashMap, HashSet};

use super::ask;
use super::shapes::Unit;
use crate::import::block::{Block, Form, Link};
use crate::import::found::LeftOut;
use crate::import::marks::Label;
use crate::import::words::MAIL_CLOSINGS;

/// For each block, why it is set aside, if it is.
pub fn set_aside(units: &mut [Unit<'_>]) -> Vec<Option<LeftOut>> {
    let mut reasons: Vec<Option<LeftOut>> = vec![None; units.len()];
    let keys: Vec<String> = units.iter().map(|unit| key(&unit.block.text)).collect();
    furniture(units, &mut reasons);
    turns(units, &mut reasons);
    contents_by_links(units, &keys, &mut reasons);
    contents_by_pages(units, &mut reasons);
    earlier_mail(units, &keys, &mut reasons);
    repeats(units, &keys, &mut reasons);
    rewordings(units, &mut reasons);
    for (unit, reason) in units.iter_mut().zip(&mut reasons) {
        if reason.is_none()
            && !matches!(unit.block.form, Form::Code | Form::Row)
            && ask::is_chatter(&unit.block.text)
        {
            // It may still be part of an answer: only its asking is taken away.
            unit.asks = unit.asks.min(-1.0);
        }
        unit.aside = reason.is_some();
    }
    reasons
}

/// Letters and digits alone: what stays the same of a text between two places.
pub fn key(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn furniture(units: &[Unit<'_>], reasons: &mut [Option<LeftOut>]) {
    for (unit, reason) in units.iter().zip(reasons) {
        *reason = match unit.block.form {
            Form::Furniture => Some(LeftOut::Furniture),
            // A picture that leads elsewhere is a badge.
            Form::Picture if unit.block.link.is_some() => Some(LeftOut::Advertisement),
            Form::Picture => Some(LeftOut::Picture),
            _ if unit.block.label.is_none() && is_empty_place(&unit.block.text) => {
                Some(LeftOut::Placeholder)
            }
            _ if has_leaders(&unit.block.text) => Some(LeftOut::Contents),
            _ if is_of_mail(&unit.block.text) => Some(LeftOut::Chatter),
            _ if is_bare_address(&unit.block.text) => Some(LeftOut::Advertisement),
            _ => None,
        };
    }
}

/// What a person says to a chat partner, and the lines that name the two.
fn turns(units: &[Unit<'_>], reasons: &mut [Option<LeftOut>]) {
    let speakers: Vec<Option<Speaker>> =
        units.iter().map(|unit| speaker(&unit.block.text)).collect();
    let answers = speakers.iter().flatten().any(|speaker| *speaker == Speaker::Partner);
    if !answers {
        return;
    }
    let mut at = 0;
    while at < units.len() {
        let Some(speaker) = speakers.get(at).copied().flatten() else {
            at += 1;
            continue;
        };
        let turn = speakers.iter().skip(at + 1).take_while(|speaker| speaker.is_none()).count();
        let says_here = units.get(at).is_some_and(|unit| {
            unit.block.text.trim_end_matches([':', '：']).contains([':', '：'])
        });
        // A long turn of the person is the list itself, pasted.
        let left_out =
            if speaker == Speaker::Person && turn <= 4 && !says_here { turn + 1 } else { 1 };
        for reason in reasons.iter_mut().skip(at).take(left_out) {
            *reason = reason.or(Some(LeftOut::Chatter));
        }
        at += turn + 1;
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Speaker {
    Person,
    Partner,
}

fn speaker(text: &str) -> Option<Speaker> {
    // "User: add one more" says its turn on the same line.
    let name = text.trim().split([':', '：']).next().unwrap_or_default();
    if name.chars().count() > 20 {
        return None;
    }
    let lower = name.trim().to_lowercase();
    let name = lower.strip_suffix(" said").unwrap_or(&lower);
    match name {
        "you" | "user" | "human" | "prompt" | "вы" | "usuario" | "usuário" => {
            Some(Speaker::Person)
        }
        "chatgpt" | "gpt" | "gpt-4" | "gpt-4o" | "claude" | "gemini" | "copilot" | "assistant"
        | "ai" | "bard" | "deepseek" | "bing" | "perplexity" => Some(Speaker::Partner),
        _ => None,
    }
}

fn is_empty_place(text: &str) -> bool {
    let inner = text.trim_matches(|c: char| {
        c.is_whitespace() || c.is_ascii_punctuation() || matches!(c, '…' | '—' | '–' | '。')
    });
    let few = inner.split_whitespace().count() <= 5;
    let waits = ["coming soon", "to be added", "to be done", "not yet"]
        .iter()
        .any(|words| inner.to_lowercase().contains(words));
    inner.is_empty()
        || (few && waits)
        || matches!(
            inner.to_lowercase().as_str(),
            "tbd" | "todo" | "tba" | "coming soon" | "to be added" | "wip" | "n/a" | "none yet"
        )
}

/// "On Monday Ann wrote:", "Best regards, Ann".
fn is_of_mail(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    introduces_quote(&lower)
        || (lower.chars().count() <= 60
            && MAIL_CLOSINGS.iter().any(|words| lower.starts_with(words)))
}

fn introduces_quote(text: &str) -> bool {
    let quotes = [
        " wrote:",
        " schrieb:",
        " a écrit :",
        " escribió:",
        " escreveu:",
        " написал:",
        " написала:",
        " пишет:",
    ];
    quotes.iter().any(|words| text.ends_with(words))
}

/// "Locks . . . . . . 12"
fn has_leaders(text: &str) -> bool {
    let leads = text.contains(". . . .") || text.contains(".....") || text.contains("……");
    leads && text.trim_end().ends_with(|c: char| c.is_ascii_digit())
}

fn is_bare_address(text: &str) -> bool {
    let text = text.trim();
    let starts =
        ["http://", "https://", "www.", "mailto:"].iter().any(|start| text.starts_with(start));
    starts && !text.contains(' ')
}

/// Links into the document itself are a list of contents, where what they name stands in it.
fn contents_by_links(units: &[Unit<'_>], keys: &[String], reasons: &mut [Option<LeftOut>]) {
    let anchor = |unit: &Unit<'_>| match &unit.block.link {
        Some(Link::Anchor(anchor)) => Some(key(anchor)),
        _ => None,
    };
    let known: HashSet<&str> = units
        .iter()
        .zip(keys)
        .filter(|(unit, _)| anchor(unit).is_none())
        .map(|(_, key)| key.as_str())
        .collect();
    let mut at = 0;
    while at < units.len() {
        let run = units.iter().skip(at).take_while(|unit| anchor(unit).is_some()).count();
        if run == 0 {
            at += 1;
            continue;
        }
        // One link back to the top is none of the questions either.
        let named =
            (at..at + run).any(|at| keys.get(at).is_some_and(|key| known.contains(key.as_str())));
        let is_way_back = run <= 2 && !named;
        let reason = if is_way_back { LeftOut::Furniture } else { LeftOut::Contents };
        reasons.iter_mut().skip(at).take(run).for_each(|slot| *slot = Some(reason));
        at += run;
    }
}

/// How mail programs begin the message that is answered.
const EARLIER_MAIL: [&str; 9] = [
    "original message",
    "forwarded message",
    "ursprüngliche nachricht",
    "message d'origine",
    "mensaje original",
    "mensagem original",
    "исходное сообщение",
    "пересылаемое сообщение",
    "原始邮件",
];

/// The message below an answer to it, where the answer quotes it: most of it was read already.
fn earlier_mail(units: &[Unit<'_>], keys: &[String], reasons: &mut [Option<LeftOut>]) {
    let begins = |unit: &Unit<'_>| {
        let lower = unit.block.text.to_lowercase();
        lower.chars().count() <= 60 && EARLIER_MAIL.iter().any(|words| lower.contains(words))
    };
    let Some(start) = units.iter().position(begins) else { return };
    let (Some(before), Some(after)) = (keys.get(..start), keys.get(start + 1..)) else { return };
    let said: HashSet<&str> = before.iter().map(String::as_str).collect();
    let long: Vec<&String> = after.iter().filter(|key| key.chars().count() >= 12).collect();
    let again = long.iter().filter(|key| said.contains(key.as_str())).count();
    if again >= 3 && again * 10 >= long.len() * 4 {
        for reason in reasons.iter_mut().skip(start) {
            *reason = reason.or(Some(LeftOut::Repeat));
        }
    }
}

/// Three lines or more in a row that end with the number of a page are a list of contents.
fn contents_by_pages(units: &[Unit<'_>], reasons: &mut [Option<LeftOut>]) {
    let page = |unit: &Unit<'_>| -> Option<u32> {
        let (before, last) = unit.block.text.trim_end().rsplit_once([' ', '\t', '.'])?;
        let is_entry = is_entry(Some(unit.block))
            && !before.contains(['?', '？', '='])
            && before.chars().count() <= 80;
        last.parse().ok().filter(|page: &u32| is_entry && (1..2_000).contains(page))
    };
    let mut at = 0;
    while at < units.len() {
        let mut last = 0;
        let run = units
            .iter()
            .skip(at)
            .take_while(|unit| {
                page(unit).is_some_and(|page| std::mem::replace(&mut last, page) <= page)
            })
            .count();
        if run >= 3 {
            reasons
                .iter_mut()
                .skip(at)
                .take(run)
                .for_each(|slot| *slot = slot.or(Some(LeftOut::Contents)));
        }
        at += run.max(1);
    }
}

/// A bare list whose texts stand again elsewhere: the list above what it lists, or a recap of it.
fn repeats(units: &[Unit<'_>], keys: &[String], reasons: &mut [Option<LeftOut>]) {
    let runs = bare_runs(units, reasons);
    let in_lists: HashSet<usize> =
        runs.iter().filter(|run| run.len() > 2).flat_map(Clone::clone).collect();
    // Where each text stands first, and where last outside of the longer lists.
    let (mut first, mut last_in_full) = (HashMap::new(), HashMap::new());
    let is_mail = units.iter().any(|unit| introduces_quote(&unit.block.text));
    let mut quoted_again = Vec::new();
    for (at, key) in keys.iter().enumerate().filter(|(at, key)| {
        key.chars().count() >= 6 && reasons.get(*at).is_some_and(Option::is_none)
    }) {
        let is_quote = units.get(at).is_some_and(|unit| unit.block.form == Form::Quote);
        let is_again = first.contains_key(key) && key.chars().count() >= 12;
        // Whoever answers a mail quotes what was asked in it, line by line.
        if is_quote || (is_mail && is_again && !in_lists.contains(&at)) {
            quoted_again.extend(is_again.then_some(at));
            continue;
        }
        first.entry(key).or_insert(at);
        if !in_lists.contains(&at) {
            last_in_full.insert(key, at);
        }
    }
    for at in quoted_again {
        if let Some(slot) = reasons.get_mut(at) {
            *slot = Some(LeftOut::Repeat);
        }
    }
    for run in &runs {
        let is_entry = |at: &usize| is_entry(units.get(*at).map(|unit| unit.block));
        let texts: Vec<&String> =
            run.clone().filter(is_entry).filter_map(|at| keys.get(at)).collect();
        if texts.len() < 3 {
            continue;
        }
        let later_in_full = texts
            .iter()
            .filter(|key| last_in_full.get(*key).is_some_and(|last| *last >= run.end))
            .count();
        let earlier =
            texts.iter().filter(|key| first.get(*key).is_some_and(|at| *at < run.start)).count();
        let few = texts.len() == 3;
        let reason =
            if later_in_full == texts.len() || (!few && later_in_full * 10 >= texts.len() * 7) {
                LeftOut::Contents
            } else if !few && earlier * 10 >= texts.len() * 8 {
                LeftOut::Repeat
            } else {
                continue;
            };
        for at in run.clone() {
            if let Some(slot) = reasons.get_mut(at) {
                *slot = slot.or(Some(reason));
            }
        }
    }
}

fn is_entry(block: Option<&Block>) -> bool {
    block.is_some_and(|block| matches!(block.form, Form::Item | Form::Paragraph | Form::Row))
}

/// Stretches of list entries with nothing between them.
fn bare_runs(units: &[Unit<'_>], reasons: &[Option<LeftOut>]) -> Vec<std::ops::Range<usize>> {
    let mut runs = Vec::new();
    let mut start: Option<usize> = None;
    for (at, unit) in units.iter().enumerate() {
        // A list ends where numbers, bullets or neither begin.
        if let Some(from) = start
            && units.get(from).is_some_and(|first| first.shape.marked != unit.shape.marked)
        {
            runs.push(from..at);
            start = None;
        }
        let is_bare = is_entry(Some(unit.block))
            && unit.block.text.chars().count() <= 200
            && reasons.get(at).is_some_and(Option::is_none);
        match (is_bare, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                runs.push(from..at);
                start = None;
            }
            _ => {}
        }
    }
    runs.extend(start.map(|from| from..units.len()));
    runs
}

/// "Before:", "Improvement:" and what they quote.
fn rewordings(units: &[Unit<'_>], reasons: &mut [Option<LeftOut>]) {
    let labelled = units.iter().filter(|unit| unit.shape.label == Some(Label::Wording)).count();
    let quotes =
        |unit: &Unit<'_>| unit.block.text.trim_start().starts_with(['"', '“', '«', '\'', '「']);
    let quoted = units
        .iter()
        .zip(units.iter().skip(1))
        .filter(|(unit, next)| is_wording(unit) && (quotes(unit) || quotes(next)))
        .count();
    if labelled < 2 || quoted * 3 < labelled {
        return;
    }
    let mut inside = false;
    for (unit, reason) in units.iter().zip(reasons) {
        if is_wording(unit) {
            inside = true;
            *reason = reason.or(Some(LeftOut::Rewording));
        } else if inside && quotes(unit) {
            *reason = reason.or(Some(LeftOut::Rewording));
        } else if unit.block.text.trim().is_empty() || matches!(unit.block.form, Form::Furniture) {
            continue;
        } else {
            inside = false;
        }
    }
}

fn is_wording(unit: &Unit<'_>) -> bool {
    unit.shape.label == Some(Label::Wording)
        || crate::import::marks::alone(&unit.block.text) == Some(Label::Wording)
}
