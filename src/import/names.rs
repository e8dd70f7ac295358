//! What a field holds by its name, in many languages.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::words::{self, Name};

/// What a field holds of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    Question,
    Answer,
    /// Which option is right: its text, letter, or place.
    Correct,
    Options,
    /// Options of which none is right.
    Wrong,
    Explanation,
    Level,
    Section,
    /// Below the section.
    Subsection,
    Code,
    /// What completes the question.
    Details,
    FollowUps,
    Kind,
    Number,
    Tags,
}

/// How sure a name is of its role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trust {
    /// Used for other things as well: `title`, `text`.
    Weak,
    /// The name has the word in it: `question_html`.
    Part,
    Whole,
}

/// Which role the names of a list stand for.
const LISTS: [(&str, Role); 18] = [
    ("question", Role::Question),
    ("perhaps", Role::Question),
    ("correct", Role::Correct),
    ("answer", Role::Answer),
    ("guidance", Role::Answer),
    ("options", Role::Options),
    ("wrong", Role::Wrong),
    ("explanation", Role::Explanation),
    ("notes", Role::Explanation),
    ("level", Role::Level),
    ("section", Role::Section),
    ("subsection", Role::Subsection),
    ("code", Role::Code),
    ("details", Role::Details),
    ("follow up", Role::FollowUps),
    ("kind", Role::Kind),
    ("number", Role::Number),
    ("tags", Role::Tags),
];

/// Words inside longer names, from the surest on.
const PARTS: [(Role, &[&str]); 8] = [
    (Role::Wrong, &["incorrect", "wrong"]),
    (Role::Correct, &["correct"]),
    (Role::FollowUps, &["followup"]),
    (Role::Explanation, &["explanation"]),
    (Role::Answer, &["answer", "solution", "ответ", "antwort", "respuesta", "答案"]),
    (Role::Level, &["difficulty", "seniority"]),
    (Role::Code, &["snippet"]),
    (Role::Question, &["question", "вопрос", "frage", "pregunta", "问题"]),
];

/// Words that make something else of a longer name: `question_count`, `answered_by`.
const NOT_TEXT: [&str; 12] = [
    "count", "date", "url", "link", "author", "type", "status", "time", "score", "count", "image",
    "by",
];

/// Every role that a name may mean, the surest first.
pub fn roles(name: &str) -> Vec<(Role, Trust)> {
    let plain = plain(name);
    let stem = plain.trim_end_matches(|c: char| c.is_ascii_digit());
    let is_letter = stem.len() == 1 && stem != "a" && stem != "q" && stem != "n";
    if plain.is_empty() || is_letter && stem.is_ascii() && stem != "#" {
        return Vec::new();
    }
    let mut found = KNOWN.get(plain.as_str()).cloned().unwrap_or_default();
    if found.is_empty() && !NOT_TEXT.iter().any(|word| plain.ends_with(word)) {
        let part = PARTS.iter().find(|(_, words)| words.iter().any(|word| plain.contains(word)));
        found.extend(part.map(|(role, _)| (*role, Trust::Part)));
    }
    found
}

/// The roles of each name, the surest first: a large file asks for them at every field.
static KNOWN: LazyLock<HashMap<String, Vec<(Role, Trust)>>> = LazyLock::new(|| {
    let mut known: HashMap<String, Vec<(Role, Trust)>> = HashMap::new();
    for Name { list, name, is_weak } in words::names("fields") {
        let Some((_, role)) = LISTS.iter().find(|(known, _)| *known == list) else { continue };
        let trust = if is_weak { Trust::Weak } else { Trust::Whole };
        known.entry(plain(name)).or_default().push((*role, trust));
    }
    let surest = |(_, trust): &(Role, Trust)| std::cmp::Reverse(*trust);
    known.values_mut().for_each(|roles| roles.sort_by_key(surest));
    known
});

/// A name without spaces, underscores and case.
fn plain(name: &str) -> String {
    let letters = name.chars().filter(|c| c.is_alphanumeric() || "#№".contains(*c));
    letters.collect::<String>().to_lowercase()
}

/// How far a name may mean this role, if at all.
pub fn trust(name: &str, role: Role) -> Option<Trust> {
    roles(name).into_iter().find(|(found, _)| *found == role).map(|(_, trust)| trust)
}

static CONTAINERS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let names = words::names("fields").filter(|name| name.list == "container");
    names.map(|name| plain(name.name)).collect()
});

/// Whether a list of this name may have questions in it.
pub fn is_container(name: &str) -> bool {
    let is_questions = matches!(trust(name, Role::Question), Some(Trust::Whole | Trust::Part));
    is_questions || CONTAINERS.contains(&plain(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_of_names_has_a_reader() {
        for name in words::names("fields") {
            let is_read = LISTS.iter().any(|(list, _)| *list == name.list);
            assert!(is_read || name.list == "container", "{}", name.list);
        }
        for (list, _) in LISTS {
            assert!(words::names("fields").any(|name| name.list == list), "{list}");
        }
    }

    #[test]
    fn fields_are_known_by_names_that_columns_have() {
        for (name, role) in [
            ("грейд", Role::Level),
            ("đáp_án", Role::Answer),
            ("keyPoints", Role::Answer),
            ("correct_option", Role::Correct),
            ("description", Role::Details),
        ] {
            assert_eq!(roles(name).first(), Some(&(role, Trust::Whole)), "{name}");
        }
        assert_eq!(roles("source"), Vec::new(), "a column of code, a field of where it is from");
    }
}
