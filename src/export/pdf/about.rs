//! What the file says of itself: title, author, language, date, page labels; once as the old
//! dictionary and once as XMP, which must agree.

use chrono::{DateTime, FixedOffset};
use lopdf::{Dictionary, Object, Stream};

use super::{PdfError, assembly, dictionary, text_string};
use crate::export::page::Document;

const CREATOR: &str = concat!("Plumbline ", env!("CARGO_PKG_VERSION"));

pub fn add(file: &mut lopdf::Document, document: &Document) -> Result<(), PdfError> {
    let info = file.add_object(information(document));
    let old = file.trailer.get(b"Info").and_then(Object::as_reference).ok();
    file.trailer.set("Info", info);
    if let Some(old) = old {
        file.objects.remove(&old);
    }
    let about = dictionary([("Type", "Metadata".into()), ("Subtype", "XML".into())]);
    // Uncompressed, so that programs which know no PDF find it.
    let metadata =
        file.add_object(Stream::new(about, xmp(document).into_bytes()).with_compression(false));
    let catalog = file.catalog_mut().map_err(assembly)?;
    let old = catalog.get(b"Metadata").and_then(Object::as_reference).ok();
    catalog.set("Metadata", metadata);
    catalog.set("Lang", Object::string_literal("en"));
    catalog.set("ViewerPreferences", dictionary([("DisplayDocTitle", true.into())]));
    let decimal = dictionary([("S", "D".into())]);
    let labels: Vec<Object> = vec![0.into(), decimal.into()];
    catalog.set("PageLabels", dictionary([("Nums", labels.into())]));
    if let Some(old) = old {
        file.objects.remove(&old);
    }
    Ok(())
}

fn information(document: &Document) -> Dictionary {
    let mut info = dictionary([
        ("Title", text_string(&document.title)),
        ("Author", text_string(&document.author)),
        ("Creator", text_string(CREATOR)),
        ("Producer", text_string(CREATOR)),
    ]);
    if let Some(created) = document.created {
        let date =
            format!("D:{}'", created.format("%Y%m%d%H%M%S%:z").to_string().replace(':', "'"));
        info.set("CreationDate", Object::string_literal(date));
    }
    info
}

/// As XMP part 1 asks (ISO 16684-1).
fn xmp(document: &Document) -> String {
    let [title, author, creator] =
        [document.title.as_str(), document.author.as_str(), CREATOR].map(escaped);
    let date = |created: DateTime<FixedOffset>| {
        format!("   <xmp:CreateDate>{}</xmp:CreateDate>\n", created.format("%Y-%m-%dT%H:%M:%S%:z"))
    };
    let date = document.created.map_or(String::new(), date);
    format!(
        r#"<?xpacket begin="{bom}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
   <dc:format>application/pdf</dc:format>
   <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
   <dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
   <dc:language><rdf:Bag><rdf:li>en</rdf:li></rdf:Bag></dc:language>
   <xmp:CreatorTool>{creator}</xmp:CreatorTool>
   <pdf:Producer>{creator}</pdf:Producer>
{date}  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>
"#,
        bom = '\u{feff}'
    )
}

/// For XML, which allows no control characters.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_never_becomes_markup() {
        assert_eq!(escaped("A <b>&\u{1}\u{ffff}"), "A &lt;b&gt;&amp;  ");
    }
}
