//! Text with HTML or Markdown inside a field of another format, as plain text.

use super::html::{self, Piece, find_near};

/// A text without its markup.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plain {
    /// Paragraphs on lines of their own; a line of a list starts with `- `.
    pub text: String,
    /// What stood in fences or `pre`, without them.
    pub code: String,
    /// A picture stood there; what it shows is not read.
    pub has_picture: bool,
}

/// HTML: tags and entities taken out.
pub fn html(source: &str) -> Plain {
    let mut out = Out::default();
    for piece in html::pieces(source) {
        match piece {
            Piece::Text(text) => out.words(&html::entities(text)),
            Piece::Open(name) => out.tag(&name, false),
            Piece::Close(name) => out.tag(&name, true),
            Piece::Comment => {}
        }
    }
    out.finish()
}

/// Markdown, as far as authors use it inside a field: fences, emphasis, links, names in backticks.
pub fn markdown(source: &str) -> Plain {
    let mut plain = Plain::default();
    let mut fence: Option<&str> = None;
    for line in source.lines() {
        let lead = line.trim_start();
        let opens = ["```", "~~~"].into_iter().find(|fence| lead.starts_with(fence));
        match (fence, opens) {
            (Some(open), Some(mark)) if open == mark && lead.trim_end() == mark => fence = None,
            (Some(_), _) => push_line(&mut plain.code, line),
            (None, Some(mark)) => fence = Some(mark),
            (None, None) => {
                plain.has_picture |= line.contains("![");
                push_line(&mut plain.text, &spans(line));
            }
        }
    }
    plain.text = plain.text.trim().to_owned();
    plain.code = plain.code.trim_end().to_owned();
    plain
}

fn push_line(text: &mut String, line: &str) {
    if !text.is_empty() {
        text.push('\n');
    }
    text.push_str(line.trim_end());
}

/// One line without emphasis, links and backticks.
fn spans(line: &str) -> String {
    let mut out = without_bold(&links(line));
    if out.matches('`').count().is_multiple_of(2) {
        out = out.replace('`', "");
    }
    let lead = out.trim_start();
    match lead.strip_prefix("* ").or_else(|| lead.strip_prefix("+ ")) {
        Some(item) => format!("- {item}"),
        None => out,
    }
}

/// Without the stars around words; those of a power stay.
fn without_bold(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((before, from)) = rest.find("**").and_then(|at| rest.split_at_checked(at)) {
        let inside = from.get(2..).unwrap_or_default();
        let is_open = before.chars().next_back().is_none_or(|c| !c.is_alphanumeric());
        let end = find_near(inside, "**").filter(|_| is_open);
        let bold = end.and_then(|end| Some((inside.get(..end)?, inside.get(end + 2..)?)));
        let bold = bold.filter(|(words, _)| !words.is_empty() && words.trim() == *words);
        out.push_str(before);
        match bold {
            Some((words, behind)) => {
                out.push_str(words);
                rest = behind;
            }
            None => {
                out.push_str("**");
                rest = inside;
            }
        }
    }
    out.push_str(rest);
    out
}

/// `[words](address)` as its words; a picture is left out.
fn links(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((before, from)) = rest.find('[').and_then(|at| rest.split_at_checked(at)) {
        let link = find_near(from, "](").and_then(|middle| {
            let words = from.get(1..middle)?;
            let behind = from.get(middle + 2..)?;
            let end = find_near(behind, ")")?;
            (!words.contains('[')).then_some((words, behind.get(end + 1..)?))
        });
        let Some((words, behind)) = link else {
            out.push_str(before);
            out.push('[');
            rest = from.get(1..).unwrap_or_default();
            continue;
        };
        match before.strip_suffix('!') {
            Some(before) => out.push_str(before),
            None => {
                out.push_str(before);
                out.push_str(words);
            }
        }
        rest = behind;
    }
    out.push_str(rest);
    out
}

/// Text as it comes out of HTML.
#[derive(Default)]
struct Out {
    plain: Plain,
    /// A new line is due before the next word, and perhaps a bullet.
    must_break: bool,
    is_item: bool,
    in_code: bool,
    /// Inside `script` or `style`.
    is_silent: bool,
}

