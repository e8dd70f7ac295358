//! The fields of one struct, read by name, with every problem of every field.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, DeserializeOwned, Deserializer, Error as _, MapAccess, Visitor};

use super::source::Fault;
use super::tree::{Field, Kind, Value};
use crate::domain::check::suggestion;

/// Reads the fields of one struct and keeps every fault it meets.
pub struct FieldReader<'t> {
    value: Value<'t>,
    what: &'t str,
    fields: Vec<Field<'t>>,
    known: Vec<&'static str>,
    faults: Vec<Fault>,
}

impl<'t> FieldReader<'t> {
    /// `what` names the struct in messages: "a question".
    pub fn new(value: Value<'t>, what: &'t str) -> Self {
        Self {
            value,
            what,
            fields: value.fields().collect(),
            known: Vec::new(),
            faults: Vec::new(),
        }
    }

    /// A field that must be there.
    pub fn required<T: DeserializeOwned>(&mut self, name: &'static str) -> Option<T> {
        if self.elsewhere(name).is_none() {
            let message = format!("{} needs the field \"{name}\"", self.what);
            self.faults.push(Fault::new(self.value.span(), message));
        }
        self.read(name)
    }

    /// A field that may be left out.
    pub fn optional<T: DeserializeOwned>(&mut self, name: &'static str) -> Option<T> {
        self.known.push(name);
        self.read(name)
    }

    /// The value of a field that is read elsewhere.
    pub fn elsewhere(&mut self, name: &'static str) -> Option<Value<'t>> {
        self.known.push(name);
        self.find(name)
    }

    /// The entries of a list that may be left out, each with faults of its own; those that can be read.
    pub fn parts<T>(
        &mut self,
        name: &'static str,
        read: impl Fn(Value<'t>) -> Result<T, Vec<Fault>>,
    ) -> Vec<T> {
        let Some(list) = self.elsewhere(name).filter(|value| value.is_sound()) else {
            return Vec::new();
        };
        if list.kind() != Kind::List {
            self.faults.push(Fault::new(list.span(), "a list in [ ] is expected here"));
            return Vec::new();
        }
        let mut found = Vec::new();
        for entry in list.children() {
            match read(entry) {
                Ok(part) => found.push(part),
                Err(faults) => self.faults.extend(faults),
            }
        }
        found
    }

    /// Every fault of the fields read, and each field that is unknown or stands there twice.
    pub fn finish(mut self) -> Vec<Fault> {
        for (index, field) in self.fields.iter().enumerate() {
            let Field { name, name_span, .. } = *field;
            if !self.known.contains(&name) {
                let message = format!("{} has no field \"{name}\"", self.what);
                let hint = suggestion(name, self.known.iter().copied());
                self.faults.push(Fault::new(name_span, message).with_hint_if(hint));
            } else if self.fields.iter().take(index).any(|other| other.name == name) {
                let message = format!("the field \"{name}\" stands here twice");
                self.faults.push(Fault::new(name_span, message));
            }
        }
        self.faults
    }

    fn find(&self, name: &str) -> Option<Value<'t>> {
        self.fields.iter().find(|field| field.name == name).map(|field| field.value)
    }

    fn read<T: DeserializeOwned>(&mut self, name: &str) -> Option<T> {
        // What is broken was told while the text was read.
        let value = self.find(name).filter(|value| value.is_sound())?;
        value.read().map_err(|fault| self.faults.push(fault)).ok()
    }
}

/// A map in which no key stands twice. RON itself would quietly take the last.
pub struct UniqueMap<K, V>(pub BTreeMap<K, V>);

impl<'de, K, V> Deserialize<'de> for UniqueMap<K, V>
where
    K: Deserialize<'de> + Ord,
    V: Deserialize<'de>,
{
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct UniqueVisitor<K, V>(PhantomData<(K, V)>);

        impl<'de, K, V> Visitor<'de> for UniqueVisitor<K, V>
        where
            K: Deserialize<'de> + Ord,
            V: Deserialize<'de>,
        {
            type Value = UniqueMap<K, V>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a map in { }")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut entries = BTreeMap::new();
                while let Some((key, value)) = map.next_entry()? {
                    if entries.insert(key, value).is_some() {
                        return Err(A::Error::custom("this key of the map stands here twice"));
                    }
                }
                Ok(UniqueMap(entries))
            }
        }

        deserializer.deserialize_map(UniqueVisitor(PhantomData))
    }
}
