//! What stands beside a prompt: points to listen for, follow-ups, red flags, coverage.
//!
//! A follow-up, a flag and a topic were plain strings once. One that has nothing but its words is
//! still written as that string, so that what was made from it keeps its bytes and its digests.

use serde::{Deserialize, Serialize};

use crate::domain::rubric::Step;

/// One statement to listen for: the rubric in ten words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Point {
    pub text: String,
    pub at: Tier,
}

/// Core points first, wherever points are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Tier {
    /// A good answer says it.
    #[serde(rename = "core", alias = "Core")]
    Core,
    /// A deep answer says it as well.
    #[serde(rename = "depth", alias = "Depth")]
    Depth,
}

impl Tier {
    pub const ALL: [Tier; 2] = [Self::Core, Self::Depth];

    pub fn label(self) -> &'static str {
        match self {
            Self::Core => "core",
            Self::Depth => "depth",
        }
    }
}

/// A follow-up question prepared in advance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "ProbeForm", into = "ProbeForm")]
pub struct Probe {
    pub ask: String,
    /// The reply one hopes for.
    pub reply: Option<String>,
}

/// What should worry the interviewer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "FlagForm", into = "FlagForm")]
pub struct RedFlag {
    pub text: String,
    pub effect: Effect,
}

/// What a red flag does to the score. It is shown, and a person heeds it: nothing enforces it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Effect {
    #[default]
    Nothing,
    /// The score is at most this, 1 to 3.
    CapsAt(Step),
}

/// A topic that the question covers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "CoverForm", into = "CoverForm")]
pub struct Cover {
    /// A topic key.
    pub topic: String,
    /// Words of the prompt or the material that elicit it, and words of the answer that state it.
    pub quotes: Option<Quotes>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotes {
    pub prompt: String,
    pub answer: String,
}

/// A statement of the answer that a test proves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// Words of the answer.
    pub quote: String,
    /// The function of the question's proof.
    pub test: String,
}

/// Where the facts can be looked up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "ReferenceForm", into = "ReferenceForm")]
pub struct Reference {
    pub url: String,
    pub page: Option<Page>,
}

/// A page as a reader finds it when its address has moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    pub title: String,
    /// Of the product that it describes: `Django 5.2`.
    pub version: String,
    pub section: String,
}

/// How far a question is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Status {
    /// Not ready to be asked.
    Draft,
    #[default]
    Ready,
    /// Kept for the sets that use it; not proposed any more.
    Retired,
}

impl Status {
    pub const ALL: [Status; 3] = [Self::Draft, Self::Ready, Self::Retired];

    /// As it stands in a file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Draft => "Draft",
            Self::Ready => "Ready",
            Self::Retired => "Retired",
        }
    }

    pub(super) fn is_ready(&self) -> bool {
        *self == Self::Ready
    }
}

impl Probe {
    pub fn plain(ask: impl Into<String>) -> Self {
        Self { ask: ask.into(), reply: None }
    }
}

impl RedFlag {
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), effect: Effect::Nothing }
    }
}

impl Cover {
    pub fn plain(topic: impl Into<String>) -> Self {
        Self { topic: topic.into(), quotes: None }
    }
}

impl Reference {
    pub fn plain(url: impl Into<String>) -> Self {
        Self { url: url.into(), page: None }
    }

    /// What a link is called: `Django 5.2, Cache: Downstream caches`.
    pub fn name(&self) -> String {
        match &self.page {
            None => self.url.clone(),
            Some(Page { title, version, section }) => format!("{version}, {title}: {section}"),
        }
    }
}

impl Effect {
    /// The highest score that a flag can cap at.
    const HIGHEST: u8 = 3;

    /// As it stands in a file and on the screen: `none`, `caps at 2`.
    pub fn words(self) -> String {
        match self {
            Self::Nothing => "none".to_owned(),
            Self::CapsAt(step) => format!("caps at {}", step.get()),
        }
    }
}

impl TryFrom<String> for Effect {
    type Error = String;

    fn try_from(words: String) -> Result<Self, String> {
        let cap = |digit: &str| digit.parse::<u8>().ok().filter(|digit| *digit <= Self::HIGHEST);
        let step = words.strip_prefix("caps at ").and_then(cap).map(Step::try_from);
        match (words.as_str(), step) {
            ("none", _) => Ok(Self::Nothing),
            (_, Some(Ok(step))) => Ok(Self::CapsAt(step)),
            _ => Err(format!(
                "\"{words}\" is no effect: write \"none\", \"caps at 1\", \"caps at 2\" or \"caps at 3\""
            )),
        }
    }
}

impl From<Effect> for String {
    fn from(effect: Effect) -> String {
        effect.words()
    }
}

