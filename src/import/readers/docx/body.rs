//! The text of a document in its order: paragraphs, tables, and what lies inside them.

use std::collections::BTreeMap;

use quick_xml::events::BytesStart;

use super::numbering::Numbering;
use super::paragraph::{Paragraph, Run};
use super::styles::{self, Role, Styles};
use super::tables::Table;
use crate::import::archive::{Node, Relation, Xml, attribute};
use crate::import::block::{Block, Form, Link};
use crate::import::found::Lines;
use crate::import::refusal::Refusal;

pub struct Body<'a> {
    styles: &'a Styles,
    numbering: Numbering,
    relations: &'a BTreeMap<String, Relation>,
    blocks: Vec<Block>,
    /// Open paragraphs, a text box's inside the one that holds it, and open tables, in their order.
    open: Vec<Open>,
    /// Paragraphs so far, which is what a line of a document means.
    line: usize,
    /// An empty paragraph or a page break stands before what comes next.
    gap: bool,
    /// The text that is read belongs to a link.
    is_linked: bool,
    /// Paragraphs that are code only by their font.
    by_font: usize,
    texts: usize,
}

enum Open {
    Paragraph(Box<Paragraph>),
    Table(Table),
}

impl<'a> Body<'a> {
    pub fn new(
        styles: &'a Styles,
        numbering: Numbering,
        relations: &'a BTreeMap<String, Relation>,
    ) -> Self {
        Self {
            styles,
            numbering,
            relations,
            blocks: Vec::new(),
            open: Vec::new(),
            line: 0,
            gap: false,
            is_linked: false,
            by_font: 0,
            texts: 0,
        }
    }

    pub fn read(mut self, xml: &mut Xml<'_>) -> Result<Vec<Block>, Refusal> {
        let mut run = Run::default();
        let mut is_text = false;
        loop {
            match xml.step()? {
                Node::Open(element) => match element.local_name().as_ref() {
                    "t" => is_text = true,
                    "r" => run = self.new_run(),
                    "rPr" => self.run_properties(xml, &mut run)?,
                    name => self.start(name, &element, xml, &run)?,
                },
                Node::Close(name) => match name.as_str() {
                    "t" => is_text = false,
                    name => self.end(name),
                },
                Node::Text(words) if is_text => self.text(&run, &words),
                Node::Text(_) => {}
                Node::End => break,
            }
        }
        while !self.open.is_empty() {
            self.close();
        }
        Ok(self.settled())
    }

