//! What a column holds by its cells, and which of them hold the questions.

use super::Row;
use super::header::{Header, Role};
use super::names;
use super::stats::{ASKING, Stats};
use crate::import::level;
use crate::import::understand::ask;
use crate::import::words::LANGUAGES;

/// How the questions lie in a table.
#[derive(Debug, Clone, PartialEq)]
pub enum Layout {
    /// One question per row, with what belongs to it beside it.
    Records(Records),
    /// One question per cell: each column is a list by itself.
    Lists(Vec<List>),
    /// One question per cell: each row is a topic, each of these columns a level.
    Matrix(Records, Vec<List>),
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Records {
    pub question: usize,
    pub answers: Vec<usize>,
    pub sections: Vec<usize>,
    pub level: Option<usize>,
    pub number: Option<usize>,
    pub kind: Option<usize>,
    pub code: Vec<usize>,
    pub options: Vec<usize>,
    pub details: Vec<usize>,
    /// The name of the question's column, where it is more than "Question".
    pub title: Option<String>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct List {
    pub column: usize,
    pub title: Option<String>,
}

/// Why a table is taken for questions.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Evidence {
    /// The words of its header.
    Words,
    /// This share of its cells asks.
    Asking(f32),
    /// Nothing asks, but each short text has a longer one beside it: cards to learn from.
    Cards,
}

/// A table that can hold questions, read in one way.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    pub layout: Layout,
    pub evidence: Evidence,
    /// The first row names the columns in words that are not known.
    pub has_labels: bool,
}

impl Reading {
    /// `None` where no column can be one of questions.
    pub fn of(header: Option<&Header>, rows: &[Row]) -> Option<Self> {
        let columns = Stats::of_columns(rows, 0);
        match header {
            Some(header) => by_words(header, &columns),
            None => by_content(rows, &columns),
        }
    }
}

fn by_words(header: &Header, columns: &[Stats]) -> Option<Reading> {
    let with = |role: Role| -> Vec<usize> {
        (0..columns.len()).filter(|c| header.role(*c) == role && filled(columns, *c) > 0).collect()
    };
    let questions = with(Role::Question);
    if header.roles.contains(&Role::Levelled) {
        return matrix(header, columns);
    }
    if questions.len() > 1 && !are_translations(header, &questions) {
        let lists = questions
            .iter()
            .map(|column| List { column: *column, title: Some(header.name(*column).to_owned()) })
            .collect();
        return Some(Reading {
            layout: Layout::Lists(lists),
            evidence: Evidence::Words,
            has_labels: false,
        });
    }
    let (question, evidence) = match questions.first() {
        Some(question) => (asked_beside(columns, *question).unwrap_or(*question), Evidence::Words),
        None => question_under_another_name(header, columns)?,
    };
    let one = |role: Role| with(role).into_iter().find(|column| *column != question);
    let but_question = |role: Role| {
        with(role).into_iter().filter(|column| *column != question).collect::<Vec<_>>()
    };
    let mut records = Records {
        question,
        answers: but_question(Role::Answer),
        sections: but_question(Role::Section),
        level: one(Role::Level),
        number: one(Role::Number),
        kind: one(Role::Kind),
        code: but_question(Role::Code),
        options: but_question(Role::Options),
        details: but_question(Role::Details),
        title: None,
    };
    if header.role(question) == Role::Unknown
        && header.name(question).split_whitespace().count() > 2
    {
        records.title = Some(header.name(question).to_owned());
    }
    if header.role(question) == Role::Perhaps {
        records.details.extend(with(Role::Perhaps).into_iter().filter(|column| *column > question));
    }
    if let Some(kind) = records.kind
        && records.sections.is_empty()
        && columns.get(kind).is_some_and(|column| !column.names_kinds())
    {
        // "Type: JavaScript, CSS" says what it is about.
        records.kind = None;
        records.sections.push(kind);
    }
    // Notes on every question say what to expect; a few of them are the interviewer's own.
    let unknown = |column: usize| {
        header.role(column) == Role::Unknown
            || header.role(column) == Role::Aside && names::NOTES.are_in(header.name(column))
    };
    if records.answers.is_empty() {
        records.answers.extend(answer_by_content(columns, question, unknown));
    }
    Some(Reading { layout: Layout::Records(records), evidence, has_labels: false })
}

