//! The published JSON Schema describes the files as they are.

use boon::{Compiler, SchemaIndex, Schemas};
use plumbline::domain::record::SessionRecord;
use plumbline::export::format::json::SCHEMA;
use plumbline::export::writing::Format;
use serde_json::Value;

use super::{DISCLOSURES, full, unusual, write};

const NAME: &str = "urn:plumbline:schema:scorecard:1";

fn compiled() -> (Schemas, SchemaIndex) {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    assert_eq!(schema["$id"], NAME);
    let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
    compiler.add_resource(NAME, schema).unwrap();
    let index = compiler.compile(NAME, &mut schemas).unwrap();
    (schemas, index)
}

fn exported(record: &SessionRecord) -> Vec<Value> {
    let file = |disclosure| write(record, disclosure, Format::Json).bytes;
    DISCLOSURES.map(file).iter().map(|file| serde_json::from_slice(file).unwrap()).collect()
}

#[test]
fn every_export_is_as_the_schema_says() {
    let (schemas, index) = compiled();
    for (name, record) in unusual().into_iter().chain([("full", full().record)]) {
        for file in exported(&record) {
            let found = schemas.validate(&file, index);
            assert!(found.is_ok(), "{name}: {}", found.unwrap_err());
        }
    }
}

/// A field that is added to the report without the schema fails the test above only if it is written:
/// so the full session must write every field that the schema knows.
#[test]
fn the_full_session_writes_every_field_that_the_schema_knows() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let files = exported(&full().record);
    let all: String = files.iter().map(Value::to_string).collect();
    let mut known = Vec::new();
    fields(&schema, &mut known);
    assert!(known.len() > 90, "{known:?}");
    for field in known {
        // A record that is not whole has these, and no other.
        let is_written = all.contains(&format!("\"{field}\":"));
        assert_eq!(is_written, !["incomplete", "lost"].contains(&field.as_str()), "{field}");
    }
}

fn fields(schema: &Value, known: &mut Vec<String>) {
    let Value::Object(members) = schema else {
        schema.as_array().into_iter().flatten().for_each(|schema| fields(schema, known));
        return;
    };
    for (name, member) in members {
        if name == "properties" {
            known.extend(member.as_object().unwrap().keys().cloned());
        }
        fields(member, known);
    }
}

#[test]
fn what_is_not_in_the_schema_is_found() {
    let (schemas, index) = compiled();
    let file = exported(&full().record).remove(0);
    assert!(schemas.validate(&file, index).is_ok());
    let changes: [(&str, Value); 12] = [
        ("/more", 1.into()),
        ("/questions/0/more", 1.into()),
        ("/questions/0/points/more", 1.into()),
        ("/added/0/flags", Value::Array(Vec::new())),
        ("/overall/tenths", 51.into()),
        ("/recommendation/choice", "Maybe".into()),
        ("/questions/0/result/Scored/step", 6.into()),
        ("/spent_ms", (-1).into()),
        ("/spent_ms", 1.5.into()),
        ("/seal", "12ab".into()),
        ("/version", 2.into()),
        ("/session/texts/0/more", 1.into()),
    ];
    for (place, value) in changes {
        let mut file = file.clone();
        let (parent, name) = place.rsplit_once('/').unwrap();
        file.pointer_mut(parent).unwrap()[name] = value;
        assert!(schemas.validate(&file, index).is_err(), "{place}");
    }
    for (place, name) in [("", "session"), ("/overall", "questions_planned"), ("/session", "chain")]
    {
        let mut file = file.clone();
        file.pointer_mut(place).unwrap().as_object_mut().unwrap().remove(name).unwrap();
        assert!(schemas.validate(&file, index).is_err(), "{place} without {name}");
    }
}
