//! A stable name for a candidate whose own name stays behind.

use super::canonical::Digest;
use super::event::{Detail, EventKind};
use super::record::SessionRecord;
use super::text::TextRef;

/// Letters and digits that are not taken for one another (Crockford's base32).
const SIGNS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const SIGNS_SHOWN: usize = 6;

/// `Candidate 7K3M9Q`: the same in every copy of a session, and of no other. `None` where no name was
/// ever filled in.
///
/// It is made from the salted hash that the event holds of the first name. The hash stays in a masked
/// session while salt and name leave it, so nobody can test a guessed name against the alias.
pub fn alias(record: &SessionRecord) -> Option<String> {
    let TextRef { hash, .. } = first_name(record)?;
    let parts = [record.id.as_str().as_bytes(), hash.as_bytes().as_slice()];
    let digest = Digest::of_parts("plumbline.alias.v1", &parts);
    let bits =
        digest.as_bytes().iter().take(4).fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte));
    let sign = |place: usize| {
        let five = bits >> (32 - 5 * (place + 1)) & 31;
        SIGNS.get(five as usize).copied().map(char::from)
    };
    let signs: String = (0..SIGNS_SHOWN).filter_map(sign).collect();
    Some(format!("Candidate {signs}"))
}

fn first_name(record: &SessionRecord) -> Option<&TextRef> {
    record.events.iter().find_map(|event| match &event.kind {
        EventKind::Described { detail: Detail::Candidate, text } => Some(text),
        _ => None,
    })
}
