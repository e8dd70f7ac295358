//! Pages of the web, saved or exported from a wiki: their text is what stands in headings, paragraphs, lists,
//! tables and folded parts.

use super::markdown::raw_html::RawHtml;
use super::{Content, Format, Reader};
use crate::import::input::Input;
use crate::import::refusal::Refusal;

pub struct Page;

impl Reader for Page {
    fn format(&self) -> Format {
        Format::Page
    }

    fn claims(&self, input: &Input<'_>) -> u8 {
        let text = input.text.as_deref().unwrap_or_default().trim_start();
        let begins = |sign: &str| {
            text.get(..sign.len()).is_some_and(|start| start.eq_ignore_ascii_case(sign))
        };
        if begins("<!doctype html") || begins("<html") || begins("<body") { 95 } else { 0 }
    }

    fn read(&self, input: &Input<'_>) -> Result<Content, Refusal> {
        let mut page = RawHtml::of_page();
        let text = input.text.as_deref().unwrap_or_default();
        for (number, line) in (1..).zip(text.split('\n')) {
            page.line(line, number);
        }
        Ok(Content::Blocks(page.finish().0, Vec::new()))
    }
}
