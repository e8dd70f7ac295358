//! JSON (RFC 8259) with the lines of every value.

use std::collections::BTreeSet;

/// How deep values may lie in each other.
const MAX_DEPTH: u32 = 100;
/// How many values a file may hold; they take a few dozen bytes each.
const MAX_VALUES: u32 = 3_000_000;
/// How many keys that stand twice are told of a file.
const MAX_DUPLICATES: usize = 100;

#[derive(Debug)]
pub struct Node {
    pub value: Value,
    /// Its first and its last line, from 1.
    pub first: u32,
    pub last: u32,
}

#[derive(Debug)]
pub enum Value {
    Null,
    Bool(bool),
    /// As it is written.
    Number(Box<str>),
    Text(Box<str>),
    List(Vec<Node>),
    Map(Vec<Field>),
}

#[derive(Debug)]
pub struct Field {
    pub name: Box<str>,
    /// Where the name stands.
    pub line: u32,
    pub node: Node,
}

/// Where the text is no JSON, or a key stands twice. The column counts characters from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    pub line: usize,
    pub column: usize,
    pub message: String,
}

pub struct Parser<'t> {
    text: &'t str,
    at: usize,
    line: u32,
    line_start: usize,
    depth: u32,
    values: u32,
    pub duplicates: Vec<Fault>,
}

type Result<T> = std::result::Result<T, Fault>;

impl<'t> Parser<'t> {
    pub fn new(text: &'t str) -> Self {
        Self::at_line(text, 1)
    }

    /// For a text that begins on a later line of its file.
    pub fn at_line(text: &'t str, line: usize) -> Self {
        let line = u32::try_from(line).unwrap_or(u32::MAX);
        Self { text, at: 0, line, line_start: 0, depth: 0, values: 0, duplicates: Vec::new() }
    }

    /// The next value; `None` where nothing but blanks is left.
    pub fn next(&mut self) -> Result<Option<Node>> {
        match self.blank() {
            None => Ok(None),
            Some(_) => self.value().map(Some),
        }
    }

    /// The offset behind what was read.
    pub fn offset(&self) -> usize {
        self.at
    }

    /// That something else stands where the file should end.
    pub fn more(&mut self) -> Option<Fault> {
        self.blank()?;
        Some(self.fault("nothing more is expected here"))
    }

    fn value(&mut self) -> Result<Node> {
        self.values += 1;
        if self.values > MAX_VALUES {
            return Err(self.fault("there are too many values in this file"));
        }
        let first = self.line;
        let value = match self.blank() {
            Some(b'"') => Value::Text(self.string()?),
            Some(b'{') => self.inside(Self::map)?,
            Some(b'[') => self.inside(Self::list)?,
            Some(b'-' | b'0'..=b'9') => Value::Number(self.number()?),
            Some(_) => self.word()?,
            None => return Err(self.early_end()),
        };
        Ok(Node { value, first, last: self.line })
    }

    fn inside(&mut self, read: fn(&mut Self) -> Result<Value>) -> Result<Value> {
        if self.depth == MAX_DEPTH {
            return Err(self.fault("this lies too deep in other values"));
        }
        self.depth += 1;
        self.at += 1;
        let value = read(self)?;
        self.depth -= 1;
        Ok(value)
    }

    fn list(&mut self) -> Result<Value> {
        let mut items = Vec::new();
        if self.blank() == Some(b']') {
            self.at += 1;
            return Ok(Value::List(items));
        }
        loop {
            self.blank();
            items.push(self.value()?);
            if self.ends(b']')? {
                return Ok(Value::List(items));
            }
        }
    }

    fn map(&mut self) -> Result<Value> {
        let mut fields: Vec<Field> = Vec::new();
        if self.blank() == Some(b'}') {
            self.at += 1;
            return Ok(Value::Map(fields));
        }
        let mut names: BTreeSet<Box<str>> = BTreeSet::new();
        let mut has_duplicates = false;
        loop {
            if self.blank() != Some(b'"') {
                return Err(self.unexpected("a key in quotes is expected here"));
            }
            let (line, place) = (self.line, (self.at, self.line_start));
            let name = self.string()?;
            if !names.insert(name.clone()) {
                self.duplicate(&name, line, place);
                has_duplicates = true;
            }
            if self.blank() != Some(b':') {
                return Err(self.unexpected("a colon is expected here"));
            }
            self.at += 1;
            self.blank();
            let node = self.value()?;
            fields.push(Field { name, line, node });
            if self.ends(b'}')? {
                break;
            }
        }
        if has_duplicates {
            fields.reverse();
            fields.retain(|field| names.remove(&field.name));
            fields.reverse();
        }
        Ok(Value::Map(fields))
    }

    fn duplicate(&mut self, name: &str, line: u32, (at, line_start): (usize, usize)) {
        if self.duplicates.len() < MAX_DUPLICATES {
            let name: String = name.chars().take(60).collect();
            let message = format!("the key \"{name}\" stands here twice");
            let column = self.column(at, line_start);
            self.duplicates.push(Fault { line: line as usize, column, message });
        }
    }

    /// Past a comma, or past the bracket that closes.
    fn ends(&mut self, close: u8) -> Result<bool> {
        match self.blank() {
            Some(b',') => {
                self.at += 1;
                match self.blank() {
                    Some(byte) if byte == close => {
                        Err(self.fault("nothing follows the comma before this"))
                    }
                    _ => Ok(false),
                }
            }
            Some(byte) if byte == close => {
                self.at += 1;
                Ok(true)
            }
            _ => Err(self.unexpected("a comma is expected here")),
        }
    }

