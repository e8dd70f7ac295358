//! Blocks of HTML, between the Markdown or as a page of their own: hidden parts, headings, lists, tables.

use super::inline;
use crate::import::block::{Block, Bold, Form, Mark};
use crate::import::found::Lines;
use crate::import::html::{self, Piece};

/// Reads the lines of one block.
pub(in crate::import::readers) struct RawHtml {
    blocks: Vec<Block>,
    hidden: usize,
    depth: u8,
    text: String,
    line: usize,
    form: Form,
    bold: bool,
    was_bold: bool,
    cells: Option<Vec<String>>,
    code: Option<(usize, String)>,
    in_comment: bool,
    /// The element whose text is none of the document's: `script`, the menu of a page.
    skipped: Option<&'static str>,
    /// The whole document is HTML: only tags end a text, not lines.
    is_page: bool,
    /// The lists that are open in a page, with the number of their last item where they count.
    lists: Vec<Option<u32>>,
}

/// What a cell may be made of, which breaks no text of it.
const IN_CELL: [&str; 10] = ["p", "div", "br", "li", "h1", "h2", "h3", "h4", "h5", "h6"];
/// Elements with no text of the document.
const SKIPPED: [&str; 2] = ["script", "style"];
/// And more of a page.
const SKIPPED_OF_PAGE: [&str; 7] =
    ["head", "nav", "footer", "noscript", "template", "button", "svg"];

impl RawHtml {
    pub(super) fn new(hidden: usize, depth: u8) -> Self {
        Self {
            blocks: Vec::new(),
            hidden,
            depth,
            text: String::new(),
            line: 0,
            form: Form::Paragraph,
            bold: false,
            was_bold: false,
            cells: None,
            code: None,
            in_comment: false,
            skipped: None,
            is_page: false,
            lists: Vec::new(),
        }
    }

    pub(in crate::import::readers) fn of_page() -> Self {
        Self { is_page: true, ..Self::new(0, 0) }
    }

    pub(in crate::import::readers) fn line(&mut self, source: &str, number: usize) {
        let mut source = source;
        if self.in_comment {
            let Some((_, rest)) = source.split_once("-->") else {
                self.furniture(number);
                return;
            };
            self.in_comment = false;
            source = rest;
        }
        if self.text.is_empty() {
            self.line = number;
        }
        let before = self.blocks.len();
        for piece in html::pieces(source) {
            match piece {
                Piece::Text(text) => self.text(text, number),
                Piece::Open(name) => self.open(&name, number),
                Piece::Close(name) => self.close(&name, number),
                Piece::Comment => self.in_comment = !source.contains("-->"),
            }
        }
        let is_text = matches!(self.form, Form::Paragraph | Form::Item)
            && self.cells.is_none()
            && self.code.is_none();
        if is_text && !self.is_page {
            self.flush(number);
        } else if self.code.is_none() && !self.text.is_empty() {
            self.text.push(' ');
        }
        if let Some((_, code)) = &mut self.code {
            code.push('\n');
        }
        if self.blocks.len() == before && self.text.is_empty() && !source.trim().is_empty() {
            self.furniture(number);
        }
    }

    fn text(&mut self, text: &str, number: usize) {
        if self.skipped.is_some() {
            return;
        }
        if let Some((_, code)) = &mut self.code {
            code.push_str(&html::entities(text));
            return;
        }
        if self.text.trim().is_empty() {
            self.text.clear();
            self.line = number;
        }
        self.was_bold |= self.bold && !text.trim().is_empty();
        self.text.push_str(&html::entities(text));
    }