#[derive(Serialize, Deserialize)]
#[serde(untagged, expecting = "a text, or (ask: …, reply: …) is expected here")]
enum ProbeForm {
    Plain(String),
    Full(FullProbe),
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FullProbe {
    ask: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reply: Option<String>,
}

impl From<ProbeForm> for Probe {
    fn from(form: ProbeForm) -> Self {
        match form {
            ProbeForm::Plain(ask) => Self::plain(ask),
            ProbeForm::Full(FullProbe { ask, reply }) => Self { ask, reply },
        }
    }
}

impl From<Probe> for ProbeForm {
    fn from(Probe { ask, reply }: Probe) -> Self {
        match reply {
            None => Self::Plain(ask),
            reply => Self::Full(FullProbe { ask, reply }),
        }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(untagged, expecting = "a text, or (text: …, effect: …) is expected here")]
enum FlagForm {
    Plain(String),
    Full(FullFlag),
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FullFlag {
    text: String,
    #[serde(default)]
    effect: Effect,
}

impl From<FlagForm> for RedFlag {
    fn from(form: FlagForm) -> Self {
        match form {
            FlagForm::Plain(text) => Self::plain(text),
            FlagForm::Full(FullFlag { text, effect }) => Self { text, effect },
        }
    }
}

impl From<RedFlag> for FlagForm {
    fn from(RedFlag { text, effect }: RedFlag) -> Self {
        match effect {
            Effect::Nothing => Self::Plain(text),
            effect => Self::Full(FullFlag { text, effect }),
        }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(
    untagged,
    expecting = "a topic key, or (topic: …, prompt_quote: …, answer_quote: …) is expected here"
)]
enum CoverForm {
    Plain(String),
    Full(FullCover),
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FullCover {
    topic: String,
    prompt_quote: String,
    answer_quote: String,
}

impl From<CoverForm> for Cover {
    fn from(form: CoverForm) -> Self {
        match form {
            CoverForm::Plain(topic) => Self::plain(topic),
            CoverForm::Full(FullCover { topic, prompt_quote, answer_quote }) => {
                let quotes = Some(Quotes { prompt: prompt_quote, answer: answer_quote });
                Self { topic, quotes }
            }
        }
    }
}

impl From<Cover> for CoverForm {
    fn from(Cover { topic, quotes }: Cover) -> Self {
        match quotes {
            None => Self::Plain(topic),
            Some(Quotes { prompt, answer }) => {
                Self::Full(FullCover { topic, prompt_quote: prompt, answer_quote: answer })
            }
        }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(
    untagged,
    expecting = "a web address, or (title: …, version: …, section: …, url: …) is expected here"
)]
enum ReferenceForm {
    Plain(String),
    Full(FullReference),
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FullReference {
    title: String,
    version: String,
    section: String,
    url: String,
}

impl From<ReferenceForm> for Reference {
    fn from(form: ReferenceForm) -> Self {
        match form {
            ReferenceForm::Plain(url) => Self::plain(url),
            ReferenceForm::Full(FullReference { title, version, section, url }) => {
                Self { url, page: Some(Page { title, version, section }) }
            }
        }
    }
}

impl From<Reference> for ReferenceForm {
    fn from(Reference { url, page }: Reference) -> Self {
        match page {
            None => Self::Plain(url),
            Some(Page { title, version, section }) => {
                Self::Full(FullReference { title, version, section, url })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `json` is read as the value and written back as the same bytes.
    fn check<T: Serialize + for<'de> Deserialize<'de>>(json: &str) {
        let value: T = serde_json::from_str(json).unwrap();
        assert_eq!(serde_json::to_string(&value).unwrap(), json);
    }

    #[test]
    fn a_plain_string_is_written_back_as_that_string() {
        check::<Probe>(r#""And then?""#);
        check::<RedFlag>(r#""Guesses.""#);
        check::<Cover>(r#""select-prefetch""#);
        check::<Reference>(r#""https://example.org/""#);
    }

    #[test]
    fn what_has_more_than_its_words_is_written_in_full() {
        check::<Probe>(r#"{"ask":"And then?","reply":"A rollback."}"#);
        check::<RedFlag>(r#"{"text":"Guesses.","effect":"caps at 2"}"#);
        check::<Cover>(r#"{"topic":"orm","prompt_quote":"a","answer_quote":"b"}"#);
        check::<Reference>(
            r#"{"title":"Cache","version":"Django 5.2","section":"Vary","url":"https://a"}"#,
        );
        check::<Point>(r#"{"text":"names a lock","at":"core"}"#);
    }

    #[test]
    fn a_flag_caps_at_three_at_most() {
        for words in ["caps at 4", "caps at 0", "caps", "caps at  1", ""] {
            assert!(Effect::try_from(words.to_owned()).is_err(), "{words:?}");
        }
    }
}
