//! An object as bytes that do not depend on how a writer spelled it.

use lopdf::{Dictionary, Object};

/// A letter for the kind, then the value: numbers as their bits, texts after their length, the
/// entries of a dictionary in the order of their names, a stream as its dictionary without its
/// length and the bytes as they are stored.
pub fn add_object(out: &mut Vec<u8>, object: &Object) {
    match object {
        Object::Null => out.push(b'n'),
        Object::Boolean(value) => out.extend([b'b', u8::from(*value)]),
        Object::Integer(value) => {
            out.push(b'i');
            out.extend(value.to_be_bytes());
        }
        // A writer spells a whole number without a fraction, and reads it back as an integer.
        Object::Real(value) if value.fract() == 0.0 && value.abs() < 1e9 => {
            #[allow(clippy::cast_possible_truncation, reason = "it is whole and small")]
            add_object(out, &Object::Integer(*value as i64));
        }
        Object::Real(value) => {
            out.push(b'r');
            out.extend(value.to_bits().to_be_bytes());
        }
        Object::Name(name) => add_bytes(out, b'/', name),
        Object::String(text, _) => add_bytes(out, b's', text),
        Object::Array(items) => {
            out.push(b'[');
            items.iter().for_each(|item| add_object(out, item));
            out.push(b']');
        }
        Object::Dictionary(entries) => add_dictionary(out, entries, &[]),
        Object::Stream(stream) => {
            out.push(b'S');
            add_dictionary(out, &stream.dict, b"Length");
            add_bytes(out, b's', &stream.content);
        }
        Object::Reference((number, generation)) => {
            out.push(b'R');
            out.extend(number.to_be_bytes());
            out.extend(generation.to_be_bytes());
        }
    }
}

fn add_dictionary(out: &mut Vec<u8>, entries: &Dictionary, without: &[u8]) {
    let mut entries: Vec<_> =
        entries.iter().filter(|(name, _)| name.as_slice() != without).collect();
    entries.sort_by_key(|(name, _)| name.as_slice());
    out.push(b'<');
    for (name, value) in entries {
        add_bytes(out, b'/', name);
        add_object(out, value);
    }
    out.push(b'>');
}

fn add_bytes(out: &mut Vec<u8>, kind: u8, bytes: &[u8]) {
    out.push(kind);
    out.extend((bytes.len() as u64).to_be_bytes());
    out.extend(bytes);
}

#[cfg(test)]
mod tests {
    use lopdf::StringFormat;

    use super::*;

    fn bytes(object: impl Into<Object>) -> Vec<u8> {
        let mut out = Vec::new();
        add_object(&mut out, &object.into());
        out
    }

    #[test]
    fn the_spelling_does_not_count_and_the_value_does() {
        let hex = Object::String(b"ab".to_vec(), StringFormat::Hexadecimal);
        let plain = Object::String(b"ab".to_vec(), StringFormat::Literal);
        assert_eq!(bytes(hex), bytes(plain.clone()));
        assert_ne!(bytes(plain), bytes(Object::Name(b"ab".to_vec())));
        assert_eq!(bytes(3.0_f32), bytes(3_i64));
        assert_ne!(bytes(3.5_f32), bytes(3_i64));
        let [mut one, mut other] = [Dictionary::new(), Dictionary::new()];
        one.set("A", 1);
        one.set("B", 2);
        other.set("B", 2);
        other.set("A", 1);
        assert_eq!(bytes(one.clone()), bytes(other));
        one.set("A", 2);
        assert_ne!(
            bytes(one.clone()),
            bytes({
                one.set("A", 1);
                one
            })
        );
    }
}