/// `None` where the cells below the levels are marks or words of their own.
fn matrix(header: &Header, columns: &[Stats]) -> Option<Reading> {
    let with = |wanted: &[Role]| -> Vec<usize> {
        (0..columns.len()).filter(|column| wanted.contains(&header.role(*column))).collect()
    };
    let levels = with(&[Role::Levelled]);
    let sum = |count: fn(&Stats) -> usize| -> usize {
        levels.iter().filter_map(|column| columns.get(*column)).map(count).sum()
    };
    let asking = sum(|stats| stats.asking) as f32 / sum(|stats| stats.filled).max(1) as f32;
    let records = Records {
        question: *levels.first()?,
        answers: with(&[Role::Answer]),
        sections: with(&[Role::Section, Role::Perhaps]),
        ..Records::default()
    };
    let list = |column: usize| List { column, title: Some(header.name(column).to_owned()) };
    (asking >= ASKING).then(|| Reading {
        layout: Layout::Matrix(records, levels.iter().copied().map(list).collect()),
        evidence: Evidence::Words,
        has_labels: false,
    })
}

/// Questions below a name such as "Problem", or below none that is known.
fn question_under_another_name(header: &Header, columns: &[Stats]) -> Option<(usize, Evidence)> {
    let can_be = |column: &usize| {
        matches!(
            header.role(*column),
            Role::Perhaps | Role::Unknown | Role::Section | Role::Details
        ) && columns.get(*column).is_some_and(Stats::is_text)
    };
    let best = best_by(columns, (0..columns.len()).filter(can_be))?;
    let share = columns.get(best)?.asking();
    // A list of problems by name, with what such lists say of each.
    let is_told =
        [Role::Level, Role::Answer, Role::Options].iter().any(|role| header.roles.contains(role));
    let is_perhaps = |column: &usize| {
        header.role(*column) == Role::Perhaps && columns.get(*column).is_some_and(Stats::is_text)
    };
    let named = Some(best)
        .filter(|best| share >= ASKING && is_perhaps(best))
        .or_else(|| (0..columns.len()).find(is_perhaps));
    match named.filter(|_| is_told) {
        Some(named) if share < ASKING || named == best => Some((named, Evidence::Words)),
        _ if share >= ASKING => {
            Some((best, if header.is_strong { Evidence::Words } else { Evidence::Asking(share) }))
        }
        _ => None,
    }
}

/// "Question | Description" over "A1 | What is a lock?": the named column holds the codes of the questions.
fn asked_beside(columns: &[Stats], named: usize) -> Option<usize> {
    let is_code = columns.get(named).is_some_and(|stats| {
        stats.asking == 0 && stats.filled > 0 && stats.characters <= 8 * stats.filled
    });
    let asks = |column: &usize| columns.get(*column).is_some_and(|stats| stats.asking() >= 0.5);
    (0..columns.len()).find(asks).filter(|_| is_code)
}

fn are_translations(header: &Header, questions: &[usize]) -> bool {
    let is_language = |column: &usize| {
        let name = header.name(*column).to_lowercase();
        name.split(|c: char| !c.is_alphanumeric()).any(|word| LANGUAGES.contains(word))
    };
    questions.iter().skip(1).all(is_language)
        || questions.iter().any(|column| header.name(*column).eq_ignore_ascii_case("question"))
            && questions.iter().filter(|column| !is_language(column)).count() <= 1
}

