//! What it costs to turn a large Markdown document into questions, in time and in memory.
//!
//! `cargo bench --bench import` prints the table: beside the Markdown parser alone, beside a document of half
//! the size, and the peak of a child process. Behind `--`, `--write DIR` writes the documents for
//! `peers/import.py`, which measures the whole program beside pandoc.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a bench fails by panicking")]

mod pair;

use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::process::Command;

use pair::{head, row};
use plumbline::import::import;

/// Of each shape alone, and of the document that has them all.
const BYTES: usize = 8_000_000;
const ROUNDS: usize = 5;

/// Names the document that a child reads for its peak.
const CHILD: &str = "PLUMBLINE_BENCH_IMPORT";

fn main() {
    if let Some(path) = std::env::var_os(CHILD) {
        let bytes = fs::read(&path).unwrap();
        let before = peak_kb();
        let questions = import("a.md", &bytes).unwrap().questions.len();
        return println!("{questions} {}", peak_kb() - before);
    }
    let arguments: Vec<String> = std::env::args().collect();
    if let Some(at) = arguments.iter().position(|argument| argument == "--write") {
        return write_all(Path::new(arguments.get(at + 1).unwrap()));
    }
    head();
    for (name, shapes) in documents() {
        let (text, half) = (document(shapes, BYTES), document(shapes, BYTES / 2));
        row(
            &format!("8 MB of Markdown as questions: {name}"),
            "parse it with pulldown-cmark alone",
            ROUNDS,
            &mut || read(&text),
            &mut || parse(&text),
        );
        row(
            &format!("8 MB of Markdown as questions: {name}"),
            "half of it",
            ROUNDS,
            &mut || read(&text),
            &mut || read(&half),
        );
        println!("| peak memory of that | the text | {:.2} |", child_peak(&text));
    }
}

fn write_all(folder: &Path) {
    for (name, shapes) in documents() {
        fs::write(folder.join(format!("{name}.md")), document(shapes, BYTES)).unwrap();
    }
}

fn read(text: &str) {
    black_box(import("a.md", text.as_bytes()).unwrap());
}

fn parse(text: &str) {
    use pulldown_cmark::{Options, Parser};
    black_box(Parser::new_ext(text, Options::ENABLE_TABLES).count());
}

/// Bytes held at the peak for each byte of the text, beside the text itself.
fn child_peak(text: &str) -> f64 {
    let file = tempfile::NamedTempFile::new().unwrap();
    fs::write(file.path(), text).unwrap();
    let program = std::env::current_exe().unwrap();
    let output = Command::new(program).env(CHILD, file.path()).output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    let kb: f64 = said.split_whitespace().nth(1).unwrap().parse().unwrap();
    kb * 1024.0 / text.len() as f64
}

fn peak_kb() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse().unwrap_or(0)
}

/// Writes one question, with what surrounds it, in one of the ways people do.
type Shape = fn(&mut Words, usize) -> String;

fn documents() -> [(&'static str, &'static [Shape]); 5] {
    [
        ("headings", &[headed]),
        ("lists", &[listed]),
        ("hidden", &[hidden]),
        ("tables", &[tabled]),
        ("mixed", &[headed, listed, hidden, tabled]),
    ]
}

/// Chapters of one shape after another, of fifty questions each.
fn document(shapes: &[Shape], bytes: usize) -> String {
    let mut words = Words(7);
    let mut text = "# Interview questions\n\n".to_owned();
    let mut number = 0;
    while text.len() < bytes {
        let shape = shapes.get(number / 50 % shapes.len()).unwrap();
        if number % 50 == 0 {
            text.push_str(&format!("\n## {}\n\n", words.phrase(2)));
        }
        number += 1;
        text.push_str(&shape(&mut words, number));
    }
    text
}

fn headed(words: &mut Words, number: usize) -> String {
    let code = format!(
        "```python\nfor {0} in {1}:\n    {0}.{2}()\n```",
        words.one(),
        words.one(),
        words.one()
    );
    let answer = words.sentences(3);
    format!(
        "### {number}. {}\n\n{answer}\n\n- {}\n- {}\n\n{code}\n\n",
        words.question(),
        words.phrase(6),
        words.phrase(6)
    )
}

fn listed(words: &mut Words, number: usize) -> String {
    let place = (number - 1) % 50 + 1;
    format!(
        "{place}. {}\n   - {}\n   - `{}`: {}\n",
        words.question(),
        words.phrase(7),
        words.one(),
        words.phrase(5)
    )
}

fn hidden(words: &mut Words, _: usize) -> String {
    let (question, answer) = (words.question(), words.sentences(4));
    format!(
        "<details>\n<summary><b>{question}</b></summary>\n\n{answer}\n\n**{}**: {}\n\n</details>\n\n",
        words.one(),
        words.phrase(8)
    )
}

fn tabled(words: &mut Words, number: usize) -> String {
    let head =
        if number % 50 == 1 { "| Question | Answer | Level |\n| --- | --- | --- |\n" } else { "" };
    let level = ["Junior", "Middle", "Senior"].get(number % 3).unwrap();
    format!("{head}| {} | {} | {level} |\n", words.question(), words.sentences(2))
}

/// Words by chance, the same in every run.
struct Words(u64);

impl Words {
    fn one(&mut self) -> String {
        const STEMS: [&str; 16] = [
            "cache", "queue", "index", "lock", "page", "stream", "packet", "token", "shard",
            "replica", "cursor", "buffer", "thread", "schema", "vector", "signal",
        ];
        const ENDS: [&str; 8] = ["", "s", "ing", "ed", "er", "less", "like", "able"];
        let (stem, end) = (self.below(STEMS.len()), self.below(ENDS.len()));
        format!("{}{}", STEMS.get(stem).unwrap(), ENDS.get(end).unwrap())
    }

    fn phrase(&mut self, count: usize) -> String {
        let words: Vec<String> = (0..count).map(|_| self.one()).collect();
        words.join(" ")
    }

    fn question(&mut self) -> String {
        let starts = ["What is the", "Why would a", "How does the", "When is a", "Explain the"];
        let start = starts.get(self.below(starts.len())).unwrap();
        let end = if *start == "Explain the" { "" } else { "?" };
        format!("{start} {}{end}", self.phrase(7))
    }

    fn sentences(&mut self, count: usize) -> String {
        let sentences: Vec<String> = (0..count)
            .map(|_| format!("The {} **{}** {}.", self.phrase(6), self.one(), self.phrase(6)))
            .collect();
        sentences.join(" ")
    }

    fn below(&mut self, limit: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }
}