    fn open(&mut self, name: &str, number: usize) {
        // The head of a page need not be closed.
        if name == "body" && self.skipped == Some("head") {
            self.skipped = None;
        }
        if self.skipped.is_some() {
            return;
        }
        let of_page = SKIPPED_OF_PAGE.iter().filter(|_| self.is_page);
        self.skipped = SKIPPED.iter().chain(of_page).find(|skipped| **skipped == name).copied();
        match name {
            // A cell is one text, whatever it is made of.
            _ if self.cells.is_some() && IN_CELL.contains(&name) => self.text.push(' '),
            "details" => {
                self.flush(number);
                self.hidden += 1;
            }
            "summary" => self.begin(Form::Summary, number),
            "h1" => self.begin(Form::Heading(1), number),
            "h2" => self.begin(Form::Heading(2), number),
            "h3" => self.begin(Form::Heading(3), number),
            "h4" => self.begin(Form::Heading(4), number),
            "h5" | "h6" => self.begin(Form::Heading(5), number),
            "ul" | "ol" if self.is_page => {
                self.flush(number);
                self.lists.push((name == "ol").then_some(0));
            }
            "li" => {
                self.begin(Form::Item, number);
                if let Some(Some(last)) = self.lists.last_mut() {
                    *last = last.saturating_add(1);
                }
            }
            "dt" if self.is_page => {
                self.begin(Form::Paragraph, number);
                self.bold = true;
            }
            "dd" if self.is_page => self.begin(Form::Paragraph, number),
            "p" | "div" | "br" | "hr" | "section" | "article" | "table"
                if !matches!(self.form, Form::Summary | Form::Heading(_)) =>
            {
                self.begin(Form::Paragraph, number);
            }
            "br" | "p" | "div" => self.text.push(' '),
            "b" | "strong" => self.bold = true,
            "tr" => {
                self.flush(number);
                self.cells = Some(Vec::new());
            }
            "td" | "th" => self.text.clear(),
            "pre" => {
                self.flush(number);
                self.code = Some((number, String::new()));
            }
            "img" if self.text.is_empty() => {
                let mut block = Block::new(Form::Picture, Lines::one(number), "");
                block.hidden = self.hidden > 0;
                self.blocks.push(block);
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str, number: usize) {
        if let Some(skipped) = self.skipped {
            if skipped == name {
                self.skipped = None;
            }
            return;
        }
        match name {
            _ if self.cells.is_some() && IN_CELL.contains(&name) => {}
            "ul" | "ol" if self.is_page => {
                self.flush(number);
                self.lists.pop();
            }
            "dt" if self.is_page => {
                self.bold = false;
                self.flush(number);
            }
            "details" => {
                self.flush(number);
                self.hidden = self.hidden.saturating_sub(1);
            }
            "summary" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "li" | "p" | "div" => {
                self.flush(number)
            }
            "b" | "strong" => self.bold = false,
            "td" | "th" => {
                let cell = std::mem::take(&mut self.text);
                if let Some(cells) = &mut self.cells {
                    cells.push(cell.split_whitespace().collect::<Vec<_>>().join(" "));
                }
            }
            "tr" => {
                if let Some(cells) = self.cells.take() {
                    let block = Block::new(Form::Row, Lines::one(number), cells.join("\t"));
                    self.push(block);
                }
            }
            "pre" => {
                if let Some((line, code)) = self.code.take() {
                    let mut block =
                        Block::new(Form::Code, Lines::new(line, number), code.trim_matches('\n'));
                    block.depth = self.depth + 1;
                    self.push(block);
                }
            }
            _ => {}
        }
    }

    fn begin(&mut self, form: Form, number: usize) {
        self.flush(number);
        self.form = form;
        self.line = number;
    }

    fn flush(&mut self, number: usize) {
        let text = std::mem::take(&mut self.text);
        let form = std::mem::replace(&mut self.form, Form::Paragraph);
        let bold = std::mem::take(&mut self.was_bold);
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.is_empty() {
            return;
        }
        let clean = crate::import::readers::plain::without_emphasis(&text);
        let mut block = inline::of_text(&clean.text, Lines::new(self.line.max(1), number));
        block.form = form;
        block.depth = self.depth;
        block.bold = if bold { Bold::Whole } else { clean.bold };
        if form == Form::Item {
            block.depth += u8::try_from(self.lists.len().saturating_sub(1)).unwrap_or(9).min(9);
            let counted = self.lists.last().copied().flatten().map(Mark::Number);
            block.mark = block.mark.or(counted).or(Some(Mark::Bullet));
        }
        self.push(block);
    }

    fn furniture(&mut self, number: usize) {
        let block = Block::new(Form::Furniture, Lines::one(number), "");
        self.push(block);
    }

    fn push(&mut self, mut block: Block) {
        block.hidden = self.hidden > 0;
        self.blocks.push(block);
    }

    pub(in crate::import::readers) fn finish(mut self) -> (Vec<Block>, usize) {
        let last = self.line;
        self.flush(last);
        (self.blocks, self.hidden)
    }
}
