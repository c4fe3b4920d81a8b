//! The column `words` of the table of users: the text in which a search looks for its terms.

use serde_json::Value;

use super::members::text_of;

/// The highest number of characters in a text that the database indexes.
pub(super) const LONGEST: usize = 191;

/// The members that a search compares with a word that names no member (`ada`, not `firstName:ada`).
/// They have the same order in the column `words`.
pub(super) const MEMBERS: [&str; 6] =
    ["email", "username", "phoneNumber", "firstName", "lastName", "fullName"];

/// The mark in the column `words` before the member at this position; the next mark ends the member.
pub(super) fn mark(position: usize) -> char {
    u8::try_from(position + 1).map_or('\0', char::from)
}

/// The text of the column `words`: the beginnings of a user's members in lower case, each between
/// two marks. The time for the index grows with the square of the length, so a member that is longer
/// than `LONGEST` is cut.
pub(super) fn words(user: &Value) -> String {
    let mut words = String::from(mark(0));
    for (position, member) in MEMBERS.iter().enumerate() {
        let beginning: String = text_of(user, member).chars().take(LONGEST).collect();
        words.push_str(&lower(&beginning));
        words.push(mark(position + 1));
    }
    words
}

/// The text in lower case. A control character could be read as a mark, so it becomes a blank.
pub(super) fn lower(text: &str) -> String {
    text.to_lowercase().chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
