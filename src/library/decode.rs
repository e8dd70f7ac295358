//! Values of a [`Tree`](super::tree::Tree) as Rust types, through serde; every fault has its place.

use std::fmt;

use serde::de::value::BorrowedStrDeserializer;
use serde::de::{
    self, DeserializeSeed, Deserializer, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor,
};

use super::source::{Fault, Span};
use super::syntax::options;
use super::tree::{Children, Kind, Value};
use super::words::{in_words, unknown_field, unknown_variant};

/// Why a value is not of the wanted type.
///
/// serde makes faults without a place; the nearest value or key around them gives it.
#[derive(Debug)]
pub struct Misfit {
    fault: Fault,
    place: Place,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Known,
    /// The key or value that was read last.
    Last,
    /// The struct as a whole: it lacks something.
    Whole,
}

type Result<T, E = Misfit> = std::result::Result<T, E>;

impl<'t> Value<'t> {
    /// The value as a `T`.
    pub fn read<T: de::Deserialize<'t>>(self) -> Result<T, Fault> {
        T::deserialize(self).map_err(|misfit| misfit.at(self.span()).fault)
    }

    /// Decodes one token as `ron` does.
    fn by_ron<T>(
        self,
        read: impl FnOnce(&mut ron::Deserializer<'t>) -> Result<T, ron::Error>,
    ) -> Result<T> {
        let text = self.text();
        let span = self.span();
        let misfit = |code: &ron::Error| Misfit::known(in_words(code, span));
        let mut ron = ron::Deserializer::from_str_with_options(text, &options())
            .map_err(|error| misfit(&error.code))?;
        let value = read(&mut ron).map_err(|code| misfit(&code))?;
        let rest = ron.remainder();
        if rest.is_empty() {
            return Ok(value);
        }
        let behind = Span { start: span.end - Span::at(rest.len()).start, ..span };
        Err(match self.kind() {
            Kind::Token => Misfit::expected("a whole number", span),
            _ => Misfit::expected("nothing more", behind),
        })
    }

    /// Whether a struct or a variant of that name may be spelled so.
    fn check_name(self, name: &str) -> Result<()> {
        if self.name().is_empty() || self.name() == name {
            return Ok(());
        }
        let message = format!("\"{}\" stands here instead of \"{name}\"", self.name());
        Err(Misfit::known(Fault::new(self.name_span(), message)))
    }

    fn each_value<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value> {
        let mut parts = Parts::of(self);
        let value = visitor.visit_seq(&mut parts);
        let value = value.map_err(|misfit| misfit.at_last(parts.last, self.span()))?;
        match parts.children.next() {
            None => Ok(value),
            Some(more) => Err(Misfit::expected("nothing more", more.span())),
        }
    }

    fn each_pair<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value> {
        let mut parts = Parts::of(self);
        let value = visitor.visit_map(&mut parts);
        value.map_err(|misfit| misfit.at_last(parts.last, self.span()))
    }

    fn tuple<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value> {
        match self.kind() {
            Kind::Tuple | Kind::Unit => self.each_value(visitor),
            _ => Err(Misfit::expected("a struct in ( )", self.span())),
        }
    }

    fn fields_of<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value> {
        match (self.kind(), self.children().next()) {
            (Kind::Struct, _) | (Kind::Tuple | Kind::Unit, None) => self.each_pair(visitor),
            (Kind::Tuple, Some(first)) => {
                Err(Misfit::expected("a field with its name", first.span()))
            }
            _ => Err(Misfit::expected("a struct in ( )", self.span())),
        }
    }

    /// The one value in parentheses.
    fn only_child(self) -> Result<Self> {
        let mut children = self.children();
        match (self.kind(), children.next(), children.next()) {
            (Kind::Tuple, Some(child), None) => Ok(child),
            _ => Err(Misfit::expected("one value in ( )", self.span())),
        }
    }
}

impl Misfit {
    fn known(fault: Fault) -> Self {
        Self { fault, place: Place::Known }
    }

    fn expected(what: &str, span: Span) -> Self {
        Self::known(Fault::new(span, format!("{what} is expected here")))
    }

    fn unplaced(fault: Fault, place: Place) -> Self {
        Self { fault, place }
    }

