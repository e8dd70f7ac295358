//! Blocks of HTML between the Markdown: hidden parts, headings, lists, tables.

use super::inline;
use crate::import::block::{Block, Bold, Form, Mark};
use crate::import::found::Lines;
use crate::import::html::{self, Piece};

/// Reads the lines of one block.
pub(super) struct RawHtml {
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
    /// Inside `script` or `style`.
    skips: bool,
}

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
            skips: false,
        }
    }

    pub(super) fn line(&mut self, source: &str, number: usize) {
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
        if is_text {
            self.flush(number);
        }
        if let Some((_, code)) = &mut self.code {
            code.push('\n');
        }
        if self.blocks.len() == before && self.text.is_empty() && !source.trim().is_empty() {
            self.furniture(number);
        }
    }

    fn text(&mut self, text: &str, number: usize) {
        if self.skips {
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
        match name {
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
            "li" => self.begin(Form::Item, number),
            "p" | "div" | "br" | "hr"
                if self.cells.is_none()
                    && !matches!(self.form, Form::Summary | Form::Heading(_)) =>
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
            "script" | "style" => self.skips = true,
            _ => {}
        }
    }

    fn close(&mut self, name: &str, number: usize) {
        match name {
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
            "script" | "style" => self.skips = false,
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
        if form == Form::Item && block.mark.is_none() {
            block.mark = Some(Mark::Bullet);
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

    pub(super) fn finish(mut self) -> (Vec<Block>, usize) {
        let last = self.line;
        self.flush(last);
        (self.blocks, self.hidden)
    }
}
