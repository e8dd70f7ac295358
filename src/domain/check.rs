//! What must hold of authored content, beyond its shape.
//!
//! Every check returns all the problems it finds. A problem names the entry and the field; the
//! library knows where in the file that is.

mod blueprint;
mod drafts;
mod session;
mod set;

use std::collections::BTreeSet;

use super::bank::Topic;
use super::ids::{CompetencyId, QuestionId, is_identifier};
use super::level::Kind;
use super::question::{Competency, Point, Question, Reference, Status};
use super::rubric::{Anchors, Scale, Step};
use super::set::{MAX_ITEMS, QuestionSet};

pub use blueprint::check_blueprint;
pub use drafts::{check_draft, check_drafts};
pub use session::check_session;
pub use set::check_set_itself;

pub const MAX_QUESTION_MINUTES: u16 = 120;
pub const MAX_INTERVIEW_MINUTES: u16 = 480;
/// Four core points and three depth points.
pub const MAX_POINTS: usize = 7;
/// What can be read in mid-sentence.
pub const MAX_POINT_WORDS: usize = 10;

/// Whether what a problem is about can be used all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// It cannot be used before it is mended.
    Error,
    /// It is used as it stands, but is likely not what was meant.
    Warning,
    /// Nothing is wrong: something is left to do.
    Note,
}

/// Something that is wrong with a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where it is wrong; the library knows the bytes of that place.
    pub place: Place,
    /// Whether the document can be used all the same.
    pub severity: Severity,
    /// What is wrong, in one short sentence.
    pub message: String,
    /// What to do, or the name that was likely meant.
    pub hint: Option<String>,
}

impl Problem {
    /// A problem that must be mended.
    pub fn error(place: Place, message: impl Into<String>) -> Self {
        Self { place, severity: Severity::Error, message: message.into(), hint: None }
    }

    /// A problem that keeps nothing from being used.
    pub fn warning(place: Place, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(place, message) }
    }

    /// The problem with what to do about it.
    pub fn with_hint(self, hint: impl Into<String>) -> Self {
        self.with_hint_if(Some(hint.into()))
    }

    /// The problem with what to do about it, where that is known.
    pub fn with_hint_if(self, hint: Option<String>) -> Self {
        Self { hint, ..self }
    }

    /// Whether it keeps the document from being used.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// A place in a document: an entry of its list, a field, or a field of an entry.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Place {
    /// Index in the document's list, from 0.
    pub entry: Option<usize>,
    /// A field of the entry, or of the document.
    pub field: Option<&'static str>,
}

impl Place {
    pub fn of(entry: usize, field: &'static str) -> Self {
        Self { entry: Some(entry), field: Some(field) }
    }

    pub fn field(field: &'static str) -> Self {
        Self { entry: None, field: Some(field) }
    }
}

/// The known name that `name` most likely meant.
pub fn nearest<'k>(name: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let name = name.to_lowercase();
    let len = name.chars().count();
    let scored = known
        .into_iter()
        // One that is more than twice as long is not near, however long a file makes it.
        .filter(|k| len <= 2 * k.chars().count())
        .map(|k| (strsim::normalized_damerau_levenshtein(&name, &k.to_lowercase()), k));
    let best = scored.max_by(|a, b| a.0.total_cmp(&b.0));
    best.filter(|(likeness, _)| *likeness >= 0.5).map(|(_, known)| known)
}

/// `did you mean "…"?`, where a known name is near.
pub fn suggestion<'k>(name: &str, known: impl IntoIterator<Item = &'k str>) -> Option<String> {
    nearest(name, known).map(|near| format!("did you mean \"{near}\"?"))
}

/// Takes each problem of a document as it is found.
type Report<'a> = dyn FnMut(Problem) + 'a;

/// Checks one file's questions; `known` holds the ids of all files read before and grows.
pub fn check_questions(
    questions: &[(usize, Question)],
    competencies: &[Competency],
    known: &mut BTreeSet<QuestionId>,
) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut report = |problem| problems.push(problem);
    for (entry, question) in questions {
        check_id(*entry, &question.id, known, &mut report);
        check_question(*entry, question, competencies, &mut report);
    }
    problems
}

fn check_id(entry: usize, id: &QuestionId, known: &mut BTreeSet<QuestionId>, report: &mut Report) {
    if !known.insert(id.clone()) {
        let problem =
            Problem::error(Place::of(entry, "id"), format!("another question is called \"{id}\""));
        report(problem.with_hint("give each question an id of its own"));
    }
}

fn check_question(
    entry: usize,
    question: &Question,
    competencies: &[Competency],
    report: &mut Report,
) {
    check_minutes(Place::of(entry, "minutes"), question.minutes, report);
    check_competency(Place::of(entry, "competency"), &question.competency, competencies, report);
    check_written(entry, question, report);
}

