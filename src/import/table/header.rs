//! Header rows: what a column holds by the words above it.

use super::names::{self, words};
use crate::domain::level::Level;
use crate::import::level;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Question,
    /// A name that may stand over questions, or over something else: "Problem", "Title".
    Perhaps,
    Answer,
    Section,
    Level,
    Number,
    Kind,
    Code,
    /// One choice of several, or all of them.
    Options,
    Details,
    /// Questions of the level that the name states: "Topic | Junior | Senior".
    Levelled,
    /// Known, and nothing of it belongs to a question: points, dates, sources.
    Aside,
    Unknown,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Header {
    pub roles: Vec<Role>,
    pub names: Vec<String>,
    /// It names questions or answers, and so is a header wherever it stands.
    pub is_strong: bool,
}

/// Longest name of a column, in characters.
const LONGEST: usize = 60;

impl Header {
    pub fn of(cells: &[String]) -> Option<Self> {
        let names: Vec<String> = cells.iter().map(|cell| cell.trim().to_owned()).collect();
        let filled: Vec<&String> = names.iter().filter(|name| !name.is_empty()).collect();
        if filled.iter().any(|name| {
            name.chars().count() > LONGEST
                || words(name).len() > if name.contains('?') { 2 } else { 8 }
                || counts_questions(name)
        }) {
            return None;
        }
        if let [name] = filled.as_slice() {
            return is_nothing_but_question(name).then(|| Self {
                roles: names.iter().map(|name| role(name)).collect(),
                names,
                is_strong: true,
            });
        }
        let roles = roles(&names);
        let known = roles.iter().filter(|role| **role != Role::Unknown).count();
        let is_matrix = roles.contains(&Role::Levelled);
        let is_strong = is_matrix
            || roles.iter().any(|role| matches!(role, Role::Question | Role::Answer))
                && known * 2 >= filled.len()
            || names_questions(&filled, known);
        let kinds = [Role::Perhaps, Role::Section, Role::Level, Role::Number, Role::Kind]
            .iter()
            .filter(|role| roles.contains(role))
            .count();
        (is_strong || kinds >= 2 && known * 2 > filled.len()).then_some(Self {
            roles,
            names,
            is_strong,
        })
    }

    pub fn role(&self, column: usize) -> Role {
        self.roles.get(column).copied().unwrap_or(Role::Unknown)
    }

    pub fn name(&self, column: usize) -> &str {
        self.names.get(column).map_or("", String::as_str)
    }

    pub fn repeats(&self, cells: &[String]) -> bool {
        let is_same = |(name, cell): (&String, &String)| name.eq_ignore_ascii_case(cell.trim());
        let rest = self.names.iter().skip(cells.len()).all(String::is_empty);
        rest && cells.len() <= self.names.len() && self.names.iter().zip(cells).all(is_same)
    }
}

fn roles(names: &[String]) -> Vec<Role> {
    let mut roles: Vec<Role> = names.iter().map(|name| role(name)).collect();
    let letters = names.iter().filter(|name| is_choice_letter(name)).count();
    let lettered = names.iter().filter(|name| is_lettered_answer(name)).count();
    for (name, role) in names.iter().zip(&mut roles) {
        if letters >= 3 && is_choice_letter(name) || lettered >= 2 && is_lettered_answer(name) {
            *role = Role::Options;
        }
    }
    mark_levels(names, &mut roles);
    prefer_seniority(names, &mut roles);
    if !roles.contains(&Role::Question) && !roles.contains(&Role::Levelled) {
        // "Topic / question" beside no other column of questions, or "Question and answer".
        let place = names.iter().position(|name| names::QUESTION.are_in(name));
        if let Some(role) = place
            .and_then(|place| roles.get_mut(place))
            .filter(|role| !matches!(role, Role::Number | Role::Kind | Role::Level))
        {
            *role = Role::Question;
        }
    }
    roles
}

/// "Difficulty | Level": beside the one who is to be asked, how hard it is states no level.
fn prefer_seniority(names: &[String], roles: &mut [Role]) {
    const HARDNESS: [&str; 11] = [
        "difficult",
        "complexity",
        "hardness",
        "schwierig",
        "dificult",
        "dificuldade",
        "сложност",
        "难度",
        "難度",
        "zorluk",
        "trudno",
    ];
    let is_hardness = |name: &str| {
        let lower = name.to_lowercase();
        HARDNESS.iter().any(|word| lower.contains(word))
    };
    let levels = names.iter().zip(roles.iter()).filter(|(_, role)| **role == Role::Level);
    if levels.clone().count() < 2 || levels.clone().all(|(name, _)| is_hardness(name)) {
        return;
    }
    for (_, role) in names
        .iter()
        .zip(roles.iter_mut())
        .filter(|(name, role)| **role == Role::Level && is_hardness(name))
    {
        *role = Role::Aside;
    }
}

/// Columns headed by levels, beside one of topics. What stands between two levels is one too: "Junior |
/// Professional | Senior".
fn mark_levels(names: &[String], roles: &mut [Role]) {
    let stated: Vec<Option<Level>> = names
        .iter()
        .zip(roles.iter())
        .map(|(name, role)| {
            let can_be = matches!(role, Role::Unknown | Role::Level) && words(name).len() <= 3;
            level::stated(name).filter(|_| can_be)
        })
        .collect();
    let first = stated.iter().position(Option::is_some);
    let last = stated.iter().rposition(Option::is_some);
    let (Some(first), Some(last)) = (first, last) else { return };
    let topics = roles.get(..first).unwrap_or_default();
    let are_several = stated.get(first) != stated.get(last);
    let is_filled = |name: &String| !name.is_empty();
    if !are_several
        || !topics.iter().any(|role| matches!(role, Role::Section | Role::Perhaps))
        || roles.contains(&Role::Question)
        || !names.iter().take(last).skip(first).all(is_filled)
    {
        return;
    }
    let between = roles.iter_mut().zip(&stated).take(last + 1).skip(first);
    for (role, stated) in between {
        if stated.is_some() || *role == Role::Unknown {
            *role = Role::Levelled;
        }
    }
}

