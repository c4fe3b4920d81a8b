//! A list with a maximum number of items and of bytes. If there are more, the list forgets the oldest
//! items.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

/// The maximum number of items: more than any test suite reads.
const MOST: usize = 10_000;
/// All items together take no more memory than this, unless the newest item alone takes more.
const MOST_BYTES: usize = 32 * 1024 * 1024;

/// An item of a list.
pub(crate) trait Item {
    /// How many bytes its texts have.
    fn bytes(&self) -> usize;
}

/// The newest items. The items have consecutive numbers, in the order in which `push` adds them.
#[derive(Clone, Serialize, Deserialize)]
#[serde(
    from = "Kept<T>",
    into = "Kept<T>",
    bound(serialize = "T: Clone + Serialize", deserialize = "T: Item + Deserialize<'de>")
)]
pub(crate) struct Ring<T> {
    items: VecDeque<T>,
    bytes: usize,
    /// The number of the oldest item.
    first: u64,
}

/// A list in a snapshot.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Kept<T> {
    first: u64,
    items: Vec<T>,
}

/// The highest number that a snapshot can give to the first item. No server counts this far, and
/// the numbers after this one do not overflow.
const FURTHEST: u64 = 1 << 53;

impl<T: Item> From<Kept<T>> for Ring<T> {
    fn from(kept: Kept<T>) -> Self {
        let mut ring = Self { first: kept.first.min(FURTHEST), ..Self::default() };
        kept.items.into_iter().for_each(|item| ring.push(item));
        ring
    }
}

impl<T> From<Ring<T>> for Kept<T> {
    fn from(ring: Ring<T>) -> Self {
        Self { first: ring.first, items: ring.items.into() }
    }
}

impl<T> Default for Ring<T> {
    fn default() -> Self {
        Self { items: VecDeque::new(), bytes: 0, first: 0 }
    }
}

/// How many bytes an item takes.
fn size<T: Item>(item: &T) -> usize {
    item.bytes() + size_of::<T>()
}

impl<T> Ring<T> {
    /// The number of the next item.
    pub(crate) fn next(&self) -> u64 {
        self.first + self.items.len() as u64
    }

    /// Adds an item.
    pub(crate) fn push(&mut self, item: T)
    where
        T: Item,
    {
        self.bytes += size(&item);
        self.items.push_back(item);
        while self.items.len() > MOST || (self.bytes > MOST_BYTES && self.items.len() > 1) {
            let Some(oldest) = self.items.pop_front() else { break };
            self.bytes -= size(&oldest);
            self.first += 1;
        }
    }

    /// The item with this number, if it is still there.
    pub(crate) fn get_mut(&mut self, number: u64) -> Option<&mut T> {
        let position = usize::try_from(number.checked_sub(self.first)?).ok()?;
        self.items.get_mut(position)
    }

    /// All items, oldest first.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &T> {
        self.items.iter()
    }

    /// Forgets all items; their numbers are not used again.
    pub(crate) fn clear(&mut self) {
        *self = Self { first: self.next(), ..Self::default() };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A name, and the size that `bytes` returns.
    #[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
    struct Text(usize, usize);

    impl Item for Text {
        fn bytes(&self) -> usize {
            self.1
        }
    }

    fn names(ring: &Ring<Text>) -> Vec<usize> {
        ring.iter().map(|text| text.0).collect()
    }

    #[test]
    fn the_oldest_items_are_removed_if_there_are_too_many_items_or_bytes() {
        let mut ring = Ring::default();
        for number in 0..MOST + 5 {
            ring.push(Text(number, 0));
        }
        assert_eq!(ring.iter().count(), MOST);
        assert_eq!(ring.get_mut(4), None);
        assert_eq!(ring.get_mut(5), Some(&mut Text(5, 0)));
        ring.push(Text(1, MOST_BYTES / 2));
        ring.push(Text(2, MOST_BYTES / 2));
        assert_eq!(names(&ring), [2]);
        ring.push(Text(3, 2 * MOST_BYTES));
        assert_eq!(names(&ring), [3], "the newest item is always kept");
        ring.push(Text(4, 0));
        assert_eq!(names(&ring), [4]);
        let next = ring.next();
        ring.clear();
        assert_eq!((ring.next(), ring.iter().count()), (next, 0));
    }

    #[test]
    fn a_list_from_a_snapshot_has_the_same_items_and_does_not_exceed_the_limits() {
        let mut ring = Ring::default();
        for number in 0..MOST + 5 {
            ring.push(Text(number, 1));
        }
        let kept = serde_json::to_value(&ring).unwrap();
        let again: Ring<Text> = serde_json::from_value(kept).unwrap();
        assert_eq!((again.next(), again.bytes), (ring.next(), ring.bytes));
        assert_eq!(names(&again), names(&ring));
        let far =
            serde_json::json!({"first": u64::MAX, "items": [[1, MOST_BYTES], [2, MOST_BYTES]]});
        let mut far: Ring<Text> = serde_json::from_value(far).unwrap();
        assert_eq!(names(&far), [2]);
        far.push(Text(3, 0));
        assert_eq!(far.next(), FURTHEST + 3);
    }
}
