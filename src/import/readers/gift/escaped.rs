//! GIFT's escapes: a backslash before a character that has a meaning takes the meaning away.

const ESCAPED: &str = "~=#{}:\\";

/// Every character that is not escaped, with its offset.
pub fn marks(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut chars = text.char_indices().peekable();
    std::iter::from_fn(move || {
        loop {
            let (at, c) = chars.next()?;
            let is_escape = c == '\\' && chars.peek().is_some_and(|(_, c)| ESCAPED.contains(*c));
            if !is_escape {
                return Some((at, c));
            }
            chars.next();
        }
    })
}

/// The text with its escapes resolved; `\n` is a line break.
pub fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match (c, chars.peek()) {
            ('\\', Some('n')) => {
                chars.next();
                out.push('\n');
            }
            ('\\', Some(next)) if ESCAPED.contains(*next) => {
                out.push(*next);
                chars.next();
            }
            _ => out.push(c),
        }
    }
    out
}