/// In this order: a "question number" is a number, an "answer to the question" an answer.
fn role(name: &str) -> Role {
    if name.trim().is_empty() {
        return Role::Unknown;
    }
    if matches!(name.replace('.', "").trim(), "#" | "№" | "Nº" | "N°" | "nº" | "n°" | "*") {
        return Role::Number;
    }
    for (role, vocabulary) in [
        (Role::Answer, &names::GUIDANCE),
        (Role::Details, &names::DETAILS),
        (Role::Aside, &names::ASIDE),
        (Role::Level, &names::LEVEL),
        (Role::Kind, &names::KIND),
        (Role::Options, &names::OPTIONS),
        (Role::Answer, &names::ANSWER),
        (Role::Code, &names::CODE),
    ] {
        if vocabulary.are_in(name) {
            return role;
        }
    }
    if words(name).len() <= 3 && names::NUMBER.are_in(name) {
        return Role::Number;
    }
    for (role, vocabulary) in [
        (Role::Section, &names::SECTION),
        (Role::Question, &names::QUESTION),
        (Role::Perhaps, &names::PERHAPS),
    ] {
        if vocabulary.are_in(name) {
            return role;
        }
    }
    Role::Unknown
}

fn is_choice_letter(name: &str) -> bool {
    matches!(
        name.trim().trim_matches(['(', ')', '.']),
        "A" | "B" | "C" | "D" | "E" | "F" | "a" | "b" | "c" | "d" | "e" | "f"
    )
}

/// "Answer 1", "Antwort B".
fn is_lettered_answer(name: &str) -> bool {
    let words = words(name);
    let Some((last, others)) = words.split_last() else { return false };
    let is_short = last.chars().count() == 1
        && last.chars().all(|c| c.is_ascii_digit() || ('a'..='h').contains(&c));
    is_short && !others.is_empty() && names::ANSWER.are_in(&others.join(" "))
}

/// "12 questions, about an hour" tells of questions and names no column of them.
fn counts_questions(name: &str) -> bool {
    let words = words(name);
    let is_count = words.first().is_some_and(|word| word.chars().all(|c| c.is_ascii_digit()));
    is_count && name.contains(' ') && !name.contains(". ") && names::QUESTION.are_in(name)
}

/// One of the cells is the word for a question and no more, beside names that may all be unknown.
fn names_questions(filled: &[&String], known: usize) -> bool {
    let has_figure = filled.iter().any(|name| name.parse::<f64>().is_ok());
    let is_row = known >= 2 || filled.len() >= 3 && !has_figure;
    is_row && filled.iter().any(|name| is_nothing_but_question(name))
}

/// A column's name and no heading: "Questions", "Interview question", and not "Questions on Java".
fn is_nothing_but_question(name: &str) -> bool {
    let words = words(name);
    let is_filler = |word: &String| names::FILLERS.has(word) || names::QUESTION.has(word);
    names::QUESTION.are_in(name) && !words.is_empty() && words.iter().all(is_filler)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(names: &[&str], expected: &[Role]) {
        let cells: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        let header = Header::of(&cells).unwrap_or_else(|| panic!("{names:?} is a header"));
        assert_eq!(header.roles, expected, "{names:?}");
    }

    #[test]
    fn columns_are_known_by_their_names_in_many_languages() {
        use Role::*;
        check(
            &["No.", "Topic", "Question", "Expected answer", "Difficulty"],
            &[Number, Section, Question, Answer, Level],
        );
        check(
            &["Question ID", "Question", "Question type", "Follow-up questions"],
            &[Number, Question, Kind, Details],
        );
        check(&["Frage", "Musterantwort", "Schwierigkeitsgrad"], &[Question, Answer, Level]);
        check(&["Catégorie", "Question", "Réponse", "Niveau"], &[Section, Question, Answer, Level]);
        check(&["Pregunta", "Respuesta", "Nivel"], &[Question, Answer, Level]);
        check(&["Вопрос", "Ответ", "Сложность", "Тема"], &[Question, Answer, Level, Section]);
        check(&["序号", "题目", "参考答案", "难度"], &[Number, Question, Answer, Level]);
        check(&["Sıra", "Soru", "Cevap", "Zorluk"], &[Number, Question, Answer, Level]);
        check(
            &["Question", "A", "B", "C", "D", "Correct"],
            &[Question, Options, Options, Options, Options, Answer],
        );
        check(
            &["Question", "Answer 1", "Answer 2", "Correct answer"],
            &[Question, Options, Options, Answer],
        );
        check(&["Problem", "Difficulty", "Link"], &[Perhaps, Level, Aside]);
        check(&["Question", "Difficulty", "Level"], &[Question, Aside, Level]);
        check(&["Questions"], &[Question]);
    }

    #[test]
    fn rows_of_questions_and_titles_are_no_headers() {
        for cells in [
            &["1", "What is the answer to everything?"][..],
            &["Questions on Java"],
            &["Java", "Easy"],
            &["", ""],
            &["OOP", "Database", "Analytical"],
        ] {
            let cells: Vec<String> = cells.iter().map(|cell| (*cell).to_owned()).collect();
            assert_eq!(Header::of(&cells), None, "{cells:?}");
        }
    }
}
