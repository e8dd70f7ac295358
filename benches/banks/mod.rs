//! Large banks, made of the shipped questions.

use plumbline::library::load::shipped_sources;
use plumbline::library::source::Source;

/// Files of all the shipped questions, over and over under other ids, at least `count` questions in all.
pub fn bank_sources(count: usize) -> Vec<Source> {
    let shipped = shipped_sources();
    let banks = shipped.iter().filter(|file| file.text.contains("plumbline.bank"));
    let questions: String = banks.map(|file| questions_of(&file.text)).collect();
    let copies = count.div_ceil(questions.matches(" id: \"").count());
    let copy = |copy: usize| {
        let questions = questions.replace(" id: \"", &format!(" id: \"copy-{copy}-"));
        let text = format!(
            "(\n    schema: \"plumbline.bank\",\n    version: 1,\n    topic: \"Everything\",\n    \
             questions: [\n{questions}    ],\n)\n"
        );
        Source::new(format!("copy-{copy}.ron"), text)
    };
    (0..copies).map(copy).collect()
}

/// The lines between the brackets of a shipped file's list.
fn questions_of(text: &str) -> &str {
    let (_, behind) = text.split_once("questions: [\n").unwrap();
    behind.trim_end().strip_suffix("    ],\n)").unwrap()
}
