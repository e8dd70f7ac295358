//! One function per target: takes the fuzzed bytes to a reader and on through all that follows it.

mod measured;
mod office;
mod sound;

use plumbline::import::input::Input;
use plumbline::import::read_as;
use plumbline::import::readers::{
    Reader, aiken, docx, gift, json, markdown, page, plain, ron, separated, xlsx,
};

pub fn any(bytes: &[u8]) {
    measured::within_limits(bytes.len(), || drop(sound::check("pasted", bytes)));
}

pub fn plain(bytes: &[u8]) {
    read(&plain::Plain, "a.txt", bytes);
}

pub fn markdown(bytes: &[u8]) {
    read(&markdown::Markdown, "a.md", bytes);
}

pub fn page(bytes: &[u8]) {
    read(&page::Page, "a.html", bytes);
}

pub fn separated(bytes: &[u8]) {
    read(&separated::Separated, "a.csv", bytes);
}

pub fn gift(bytes: &[u8]) {
    read(&gift::Gift, "a.gift", bytes);
}

pub fn aiken(bytes: &[u8]) {
    read(&aiken::Aiken, "a.txt", bytes);
}

pub fn json(bytes: &[u8]) {
    read(&json::Json, "a.json", bytes);
}

pub fn ron(bytes: &[u8]) {
    read(&ron::Ron, "a.ron", bytes);
}

pub fn docx(bytes: &[u8]) {
    read(&docx::Word, "a.docx", &office::word(bytes));
}

pub fn xlsx(bytes: &[u8]) {
    read(&xlsx::Workbook, "a.xlsx", &office::workbook(bytes));
}

/// By this reader, even where another claims the content.
fn read(reader: &dyn Reader, name: &str, bytes: &[u8]) {
    measured::within_limits(bytes.len(), || {
        let Ok(input) = Input::new(name, bytes) else { return };
        reader.claims(&input);
        if let Ok(imported) = read_as(reader, &input) {
            sound::check_imported(&imported, &input);
        }
    });
}