/// All of a question but its level, competency and minutes. A draft may come without an answer, and
/// without the code to review: [`check_draft`] tells what it needs.
fn check_written(entry: usize, question: &Question, report: &mut Report) {
    let error = |field, message: String| Problem::error(Place::of(entry, field), message);
    let is_draft = question.status == Status::Draft;
    for (field, text) in
        [("topic", &question.topic), ("prompt", &question.prompt), ("answer", &question.answer)]
    {
        if text.trim().is_empty() && !(is_draft && field == "answer") {
            report(error(field, format!("the {field} is empty")));
        }
    }
    check_anchors(Place::of(entry, "anchors"), &question.anchors, report);
    let material = question.candidate_material.as_deref().unwrap_or_default();
    if question.kind == Kind::CodeReview && material.trim().is_empty() && !is_draft {
        let problem = error("kind", "a code review needs the code to review".to_owned());
        report(problem.with_hint("give it as candidate_material"));
    }
    check_points(Place::of(entry, "listen_for"), &question.listen_for, report);
    for (field, texts) in texts_of(question) {
        if let Some(number) = texts.iter().position(|text| text.trim().is_empty()) {
            report(error(field, format!("text {} of {field} is empty", number + 1)));
        }
    }
    let covers = question.covers.iter().map(|cover| ("covers", &cover.topic));
    let keys = covers.chain(question.touches.iter().map(|key| ("touches", key)));
    for (field, key) in keys.filter(|(_, key)| !key.is_empty() && !is_identifier(key)) {
        let problem = error(field, format!("\"{key}\" is not a topic key"));
        report(problem.with_hint("use lower-case letters, digits and hyphens"));
    }
    for Reference { url: link, .. } in &question.references {
        if !link.starts_with("https://") && !link.starts_with("http://") {
            let problem = error("references", format!("\"{link}\" is not a web address"));
            report(problem.with_hint("start it with https://"));
        }
    }
}

/// The lists of a question, each as its texts.
fn texts_of(question: &Question) -> [(&'static str, Vec<&str>); 8] {
    fn plain(texts: &[String]) -> Vec<&str> {
        texts.iter().map(String::as_str).collect()
    }
    let probes = question.probes.iter();
    let probes = probes.flat_map(|probe| [Some(probe.ask.as_str()), probe.reply.as_deref()]);
    let flags = question.red_flags.iter().map(|flag| flag.text.as_str());
    let covers = question.covers.iter().flat_map(|cover| {
        let quotes = cover.quotes.as_ref();
        let quotes = quotes.map(|quotes| [quotes.prompt.as_str(), quotes.answer.as_str()]);
        std::iter::once(cover.topic.as_str()).chain(quotes.into_iter().flatten())
    });
    let claims = question.claims.iter();
    let references = question.references.iter().map(|Reference { url, page }| {
        let page = page.iter().flat_map(|page| [&page.title, &page.version, &page.section]);
        std::iter::once(url.as_str()).chain(page.map(String::as_str))
    });
    [
        ("listen_for", question.listen_for.iter().map(|point| point.text.as_str()).collect()),
        ("probes", probes.flatten().collect()),
        ("red_flags", flags.collect()),
        ("covers", covers.collect()),
        ("touches", plain(&question.touches)),
        ("claims", claims.flat_map(|claim| [claim.quote.as_str(), &claim.test]).collect()),
        ("references", references.flatten().collect()),
        ("tags", plain(&question.tags)),
    ]
}

/// Core points stand first, so that their numbers are the keys that tick them, and a point can be
/// read in mid-sentence.
fn check_points(place: Place, points: &[Point], report: &mut Report) {
    if !points.is_sorted_by_key(|point| point.at) {
        let problem = Problem::error(place, "a core point stands behind a depth point");
        report(problem.with_hint("list the core points first"));
    }
    if points.len() > MAX_POINTS {
        let problem = Problem::error(place, format!("{} points are too many", points.len()));
        report(problem.with_hint(format!("a question has at most {MAX_POINTS}")));
    }
    for point in points {
        let words = point.text.split_whitespace().count();
        if words > MAX_POINT_WORDS {
            let message = format!("a point of {words} words: {}", point.text);
            let problem = Problem::warning(place, message);
            report(problem.with_hint(format!("say it in at most {MAX_POINT_WORDS}")));
        }
    }
}

fn check_anchors(place: Place, anchors: &Anchors, report: &mut Report) {
    if anchors.is_empty() {
        return;
    }
    let missing: Vec<String> = Step::ANCHORED
        .iter()
        .filter(|step| !anchors.contains_key(step))
        .map(|step| step.get().to_string())
        .collect();
    if !missing.is_empty() {
        let message = format!("no anchor at {}", missing.join(" and "));
        let hint = "give anchors at 1, 3 and 5, or none for the general scale";
        report(Problem::error(place, message).with_hint(hint));
    }
    for (step, text) in anchors {
        if text.trim().is_empty() {
            report(Problem::error(place, format!("the anchor at {} is empty", step.get())));
        }
    }
}

fn check_competency(
    place: Place,
    id: &CompetencyId,
    competencies: &[Competency],
    report: &mut Report,
) {
    if !competencies.iter().any(|known| known.id == *id) {
        let known = competencies.iter().map(|known| known.id.as_str());
        let hint = suggestion(id.as_str(), known.clone()).or_else(|| {
            let known: Vec<&str> = known.collect();
            (!known.is_empty()).then(|| format!("there are {}", known.join(", ")))
        });
        report(
            Problem::error(place, format!("there is no competency \"{id}\"")).with_hint_if(hint),
        );
    }
}

/// `known` are the questions of the bank.
pub fn check_set(
    set: &QuestionSet,
    known: &BTreeSet<QuestionId>,
    competencies: &[Competency],
) -> Vec<Problem> {
    let mut problems = check_set_itself(set);
    let mut report = |problem| problems.push(problem);
    set::check_copies(set, known, competencies, &mut report);
    let mut seen = BTreeSet::new();
    for (entry, item) in set.items.iter().enumerate() {
        let error = |message: String| Problem::error(Place::of(entry, "question"), message);
        let is_copied = set.questions.iter().any(|copy| copy.id == item.question);
        if !known.contains(&item.question) && !is_copied {
            let near = suggestion(item.question.as_str(), known.iter().map(QuestionId::as_str));
            let problem = error(format!("the bank has no question \"{}\"", item.question));
            report(problem.with_hint_if(near));
        }
        if !seen.insert(&item.question) {
            report(error(format!("\"{}\" is in the set twice", item.question)));
        }
        check_minutes(Place::of(entry, "minutes"), item.minutes, &mut report);
    }
    check_title(Place::field("title"), &set.title, &mut report);
    let items = Place::field("items");
    if set.items.is_empty() {
        let problem = Problem::error(items, "the set is empty");
        report(problem.with_hint("it needs at least one question"));
    }
    check_count(items, set.items.len(), &mut report);
    let minutes = set.total_minutes();
    if minutes > u32::from(MAX_INTERVIEW_MINUTES) {
        let problem = Problem::error(items, format!("{minutes} minutes in all are too many"));
        report(problem.with_hint(format!("use at most {MAX_INTERVIEW_MINUTES}")));
    }
    problems
}

pub fn check_competencies(competencies: &[(usize, Competency)], scale: &Scale) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut report = |problem| problems.push(problem);
    check_scale(Place::field("scale"), scale, &mut report);
    for (entry, competency) in competencies {
        check_title(Place::of(*entry, "title"), &competency.title, &mut report);
    }
    problems
}

