//! The numbers that Word computes: they stand nowhere in the text.

use std::collections::BTreeMap;

use crate::import::archive::{Archive, Node, attribute};
use crate::import::block::Mark;
use crate::import::refusal::Refusal;

#[derive(Debug, Default)]
pub struct Numbering {
    /// The definition that each list follows.
    lists: BTreeMap<String, List>,
    definitions: BTreeMap<String, BTreeMap<u8, Shape>>,
    /// The next number of each level of a definition: lists of one definition count on.
    counters: BTreeMap<String, BTreeMap<u8, u32>>,
}

#[derive(Debug, Default)]
struct List {
    definition: String,
    /// Levels that start anew in this list.
    starts: BTreeMap<u8, u32>,
    has_begun: bool,
}

#[derive(Debug, Clone, Default)]
struct Shape {
    start: u32,
    format: String,
    text: String,
    /// The paragraph style that stands for this level.
    style: Option<String>,
}

/// Word has nine levels.
const LEVELS: u8 = 9;

impl Numbering {
    pub fn read(archive: &mut Archive<'_>, part: &str) -> Result<Self, Refusal> {
        let mut numbering = Self::default();
        let Some(mut xml) = archive.part(part)? else { return Ok(numbering) };
        let (mut definition, mut list) = (None::<String>, None::<String>);
        let mut level = 0_u8;
        loop {
            let element = match xml.step()? {
                Node::Open(element) => element,
                Node::Close(name) => {
                    match name.as_str() {
                        "abstractNum" => definition = None,
                        "num" => list = None,
                        _ => {}
                    }
                    continue;
                }
                Node::Text(_) => continue,
                Node::End => return Ok(numbering),
            };
            let value = || attribute(&element, "val");
            let shape = |numbering: &mut Self, set: &dyn Fn(&mut Shape)| {
                if let Some(definition) = &definition {
                    set(numbering
                        .definitions
                        .entry(definition.clone())
                        .or_default()
                        .entry(level)
                        .or_default());
                }
            };
            match element.local_name().as_ref() {
                "abstractNum" => definition = attribute(&element, "abstractNumId"),
                "num" => list = attribute(&element, "numId"),
                "lvl" | "lvlOverride" => {
                    level = attribute(&element, "ilvl")
                        .and_then(|level| level.parse().ok())
                        .unwrap_or_default()
                }
                "start" => shape(&mut numbering, &|shape| {
                    shape.start = value().and_then(|start| start.parse().ok()).unwrap_or(1)
                }),
                "numFmt" => {
                    shape(&mut numbering, &|shape| shape.format = value().unwrap_or_default())
                }
                "lvlText" => {
                    shape(&mut numbering, &|shape| shape.text = value().unwrap_or_default())
                }
                "pStyle" => shape(&mut numbering, &|shape| shape.style = value()),
                "abstractNumId" => {
                    if let Some(list) = &list {
                        numbering.lists.entry(list.clone()).or_default().definition =
                            value().unwrap_or_default();
                    }
                }
                "startOverride" => {
                    if let (Some(list), Some(start)) =
                        (&list, value().and_then(|start| start.parse().ok()))
                    {
                        numbering
                            .lists
                            .entry(list.clone())
                            .or_default()
                            .starts
                            .insert(level, start);
                    }
                }
                _ => {}
            }
        }
    }

    /// The level of a list that a paragraph style stands for.
    pub fn level_of_style(&self, list: &str, style: &str) -> Option<u8> {
        let definition = self.definitions.get(&self.lists.get(list)?.definition)?;
        definition
            .iter()
            .find(|(_, shape)| shape.style.as_deref() == Some(style))
            .map(|(level, _)| *level)
    }

    /// Counts an item of a list; `None` where the list shows nothing before it.
    pub fn next(&mut self, list: &str, level: u8) -> Option<Mark> {
        let level = level.min(LEVELS - 1);
        let list = self.lists.get_mut(list)?;
        let shapes = self.definitions.get(&list.definition);
        let Some(shape) = shapes.and_then(|shapes| shapes.get(&level)).cloned() else {
            return Some(Mark::Bullet);
        };
        let counters = self.counters.entry(list.definition.clone()).or_default();
        if !std::mem::replace(&mut list.has_begun, true) {
            for level in list.starts.keys() {
                counters.remove(level);
            }
        }
        let start = list.starts.get(&level).copied().unwrap_or(shape.start);
        let number = counters.get(&level).map_or(start, |last| last.saturating_add(1));
        counters.insert(level, number);
        counters.retain(|other, _| *other <= level);
        shape.mark(number)
    }
}

impl Shape {
    fn mark(&self, number: u32) -> Option<Mark> {
        match self.format.as_str() {
            "bullet" if self.text.contains(['☐', '□', '\u{f0a8}', '\u{f06f}', '\u{f071}']) => {
                Some(Mark::Box)
            }
            "bullet" => Some(Mark::Bullet),
            "none" => None,
            "lowerLetter" | "upperLetter" => Some(Mark::Letter(number)),
            _ if !self.text.contains('%') && !self.text.is_empty() => Some(Mark::Bullet),
            _ => Some(Mark::Number(number)),
        }
    }
}
