//! The three answers, in words and as JSON.

use serde_json::{Value, json};

use super::Signers;
use super::taken::Taken;
use crate::domain::canonical::CanonicalError;
use crate::domain::signature::PublicKey;
use crate::domain::signing::{SignedStep, Signing, Standing, StepSignature, signing};
use crate::domain::verify::{FileState, InRecords};
use crate::export::words::count;

pub(super) const LIMITS: &str = "\
A signature shows that a holder of the key sealed exactly this session. It does not prove that the \
interviewer did not write all of it afterwards, nor who sat at the keyboard. An amendment that was cut \
off the end leaves no trace in a file: only the records know of it.";

pub(super) struct Answers {
    file: FileState,
    records: InRecords,
    signing: Signing,
    export: Option<StepSignature>,
    /// Of everything that is signed and fits, in order.
    keys: Vec<Holder>,
    has_session: bool,
}

struct Holder {
    key: PublicKey,
    /// From the list of signers.
    name: Option<String>,
    is_own: bool,
}

impl Holder {
    fn words(&self) -> String {
        match (&self.name, self.is_own) {
            (Some(name), true) => format!("{name}, this installation ({})", self.key),
            (Some(name), false) => format!("{name} ({})", self.key),
            (None, true) => format!("this installation ({})", self.key),
            (None, false) => format!("an unknown key ({})", self.key),
        }
    }

    fn json(&self) -> Value {
        json!({ "key": self.key, "name": self.name, "is_own": self.is_own })
    }
}

impl Answers {
    pub fn of(
        taken: &Taken,
        records: InRecords,
        signers: &Signers,
    ) -> Result<Self, CanonicalError> {
        let signing = taken.record.as_ref().map(signing).transpose()?.unwrap_or_default();
        let mut keys = signing.keys();
        if let Some(StepSignature::Valid(key)) = taken.export
            && !keys.contains(&key)
        {
            keys.push(key);
        }
        let holder = |key: PublicKey| Holder {
            name: signers.known.name(&key).map(str::to_owned),
            is_own: signers.own == Some(key),
            key,
        };
        Ok(Self {
            file: taken.state.clone(),
            records,
            export: taken.export,
            keys: keys.into_iter().map(holder).collect(),
            has_session: taken.record.is_some(),
            signing,
        })
    }

    pub fn has_contradiction(&self) -> bool {
        self.file.is_contradiction()
            || self.records.is_contradiction()
            || matches!(self.signing.standing(), Standing::Mismatch(_))
            || matches!(self.export, Some(StepSignature::Mismatch(_)))
    }

    /// Every step is signed, and the file too where its kind has a signature, by keys with a name in the
    /// list. The own key is none of those unless it is listed: whoever changed a file here could sign it.
    pub fn is_by_known_keys(&self) -> bool {
        let is_signed = matches!(self.signing.standing(), Standing::Signed(_));
        let is_export_signed =
            self.export.is_none_or(|signature| matches!(signature, StepSignature::Valid(_)));
        let are_known = self.keys.iter().all(|holder| holder.name.is_some());
        is_signed && is_export_signed && are_known && !self.has_contradiction()
    }

    pub fn lines(&self) -> Vec<String> {
        let mut lines = vec![format!("file: {}", self.file_words())];
        if let FileState::Changed { what } | FileState::Resaved { what } = &self.file {
            lines.extend(what.iter().map(|what| format!("  {what}")));
        }
        lines.push(format!("records: {}", self.records_words()));
        lines.push(format!("signature: {}", self.signature_words()));
        lines.extend(self.export.map(|signature| format!("  {}", self.export_words(signature))));
        lines
    }

