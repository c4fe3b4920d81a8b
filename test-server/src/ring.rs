//! A list that forgets its oldest items: bounded in number and in bytes.

use std::collections::VecDeque;

/// More than any test suite looks back for.
const MOST: usize = 10_000;
/// Together they take no more memory than this.
const MOST_BYTES: usize = 32 * 1024 * 1024;

/// The newest items, each with the number that `push` gave it.
pub(crate) struct Ring<T> {
    items: VecDeque<(usize, T)>,
    bytes: usize,
    /// The number of the oldest item.
    first: u64,
}

impl<T> Default for Ring<T> {
    fn default() -> Self {
        Self { items: VecDeque::new(), bytes: 0, first: 0 }
    }
}

impl<T> Ring<T> {
    /// The number of the next item.
    pub(crate) fn next(&self) -> u64 {
        self.first + self.items.len() as u64
    }

    /// Adds an item of this many bytes.
    pub(crate) fn push(&mut self, bytes: usize, item: T) {
        let bytes = bytes + size_of::<T>();
        self.bytes += bytes;
        self.items.push_back((bytes, item));
        while self.items.len() > MOST || (self.bytes > MOST_BYTES && self.items.len() > 1) {
            let Some((bytes, _)) = self.items.pop_front() else { break };
            self.bytes -= bytes;
            self.first += 1;
        }
    }

    /// The item with this number, if it is still there.
    pub(crate) fn get_mut(&mut self, number: u64) -> Option<&mut T> {
        let position = usize::try_from(number.checked_sub(self.first)?).ok()?;
        self.items.get_mut(position).map(|(_, item)| item)
    }

    /// All of them, oldest first.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &T> {
        self.items.iter().map(|(_, item)| item)
    }

    /// Forgets them; numbers given out before match nothing afterwards.
    pub(crate) fn clear(&mut self) {
        *self = Self { first: self.next(), ..Self::default() };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_go_when_there_are_too_many_or_too_long_ones() {
        let mut ring = Ring::default();
        for number in 0..MOST + 5 {
            ring.push(0, number);
        }
        assert_eq!(ring.iter().count(), MOST);
        assert_eq!(ring.get_mut(4), None);
        assert_eq!(ring.get_mut(5), Some(&mut 5));
        ring.push(MOST_BYTES / 2, 1);
        ring.push(MOST_BYTES / 2, 2);
        assert_eq!(ring.iter().copied().collect::<Vec<_>>(), [2]);
        ring.push(2 * MOST_BYTES, 3);
        assert_eq!(ring.iter().copied().collect::<Vec<_>>(), [3], "the newest is always there");
        ring.push(0, 4);
        assert_eq!(ring.iter().copied().collect::<Vec<_>>(), [4]);
        let next = ring.next();
        ring.clear();
        assert_eq!((ring.next(), ring.iter().count()), (next, 0));
    }
}
