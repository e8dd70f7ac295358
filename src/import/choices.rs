//! The options of a quiz question, in the words of an interview.

/// One option, or one half of a matching pair.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choice {
    pub text: String,
    pub is_right: bool,
    /// What the author says to whoever chooses it.
    pub feedback: String,
}

impl Choice {
    pub fn new(text: impl Into<String>, is_right: bool) -> Self {
        Self { text: text.into(), is_right, feedback: String::new() }
    }
}

/// The options as bullets. They bear letters only where one of them speaks of others by letter.
pub fn details(choices: &[Choice]) -> String {
    let lines: Vec<String> =
        named(choices).into_iter().map(|text| format!("- {}", one_line(&text))).collect();
    lines.join("\n")
}

/// The right options, with what the author says of them; behind them what is said of the wrong ones.
pub fn answer(choices: &[Choice]) -> String {
    let told = |choice: &Choice, text: &str| match choice.feedback.as_str() {
        "" => text.to_owned(),
        feedback => format!("{text}: {feedback}"),
    };
    let texts = named(choices);
    let right = choices.iter().zip(&texts).filter(|(choice, _)| choice.is_right);
    let wrong = choices.iter().zip(&texts);
    let wrong = wrong.filter(|(choice, _)| !choice.is_right && !choice.feedback.is_empty());
    let wrong = wrong.map(|(choice, text)| format!("Not {}", told(choice, text)));
    listed(right.map(|(choice, text)| told(choice, text)).chain(wrong))
}

/// One text as it stands, several as bullets.
pub fn listed(texts: impl IntoIterator<Item = String>) -> String {
    let texts: Vec<String> = texts.into_iter().filter(|text| !text.is_empty()).collect();
    match texts.as_slice() {
        [text] => text.clone(),
        texts => {
            let bullets = texts.iter().map(|text| format!("- {}", one_line(text)));
            bullets.collect::<Vec<_>>().join("\n")
        }
    }
}

/// Texts as paragraphs; none stands there twice.
pub fn joined<'t>(texts: impl IntoIterator<Item = &'t str>) -> String {
    let mut all: Vec<&str> = Vec::new();
    for text in texts.into_iter().map(str::trim).filter(|text| !text.is_empty()) {
        if !all.contains(&text) {
            all.push(text);
        }
    }
    all.join("\n\n")
}

fn named(choices: &[Choice]) -> Vec<String> {
    let is_lettered = choices.iter().any(|choice| speaks_of_letters(&choice.text));
    let name = |(letter, choice): (char, &Choice)| match is_lettered {
        true => format!("{letter}. {}", choice.text),
        false => choice.text.clone(),
    };
    ('A'..='Z')
        .zip(choices)
        .map(name)
        .chain(choices.iter().skip(26).map(|it| it.text.clone()))
        .collect()
}

/// "Both A and C", "A & B only".
fn speaks_of_letters(text: &str) -> bool {
    let words: Vec<&str> = text.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    let is_letter = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        word.len() == 1 && word.starts_with(|c: char| ('A'..='F').contains(&c))
    };
    words.windows(3).any(|three| {
        let [one, joint, two] = three else { return false };
        is_letter(one) && is_letter(two) && matches!(*joint, "and" | "&" | "or" | "и" | "y" | "und")
    })
}

fn one_line(text: &str) -> String {
    text.split('\n').map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_stand_only_where_an_option_speaks_of_them() {
        let plain = [Choice::new("One", true), Choice::new("Two", false)];
        assert_eq!(details(&plain), "- One\n- Two");
        assert_eq!(answer(&plain), "One");
        let both = [plain.as_slice(), &[Choice::new("Both A and B", false)]].concat();
        assert_eq!(details(&both), "- A. One\n- B. Two\n- C. Both A and B");
        assert_eq!(answer(&both), "A. One");
    }

    #[test]
    fn several_right_options_are_a_list() {
        let mut one = Choice::new("One", true);
        one.feedback = "Yes".to_owned();
        let all = [one, Choice::new("Two", true), Choice::new("Three", false)];
        assert_eq!(answer(&all), "- One: Yes\n- Two");
    }
}