    fn start(
        &mut self,
        name: &str,
        element: &BytesStart<'_>,
        xml: &mut Xml<'_>,
        run: &Run,
    ) -> Result<(), Refusal> {
        match name {
            "p" => {
                self.line += 1;
                self.open.push(Open::Paragraph(Box::new(Paragraph {
                    line: self.line,
                    ..Paragraph::default()
                })));
            }
            "pPr" => self.paragraph_properties(xml)?,
            "tbl" => self.open.push(Open::Table(Table::default())),
            "tr" | "tc" | "gridSpan" => self.table_part(name, element),
            "br" if attribute(element, "type").as_deref() == Some("page") => self.gap = true,
            "br" | "cr" => self.text(run, "\n"),
            "tab" | "ptab" => self.text(run, "\t"),
            "noBreakHyphen" => self.text(run, "-"),
            "blip" | "imagedata" => self.with_paragraph(|paragraph| {
                paragraph.picture = Some(paragraph.picture.take().unwrap_or_default())
            }),
            "docPr" => {
                let words = attribute(element, "descr")
                    .or_else(|| attribute(element, "title"))
                    .unwrap_or_default();
                self.with_paragraph(|paragraph| {
                    paragraph.picture =
                        paragraph.picture.take().or((!words.is_empty()).then_some(words))
                });
            }
            "hyperlink" => self.link(element),
            // Struck out while changes are tracked, moved elsewhere, said twice for older programs, settings, and
            // the reading aids of East Asian scripts.
            "del" | "moveFrom" | "delText" | "instrText" | "Fallback" | "sectPr" | "sdtPr"
            | "tblPr" | "tblGrid" | "trPr" | "rt" => {
                xml.skip_counting("p", &mut self.line)?;
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) {
        match name {
            "p" if matches!(self.open.last(), Some(Open::Paragraph(_))) => self.close(),
            "tbl" if matches!(self.open.last(), Some(Open::Table(_))) => self.close(),
            "hyperlink" => self.is_linked = false,
            _ => {}
        }
    }

    fn table_part(&mut self, name: &str, element: &BytesStart<'_>) {
        let Some(Open::Table(table)) = self.open.last_mut() else { return };
        match name {
            "tr" => table.start_row(),
            "tc" => table.start_cell(),
            _ => table.span(
                attribute(element, "val").and_then(|columns| columns.parse().ok()).unwrap_or(1),
            ),
        }
    }

    /// Puts what is complete where it belongs: the text, a cell, or the paragraph around it.
    fn close(&mut self) {
        let (line, blocks) = match self.open.pop() {
            None => return,
            Some(Open::Table(table)) => {
                // The row in which it lies has its lines from its paragraphs.
                let blocks = table.blocks();
                let Some(last) = blocks.last() else { return };
                (last.lines.last, blocks)
            }
            Some(Open::Paragraph(paragraph)) => (paragraph.line, self.paragraph_blocks(*paragraph)),
        };
        match self.open.last_mut() {
            None => self.blocks.extend(blocks),
            Some(Open::Table(table)) => table.add(line, blocks),
            Some(Open::Paragraph(around)) => around.inside.extend(blocks),
        }
    }

    fn paragraph_blocks(&mut self, paragraph: Paragraph) -> Vec<Block> {
        if paragraph.is_empty() {
            self.gap = true;
            return Vec::new();
        }
        let gap = std::mem::take(&mut self.gap);
        self.texts += 1;
        self.by_font += usize::from(paragraph.is_code() && paragraph.style.role != Role::Code);
        paragraph.blocks(gap)
    }

    fn with_paragraph(&mut self, change: impl FnOnce(&mut Paragraph)) {
        if let Some(Open::Paragraph(paragraph)) = self.open.last_mut() {
            change(paragraph);
        }
    }

    fn new_run(&self) -> Run {
        match self.open.last() {
            Some(Open::Paragraph(paragraph)) => Run {
                is_bold: paragraph.style.is_bold,
                is_monospaced: paragraph.style.is_monospaced,
                ..Run::default()
            },
            _ => Run::default(),
        }
    }

    fn text(&mut self, run: &Run, words: &str) {
        let is_linked = self.is_linked;
        self.with_paragraph(|paragraph| {
            if is_linked {
                paragraph.linked += words.chars().filter(|c| !c.is_whitespace()).count();
            }
            match paragraph.runs.last_mut() {
                Some(last)
                    if (last.is_bold, last.is_monospaced, last.is_hidden)
                        == (run.is_bold, run.is_monospaced, run.is_hidden) =>
                {
                    last.text.push_str(words)
                }
                _ => paragraph.runs.push(Run { text: words.to_owned(), ..run.clone() }),
            }
        });
    }

    fn link(&mut self, element: &BytesStart<'_>) {
        let target = attribute(element, "id")
            .and_then(|id| self.relations.get(&id))
            .map(|relation| Link::Elsewhere(relation.target.clone()));
        if let Some(link) = target.or_else(|| attribute(element, "anchor").map(Link::Anchor)) {
            self.is_linked = true;
            self.with_paragraph(|paragraph| paragraph.links.push(link));
        }
    }

    fn paragraph_properties(&mut self, xml: &mut Xml<'_>) -> Result<(), Refusal> {
        let (mut style, mut list, mut level, mut outline, mut indent) = (None, None, None, None, 0);
        loop {
            match xml.step()? {
                Node::Open(element) => {
                    let value = attribute(&element, "val");
                    match element.local_name().as_ref() {
                        "pStyle" => style = value,
                        "numId" => list = value,
                        "ilvl" => level = value.and_then(|level| level.parse::<u8>().ok()),
                        "outlineLvl" => {
                            outline = value
                                .and_then(|level| level.parse::<u8>().ok())
                                .filter(|level| *level < 9)
                        }
                        "ind" => {
                            let left = attribute(&element, "left")
                                .or_else(|| attribute(&element, "start"));
                            indent = left.and_then(|left| left.parse().ok()).unwrap_or_default();
                        }
                        // Of the paragraph's mark, not of its text; of a state before a tracked change; of a page.
                        "rPr" | "pPrChange" | "sectPr" | "tabs" => xml.skip()?,
                        _ => {}
                    }
                }
                Node::Close(name) if name == "pPr" => break,
                Node::End => break,
                _ => {}
            }
        }
        let mut resolved = self.styles.of(style.as_deref()).clone();
        if resolved.role == Role::Text {
            resolved.heading = outline.map(|level| level + 1).or(resolved.heading);
        }
        let list = list.or_else(|| resolved.list.clone()).filter(|list| list != "0");
        let of_style = || {
            style.as_ref().and_then(|style| self.numbering.level_of_style(list.as_deref()?, style))
        };
        let level = level.or_else(of_style).or(resolved.list_level).unwrap_or_default();
        let mark = list.as_ref().and_then(|list| self.numbering.next(list, level));
        self.with_paragraph(|paragraph| {
            paragraph.list_level = list.is_some().then_some(level);
            paragraph.mark = mark;
            paragraph.indent = indent;
            paragraph.style = resolved;
        });
        Ok(())
    }

    fn run_properties(&mut self, xml: &mut Xml<'_>, run: &mut Run) -> Result<(), Refusal> {
        loop {
            match xml.step()? {
                Node::Open(element) => match element.local_name().as_ref() {
                    "rStyle" => {
                        let style = self.styles.of(attribute(&element, "val").as_deref());
                        run.is_bold |= style.is_bold;
                        run.is_monospaced |= style.is_monospaced || style.role == Role::Code;
                    }
                    "b" => run.is_bold = styles::is_on(&element),
                    "vanish" => run.is_hidden = styles::is_on(&element),
                    "rFonts" => {
                        if let Some(font) =
                            attribute(&element, "ascii").or_else(|| attribute(&element, "hAnsi"))
                        {
                            run.is_monospaced = styles::is_monospaced(&font);
                        }
                    }
                    "rPrChange" => xml.skip()?,
                    _ => {}
                },
                Node::Close(name) if name == "rPr" => return Ok(()),
                Node::End => return Ok(()),
                _ => {}
            }
        }
    }

    /// Code of several paragraphs is one piece; where all text is monospaced, the font says nothing.
    fn settled(self) -> Vec<Block> {
        let font_says_nothing = self.by_font * 20 > self.texts * 17;
        let mut settled: Vec<Block> = Vec::with_capacity(self.blocks.len());
        for mut block in self.blocks {
            if font_says_nothing && block.form == Form::Code {
                block.form = Form::Paragraph;
            }
            match settled.last_mut() {
                Some(last)
                    if block.form == Form::Code
                        && last.form == Form::Code
                        && block.lines.first <= last.lines.last + 2 =>
                {
                    last.text.push_str(if block.gap { "\n\n" } else { "\n" });
                    last.text.push_str(&block.text);
                    last.lines = Lines::new(last.lines.first, block.lines.last);
                }
                _ => settled.push(block),
            }
        }
        settled
    }
}
