//! Objects as the bytes of a file: streams as they are, all others packed into compressed ones, then a compressed
//! table of where each stands (ISO 32000-2, 7.5.7 and 7.5.8).
//!
//! lopdf could write it too, but copies every object, spells it three times and does not compress the table: that
//! takes four times as long, for a file 3 KB larger.

use std::io::Write as _;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat};

use super::{Effort, PdfError, assembly, compress, dictionary};

/// Of a file, in bytes.
const USUAL: usize = 128 * 1024;
/// In one stream: a reader unpacks all of them to find one.
const MOST_PACKED: usize = 400;

pub fn bytes(file: &Document) -> Result<Vec<u8>, PdfError> {
    let mut writer = Writer { out: Vec::with_capacity(USUAL), table: Vec::new() };
    // Four bytes above 127 say that this is no text.
    writer.out.extend(b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n");
    let mut small: Vec<(ObjectId, &Object)> = Vec::new();
    for (id, object) in &file.objects {
        match object {
            Object::Stream(stream) => writer.stream(id.0, stream)?,
            object => small.push((*id, object)),
        }
    }
    let mut number = file.max_id;
    for objects in small.chunks(MOST_PACKED) {
        number += 1;
        writer.packed(number, objects)?;
    }
    writer.end(number + 1, &file.trailer)?;
    Ok(writer.out)
}

struct Writer {
    out: Vec<u8>,
    /// By the object's number.
    table: Vec<Entry>,
}

/// A kind, then a number of four bytes and one of two.
type Entry = [u8; 7];

const NO_OBJECT: Entry = [0, 0, 0, 0, 0, 0xFF, 0xFF];
/// So many bytes from the start of the file.
const AT: u8 = 1;
/// In the stream of that number, behind so many others.
const IN: u8 = 2;

impl Writer {
    /// From here on.
    fn stream(&mut self, number: u32, stream: &Stream) -> Result<(), PdfError> {
        self.enter(number, AT, u32::try_from(self.out.len()).map_err(assembly)?, 0);
        let _ = writeln!(self.out, "{number} 0 obj");
        add_dictionary(&mut self.out, &stream.dict);
        self.out.extend(b"stream\n");
        self.out.extend(&stream.content);
        self.out.extend(b"\nendstream\nendobj\n");
        Ok(())
    }

    /// All in one stream, behind their numbers and places.
    fn packed(&mut self, stream: u32, objects: &[(ObjectId, &Object)]) -> Result<(), PdfError> {
        let mut places = Vec::new();
        let mut bodies = Vec::new();
        for (at, ((number, _), object)) in (0_u16..).zip(objects) {
            self.enter(*number, IN, stream, at);
            let _ = write!(places, "{number} {} ", bodies.len());
            add_object(&mut bodies, object);
            bodies.push(b' ');
        }
        let length = |of: usize| i64::try_from(of).map(Object::from).map_err(assembly);
        let about = dictionary([
            ("Type", "ObjStm".into()),
            ("N", length(objects.len())?),
            ("First", length(places.len())?),
        ]);
        places.extend(bodies);
        let mut packed = Stream::new(about, places);
        compress(&mut packed, Effort::Quick)?;
        self.stream(stream, &packed)
    }

    /// The table, which has the trailer's entries too.
    fn end(&mut self, number: u32, trailer: &Dictionary) -> Result<(), PdfError> {
        let start = self.out.len();
        // It lists itself.
        self.enter(number, AT, u32::try_from(start).map_err(assembly)?, 0);
        let mut about = trailer.clone();
        about.set("Type", "XRef");
        about.set("Size", i64::from(number) + 1);
        about.set("W", vec![1.into(), 4.into(), 2.into()]);
        let mut table = Stream::new(about, self.table.concat());
        compress(&mut table, Effort::Quick)?;
        self.stream(number, &table)?;
        let _ = writeln!(self.out, "startxref\n{start}\n%%EOF");
        Ok(())
    }

    fn enter(&mut self, number: u32, kind: u8, place: u32, behind: u16) {
        let at = number as usize;
        if self.table.len() <= at {
            self.table.resize(at + 1, NO_OBJECT);
        }
        let ([a, b, c, d], [e, f]) = (place.to_be_bytes(), behind.to_be_bytes());
        if let Some(entry) = self.table.get_mut(at) {
            *entry = [kind, a, b, c, d, e, f];
        }
    }
}

/// As a reader takes it (ISO 32000-2, 7.3).
fn add_object(out: &mut Vec<u8>, object: &Object) {
    // Writing into memory cannot fail.
    let _ = match object {
        Object::Null => out.write_all(b"null"),
        Object::Boolean(value) => write!(out, "{value}"),
        Object::Integer(value) => write!(out, "{value}"),
        Object::Real(value) => write!(out, "{value}"),
        Object::Reference((number, generation)) => write!(out, "{number} {generation} R"),
        Object::Name(name) => return add_name(out, name),
        Object::String(text, format) => return add_string(out, text, *format),
        Object::Array(items) => return add_array(out, items),
        Object::Dictionary(entries) => return add_dictionary(out, entries),
        // It stands by itself, and is referred to.
        Object::Stream(_) => Ok(()),
    };
}

fn add_array(out: &mut Vec<u8>, items: &[Object]) {
    out.push(b'[');
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            separate(out, item);
        }
        add_object(out, item);
    }
    out.push(b']');
}

