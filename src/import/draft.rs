//! Imported questions as drafts of the bank.
//!
//! A draft has what the document says and nothing else: no level where it states none, and no
//! competency, minutes or rubric.

use std::collections::{BTreeMap, BTreeSet};

use super::found::Found;
use crate::domain::canonical::Digest;
use crate::domain::draft::{Draft, Facts};
use crate::domain::ids::QuestionId;
use crate::domain::prose::{unindent, unwrap_prose};

/// The topic of a question that lies under no heading.
pub const TOPIC: &str = "Imported";

/// How long an id becomes from the words of a text.
const ID_LEN: usize = 48;

/// Makes drafts, and gives each an id that no earlier one has.
#[derive(Debug, Default)]
pub struct Drafts {
    taken: BTreeSet<QuestionId>,
    /// How often the same words came already.
    seen: BTreeMap<String, u32>,
}

impl Drafts {
    pub fn of(&mut self, found: &Found) -> Option<Draft> {
        let prompt = unwrap_prose(&format!("{}\n\n{}", found.text, found.details));
        let id = self.free_id(&found.text)?;
        let facts = Facts { level: found.level, ..Facts::default() };
        let draft = Draft::new(id, topic(found), found.kind, prompt, facts)?;
        let code = Some(unindent(&format!("\n{}", found.code))).filter(|code| !code.is_empty());
        Some(
            draft.with_answer(unwrap_prose(&found.answer)).with_material(code, found.is_code_asked),
        )
    }

    /// An id of the words of the text; a number tells it from an earlier one.
    fn free_id(&mut self, text: &str) -> Option<QuestionId> {
        let stem = id_words(text);
        let seen = self.seen.entry(stem.clone()).or_default();
        let numbered = |number: u32| match number {
            1 => stem.clone(),
            _ => format!("{stem}-{number}"),
        };
        loop {
            *seen += 1;
            let id = QuestionId::parse(numbered(*seen)).ok()?;
            if self.taken.insert(id.clone()) {
                return Some(id);
            }
        }
    }
}

/// The headings above it, without one that only states the level.
fn topic(found: &Found) -> String {
    let is_level = |part: &&String| Some(part.as_str()) == found.level_stated.as_deref();
    let parts = found.section.iter().filter(|part| !is_level(part));
    let parts: Vec<&str> = parts.map(|part| part.trim()).filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { TOPIC.to_owned() } else { parts.join(" / ") }
}

/// The first words in Latin letters; where the text has none, what tells it from every other.
fn id_words(text: &str) -> String {
    let mut id = String::new();
    let lower = text.to_lowercase();
    for word in lower.split(|c: char| !c.is_alphanumeric() && c != '\'') {
        let word: String = word.chars().flat_map(latin).collect();
        if word.is_empty() {
            continue;
        }
        let is_first = id.is_empty();
        if id.len() + word.len() + 1 > ID_LEN && !is_first {
            break;
        }
        if !is_first {
            id.push('-');
        }
        id.extend(word.chars().take(ID_LEN));
    }
    let has_letters = id.bytes().filter(u8::is_ascii_alphabetic).count() > 2;
    if has_letters {
        return id;
    }
    let digest = Digest::of_parts("plumbline.draft", &[text.as_bytes()]).to_string();
    format!("q-{}", digest.get(..10).unwrap_or_default())
}

/// Letters of Europe with marks or in Cyrillic, as they are spelt without.
const SPELT: [(&str, &str); 60] = [
    ("àáâãäåāăą", "a"),
    ("æ", "ae"),
    ("çćĉċč", "c"),
    ("ďđð", "d"),
    ("èéêëēĕėęě", "e"),
    ("ĝğġģ", "g"),
    ("ĥħ", "h"),
    ("ìíîïĩīĭįı", "i"),
    ("ĵ", "j"),
    ("ķ", "k"),
    ("ĺļľŀł", "l"),
    ("ñńņň", "n"),
    ("òóôõöøōŏő", "o"),
    ("œ", "oe"),
    ("ŕŗř", "r"),
    ("śŝşšș", "s"),
    ("ß", "ss"),
    ("ţťŧț", "t"),
    ("þ", "th"),
    ("ùúûüũūŭůűų", "u"),
    ("ŵ", "w"),
    ("ýÿŷ", "y"),
    ("źżž", "z"),
    ("а", "a"),
    ("б", "b"),
    ("в", "v"),
    ("гґ", "g"),
    ("д", "d"),
    ("еэ", "e"),
    ("ё", "yo"),
    ("є", "ye"),
    ("ж", "zh"),
    ("з", "z"),
    ("и", "i"),
    ("і", "i"),
    ("ї", "yi"),
    ("й", "y"),
    ("к", "k"),
    ("л", "l"),
    ("м", "m"),
    ("н", "n"),
    ("о", "o"),
    ("п", "p"),
    ("р", "r"),
    ("с", "s"),
    ("т", "t"),
    ("у", "u"),
    ("ф", "f"),
    ("х", "kh"),
    ("ц", "ts"),
    ("ч", "ch"),
    ("ш", "sh"),
    ("щ", "shch"),
    ("ы", "y"),
    ("ю", "yu"),
    ("я", "ya"),
    ("ъ", ""),
    ("ь", ""),
    ("ў", "u"),
    ("'", ""),
];

fn latin(c: char) -> impl Iterator<Item = char> {
    let spelt = SPELT.iter().find(|(letters, _)| letters.contains(c)).map(|(_, spelt)| *spelt);
    let plain = c.is_ascii_alphanumeric().then_some(c);
    spelt.unwrap_or_default().chars().chain(plain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::found::Lines;

    #[test]
    fn ids_come_from_the_words_in_any_script() {
        for (text, id) in [
            ("What's the GIL?", "whats-the-gil"),
            ("¿Qué es una función?", "que-es-una-funcion"),
            ("Что такое индекс?", "chto-takoe-indeks"),
            ("C++ & you", "c-you"),
        ] {
            assert_eq!(id_words(text), id, "{text}");
        }
        let chinese = id_words("什么是闭包?");
        assert!(chinese.starts_with("q-") && chinese.len() == 12, "{chinese}");
        assert_ne!(chinese, id_words("什么是索引?"));
        assert!(id_words(&"word ".repeat(100)).len() <= ID_LEN);
        assert!(id_words(&"w".repeat(500)).len() <= ID_LEN);
    }

    #[test]
    fn no_two_drafts_share_an_id() {
        let mut drafts = Drafts::default();
        let found = Found::new("What does it print?", Lines::one(1));
        let ids: Vec<String> =
            (0..3).map(|_| drafts.of(&found).unwrap().id().to_string()).collect();
        assert_eq!(ids, ["what-does-it-print", "what-does-it-print-2", "what-does-it-print-3"]);
    }
}
