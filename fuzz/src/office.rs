//! Word and Excel documents around fuzzed parts. Fuzzed archives die at their checksums; here the bytes are
//! the XML, mended so that elements close in their order. The tests of the corpus share this file.
//!
//! A seed is text: parts in the order of the constants below, a line of `%%` between them. A part that is
//! missing or empty is the usual one. One that begins with `!` is taken as it is, unmended.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// Name, root element with its namespaces, and what stands in it where the seed says nothing.
struct Part {
    name: &'static str,
    root: &'static str,
    usual: &'static str,
}

const WORD: [Part; 4] = [
    Part {
        name: "word/document.xml",
        root: "w:document",
        usual: "<w:body><w:p><w:r><w:t>What is a closure?</w:t></w:r></w:p></w:body>",
    },
    Part { name: "word/numbering.xml", root: "w:numbering", usual: NUMBERING },
    Part { name: "word/styles.xml", root: "w:styles", usual: STYLES },
    Part { name: "word/_rels/document.xml.rels", root: "Relationships", usual: WORD_RELATIONS },
];

const WORKBOOK: [Part; 4] = [
    Part { name: "xl/worksheets/sheet1.xml", root: "worksheet", usual: "<sheetData/>" },
    Part {
        name: "xl/sharedStrings.xml",
        root: "sst",
        usual: "<si><t>Question</t></si><si><t>What is a closure?</t></si><si><t>Junior</t></si>",
    },
    Part {
        name: "xl/workbook.xml",
        root: "workbook",
        usual: "<sheets><sheet name='One' sheetId='1' r:id='rId1'/><sheet name='Two' sheetId='2' r:id='rId2'/></sheets>",
    },
    Part { name: "xl/_rels/workbook.xml.rels", root: "Relationships", usual: WORKBOOK_RELATIONS },
];

const NUMBERING: &str = "<w:abstractNum w:abstractNumId='0'>\
    <w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%1.'/></w:lvl>\
    <w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='lowerLetter'/><w:lvlText w:val='%2)'/></w:lvl></w:abstractNum>\
    <w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>";

const STYLES: &str = "<w:style w:type='paragraph' w:styleId='H1'><w:name w:val='heading 1'/><w:pPr><w:outlineLvl w:val='0'/></w:pPr></w:style>\
    <w:style w:type='paragraph' w:styleId='H2'><w:name w:val='heading 2'/><w:basedOn w:val='H1'/><w:pPr><w:outlineLvl w:val='1'/></w:pPr></w:style>\
    <w:style w:type='paragraph' w:styleId='Code'><w:name w:val='Source Code'/></w:style>";

const WORD_RELATIONS: &str = "<Relationship Id='rId1' Type='http://o/numbering' Target='numbering.xml'/>\
    <Relationship Id='rId2' Type='http://o/styles' Target='styles.xml'/>\
    <Relationship Id='rId3' Type='http://o/hyperlink' Target='https://example.org' TargetMode='External'/>";

const WORKBOOK_RELATIONS: &str = "<Relationship Id='rId1' Type='http://o/worksheet' Target='worksheets/sheet1.xml'/>\
    <Relationship Id='rId2' Type='http://o/worksheet' Target='/xl/worksheets/sheet1.xml'/>\
    <Relationship Id='rId3' Type='http://o/sharedStrings' Target='sharedStrings.xml'/>";

pub fn word(bytes: &[u8]) -> Vec<u8> {
    document(bytes, &WORD)
}

pub fn workbook(bytes: &[u8]) -> Vec<u8> {
    document(bytes, &WORKBOOK)
}

/// Bytes that are an archive already stay as they are.
fn document(bytes: &[u8], parts: &[Part]) -> Vec<u8> {
    if bytes.starts_with(b"PK") {
        return bytes.to_vec();
    }
    let text = String::from_utf8_lossy(bytes);
    let mut given = text.split("\n%%\n");
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let main = parts.first().map_or("", |part| part.name).replace("worksheets/sheet1", "workbook");
    let root = format!(
        "<Relationships><Relationship Id='rId1' Type='http://o/officeDocument' Target='{main}'/></Relationships>"
    );
    let mut add = |name: &str, content: &str| {
        // Neither can fail in memory.
        let _ = zip.start_file(
            name,
            SimpleFileOptions::default().compression_method(CompressionMethod::Stored),
        );
        let _ = zip.write_all(content.as_bytes());
    };
    add("_rels/.rels", &root);
    for part in parts {
        let content = given.next().filter(|content| !content.is_empty()).unwrap_or(part.usual);
        match content.strip_prefix('!') {
            Some(content) => add(part.name, content),
            None => {
                add(part.name, &format!("<{root}>{}</{root}>", mended(content), root = part.root))
            }
        }
    }
    zip.finish().map(Cursor::into_inner).unwrap_or_default()
}

/// The same with every element closed, and no end tag where none is open.
fn mended(xml: &str) -> String {
    let mut mended = String::with_capacity(xml.len());
    let mut open: Vec<&str> = Vec::new();
    let mut rest = xml;
    while let Some((text, tail)) = rest.split_once('<') {
        mended.push_str(text);
        let (tag, tail) = tail.split_once('>').unwrap_or((tail, ""));
        rest = tail;
        if tag.starts_with('/') {
            if let Some(name) = open.pop() {
                mended.push_str(&format!("</{name}>"));
            }
            continue;
        }
        mended.push_str(&format!("<{tag}>"));
        let name = tag.split([' ', '/', '\n', '\t']).next().unwrap_or_default();
        if !tag.ends_with('/') && !tag.starts_with(['!', '?']) {
            open.push(name);
        }
    }
    mended.push_str(rest);
    for name in open.iter().rev() {
        mended.push_str(&format!("</{name}>"));
    }
    mended
}
