//! Tests of every body: when JSON is decoded and encoded again, the result is the same JSON. Some types
//! drop unknown members; for these types, the rule holds only for JSON without unknown members.

use std::{collections::BTreeSet, fmt::Debug, fs, path::Path};

use proptest::{prelude::*, test_runner::TestRunner};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Map, Value, json};

/// Checks every body of a vendor: the types that keep unknown members, and the types that drop them.
///
/// The fixture has each body with all of its members, from the vendor's documentation. In the
/// fixture, `"@Name"` stands for the body `Name`, `"x"` for any text, any other text for itself, `-1`
/// for any integer, `1` for any integer that is not negative, `1.5` for any number, `true` for any
/// boolean, and `{}` for any object. For a body with several forms, the fixture has a list of these forms.
macro_rules! every_body {
    (
        $vendor:literal,
        keeping: [$($keeping:ident $(<$of:ident>)?,)+],
        dropping: [$($dropping:ident,)+],
    ) => {
        #[test]
        fn a_body_with_some_or_all_of_its_members_loses_none_when_it_is_read_and_written() {
            use crate::wire::round_trip::{Bodies, holds};
            let fixture = include_str!(concat!("../../../tests/fixtures/", $vendor, "-bodies.json"));
            let names = [$(stringify!($keeping),)+ $(stringify!($dropping),)+];
            let bodies = Bodies::new($vendor, fixture, &names);
            $(for full in bodies.forms(stringify!($keeping)) {
                holds::<$keeping $(<$of>)?>(&full, true);
            })+
            $(for full in bodies.forms(stringify!($dropping)) {
                holds::<$dropping>(&full, false);
            })+
        }
    };
}
pub(super) use every_body;

/// The bodies of a fixture.
pub(super) struct Bodies(Map<String, Value>);

impl Bodies {
    /// Reads a fixture. Checks that `names` and the vendor's folder have the same bodies as the
    /// fixture.
    pub(super) fn new(vendor: &str, fixture: &str, names: &[&str]) -> Self {
        let bodies: Map<String, Value> = serde_json::from_str(fixture).unwrap();
        let names: BTreeSet<String> = names.iter().copied().map(String::from).collect();
        let told: BTreeSet<String> = bodies.keys().cloned().collect();
        assert_eq!(told, names, "the fixture and the test have different bodies");
        assert_eq!(declared(vendor), names, "the source and the test have different bodies");
        Self(bodies)
    }

    /// Every form of a body, with all of its members.
    pub(super) fn forms(&self, name: &str) -> Vec<Value> {
        match self.complete(&self.0[name]) {
            Value::Array(forms) => forms,
            form => vec![form],
        }
    }

    fn complete(&self, value: &Value) -> Value {
        match value {
            Value::String(text) => match text.strip_prefix('@') {
                Some(name) => self.complete(&self.0[name]),
                None => value.clone(),
            },
            Value::Array(list) => list.iter().map(|value| self.complete(value)).collect(),
            Value::Object(map) => {
                map.iter().map(|(name, value)| (name.clone(), self.complete(value))).collect()
            }
            _ => value.clone(),
        }
    }
}

/// The public types of the vendor's folder that are bodies.
fn declared(vendor: &str) -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/wire").join(vendor);
    let mut found = BTreeSet::new();
    for file in fs::read_dir(folder).unwrap() {
        let text = fs::read_to_string(file.unwrap().path()).unwrap();
        let names = text.lines().filter_map(|line| {
            line.strip_prefix("pub struct ").or_else(|| line.strip_prefix("pub enum "))
        });
        let name =
            |rest: &str| rest.split(|c: char| !c.is_alphanumeric()).next().map(str::to_owned);
        found.extend(names.filter_map(name));
    }
    found.retain(|name| !["Change", "SortOrder"].contains(&name.as_str()));
    found
}