fn by_content(rows: &[Row], columns: &[Stats]) -> Option<Reading> {
    let has_labels = has_labels(rows, columns);
    let below = if has_labels { Stats::of_columns(rows, 1) } else { columns.to_vec() };
    let texts: Vec<usize> =
        (0..below.len()).filter(|column| below.get(*column).is_some_and(Stats::is_text)).collect();
    let best = best_by(&below, texts.iter().copied())?;
    let main = below.get(best)?;
    let label = |column: usize| {
        let words = rows
            .first()
            .and_then(|row| row.cells.get(column))
            .map(|cell| cell.trim())
            .filter(|cell| has_labels && !cell.is_empty());
        words.map(str::to_owned)
    };
    // A few stray cells beside a long list are remarks.
    let is_stray = |stats: &Stats| {
        stats.filled <= 2 && stats.filled * 10 <= main.filled && stats.asking() < ASKING
    };
    let lists: Vec<usize> = texts
        .iter()
        .copied()
        .filter(|column| below.get(*column).is_some_and(|stats| !is_stray(stats)))
        .collect();
    let is_alone = below.iter().enumerate().all(|(column, stats)| {
        column == best || is_stray(stats) || stats.filled * 10 <= main.filled
    });
    if is_alone || are_lists(rows, &below, best, &lists, has_labels) {
        let lists = lists.into_iter().map(|column| List { column, title: label(column) }).collect();
        return Some(Reading {
            layout: Layout::Lists(lists),
            evidence: Evidence::Asking(main.asking()),
            has_labels,
        });
    }
    let mut evidence = Evidence::Asking(main.asking());
    let mut records = records_by_content(&below, best);
    if main.asking() < ASKING
        && let Some(first) = texts.first()
    {
        records = records_by_content(&below, *first);
        if are_cards(&below, &records) {
            evidence = Evidence::Cards;
        }
    }
    Some(Reading { layout: Layout::Records(records), evidence, has_labels })
}

fn are_cards(columns: &[Stats], records: &Records) -> bool {
    let question = columns.get(records.question);
    let answer = records.answers.first().and_then(|column| columns.get(*column));
    let used = columns.iter().filter(|stats| stats.filled > 0).count();
    question.zip(answer).is_some_and(|(question, answer)| {
        let is_paired = question.filled >= 3
            && answer.filled * 10 >= question.filled * 8
            && question.distinct * 10 >= question.filled * 9;
        is_paired && used <= 3 && question.length() <= 60.0 && answer.length() >= 25.0
    })
}

/// Columns that are lists by themselves: several ask, or they end at different rows below names of their own.
fn are_lists(
    rows: &[Row],
    columns: &[Stats],
    best: usize,
    lists: &[usize],
    has_labels: bool,
) -> bool {
    let others = || {
        lists
            .iter()
            .filter(|column| **column != best)
            .filter_map(|column| columns.get(*column).map(|stats| (*column, stats)))
    };
    let count = others().count();
    if count == 0 {
        return false;
    }
    let is_filled = |row: &Row, column: usize| {
        row.cells.get(column).is_some_and(|cell| !cell.trim().is_empty())
    };
    let is_ragged = |column: usize| {
        let alone =
            rows.iter().filter(|row| is_filled(row, column) && !is_filled(row, best)).count();
        let ends = rows.iter().rposition(|row| is_filled(row, column)).unwrap_or_default();
        let gaps = rows
            .get(..=ends)
            .unwrap_or_default()
            .iter()
            .filter(|row| !is_filled(row, column))
            .count();
        alone > 0 || ends + 1 < rows.len() && gaps == 0
    };
    let asking = others().filter(|(_, stats)| stats.asking() >= 0.4).count();
    let ragged = others().filter(|(column, _)| is_ragged(*column)).count();
    let stating = others().filter(|(_, stats)| stats.stating * 10 > stats.filled * 4).count();
    asking * 2 >= count && asking > 0 && (ragged > 0 || count > asking || has_labels)
        || has_labels && ragged * 2 >= count && stating * 2 < count
}

