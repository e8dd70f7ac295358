//! What an answer is worth, behind what is asked: "(0.5 pt)", "[2 marks]".

/// Without what an answer is worth: "(0.5 pt)", "[2 marks]".
pub fn without(text: &str) -> &str {
    let Some((before, tag)) =
        text.trim_end().strip_suffix([')', ']']).and_then(|text| text.rsplit_once(['(', '[']))
    else {
        return text;
    };
    let unit: String =
        tag.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    let units = [
        "p",
        "pt",
        "pts",
        "point",
        "points",
        "mark",
        "marks",
        "punkt",
        "punkte",
        "балл",
        "балла",
        "баллов",
        "punti",
        "puntos",
        "pontos",
        "分",
    ];
    let is_worth = tag.chars().any(|c| c.is_ascii_digit()) && units.contains(&unit.as_str());
    if is_worth && !before.trim().is_empty() { before.trim_end() } else { text }
}

pub fn are_in(text: &str) -> bool {
    without(text).len() < text.len()
}
