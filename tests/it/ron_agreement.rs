//! The reader of files beside the `ron` crate: the same values, and the same texts refused.

use std::collections::BTreeMap;

use plumbline::library::load::shipped_sources;
use plumbline::library::tree::Tree;
use proptest::prelude::*;
use proptest::sample::Index;
use ron::Options;
use ron::extensions::Extensions;
use ron::ser::{PrettyConfig, to_string, to_string_pretty};
use serde::de::{DeserializeOwned, IgnoredAny};
use serde::{Deserialize, Serialize};

/// Every shape that serde knows, in each other.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
enum Shape {
    Unit,
    Newtype(Box<Shape>),
    Pair(i64, String),
    Fields { number: u16, maybe: Option<Box<Shape>>, flag: bool },
    List(Vec<Shape>),
    Map(BTreeMap<String, Shape>),
    Wrapped(Wrapper),
    Other((u8, char), [i32; 2], Empty, ()),
    Float(f64),
    Nested(Option<Option<u64>>),
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Wrapper(String);

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Empty {}

fn shapes() -> impl Strategy<Value = Shape> {
    let text = || "[ -~äß€\\n\\r\\t\"\\\\#\u{7f}\u{85}]{0,12}";
    let leaf =
        prop_oneof![
            Just(Shape::Unit),
            (any::<i64>(), text()).prop_map(|(number, text)| Shape::Pair(number, text)),
            text().prop_map(|text| Shape::Wrapped(Wrapper(text))),
            (any::<u8>(), any::<char>(), any::<[i32; 2]>())
                .prop_map(|(byte, c, pair)| Shape::Other((byte, c), pair, Empty {}, ())),
            any::<f64>().prop_map(Shape::Float),
            any::<Option<u64>>().prop_map(|number| Shape::Nested(number.map(Some))),
        ];
    leaf.prop_recursive(4, 24, 4, move |inner| {
        prop_oneof![
            inner.clone().prop_map(|shape| Shape::Newtype(Box::new(shape))),
            prop::collection::vec(inner.clone(), 0..4).prop_map(Shape::List),
            prop::collection::btree_map(text(), inner.clone(), 0..4).prop_map(Shape::Map),
            (any::<u16>(), prop::option::of(inner), any::<bool>()).prop_map(
                |(number, maybe, flag)| {
                    let maybe = maybe.map(Box::new);
                    Shape::Fields { number, maybe, flag }
                }
            ),
        ]
    })
}

fn options() -> Options {
    Options::default().with_default_extension(Extensions::IMPLICIT_SOME)
}

/// The text as a `T`; `None` where it is no RON or no `T`.
fn read<T: DeserializeOwned>(text: &str) -> Option<T> {
    let tree = Tree::of_file(text);
    if !tree.faults.is_empty() {
        return None;
    }
    tree.root().unwrap().read().ok()
}

fn is_ron(text: &str) -> bool {
    options().from_str::<IgnoredAny>(text).is_ok()
}

/// Both accept the text or neither does; what the reader refuses it says something of.
fn check(text: &str) {
    let tree = Tree::of_file(text);
    assert_eq!(tree.faults.is_empty(), is_ron(text), "{text:?}: {:?}", tree.faults);
    for fault in &tree.faults {
        let part = text.get(fault.span.range());
        assert!(part.is_some() && !fault.message.is_empty(), "{text:?}: {fault:?}");
    }
}

/// A typed value is the same by both ways, or refused by both.
fn check_typed<T: DeserializeOwned + PartialEq + std::fmt::Debug>(text: &str) {
    assert_eq!(read::<T>(text), options().from_str::<T>(text).ok(), "{text:?}");
}

#[test]
fn both_accept_the_same_spellings() {
    for text in [
        "",
        " ",
        "// only this",
        "/* a /* b */ c */ 1",
        "/* a",
        "/ 1",
        "1 // end",
        "1 /",
        "#![enable(implicit_some)] 1",
        "#![type = \"x\"] 1",
        "#![enable(nothing)] 1",
        "#! 1",
        "()",
        "( )",
        "(,)",
        "(1)",
        "(1,)",
        "(1,,)",
        "(1 2)",
        "(a: 1)",
        "(a: 1,)",
        "(a: 1, 2)",
        "(1, a: 2)",
        "(a)",
        "(a,)",
        "(a, b)",
        "(a: )",
        "(: 1)",
        "(\"a\": 1)",
        "(a /* x */ : /* y */ 1)",
        "(r#a-b: 1)",
        "(a-b: 1)",
        "(a.b: 1)",
        "(r#: 1)",
        "(1a: 1)",
        "(ä: 1)",
        "(_: _)",
        "(b: b)",
        "(r: r)",
        "(b'a': 1)",
        "Name",
        "Name()",
        "Name ( )",
        "Name(1)",
        "Name (a: 1)",
        "Name[1]",
        "Name{}",
        "Name Name",
        "ä(1)",
        "r#Name(1)",
        "r#true",
        "true",
        "true(1)",
        "truex",
        "None",
        "None(1)",
        "Some",
        "Some(1)",
        "Some (1,)",
        "Some(1, 2)",
        "Some()",
        "Some 1",
        "Some Some 1",
        "Some(Some(1))",
        "[Some, 1]",
        "[]",
        "[,]",
        "[1]",
        "[1,]",
        "[1 2]",
        "[1, [2, (3)]]",
        "[1",
        "1]",
        "[1)",
        "{}",
        "{1: 2}",
        "{1: 2,}",
        "{1}",
        "{(a: 1): [2]}",
        "{a: 1}",
        "{1: 2 3: 4}",
        "{,}",
        "0",
        "-0",
        "+1",
        "- 1",
        "007",
        "1_000",
        "_1",
        "1__0",
        "1_",
        "0x1F",
        "0xg",
        "0b102",
        "0o17",
        "0x",
        "12345678901234567890",
        "123456789012345678901234567890",
        "-9223372036854775809",
        "1u8",
        "300u8",
        "1i64",
        "1u7",
        "1.0",
        "1.",
        ".5",
        "1e5",
        "1e",
        "1.5f32",
        "1f64",
        "1.5.5",
        "1..2",
        "1..=2",
        "..2",
        "..",
        "1..",
        "..=2",
        "inf",
        "-inf",
        "NaN",
        "inff32",
        "inf..1",
        "infx",
        "1a",
        "1-1",
        "1+",
        "'a'",
        "'\\''",
        "'ab'",
        "''",
        "'\\u{41}'",
        "'a",
        "b'a'",
        "b'\\xff'",
        "b'ä'",
        "b\"a\"",
        "b\"ä\"",
        "br\"a\"",
        "br#\"a\"#",
        "\"\"",
        "\"a\"",
        "\"a",
        "\"\\q\"",
        "\"\\x41\"",
        "\"\\xff\"",
        "\"\\xe2\\x82\\xac\"",
        "\"\\u{20ac}\"",
        "\"\\u{}\"",
        "\"\\u{110000}\"",
        "\"a\\\n  b\"",
        "\"a\nb\"",
        "\"a\\\"\"",
        "r\"a\\\"",
        "r#\"a\"b\"#",
        "r#\"a\"",
        "r##\"a\"#\"##",
        "r#\"\"",
        "r#",
        "r",
        "br",
        "@",
        "é",
        "\u{2028}1\u{200e}",
        "\u{a0}1",
        "(a: 1\u{85})",
        "\u{0}",
        "1\u{feff}",
        "((((((((((1))))))))))",
    ] {
        check(text);
        check_typed::<ron::Value>(text);
    }
    for depth in [1, 62, 63, 64, 65, 66, 127, 128, 129] {
        for (open, close) in
            [("[", "]"), ("(", ")"), ("(a: ", ")"), ("{1: ", "}"), ("Some(", ")"), ("Some ", "")]
        {
            check(&format!("{}{}", open.repeat(depth), close.repeat(depth)));
            check(&format!("{}1{}", open.repeat(depth), close.repeat(depth)));
        }
    }
}

#[test]
fn both_read_the_same_types() {
    for text in [
        "5", "-5", "+5", "0x10", "5u8", "5.0", "300", "\"5\"", "Some(5)", "None", "[5]", "'5'",
        "b'5'",
    ] {
        check_typed::<u8>(text);
        check_typed::<i64>(text);
        check_typed::<f64>(text);
        check_typed::<String>(text);
        check_typed::<char>(text);
        check_typed::<Option<u8>>(text);
        check_typed::<Option<Option<u8>>>(text);
        check_typed::<Vec<u8>>(text);
        check_typed::<(u8,)>(text);
    }
    for text in [
        "()",
        "( )",
        "Empty",
        "Empty()",
        "Empty ( )",
        "Other()",
        "Wrapper(\"a\")",
        "(\"a\")",
        "(\"a\",)",
        "\"a\"",
        "Wrapper",
        "(1, 2)",
        "(1, 2, 3)",
        "[1, 2]",
        "[1, 2, 3]",
        "Name(1, 2)",
        "{\"a\": 1}",
        "{\"a\": 1, \"a\": 2}",
        "1..2",
        "(start: 1, end: 2)",
        "(start: 1, start: 1, end: 2)",
        "Range(start: 1, end: 2)",
        "true",
        "false",
    ] {
        check_typed::<()>(text);
        check_typed::<Empty>(text);
        check_typed::<Wrapper>(text);
        check_typed::<(i32, i32)>(text);
        check_typed::<[i32; 2]>(text);
        check_typed::<BTreeMap<String, u8>>(text);
        check_typed::<std::ops::Range<u8>>(text);
        check_typed::<bool>(text);
    }
    for text in [
        "Unit",
        "Unit()",
        "unit",
        "\"Unit\"",
        "Newtype(Unit)",
        "Newtype(Unit,)",
        "Newtype Unit",
        "Newtype(Unit, Unit)",
        "Pair(1, \"a\")",
        "Pair(1)",
        "Pair",
        "Fields(number: 1, flag: true)",
        "Fields(number: 1, flag: true, maybe: Unit)",
        "Fields(number: 1, flag: true, maybe: Some(Unit))",
        "Fields(number: 1)",
        "Fields(1, Unit, true)",
        "Fields(number: 1, flag: true, other: 1)",
        "Fields",
        "Wrapped((\"a\"))",
        "Wrapped(Wrapper(\"a\"))",
        "Wrapped(\"a\")",
    ] {
        check_typed::<Shape>(text);
    }
}

#[test]
fn the_shipped_files_have_the_same_values() {
    for source in shipped_sources() {
        let theirs = options().from_str::<ron::Value>(&source.text).unwrap();
        assert_eq!(read(&source.text), Some(theirs), "{}", source.path.display());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn what_ron_prints_is_read_back(shape in shapes(), struct_names in any::<bool>()) {
        let pretty = PrettyConfig::new().struct_names(struct_names);
        for text in [to_string(&shape).unwrap(), to_string_pretty(&shape, pretty).unwrap()] {
            let read = read::<Shape>(&text);
            prop_assert_eq!(read.as_ref(), Some(&shape), "{}", text);
            check_typed::<ron::Value>(&text);
        }
    }

    #[test]
    fn the_same_edits_break_a_text_for_both(
        file in any::<Index>(),
        printed in shapes(),
        is_printed in any::<bool>(),
        edits in prop::collection::vec((any::<Index>(), 0..4_usize, "[ ,:()\\[\\]{}\"'\\\\#/*rbxn0-9._eEäS\n-]{0,3}"), 1..4),
    ) {
        let sources = shipped_sources();
        let mut text = if is_printed { to_string(&printed).unwrap() } else { file.get(&sources).text.clone() };
        for (place, len, with) in edits {
            let mut chars: Vec<char> = text.chars().collect();
            let from = place.index(chars.len() + 1);
            let to = (from + len).min(chars.len());
            chars.splice(from..to, with.chars());
            text = chars.into_iter().collect();
        }
        check(&text);
        if is_printed {
            check_typed::<Shape>(&text);
            check_typed::<ron::Value>(&text);
        }
    }
}
