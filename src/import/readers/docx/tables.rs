//! Tables of a document: rows of cells, or a frame around text.

use crate::import::block::{Block, Form};
use crate::import::found::Lines;

/// A table as far as it is read.
#[derive(Debug, Default)]
pub struct Table {
    rows: Vec<Vec<Cell>>,
}

#[derive(Debug, Default)]
pub struct Cell {
    pub blocks: Vec<Block>,
    /// Columns that it spans.
    pub span: usize,
    /// The first and last paragraph in it, empty ones included.
    lines: Option<Lines>,
}

/// Columns of a table; Word itself has 63.
const MAX_SPAN: usize = 64;

impl Table {
    pub fn start_row(&mut self) {
        self.rows.push(Vec::new());
    }

    pub fn start_cell(&mut self) {
        if let Some(row) = self.rows.last_mut() {
            row.push(Cell { span: 1, ..Cell::default() });
        }
    }

    pub fn span(&mut self, columns: usize) {
        if let Some(cell) = self.cell() {
            cell.span = columns.clamp(1, MAX_SPAN);
        }
    }

    /// A paragraph of the cell that is being read.
    pub fn add(&mut self, line: usize, blocks: Vec<Block>) {
        if let Some(cell) = self.cell() {
            let first = cell.lines.map_or(line, |lines| lines.first.min(line));
            cell.lines =
                Some(Lines::new(first, cell.lines.map_or(line, |lines| lines.last.max(line))));
            cell.blocks.extend(blocks);
        }
    }

    fn cell(&mut self) -> Option<&mut Cell> {
        self.rows.last_mut()?.last_mut()
    }

    /// One block for each row; a table of a single column is a frame, and what is in it is text, and so is
    /// what is in a card.
    pub fn blocks(self) -> Vec<Block> {
        let is_frame = self.rows.iter().all(|row| row.len() <= 1);
        if is_frame || self.is_card() {
            return self.rows.into_iter().flatten().flat_map(|cell| cell.blocks).collect();
        }
        self.rows.into_iter().filter_map(row).collect()
    }

    /// A form for one question: its text over the whole width, and boxes for score and notes below.
    fn is_card(&self) -> bool {
        let is_wide = |at: usize| {
            self.rows.get(at).is_some_and(|row| matches!(row.as_slice(), [cell] if cell.span > 1))
        };
        is_wide(0) && (self.rows.len() <= 2 || self.rows.len() <= 8 && is_wide(1))
    }
}

fn row(cells: Vec<Cell>) -> Option<Block> {
    let lines = cells.iter().filter_map(|cell| cell.lines);
    let lines = lines
        .reduce(|all, lines| Lines::new(all.first.min(lines.first), all.last.max(lines.last)))?;
    let mut texts: Vec<String> = Vec::new();
    for cell in &cells {
        let text: Vec<String> =
            cell.blocks.iter().filter(|block| block.form != Form::Picture).map(written).collect();
        texts.push(text.join("\n"));
        texts.extend(std::iter::repeat_n(String::new(), cell.span.saturating_sub(1)));
    }
    Some(Block::new(Form::Row, lines, texts.join("\t")))
}

/// With the number that its list gives it, which belongs to the cell's text.
fn written(block: &Block) -> String {
    let text = block.text.replace('\t', " ");
    match block.number() {
        Some(number) if block.form != Form::Code => format!("{number}. {text}"),
        _ if block.form == Form::Item => format!("- {text}"),
        _ => text,
    }
}
