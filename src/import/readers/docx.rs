//! Word documents (.docx, .docm), paragraph by paragraph. The parts are those of ECMA-376,
//! WordprocessingML; only what tells something of a paragraph is read.

mod body;
mod numbering;
mod paragraph;
mod styles;
mod tables;

use super::{Content, Format, Reader};
use crate::import::archive::{self, Archive, Holds};
use crate::import::input::Input;
use crate::import::refusal::Refusal;
use body::Body;
use numbering::Numbering;
use styles::Styles;

pub struct Word;

impl Reader for Word {
    fn format(&self) -> Format {
        Format::Word
    }

    fn claims(&self, input: &Input<'_>) -> u8 {
        archive::claims(input, Holds::Word)
    }

    fn read(&self, input: &Input<'_>) -> Result<Content, Refusal> {
        let mut archive = Archive::open(input.bytes)?;
        let main = archive.main.clone();
        let relations = archive.relations(&main)?;
        let styles = match archive::target(&relations, "/styles") {
            Some(part) => Styles::read(&mut archive, &part)?,
            None => Styles::default(),
        };
        let numbering = match archive::target(&relations, "/numbering") {
            Some(part) => Numbering::read(&mut archive, &part)?,
            None => Numbering::default(),
        };
        let mut xml = archive.part(&main)?.ok_or(Refusal::Damaged)?;
        let blocks = Body::new(&styles, numbering, &relations).read(&mut xml)?;
        Ok(Content::Blocks(blocks, Vec::new()))
    }
}
