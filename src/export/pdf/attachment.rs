//! The session inside the PDF, as an associated file (ISO 32000-2, 14.13): whoever opens the page can
//! have the data it was made from.

use lopdf::{Dictionary, Object, Stream};

use super::{Effort, PdfError, assembly, compress, dictionary, text_string};

/// Its name in the file.
pub const NAME: &str = "session.ron";

pub fn add(file: &mut lopdf::Document, session: &[u8]) -> Result<(), PdfError> {
    let size = i64::try_from(session.len()).map_err(assembly)?;
    let mut about = dictionary([("Type", "EmbeddedFile".into())]);
    about.set("Subtype", Object::Name(b"text/plain".to_vec()));
    about.set("Params", dictionary([("Size", size.into())]));
    let mut stream = Stream::new(about, session.to_vec());
    compress(&mut stream, Effort::Quick)?;
    let stream = file.add_object(stream);
    let specification = file.add_object(dictionary([
        ("Type", "Filespec".into()),
        ("F", text_string(NAME)),
        ("UF", text_string(NAME)),
        ("Desc", text_string("The interview session that this scorecard was made from")),
        ("AFRelationship", "Source".into()),
        ("EF", dictionary([("F", stream.into()), ("UF", stream.into())]).into()),
    ]));
    let names: Vec<Object> = vec![text_string(NAME), specification.into()];
    let embedded: Dictionary = dictionary([("Names", names.into())]);
    let catalog = file.catalog_mut().map_err(assembly)?;
    catalog.set("Names", dictionary([("EmbeddedFiles", embedded.into())]));
    catalog.set("AF", vec![Object::from(specification)]);
    Ok(())
}