fn add_dictionary(out: &mut Vec<u8>, entries: &Dictionary) {
    out.extend(b"<<");
    for (name, value) in entries {
        add_name(out, name);
        separate(out, value);
        add_object(out, value);
    }
    out.extend(b">>");
}

/// From what stands before, unless it begins with a sign that does so itself.
fn separate(out: &mut Vec<u8>, next: &Object) {
    let is_word = matches!(
        next,
        Object::Null
            | Object::Boolean(_)
            | Object::Integer(_)
            | Object::Real(_)
            | Object::Reference(_)
    );
    if is_word {
        out.push(b' ');
    }
}

fn add_name(out: &mut Vec<u8>, name: &[u8]) {
    out.push(b'/');
    for byte in name {
        match byte {
            b'!'..=b'~' if !b"()<>[]{}/%#".contains(byte) => out.push(*byte),
            _ => {
                let _ = write!(out, "#{byte:02X}");
            }
        }
    }
}

fn add_string(out: &mut Vec<u8>, text: &[u8], format: StringFormat) {
    match format {
        StringFormat::Literal => add_literal(out, text.iter().copied()),
        StringFormat::Hexadecimal => {
            out.push(b'<');
            for byte in text {
                let _ = write!(out, "{byte:02X}");
            }
            out.push(b'>');
        }
    }
}

/// Text in brackets. A bare carriage return would be read as a line feed.
pub fn add_literal(out: &mut Vec<u8>, text: impl IntoIterator<Item = u8>) {
    out.push(b'(');
    for byte in text {
        match byte {
            b'(' | b')' | b'\\' => out.extend([b'\\', byte]),
            b'\r' => out.extend(b"\\r"),
            byte => out.push(byte),
        }
    }
    out.push(b')');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_finds_every_object_as_it_was() {
        let mut file = Document::with_version("1.7");
        let text = |text: &[u8], format| Object::String(text.to_vec(), format);
        let name = Object::Name(b"text/plain #1".to_vec());
        let objects: [Object; 9] = [
            Object::Null,
            true.into(),
            (-3).into(),
            0.25.into(),
            name.clone(),
            text(b"a (b) \\ c)\r\n\0\xFF", StringFormat::Literal),
            text(b"\xFE\xFF\0a", StringFormat::Hexadecimal),
            vec![1.into(), name, 2.5.into(), Object::Null, (1, 0).into()].into(),
            dictionary([("A", 1.into()), ("B", vec![true.into()].into())]).into(),
        ];
        let mut ids: Vec<ObjectId> =
            objects.iter().map(|one| file.add_object(one.clone())).collect();
        let stream = Stream::new(dictionary([("C", "D".into())]), b"not packed".to_vec());
        ids.push(file.add_object(stream.clone()));
        // More than one stream of packed ones, and numbers that no object has.
        ids.extend((0..MOST_PACKED).map(|_| file.add_object(7)));
        file.max_id += 5;
        file.trailer.set("Root", ids[8]);
        let read = Document::load_mem(&bytes(&file).unwrap()).unwrap();
        for (id, object) in &file.objects {
            let found = read.objects.get(id).unwrap();
            match object {
                Object::Stream(stream) => {
                    assert_eq!(found.as_stream().unwrap().content, stream.content)
                }
                object => assert_eq!(found, object),
            }
        }
        assert_eq!(read.trailer.get(b"Root").unwrap().as_reference().unwrap(), ids[8]);
    }
}
