//! One cell as a question, or as several.

use crate::import::block::Mark as Before;
use crate::import::understand::ask;
use crate::import::words::PLACEHOLDERS;
use crate::import::{marks, prose};

/// A question of a cell, clean.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Asked {
    pub text: String,
    pub details: String,
    pub code: String,
    pub number: Option<u32>,
    /// The line above several questions of one cell.
    pub stem: Option<String>,
}

/// A cell that holds nothing but a promise of something.
pub fn is_placeholder(cell: &str) -> bool {
    let lower = cell.trim().to_lowercase();
    !lower.is_empty()
        && (!lower.contains(char::is_alphanumeric)
            || PLACEHOLDERS.contains(lower.trim_matches(['(', ')', '[', ']', '.', ':', '…']))
            || is_put_off(&lower))
}

/// `(TODO: something on caches)`, `[pending] locks`.
fn is_put_off(lower: &str) -> bool {
    const PUT_OFF: [&str; 13] = [
        "tbd",
        "todo",
        "wip",
        "pending",
        "placeholder",
        "pendiente",
        "pendente",
        "à compléter",
        "offen",
        "do uzupełnienia",
        "doplnit",
        "da completare",
        "потом",
    ];
    let Some(inner) = lower.strip_prefix(['(', '[']) else { return false };
    let is_word = |rest: &str| !rest.starts_with(char::is_alphanumeric);
    PUT_OFF.iter().any(|word| inner.strip_prefix(word).is_some_and(is_word))
}

/// The questions of a cell: mostly one; several where it is itself a list of them.
pub fn asked(cell: &str) -> Vec<Asked> {
    let lines: Vec<&str> =
        cell.lines().map(str::trim_end).skip_while(|line| line.trim().is_empty()).collect();
    if let Some(items) = split(&lines) {
        return items;
    }
    vec![one(&lines)]
}

/// A list inside the cell, where what stands above it is a heading or nothing.
fn split(lines: &[&str]) -> Option<Vec<Asked>> {
    let first = lines.iter().position(|line| Mark::of(line).is_some())?;
    let mark = lines.get(first).and_then(|line| Mark::of(line))?;
    let (above, list) = lines.split_at_checked(first)?;
    let stem = match above
        .iter()
        .map(|line| line.trim())
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .as_slice()
    {
        [] => None,
        [stem]
            if stem.ends_with([':', '：']) && !stem.contains('?')
                || stem.split_whitespace().count() <= 3 && ask::score(stem) < 1.0 =>
        {
            Some(stem.trim_end_matches([':', '：']).to_owned())
        }
        _ => return None,
    };
    let mut items: Vec<Vec<&str>> = Vec::new();
    for line in list {
        let starts = Mark::of(line)
            .is_some_and(|other| other.is_number == mark.is_number && other.indent <= mark.indent);
        match items.last_mut() {
            Some(item) if !starts => item.push(line),
            _ => items.push(vec![line]),
        }
    }
    let asking = items.iter().filter(|item| ask::score(&one(item).text) >= 1.0).count();
    let is_counted = mark.is_number && stem.is_none() && items.len() > 2;
    let is_list = items.len() > 1
        && (is_counted
            || asking * 2 >= items.len()
            || asking > 0
                && stem.as_ref().is_some_and(|stem| stem.split_whitespace().count() <= 3));
    is_list.then(|| items.iter().map(|item| Asked { stem: stem.clone(), ..one(item) }).collect())
}

/// The question up to where it has asked; code and the rest by themselves.
fn one(lines: &[&str]) -> Asked {
    let mut asked = Asked::default();
    let (mut text, mut details, mut code) = (Vec::new(), Vec::new(), Vec::new());
    let (mut is_over, mut is_fenced) = (false, false);
    for line in lines {
        let words = line.trim();
        if words.starts_with("```") {
            is_fenced = !is_fenced;
            is_over |= !text.is_empty();
        } else if let Some((before, comment)) = asking_comment(line) {
            code.push(before);
            text.push(comment);
            is_over = true;
        } else if is_fenced || prose::is_code(line) {
            code.push(*line);
            is_over |= !text.is_empty();
        } else if words.is_empty() {
            is_over |= !text.is_empty();
        } else if is_over || !text.is_empty() && Mark::of(line).is_some() {
            is_over = true;
            details.push(words);
        } else {
            text.push(words);
            is_over = words.ends_with(['?', '？']);
        }
    }
    let mut whole = text.join(" ");
    if whole.is_empty() {
        // Nothing but code, or what looks like it: it is the question.
        whole = lines.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ");
        code.clear();
    } else if ask::score(&whole) < 1.0
        && let Some(place) = details.iter().rposition(|line| line.ends_with(['?', '？']))
    {
        // The scene first, the question after it.
        for line in details.drain(..=place) {
            whole.push(' ');
            whole.push_str(line);
        }
    }
    // The number may stand before the emphasis or inside it.
    let (number, text) = unmarked(&whole);
    let text = plain(text);
    let (inner, text) = unmarked(&text);
    asked.number = number.or(inner);
    asked.text = text.to_owned();
    asked.details = details.join("\n");
    asked.code = code.join("\n");
    asked
}