    fn file_words(&self) -> &'static str {
        match self.file {
            FileState::Unchanged if self.export.is_some() => {
                "unchanged since its export, byte for byte"
            }
            FileState::Unchanged => "unchanged: its events, set, texts and hashes fit each other",
            FileState::Resaved { .. } => {
                "not the exported file byte for byte, though every object read in it is as exported: \
                 another program saved it again, or it is damaged; ask for the original"
            }
            FileState::Changed { .. } => "changed since it was written:",
            FileState::NoChecksums => "not known: it is from before files carried checksums",
            FileState::NotOurs => "not written by Plumbline",
        }
    }

    fn records_words(&self) -> String {
        match &self.records {
            _ if !self.has_session => "there is no session in the file to compare".to_owned(),
            InRecords::NoRecords => "no records here".to_owned(),
            InRecords::NotThere => "not in these records".to_owned(),
            InRecords::Same => "the same".to_owned(),
            InRecords::Later { events, amendments: 0 } => {
                format!("the same so far; the records have {}", later(*events))
            }
            InRecords::Later { events, amendments } => format!(
                "the same so far; the records have {} ({} since)",
                later(*events),
                count(*amendments, "amendment")
            ),
            InRecords::Differs { seq } => format!("differs at event {seq}"),
            InRecords::Unreadable(why) => format!("cannot be compared: {why}"),
        }
    }

    fn signature_words(&self) -> String {
        match self.signing.standing() {
            Standing::NotSubmitted if !self.has_session => {
                "there is no session in the file".to_owned()
            }
            Standing::NotSubmitted => "none: the session is not submitted".to_owned(),
            Standing::Unsigned => "unsigned".to_owned(),
            Standing::Signed(keys) => format!("signed by {}", self.holders(&keys)),
            Standing::Partly { unsigned, keys } => format!(
                "{} unsigned; the rest is signed by {}",
                steps(&unsigned),
                self.holders(&keys)
            ),
            Standing::Mismatch(mismatched) => {
                format!("does not match: {}", steps(&mismatched))
            }
        }
    }

    fn export_words(&self, signature: StepSignature) -> String {
        match signature {
            StepSignature::Missing => "the file itself is unsigned".to_owned(),
            StepSignature::Valid(key) => {
                format!("the file itself is signed by {}", self.holders(&[key]))
            }
            StepSignature::Mismatch(key) => {
                format!("the signature of the file itself does not match (key {key})")
            }
        }
    }

    fn holders(&self, keys: &[PublicKey]) -> String {
        let is_meant = |holder: &&Holder| keys.contains(&holder.key);
        let words: Vec<String> = self.keys.iter().filter(is_meant).map(Holder::words).collect();
        words.join(" and ")
    }

    pub fn json(&self) -> Value {
        let step = |step: &SignedStep| {
            let (state, key) = signature_json(step.signature);
            json!({ "event": step.seq, "amendment": step.amendment, "state": state, "key": key })
        };
        let export = self.export.map(|signature| {
            let (state, key) = signature_json(signature);
            json!({ "state": state, "key": key })
        });
        json!({
            "file": self.file_json(),
            "records": self.records_json(),
            "signature": {
                "state": standing_name(&self.signing.standing()),
                "is_known": self.is_by_known_keys(),
                "keys": self.keys.iter().map(Holder::json).collect::<Vec<Value>>(),
                "steps": self.signing.steps.iter().map(step).collect::<Vec<Value>>(),
                "file": export,
            },
            "contradiction": self.has_contradiction(),
            "limits": LIMITS,
        })
    }

    fn file_json(&self) -> Value {
        let (state, what): (&str, &[String]) = match &self.file {
            FileState::Unchanged => ("unchanged", &[]),
            FileState::Resaved { what } => ("resaved", what),
            FileState::Changed { what } => ("changed", what),
            FileState::NoChecksums => ("no_checksums", &[]),
            FileState::NotOurs => ("not_ours", &[]),
        };
        json!({ "state": state, "what": what })
    }

    fn records_json(&self) -> Value {
        match &self.records {
            InRecords::NoRecords => json!({ "state": "no_records" }),
            InRecords::NotThere => json!({ "state": "not_there" }),
            InRecords::Same => json!({ "state": "same" }),
            InRecords::Later { events, amendments } => {
                json!({ "state": "later", "events": events, "amendments": amendments })
            }
            InRecords::Differs { seq } => json!({ "state": "differs", "event": seq }),
            InRecords::Unreadable(why) => json!({ "state": "unreadable", "why": why }),
        }
    }
}

fn standing_name(standing: &Standing) -> &'static str {
    match standing {
        Standing::NotSubmitted => "not_submitted",
        Standing::Unsigned => "unsigned",
        Standing::Signed(_) => "signed",
        Standing::Partly { .. } => "partly_signed",
        Standing::Mismatch(_) => "mismatch",
    }
}

fn signature_json(signature: StepSignature) -> (&'static str, Option<PublicKey>) {
    match signature {
        StepSignature::Missing => ("unsigned", None),
        StepSignature::Valid(key) => ("valid", Some(key)),
        StepSignature::Mismatch(key) => ("mismatch", Some(key)),
    }
}

/// `1 later event`.
fn later(events: usize) -> String {
    count(events, "later event")
}

/// `the submission is`, `the submission and amendment 2 are`, for an adjective to follow.
fn steps(steps: &[SignedStep]) -> String {
    let names: Vec<String> = steps
        .iter()
        .map(|step| match step.signature {
            StepSignature::Mismatch(key) => format!("{} (key {key})", step.name()),
            _ => step.name(),
        })
        .collect();
    let joined = names.join(" and ");
    match (steps.first().map(|step| step.signature), steps.len()) {
        (Some(StepSignature::Missing), 1) => format!("{joined} is"),
        (Some(StepSignature::Missing), _) => format!("{joined} are"),
        _ => joined,
    }
}