/// `known` are the topics of the files read before.
pub fn check_topics(topics: &[(usize, Topic)], known: &[Topic]) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut seen: BTreeSet<&str> = known.iter().map(|topic| topic.key.as_str()).collect();
    for (entry, topic) in topics {
        let error = |message| Problem::error(Place::of(*entry, "key"), message);
        if !is_identifier(&topic.key) {
            let problem = error(format!("\"{}\" is not a topic key", topic.key));
            problems.push(problem.with_hint("use lower-case letters, digits and hyphens"));
        }
        if !seen.insert(&topic.key) {
            problems.push(error(format!("the topic \"{}\" is listed twice", topic.key)));
        }
    }
    problems
}

/// No score is given without an anchor in view, so the general scale has its own.
fn check_scale(place: Place, scale: &Scale, report: &mut Report) {
    if scale.anchors.is_empty() {
        let problem = Problem::error(place, "the general scale has no anchors");
        report(problem.with_hint("give them at 1, 3 and 5"));
    }
    check_anchors(place, &scale.anchors, report);
}

fn check_title(place: Place, title: &str, report: &mut Report) {
    if title.trim().is_empty() {
        report(Problem::error(place, "the title is empty"));
    }
}

fn check_minutes(place: Place, minutes: u16, report: &mut Report) {
    if !(1..=MAX_QUESTION_MINUTES).contains(&minutes) {
        let problem = Problem::error(place, format!("{minutes} minutes cannot be planned"));
        report(problem.with_hint(format!("use 1 to {MAX_QUESTION_MINUTES}")));
    }
}

fn check_count(place: Place, items: usize, report: &mut Report) {
    if items > MAX_ITEMS {
        let problem = Problem::error(place, format!("{items} questions are too many"));
        report(problem.with_hint(format!("a set holds at most {MAX_ITEMS}")));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_offered_only_when_it_is_near() {
        let known = ["minutes", "prompt", "probes"];
        assert_eq!(nearest("minuts", known), Some("minutes"));
        assert_eq!(nearest("Prompt", known), Some("prompt"));
        assert_eq!(nearest("zzz", known), None);
        assert_eq!(suggestion("probe", known).as_deref(), Some("did you mean \"probes\"?"));
        assert_eq!(suggestion("zzz", known), None);
    }
}
