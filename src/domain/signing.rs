//! What the signatures of a session say.
//!
//! The submission and each amendment are signed by the event right behind them, over the chain so
//! far: the frozen set, every event and the hash of every text. So a masked or an erased session still
//! verifies, and any other change needs the secret key. What was cut off the end leaves no trace here:
//! only the records know of a later amendment.

use super::canonical::CanonicalError;
use super::record::SessionRecord;
use super::signature::{PublicKey, Signature, session_message, verify};

/// The submission first, then each amendment; empty where nothing was submitted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Signing {
    pub steps: Vec<SignedStep>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SignedStep {
    /// Its event.
    pub seq: u64,
    /// From 1; `None`: the submission.
    pub amendment: Option<usize>,
    pub signature: StepSignature,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepSignature {
    Missing,
    Valid(PublicKey),
    /// It is not a signature of this session by that key.
    Mismatch(PublicKey),
}

/// All signatures in one word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    NotSubmitted,
    Unsigned,
    /// Every step is signed and every signature fits; each key once.
    Signed(Vec<PublicKey>),
    /// Some steps are signed, and these are not; whatever is signed fits.
    Partly {
        unsigned: Vec<SignedStep>,
        keys: Vec<PublicKey>,
    },
    Mismatch(Vec<SignedStep>),
}

/// Checks every signature of a record. In a record that contradicts itself none fits: what was
/// signed is not what it says.
pub fn signing(record: &SessionRecord) -> Result<Signing, CanonicalError> {
    let session = record.fold();
    // Whether the record is sound matters to nothing but a signature, and takes long.
    let is_signed = session.sealed.iter().any(|step| step.signed.is_some());
    let (faults, links) = if is_signed { record.checked()? } else { Default::default() };
    let is_sound = session.ignored.is_empty() && faults.is_empty();
    let fits = |seq: u64, key: &PublicKey, signature: &Signature| {
        let mut chain = record.events.iter().zip(&links);
        let link = chain.find(|(event, _)| event.seq == seq).map(|(_, link)| link);
        is_sound
            && link.is_some_and(|link| verify(key, &session_message(&record.id, link), signature))
    };
    let steps = session.sealed.iter().enumerate().map(|(place, step)| SignedStep {
        seq: step.seq,
        amendment: (place > 0).then_some(place),
        signature: match &step.signed {
            None => StepSignature::Missing,
            Some((key, signature)) if fits(step.seq, key, signature) => StepSignature::Valid(*key),
            Some((key, _)) => StepSignature::Mismatch(*key),
        },
    });
    Ok(Signing { steps: steps.collect() })
}

impl Signing {
    pub fn standing(&self) -> Standing {
        let of = |is_meant: fn(StepSignature) -> bool| -> Vec<SignedStep> {
            self.steps.iter().copied().filter(|step| is_meant(step.signature)).collect()
        };
        let mismatched = of(|signature| matches!(signature, StepSignature::Mismatch(_)));
        let unsigned = of(|signature| signature == StepSignature::Missing);
        match (self.steps.len(), unsigned.len()) {
            (0, _) => Standing::NotSubmitted,
            _ if !mismatched.is_empty() => Standing::Mismatch(mismatched),
            (_, 0) => Standing::Signed(self.keys()),
            (all, none) if all == none => Standing::Unsigned,
            _ => Standing::Partly { unsigned, keys: self.keys() },
        }
    }

    /// Of the signatures that fit, each key once, in the order of the steps.
    pub fn keys(&self) -> Vec<PublicKey> {
        let mut keys = Vec::new();
        for step in &self.steps {
            if let StepSignature::Valid(key) = step.signature
                && !keys.contains(&key)
            {
                keys.push(key);
            }
        }
        keys
    }
}

impl SignedStep {
    /// `the submission`, `amendment 2`.
    pub fn name(&self) -> String {
        self.amendment.map_or("the submission".to_owned(), |number| format!("amendment {number}"))
    }
}