fn records_by_content(columns: &[Stats], question: usize) -> Records {
    let main = columns.get(question).map_or(0, |stats| stats.filled);
    let mut records = Records { question, ..Records::default() };
    for (column, stats) in columns.iter().enumerate() {
        if column == question || stats.filled == 0 {
            continue;
        }
        if column < question && stats.is_numbering() {
            records.number.get_or_insert(column);
        } else if stats.levels * 10 >= stats.filled * 7 {
            records.level.get_or_insert(column);
        } else if stats.is_grouping(main, column < question) {
            records.sections.push(column);
        }
    }
    let taken = |records: &Records, column: usize| {
        records.sections.contains(&column)
            || records.level == Some(column)
            || records.number == Some(column)
    };
    let answer = answer_by_content(columns, question, |column| !taken(&records, column));
    records.answers.extend(answer);
    // Remarks on a few questions, with nothing that says what they are, are kept rather than lost.
    let is_remark = |(column, stats): &(usize, &Stats)| {
        !taken(&records, *column)
            && answer != Some(*column)
            && stats.is_text()
            && stats.length() >= 15.0
    };
    let remarks: Vec<usize> = columns
        .iter()
        .enumerate()
        .skip(question + 1)
        .filter(is_remark)
        .map(|(column, _)| column)
        .collect();
    records.answers.extend(remarks);
    records
}

/// The longest text to the right of the questions.
fn answer_by_content(
    columns: &[Stats],
    question: usize,
    is_free: impl Fn(usize) -> bool,
) -> Option<usize> {
    let main = columns.get(question)?;
    let fits = |(column, stats): &(usize, &Stats)| {
        is_free(*column)
            && stats.is_text()
            && stats.filled * 4 >= main.filled
            && stats.asking() < 0.5
            && (stats.length() >= 15.0 || stats.length() >= main.length())
    };
    let right = columns.iter().enumerate().skip(question + 1).filter(fits);
    right.max_by(|(_, a), (_, b)| a.length().total_cmp(&b.length())).map(|(column, _)| column)
}

/// The first row names the columns, in words that are not known: short, asking nothing, and unlike what is below.
fn has_labels(rows: &[Row], columns: &[Stats]) -> bool {
    let Some((first, below)) = rows.split_first() else { return false };
    let labels: Vec<&str> =
        first.cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect();
    let is_label = |cell: &&str| {
        cell.chars().count() <= 40
            && cell.split_whitespace().count() <= 5
            && ask::score(cell) < 1.0
            && cell.parse::<f64>().is_err()
    };
    if labels.len() < 2 || below.len() < 2 || !labels.iter().all(is_label) {
        return false;
    }
    let used = columns.iter().filter(|stats| stats.filled > 1).count();
    let cell = |column: usize| first.cells.get(column).map_or("", |cell| cell.trim());
    let differs = |(column, stats): (usize, &Stats)| {
        let cell = cell(column);
        !cell.is_empty()
            && (stats.asking() >= 0.5
                || stats.numeric * 2 > stats.filled
                || stats.levels * 2 > stats.filled && level::stated(cell).is_none()
                || stats.length() > 3.0 * cell.chars().count() as f32)
    };
    labels.len() * 2 > used && columns.iter().enumerate().any(differs)
}

fn best_by(columns: &[Stats], among: impl Iterator<Item = usize>) -> Option<usize> {
    let mut best: Option<(f32, usize)> = None;
    for column in among {
        let Some(stats) = columns.get(column) else { continue };
        let worth = stats.worth();
        if best.is_none_or(|(most, _)| worth > most + 0.01) {
            best = Some((worth, column));
        }
    }
    best.map(|(_, column)| column)
}

fn filled(columns: &[Stats], column: usize) -> usize {
    columns.get(column).map_or(0, |stats| stats.filled)
}