    fn string(&mut self) -> Result<Box<str>> {
        let start = (self.at, self.line_start);
        self.at += 1;
        let mut out = String::new();
        loop {
            let rest = self.rest();
            let plain = rest.bytes().position(|byte| matches!(byte, b'"' | b'\\' | b'\n'));
            let Some(plain) = plain else {
                (self.at, self.line_start) = start;
                return Err(self.fault("this string is not closed"));
            };
            out.push_str(rest.get(..plain).unwrap_or_default());
            self.at += plain;
            match self.byte() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(out.into_boxed_str());
                }
                Some(b'\\') => out.push(self.escape()?),
                _ => {
                    let message =
                        "a string breaks off at the end of this line: close it, or write \\n";
                    return Err(self.fault(message));
                }
            }
        }
    }

    fn escape(&mut self) -> Result<char> {
        let c = match self.rest().as_bytes().get(1) {
            Some(b'n') => '\n',
            Some(b't') => '\t',
            Some(b'r') => '\r',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(byte @ (b'"' | b'\\' | b'/')) => char::from(*byte),
            Some(b'u') => return self.unicode(),
            _ => return Err(self.fault("what follows this \\ means nothing in a string")),
        };
        self.at += 2;
        Ok(c)
    }

    /// `\u00e9`, or two of them for one character; half of one is shown as what it is: lost.
    fn unicode(&mut self) -> Result<char> {
        let unit = |parser: &Self| {
            let digits = parser.rest().strip_prefix("\\u")?.get(..4)?;
            let is_hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
            is_hex.then(|| u32::from_str_radix(digits, 16).ok())?
        };
        let Some(high) = unit(self) else {
            return Err(self.fault("four hexadecimal digits are expected behind \\u"));
        };
        self.at += 6;
        if let Some(c) = char::from_u32(high) {
            return Ok(c);
        }
        let low = unit(self)
            .filter(|low| (0xd800..0xdc00).contains(&high) && (0xdc00..0xe000).contains(low));
        let Some(low) = low else { return Ok(char::REPLACEMENT_CHARACTER) };
        self.at += 6;
        let code = 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
        Ok(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER))
    }

    fn number(&mut self) -> Result<Box<str>> {
        let is_part = |byte: &u8| byte.is_ascii_digit() || b"+-.eE".contains(byte);
        let len = self.rest().bytes().take_while(is_part).count();
        let text = self.rest().get(..len).unwrap_or_default();
        if text.parse::<f64>().is_err() {
            return Err(self.fault("this is not a number"));
        }
        let text = Box::from(text);
        self.at += len;
        Ok(text)
    }

    fn word(&mut self) -> Result<Value> {
        let len = self.rest().bytes().take_while(u8::is_ascii_alphabetic).count();
        let value = match self.rest().get(..len) {
            Some("true") => Value::Bool(true),
            Some("false") => Value::Bool(false),
            Some("null") => Value::Null,
            _ => return Err(self.fault("a value is expected here")),
        };
        self.at += len;
        Ok(value)
    }

    /// Past blanks, to the byte that follows.
    fn blank(&mut self) -> Option<u8> {
        loop {
            match self.byte()? {
                b'\n' => {
                    self.at += 1;
                    self.line = self.line.saturating_add(1);
                    self.line_start = self.at;
                }
                b' ' | b'\t' | b'\r' => self.at += 1,
                byte => return Some(byte),
            }
        }
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn column(&self, at: usize, line_start: usize) -> usize {
        self.text.get(line_start..at).map_or(1, |before| before.chars().count() + 1)
    }

    fn unexpected(&self, message: &str) -> Fault {
        if self.byte().is_none() { self.early_end() } else { self.fault(message) }
    }

    fn early_end(&self) -> Fault {
        self.fault("the file breaks off here: a part of it is missing")
    }

    fn fault(&self, message: &str) -> Fault {
        let column = self.column(self.at, self.line_start);
        Fault { line: self.line as usize, column, message: message.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<(usize, usize)>) {
        let mut parser = Parser::new(text);
        let fault = parser.next().err().or_else(|| parser.more());
        assert_eq!(fault.map(|fault| (fault.line, fault.column)), expected, "{text}");
    }

    #[test]
    fn what_is_no_json_is_told_with_its_place() {
        check("{\"a\": [1, -2.5e3, true, null, \"\\u00e9\\ud83d\\ude00\"]}", None);
        check("{\"a\": 1,}", Some((1, 9)));
        check("[1\n 2]", Some((2, 2)));
        check("{\"é\": 'x'}", Some((1, 7)));
        check("{\n  \"a\": \"b\n}", Some((2, 10)));
        check("[1, 2", Some((1, 6)));
        check("[] x", Some((1, 4)));
        check(&"[".repeat(1000), Some((1, 101)));
    }

    #[test]
    fn of_a_key_that_stands_twice_the_last_holds() {
        let mut parser = Parser::new("{\"a\": 1,\n \"a\": 2}");
        let node = parser.next().unwrap().unwrap();
        let Value::Map(fields) = node.value else { panic!() };
        assert_eq!((fields.len(), fields[0].line), (1, 2));
        assert_eq!((parser.duplicates[0].line, parser.duplicates[0].column), (2, 2));
    }
}