/// Checks that `full` has every member of `T`, and that a body with only some of these members loses
/// none of them. Checks that `T` keeps unknown members if `keeps_unknown` is true, and drops them if it is false.
pub(super) fn holds<T>(full: &Value, keeps_unknown: bool)
where
    T: Serialize + DeserializeOwned + PartialEq + Debug + 'static,
{
    let all = format!("{:?}", survives::<T>(full)).replace("extra: {}", "");
    for gap in [": None", ": Absent", ": []", ": {}", "extra:"] {
        assert!(!all.contains(gap), "fixture and type differ: {all}");
    }
    let mut more = full.clone();
    more.as_object_mut().unwrap().insert("zz".to_owned(), 1.into());
    let kept = serde_json::to_value(serde_json::from_value::<T>(more.clone()).unwrap()).unwrap();
    assert_eq!(kept == more, keeps_unknown, "{kept}");
    let config = ProptestConfig { cases: 24, failure_persistence: None, ..Default::default() };
    let unknown = free_members("zz[a-z]{1,4}", free());
    TestRunner::new(config)
        .run(&(bodies::<T>(full), unknown), |(mut body, mut unknown)| {
            if keeps_unknown {
                body.as_object_mut().unwrap().append(unknown.as_object_mut().unwrap());
            }
            survives::<T>(&body);
            Ok(())
        })
        .unwrap();
}

/// Decodes a body, encodes it and decodes it again, and checks that nothing is lost.
pub(super) fn survives<T>(body: &Value) -> T
where
    T: Serialize + DeserializeOwned + PartialEq + Debug,
{
    let value: T = serde_json::from_str(&body.to_string()).unwrap();
    let text = serde_json::to_string(&value).unwrap();
    assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), *body);
    assert_eq!(serde_json::from_str::<T>(&text).unwrap(), value);
    value
}

/// A body with some of the members of `T`, of the same types as in `full` and with other values.
///
/// Some members can be absent, null or an empty list. To find these members, this function changes one
/// member of `full` at a time. Then it decodes the result as `T`, encodes it again, and compares.
fn bodies<T: Serialize + DeserializeOwned + 'static>(full: &Value) -> BoxedStrategy<Value> {
    let member = |(name, like): (&String, &Value)| {
        let keeps = |value: Option<Value>| {
            let mut body = full.clone();
            let members = body.as_object_mut().unwrap();
            members.remove(name);
            members.extend(value.map(|value| (name.clone(), value)));
            serde_json::from_value::<T>(body.clone())
                .is_ok_and(|kept| serde_json::to_value(kept).unwrap() == body)
        };
        let (absent, null) = (keeps(None), keeps(Some(Value::Null)));
        let empty = keeps(Some(json!([])));
        let value = other(like)
            .prop_filter("the type drops an empty list", move |value| empty || *value != json!([]));
        let value = prop_oneof![
            6 => value.prop_map(Some),
            u32::from(null) => Just(Some(Value::Null)),
            3 * u32::from(absent) => Just(None),
        ];
        let name = name.clone();
        value.prop_map(move |value| value.map(|value| (name.clone(), value)))
    };
    let members: Vec<_> = full.as_object().unwrap().iter().map(member).collect();
    members.prop_map(|members| members.into_iter().flatten().collect()).boxed()
}

/// A JSON value of the same types as `like`, with other values.
fn other(like: &Value) -> BoxedStrategy<Value> {
    match like {
        Value::Bool(_) => any::<bool>().prop_map(Value::from).boxed(),
        // A multiple of 0.25 has an exact decimal form.
        Value::Number(n) if n.is_f64() => {
            any::<i32>().prop_map(|n| (f64::from(n) / 4.0).into()).boxed()
        }
        Value::Number(n) if n.is_u64() => any::<u64>().prop_map(Value::from).boxed(),
        Value::Number(_) => any::<i64>().prop_map(Value::from).boxed(),
        Value::Array(list) => {
            prop::collection::vec(other(&list[0]), 0..4).prop_map(Value::from).boxed()
        }
        Value::Object(map) if map.is_empty() => free_members("[a-z]{1,6}", free()),
        Value::Object(map) => {
            let member = |(name, like): (&String, &Value)| (Just(name.clone()), other(like));
            let members: Vec<_> = map.iter().map(member).collect();
            members.prop_map(|members| members.into_iter().collect()).boxed()
        }
        Value::String(text) if text == "x" => ".{0,12}".prop_map(Value::from).boxed(),
        word => Just(word.clone()).boxed(),
    }
}

/// Any JSON value.
fn free() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        ".{0,8}".prop_map(Value::from),
    ];
    leaf.prop_recursive(2, 8, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
            free_members("[a-z]{1,6}", inner),
        ]
    })
}

/// An object with at most two members. Their values come from `values`, and their names match the regular
/// expression `names`.
fn free_members(
    names: &'static str,
    values: impl Strategy<Value = Value> + 'static,
) -> BoxedStrategy<Value> {
    prop::collection::btree_map(names, values, 0..3)
        .prop_map(|members| members.into_iter().collect())
        .boxed()
}