    /// At this value, where the place is not known better.
    fn at(mut self, span: Span) -> Self {
        if self.place != Place::Known {
            (self.fault.span, self.place) = (span, Place::Known);
        }
        self
    }

    fn at_last(self, last: Option<Span>, whole: Span) -> Self {
        let place = if self.place == Place::Last { last } else { None };
        self.at(place.unwrap_or(whole))
    }
}

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.fault.message)
    }
}

impl std::error::Error for Misfit {}

impl de::Error for Misfit {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::unplaced(Fault::new(Span::default(), message.to_string()), Place::Last)
    }

    fn unknown_variant(variant: &str, expected: &'static [&'static str]) -> Self {
        Self::unplaced(unknown_variant(variant, expected, Span::default()), Place::Last)
    }

    fn unknown_field(field: &str, expected: &'static [&'static str]) -> Self {
        Self::unplaced(unknown_field(field, expected, Span::default()), Place::Last)
    }

    fn missing_field(field: &'static str) -> Self {
        let message = format!("the field \"{field}\" is missing");
        Self::unplaced(Fault::new(Span::default(), message), Place::Whole)
    }

    fn duplicate_field(field: &'static str) -> Self {
        Self::custom(format!("the field \"{field}\" stands here twice"))
    }
}

/// One token each, decoded by `ron`.
macro_rules! tokens {
    ($($method:ident)+) => {$(
        fn $method<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value> {
            self.by_ron(|ron| ron.$method(visitor))
        }
    )+};
}

/// Numbers: plain ones are read here, the others by `ron`.
macro_rules! numbers {
    ($($method:ident $visit:ident $number:ty;)+) => {$(
        fn $method<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value> {
            match self.text().parse::<$number>() {
                Ok(number) if self.kind() == Kind::Token => visitor.$visit(number),
                _ => self.by_ron(|ron| ron.$method(visitor)),
            }
        }
    )+};
}

impl<'t> Deserializer<'t> for Value<'t> {
    type Error = Misfit;

    fn deserialize_any<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value> {
        match self.kind() {
            Kind::Plain => self.deserialize_str(visitor),
            Kind::Token | Kind::Name => self.by_ron(|ron| ron.deserialize_any(visitor)),
            Kind::Unit => visitor.visit_unit(),
            Kind::Some => self.deserialize_option(visitor),
            Kind::List | Kind::Tuple => self.each_value(visitor),
            Kind::Map | Kind::Struct => self.each_pair(visitor),
            Kind::Broken => Err(Misfit::expected("a value", self.span())),
        }
    }

    fn deserialize_str<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value> {
        let text = self.text();
        match text.get(1..text.len().saturating_sub(1)) {
            Some(inside) if self.kind() == Kind::Plain => visitor.visit_borrowed_str(inside),
            _ => self.by_ron(|ron| ron.deserialize_str(visitor)),
        }
    }

    fn deserialize_string<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value> {
        self.deserialize_str(visitor)
    }

    numbers! {
        deserialize_i8 visit_i8 i8; deserialize_i16 visit_i16 i16;
        deserialize_i32 visit_i32 i32; deserialize_i64 visit_i64 i64;
        deserialize_u8 visit_u8 u8; deserialize_u16 visit_u16 u16;
        deserialize_u32 visit_u32 u32; deserialize_u64 visit_u64 u64;
    }

    tokens! {
        deserialize_bool deserialize_f32 deserialize_f64 deserialize_char deserialize_bytes
        deserialize_byte_buf deserialize_unit deserialize_identifier
    }

    fn deserialize_option<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value> {
        match (self.kind(), self.children().next()) {
            (Kind::Name, _) if self.text() == "None" => visitor.visit_none(),
            (Kind::Some, Some(child)) => {
                visitor.visit_some(child).map_err(|misfit| misfit.at(child.span()))
            }
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_unit_struct<V: Visitor<'t>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value> {
        self.by_ron(|ron| ron.deserialize_unit_struct(name, visitor))
    }

    fn deserialize_newtype_struct<V: Visitor<'t>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value> {
        self.check_name(name)?;
        let child = self.only_child()?;
        visitor.visit_newtype_struct(child).map_err(|misfit| misfit.at(child.span()))
    }

    fn deserialize_seq<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value> {
        match self.kind() {
            Kind::List => self.each_value(visitor),
            _ => Err(Misfit::expected("a list in [ ]", self.span())),
        }
    }

    fn deserialize_tuple<V: Visitor<'t>>(self, _len: usize, visitor: V) -> Result<V::Value> {
        self.check_name("")?;
        self.tuple(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'t>>(
        self,
        name: &'static str,
        _len: usize,
        visitor: V,
    ) -> Result<V::Value> {
        self.check_name(name)?;
        self.tuple(visitor)
    }

    fn deserialize_map<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value> {
        match self.kind() {
            Kind::Map => self.each_pair(visitor),
            _ => Err(Misfit::expected("a map in { }", self.span())),
        }
    }

    fn deserialize_struct<V: Visitor<'t>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value> {
        if self.kind() == Kind::Token {
            // A range, such as 1..5.
            return self.by_ron(|ron| ron.deserialize_struct(name, fields, visitor));
        }
        self.check_name(name)?;
        self.fields_of(visitor)
    }

    fn deserialize_enum<V: Visitor<'t>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value> {
        visitor.visit_enum(self).map_err(|misfit| misfit.at(self.name_span()))
    }

    fn deserialize_ignored_any<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value> {
        visitor.visit_unit()
    }
}

