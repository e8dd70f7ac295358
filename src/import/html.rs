//! The little HTML that documents carry: its tags and its entities.

/// A piece of HTML: text, or a tag with its name in lower case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece<'t> {
    Text(&'t str),
    Open(String),
    Close(String),
    Comment,
}

/// The pieces of a text, in order; a `<` that opens no tag is text.
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        let Some((piece, length)) = read_tag(tag) else {
            // No tag: the sign belongs to the text, up to the next one.
            let next =
                tag.get(1..).and_then(|tail| tail.find('<')).map_or(tag.len(), |next| next + 1);
            let whole = rest.get(..at + next).unwrap_or(rest);
            pieces.push(Piece::Text(whole));
            rest = rest.get(at + next..).unwrap_or_default();
            continue;
        };
        if !before.is_empty() {
            pieces.push(Piece::Text(before));
        }
        pieces.push(piece);
        rest = tag.get(length..).unwrap_or_default();
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest));
    }
    pieces
}

const DOCTYPE: &str = "!doctype";

/// The tag at the start of a text, and its length.
fn read_tag(text: &str) -> Option<(Piece<'static>, usize)> {
    if let Some(body) = text.strip_prefix("<!--") {
        let length = body.find("-->").map_or(text.len(), |end| end + "<!---->".len());
        return Some((Piece::Comment, length));
    }
    let body = text.strip_prefix('<')?;
    let (closes, body) = body.strip_prefix('/').map_or((false, body), |body| (true, body));
    // "<!DOCTYPE html>" opens nothing, and is no text.
    if body.get(..DOCTYPE.len()).is_some_and(|start| start.eq_ignore_ascii_case(DOCTYPE)) {
        let end = find_near(text, ">")?;
        return Some((Piece::Open(DOCTYPE.to_owned()), end + 1));
    }
    let name: String = body.chars().take_while(char::is_ascii_alphanumeric).take(16).collect();
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let after = body.get(name.len()..)?;
    if !after.starts_with(|c: char| c.is_whitespace() || matches!(c, '>' | '/')) {
        return None;
    }
    let end = find_near(text, ">")?;
    let name = name.to_lowercase();
    Some((if closes { Piece::Close(name) } else { Piece::Open(name) }, end + 1))
}

/// Whether the text has a tag that is no name of a type, such as `List<String>`.
pub fn has_tags(text: &str) -> bool {
    const TAGS: [&str; 18] = [
        "p", "br", "div", "span", "b", "strong", "i", "em", "ul", "ol", "li", "pre", "code", "img",
        "a", "h1", "h2", "h3",
    ];
    pieces(text).iter().any(|piece| match piece {
        Piece::Close(name) => TAGS.contains(&name.as_str()),
        // One opening tag may be what the question is about: only a pair, or a break, is markup.
        Piece::Open(name) => matches!(name.as_str(), "br" | "img"),
        Piece::Text(_) | Piece::Comment => false,
    })
}

/// `&amp;`, `&lt;`, `&#39;` and the like as the characters they stand for.
pub fn entities(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, from)) = rest.find('&').and_then(|at| rest.split_at_checked(at)) {
        out.push_str(before);
        let (character, length) = entity(from).unwrap_or(('&', 1));
        out.push(character);
        rest = from.get(length..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

/// The names of U+00A0 to U+00FF, in order.
const LATIN_1: &str = "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg \
    macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 \
    iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave \
    Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc \
    Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc \
    euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave \
    uacute ucirc uuml yacute thorn yuml";

/// Other names, each before its character.
const OTHERS: &str = "amp & lt < gt > quot \" apos ' lsquo ‘ rsquo ’ sbquo ‚ ldquo “ rdquo ” bdquo „ ndash – \
    mdash — hellip … bull • euro € trade ™ larr ← rarr → rArr ⇒ harr ↔ le ≤ ge ≥ ne ≠ \
    infin ∞ sum ∑ minus − radic √ pi π lambda λ lbrace { rbrace }";

/// The character of the entity that `from` begins with, and how many bytes spell it.
fn entity(from: &str) -> Option<(char, usize)> {
    let end = from.bytes().take(12).position(|byte| byte == b';')?;
    let name = from.get(1..end)?;
    let c = match name.strip_prefix('#') {
        Some(number) => {
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?)?
        }
        None => {
            let latin = LATIN_1.split_ascii_whitespace().position(|known| known == name);
            let latin = latin.and_then(|at| char::from_u32(u32::try_from(at).ok()? + 0xa0));
            let mut others = OTHERS.split_ascii_whitespace();
            let other = || others.find(|known| *known == name).and(others.next())?.chars().next();
            latin.or_else(other)?
        }
    };
    // A space that does not break is a space to whoever reads the text.
    let c = if c == '\u{a0}' { ' ' } else { c };
    Some((c, end + 1))
}

/// Where `wanted` stands in what a person would write as one tag or link; so no text is searched to
/// its end again and again.
pub fn find_near(text: &str, wanted: &str) -> Option<usize> {
    let end = (0..=text.len().min(4_000)).rev().find(|end| text.is_char_boundary(*end))?;
    text.get(..end)?.find(wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_with_parameters_is_no_tag() {
        assert!(!has_tags("What is a List<String>?"));
        assert!(!has_tags("What does <span> do?"));
        assert!(has_tags("<p>What?</p>") && has_tags("One<br>two"));
    }

    #[test]
    fn entities_are_read_and_what_is_none_stays() {
        for (source, text) in [
            ("a &lt; b &amp;&amp; c&nbsp;&#039;d&#x27;&#160;", "a < b && c 'd' "),
            ("a & b &unknown; c &", "a & b &unknown; c &"),
            ("caf&eacute; &yuml; &euro; &rbrace;", "café ÿ € }"),
        ] {
            assert_eq!(entities(source), text, "{source}");
        }
    }
}