impl Out {
    fn words(&mut self, words: &str) {
        if self.is_silent {
            return;
        }
        if self.in_code {
            return self.plain.code.push_str(words);
        }
        let mut is_first = true;
        for word in words.split_inclusive(char::is_whitespace) {
            let (word, has_space) = match word.strip_suffix(char::is_whitespace) {
                Some(word) => (word, true),
                None => (word, false),
            };
            if !word.is_empty() {
                self.begin();
                self.plain.text.push_str(word);
            }
            let is_glued = is_first && word.is_empty();
            if has_space && (is_glued || !word.is_empty()) {
                self.space();
            }
            is_first = false;
        }
    }

    /// What is due before a word.
    fn begin(&mut self) {
        if std::mem::take(&mut self.must_break) && !self.plain.text.is_empty() {
            let len = self.plain.text.trim_end().len();
            self.plain.text.truncate(len);
            self.plain.text.push('\n');
        }
        if std::mem::take(&mut self.is_item) {
            self.plain.text.push_str("- ");
        }
    }

    fn space(&mut self) {
        if !self.plain.text.is_empty() && !self.plain.text.ends_with([' ', '\n']) {
            self.plain.text.push(' ');
        }
    }

    fn tag(&mut self, name: &str, is_end: bool) {
        match name {
            "pre" => {
                self.in_code = !is_end;
                self.must_break = true;
                if !is_end && !self.plain.code.is_empty() {
                    self.plain.code.push_str("\n\n");
                }
            }
            "script" | "style" => self.is_silent = !is_end,
            "img" => self.plain.has_picture = true,
            "br" if self.in_code => self.plain.code.push('\n'),
            "li" => (self.must_break, self.is_item) = (true, !is_end),
            "p" | "br" | "div" | "ul" | "ol" | "table" | "tr" | "h1" | "h2" | "h3" | "h4"
            | "blockquote" => self.must_break = true,
            "td" | "th" if !self.in_code => self.space(),
            _ => {}
        }
    }

    fn finish(mut self) -> Plain {
        self.plain.text = self.plain.text.trim().to_owned();
        let code = self.plain.code.trim_end().trim_start_matches('\n');
        self.plain.code = code.to_owned();
        self.plain
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_entities_are_taken_out_of_html() {
        for (source, text, code) in [
            ("<p>What is <b>x</b>?</p>", "What is x?", ""),
            ("a &lt; b &amp;&amp; c&nbsp;&#039;d&#x27;", "a < b && c 'd'", ""),
            ("One<br/>two <i>three</i>", "One\ntwo three", ""),
            ("<ul><li>one</li><li>two</li></ul>", "- one\n- two", ""),
            ("See:<pre><code>if a &lt; b:\n    c</code></pre>", "See:", "if a < b:\n    c"),
            ("if a < b and c > d", "if a < b and c > d", ""),
            ("a & b &unknown; c", "a & b &unknown; c", ""),
            ("never <closed", "never <closed", ""),
            ("<style>p {}</style>x<!-- no -->y", "xy", ""),
            ("caf&eacute; &yuml;", "café ÿ", ""),
        ] {
            let plain = html(source);
            assert_eq!((plain.text.as_str(), plain.code.as_str()), (text, code), "{source}");
        }
        assert!(html("<img src='a.png'>").has_picture);
    }

    #[test]
    fn markdown_loses_its_marks_and_gives_up_its_code() {
        let plain = markdown("What does `f` **do**? See [here](http://x.y).\n```js\nf()\n```\n");
        assert_eq!(plain.text, "What does f do? See here.");
        assert_eq!(plain.code, "f()");
        assert_eq!(markdown("a * b and __init__").text, "a * b and __init__");
        assert_eq!(markdown("an array [1](2").text, "an array [1](2");
        assert_eq!(markdown("2 ** 3 and a**b**c but **this**").text, "2 ** 3 and a**b**c but this");
        let picture = markdown("What? ![x](y.png)");
        assert!(picture.has_picture);
        assert_eq!(picture.text, "What?");
    }
}