/// The values inside a value, as serde asks for them.
struct Parts<'t> {
    children: Children<'t>,
    is_struct: bool,
    /// Where the last key or value lies that was given out.
    last: Option<Span>,
}

impl<'t> Parts<'t> {
    fn of(value: Value<'t>) -> Self {
        Self { children: value.children(), is_struct: value.kind() == Kind::Struct, last: None }
    }
}

impl<'t> SeqAccess<'t> for &mut Parts<'t> {
    type Error = Misfit;

    fn next_element_seed<T: DeserializeSeed<'t>>(&mut self, seed: T) -> Result<Option<T::Value>> {
        let Some(child) = self.children.next() else { return Ok(None) };
        self.last = Some(child.span());
        seed.deserialize(child).map(Some).map_err(|misfit| misfit.at(child.span()))
    }
}

impl<'t> MapAccess<'t> for &mut Parts<'t> {
    type Error = Misfit;

    fn next_key_seed<K: DeserializeSeed<'t>>(&mut self, seed: K) -> Result<Option<K::Value>> {
        let Some(key) = self.children.next() else { return Ok(None) };
        self.last = Some(key.span());
        let read = match self.is_struct {
            true => seed.deserialize(BorrowedStrDeserializer::new(key.name())),
            false => seed.deserialize(key),
        };
        read.map(Some).map_err(|misfit| misfit.at(key.span()))
    }

    fn next_value_seed<V: DeserializeSeed<'t>>(&mut self, seed: V) -> Result<V::Value> {
        let Some(value) = self.children.next() else {
            return Err(de::Error::custom("a value is expected here"));
        };
        seed.deserialize(value).map_err(|misfit| misfit.at(value.span()))
    }
}

impl<'t> EnumAccess<'t> for Value<'t> {
    type Error = Misfit;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'t>>(self, seed: V) -> Result<(V::Value, Self)> {
        if self.name().is_empty() {
            return Err(Misfit::expected("a name without quotes", self.span()));
        }
        let variant = seed.deserialize(BorrowedStrDeserializer::new(self.name()));
        Ok((variant.map_err(|misfit: Misfit| misfit.at(self.name_span()))?, self))
    }
}

impl<'t> VariantAccess<'t> for Value<'t> {
    type Error = Misfit;

    fn unit_variant(self) -> Result<()> {
        match self.kind() {
            Kind::Name => Ok(()),
            _ => {
                let behind = Span { start: self.name_span().end, ..self.span() };
                Err(Misfit::expected("nothing more", behind))
            }
        }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'t>>(self, seed: T) -> Result<T::Value> {
        let child = self.only_child()?;
        seed.deserialize(child).map_err(|misfit| misfit.at(child.span()))
    }

    fn tuple_variant<V: Visitor<'t>>(self, _len: usize, visitor: V) -> Result<V::Value> {
        self.tuple(visitor)
    }

    fn struct_variant<V: Visitor<'t>>(
        self,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value> {
        self.fields_of(visitor)
    }
}
