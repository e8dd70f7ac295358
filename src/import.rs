//! Any question document becomes questions: a chat transcript, a numbered list, Markdown, a Word list,
//! a spreadsheet, a quiz file.
//!
//! A reader takes the bytes apart ([`readers`]), in the format that the content shows, whatever the file
//! is called. Formats that say what is a question are done then. Sheets go by their columns
//! ([`table`]), and running text by the structure of the whole document ([`understand`]). What comes
//! out says of every line what became of it.
//!
//! Nothing is executed or fetched. It must not know the library, the records or any screen.

pub mod archive;
pub mod block;
mod choices;
pub mod draft;
pub mod found;
pub mod html;
pub mod input;
pub mod kind;
pub mod level;
pub mod marks;
mod markup;
mod names;
pub mod prose;
pub mod readers;
pub mod refusal;
pub mod table;
pub mod understand;
mod words;

pub use found::{Fate, Found, Imported, LeftOut, Notice};
pub use readers::Format;
pub use refusal::Refusal;

use input::Input;
use readers::{Content, Reader};

/// Reads a document. `name` is only told in messages, and breaks a tie between two formats that the
/// content leaves open.
pub fn import(name: &str, bytes: &[u8]) -> Result<Imported, Refusal> {
    let input = Input::new(name, bytes)?;
    read_as(readers::choose(&input)?, &input)
}

/// Reads a document in this format, whatever its content looks like.
pub fn read_as(reader: &dyn Reader, input: &Input<'_>) -> Result<Imported, Refusal> {
    let imported = match reader.read(input)? {
        Content::Questions(imported) => imported,
        Content::Tables(tables, notices) => table::understand(&tables)?.with_notices(notices),
        Content::Blocks(blocks, notices) => understand::understand(&blocks)?.with_notices(notices),
    };
    let imported = match &input.text {
        // Markup that stands for nothing by itself: where a link leads, what closes a block.
        Some(text) => imported.with_rest(text, LeftOut::Furniture),
        None => imported,
    };
    imported.checked(reader.format())
}