/// A line of code whose comment asks about the code above it.
fn asking_comment(line: &str) -> Option<(&str, &str)> {
    let (before, comment) = line.split_once("//")?;
    (before.trim_end().ends_with([';', '}', '{']) && comment.trim_end().ends_with('?'))
        .then(|| (before.trim_end(), comment.trim()))
}

struct Mark {
    is_number: bool,
    indent: usize,
}

impl Mark {
    fn of(line: &str) -> Option<Self> {
        let words = line.trim_start();
        let indent = line.len() - words.len();
        let marked = marks::take(words);
        let is_number = matches!(marked.mark?, Before::Number(_));
        (!marked.rest.is_empty()).then_some(Self { is_number, indent })
    }
}

/// Without the numbers, bullets and labels before it.
fn unmarked(words: &str) -> (Option<u32>, &str) {
    let marked = marks::take(words);
    let number = match marked.mark {
        Some(Before::Number(number)) => Some(number),
        _ => None,
    };
    if marked.rest.is_empty() { (None, words.trim()) } else { (number, marked.rest) }
}

/// Without emphasis around the whole, and with single spaces.
pub fn plain(words: &str) -> String {
    let mut words = words.trim();
    for around in ["**", "__", "`", "*"] {
        let inner = words
            .strip_prefix(around)
            .and_then(|rest| rest.strip_suffix(around))
            .filter(|inner| !inner.is_empty() && !inner.contains(around));
        words = inner.unwrap_or(words).trim();
    }
    let spaced = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let emphasised = spaced.matches("**").count();
    if emphasised > 0 && emphasised % 2 == 0 && !spaced.chars().any(|c| c.is_ascii_digit()) {
        spaced.replace("**", "")
    } else {
        spaced
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_before_a_question_are_no_part_of_it() {
        for (cell, number, text) in [
            ("12. What is a monad?", Some(12), "What is a monad?"),
            ("Q3: Explain closures", Some(3), "Explain closures"),
            ("- [ ] **Explain closures**", None, "Explain closures"),
            ("(4) Why?", Some(4), "Why?"),
            ("第3题：什么是闭包？", Some(3), "什么是闭包？"),
            ("4 pillars of OOP", None, "4 pillars of OOP"),
            ("Explain 2 ** 3 ** 2", None, "Explain 2 ** 3 ** 2"),
            ("*args and **kwargs", None, "*args and **kwargs"),
        ] {
            let [asked] = &asked(cell)[..] else { panic!("{cell} is one") };
            assert_eq!((asked.number, asked.text.as_str()), (number, text), "{cell}");
        }
    }

    #[test]
    fn a_list_in_a_cell_is_several_questions() {
        let texts = |cell: &str| {
            asked(cell).into_iter().map(|asked| (asked.stem, asked.text)).collect::<Vec<_>>()
        };
        assert_eq!(
            texts("1. What is a heap?\n2. What is a stack?"),
            [(None, "What is a heap?".into()), (None, "What is a stack?".into())]
        );
        assert_eq!(texts("Memory:\n- What is a heap?\n- What is a stack?").len(), 2);
        assert_eq!(
            texts("Memory:\n- What is a heap?\n- What is a stack?")[0].0.as_deref(),
            Some("Memory")
        );
        assert_eq!(texts("You have a bag with 8 balls, 3 of them white.\n- What are the odds of white?\n- And of two whites?").len(), 1);
        assert_eq!(texts("What would you log here?\n- requests\n- errors").len(), 1);
    }

    #[test]
    fn code_in_a_cell_is_kept_apart() {
        let asked = &asked("What does this print?\nint x = 1;\nprint(x);\n")[0];
        assert_eq!(
            (asked.text.as_str(), asked.code.as_str()),
            ("What does this print?", "int x = 1;\nprint(x);")
        );
        let asked = &super::asked("int x = 1;\nprint(x); // What does this print?")[0];
        assert_eq!(
            (asked.text.as_str(), asked.code.as_str()),
            ("What does this print?", "int x = 1;\nprint(x);")
        );
    }
}
