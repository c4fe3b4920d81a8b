//! Reads JSON with a limit on memory. The limit grows with the length of the body.
//!
//! In nested lists (`[[[[`), each byte of the text takes 72 bytes of memory. In a list of users, each
//! `{},` takes hundreds of bytes. So this module counts the size of each value before serde makes the
//! value. The counted size may be too large, but not too small.

use std::{cell::Cell, fmt};

use serde::{
    Deserializer,
    de::{DeserializeOwned, DeserializeSeed, EnumAccess, Error, MapAccess, SeqAccess, Visitor},
    forward_to_deserialize_any,
};
use serde_json::Value;

/// The bytes of memory that values may take for each byte of the text.
const FACTOR: usize = 16;
/// The bytes of memory that values may always take, even if the text is short: as many as for a text of 1 MiB.
const LEAST: usize = FACTOR * 1024 * 1024;
/// The size of a value without a Rust type. Serde's own type for such values (used by `flatten`) has
/// the same size as `serde_json`'s.
const UNKNOWN: usize = size_of::<Value>();
/// The size of an object's first member without a type. It includes what such an object needs once: a node of the
/// map's tree, and the list in which serde first collects the members.
const FIRST: usize = 800;
/// The size of each further member without a type.
const OTHER: usize = 150;
/// The size of a string without its bytes.
const STRING: usize = 32;

/// Reads a value; fails if the value would take too much memory.
pub(super) fn read<T: DeserializeOwned>(text: &[u8]) -> Result<T, serde_json::Error> {
    let left = Cell::new(text.len().saturating_mul(FACTOR).max(LEAST));
    let mut json = serde_json::Deserializer::from_slice(text);
    let value = T::deserialize(Bounded { inner: &mut json, left: &left, cost: 0 })?;
    json.end()?;
    Ok(value)
}

/// Wraps a part of serde and counts the values that pass through it.
struct Bounded<'a, T> {
    inner: T,
    left: &'a Cell<usize>,
    /// If `inner` is a seed, the bytes to count before the seed reads its value.
    cost: usize,
}

impl<T> Bounded<'_, T> {
    fn count<E: Error>(&self, bytes: usize) -> Result<(), E> {
        let left = self.left.get().checked_sub(bytes);
        self.left.set(left.ok_or_else(|| E::custom("too much memory"))?);
        Ok(())
    }
}

/// Methods that pass a visitor on.
macro_rules! with_visitor {
    ($($method:ident($($name:ident: $type:ty),*))*) => {
        $(fn $method<V: Visitor<'de>>(self $(, $name: $type)*, visitor: V) -> Result<V::Value, D::Error> {
            self.inner.$method($($name,)* Bounded { inner: visitor, left: self.left, cost: 0 })
        })*
    };
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Bounded<'_, D> {
    type Error = D::Error;

    with_visitor! {
        deserialize_any()
        deserialize_option()
        deserialize_newtype_struct(name: &'static str)
        deserialize_enum(name: &'static str, variants: &'static [&'static str])
        deserialize_ignored_any()
    }

    // JSON itself shows the type of each value, so `deserialize_any` can read all of them.
    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct seq tuple tuple_struct map struct identifier
    }
}

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for Bounded<'_, S> {
    type Value = S::Value;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<S::Value, D::Error> {
        self.count(self.cost)?;
        self.inner.deserialize(Bounded { inner: json, left: self.left, cost: 0 })
    }
}

/// Methods that pass a value through.
macro_rules! scalars {
    ($($method:ident: $type:ty)*) => {
        $(fn $method<E: Error>(self, value: $type) -> Result<V::Value, E> {
            self.inner.$method(value)
        })*
    };
}

/// Methods that count a string.
macro_rules! strings {
    ($($method:ident: $type:ty)*) => {
        $(fn $method<E: Error>(self, value: $type) -> Result<V::Value, E> {
            self.count(STRING.saturating_add(value.len()))?;
            self.inner.$method(value)
        })*
    };
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Bounded<'_, V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner.expecting(f)
    }

    scalars! { visit_bool: bool visit_i64: i64 visit_u64: u64 visit_f64: f64 }
    strings! { visit_str: &str visit_borrowed_str: &'de str visit_string: String }

    fn visit_unit<E: Error>(self) -> Result<V::Value, E> {
        self.inner.visit_unit()
    }

    fn visit_none<E: Error>(self) -> Result<V::Value, E> {
        self.inner.visit_none()
    }

    fn visit_some<D: Deserializer<'de>>(self, json: D) -> Result<V::Value, D::Error> {
        self.inner.visit_some(Bounded { inner: json, left: self.left, cost: 0 })
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, json: D) -> Result<V::Value, D::Error> {
        self.inner.visit_newtype_struct(Bounded { inner: json, left: self.left, cost: 0 })
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<V::Value, A::Error> {
        self.inner.visit_seq(Items { inner: list, left: self.left, count: 0 })
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<V::Value, A::Error> {
        self.inner.visit_map(Items { inner: map, left: self.left, count: 0 })
    }

    fn visit_enum<A: EnumAccess<'de>>(self, data: A) -> Result<V::Value, A::Error> {
        self.inner.visit_enum(data)
    }
}

/// A list, or an object.
struct Items<'a, T> {
    inner: T,
    left: &'a Cell<usize>,
    /// The number of items or members so far. Object members with a Rust type are not counted.
    count: usize,
}

impl<'de, A: SeqAccess<'de>> SeqAccess<'de> for Items<'_, A> {
    type Error = A::Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, A::Error> {
        let size = size_of::<S::Value>();
        // When a list is full, its items are copied into a new list that is twice as long; during the
        // copying, both lists exist. A value without a type is in two lists: serde's own list, and the
        // final list.
        let grown = match self.count {
            0 if size <= 1024 => 4,
            0 => 1,
            count if count >= 4 && count.is_power_of_two() => count,
            count if size > 1024 && count.is_power_of_two() => count,
            _ => 0,
        };
        let cost = grown * size * if size == UNKNOWN { 3 } else { 2 };
        self.count += 1;
        self.inner.next_element_seed(Bounded { inner: seed, left: self.left, cost })
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Items<'_, A> {
    type Error = A::Error;

    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, A::Error> {
        self.inner.next_key_seed(seed)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, A::Error> {
        // The fields of a Rust type are counted with that type.
        let cost = match size_of::<S::Value>() {
            UNKNOWN if self.count == 0 => FIRST,
            UNKNOWN => OTHER,
            _ => 0,
        };
        self.count += usize::from(cost > 0);
        self.inner.next_value_seed(Bounded { inner: seed, left: self.left, cost })
    }
}
