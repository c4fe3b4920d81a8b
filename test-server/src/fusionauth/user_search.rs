//! The search for users: a query string such as `email:*@example.com AND ada*`, the order, and the page.

use serde_json::Value;

use super::store::User;
use super::user_words::{MEMBERS, lower, mark};
use crate::db::{self, Cell, Reader, params_from_iter};

/// How many terms a query string may have.
pub(super) const MOST_TERMS: usize = 100;

/// A query string. It finds the users who fit all of its terms.
#[derive(Default)]
pub(super) struct Query(Vec<Term>);

struct Term {
    field: Field,
    text: String,
    /// Whether there may be other text before this text, and whether there may be other text after it.
    open: (bool, bool),
}

#[derive(Clone, Copy)]
enum Field {
    Any,
    /// The position in `MEMBERS`.
    Member(usize),
    /// A column, which must be equal to the text.
    Column(&'static str),
    /// The application of a registration.
    Application,
}

impl Field {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "id" => Self::Column("id"),
            "tenantId" => Self::Column("tenant_id"),
            "registrations.applicationId" => Self::Application,
            _ => Self::Member(MEMBERS.iter().position(|member| *member == name)?),
        })
    }
}

/// A word of a query string, with its wildcards.
#[derive(Default)]
struct Word {
    field: Option<String>,
    text: String,
    open: (bool, bool),
    /// Whether the word has no quotes and no backslashes. Only an `AND` without them joins terms.
    plain: bool,
}

impl Query {
    /// Reads a query string: terms joined by `AND`. A term is a word, or `field:word`. A word must
    /// be equal to the whole value; upper and lower case do not matter. A `*` at the beginning or the
    /// end of a word stands for any text, and `*:*` finds everybody. In quotes or after a backslash,
    /// a special character has no special meaning. Returns `None` if the text has another form, or
    /// too many terms.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut words = Vec::new();
        let mut rest = text.trim_start();
        while !rest.is_empty() {
            let (word, after) = Word::read(rest)?;
            words.push(word);
            if words.len() > 2 * MOST_TERMS {
                return None;
            }
            rest = after.trim_start();
        }
        let count = words.len();
        let mut terms = Vec::new();
        for (position, word) in words.into_iter().enumerate() {
            match position % 2 {
                0 => terms.push(word.term()?),
                _ if word.plain && word.text == "AND" => {}
                _ => return None,
            }
        }
        // A query string is not empty, and does not end with `AND`.
        (count % 2 == 1).then_some(Self(terms))
    }

    /// The condition in SQL; the values of its parameters are added to `values`.
    fn condition(&self, values: &mut Vec<Cell>) -> String {
        let mut all = String::new();
        for term in &self.0 {
            let mut bind = |value: String| {
                values.push(Cell::Text(value));
                format!("?{}", values.len())
            };
            let condition = match term.field {
                Field::Any if term.text.is_empty() => continue,
                Field::Any if term.open == (true, true) => {
                    format!("instr(words, {})", bind(term.text.clone()))
                }
                Field::Any => {
                    let each =
                        (0..MEMBERS.len()).map(|position| term.in_member(position, &mut bind));
                    format!("({})", each.collect::<Vec<_>>().join(" OR "))
                }
                Field::Member(position) => term.in_member(position, &mut bind),
                Field::Column(name) => format!("{name} = {}", bind(term.text.clone())),
                Field::Application => format!(
                    "fusionauth_user.id IN (SELECT user_id FROM fusionauth_registration \
                     WHERE application_id = {})",
                    bind(term.text.clone())
                ),
            };
            all.push_str(" AND ");
            all.push_str(&condition);
        }
        all
    }

    /// The longest text of the terms that are compared with the column `words`. Every found user has this
    /// text in this column.
    fn longest(&self) -> &str {
        let compared = |term: &&Term| matches!(term.field, Field::Any | Field::Member(_));
        let texts = self.0.iter().filter(compared).map(|term| term.text.as_str());
        texts.max_by_key(|text| text.len()).unwrap_or_default()
    }
}

impl Term {
    /// The SQL condition that the member at this position fits this term.
    fn in_member(&self, position: usize, bind: &mut impl FnMut(String) -> String) -> String {
        let (start, end) = (mark(position), mark(position + 1));
        let text = &self.text;
        match self.open {
            // `field:*` fits every value that is not empty.
            (true, _) if text.is_empty() => {
                format!("NOT instr(words, {})", bind(format!("{start}{end}")))
            }
            (false, false) => format!("instr(words, {})", bind(format!("{start}{text}{end}"))),
            (false, true) => format!("instr(words, {})", bind(format!("{start}{text}"))),
            (true, false) => format!("instr(words, {})", bind(format!("{text}{end}"))),
            (true, true) => {
                let (start, end) = (bind(start.to_string()), bind(end.to_string()));
                format!(
                    "instr(substr(words, instr(words, {start}), \
                     instr(words, {end}) - instr(words, {start})), {})",
                    bind(text.clone())
                )
            }
        }
    }
}

impl Word {
    /// Reads the first word. Also returns the text after this word.
    fn read(text: &str) -> Option<(Self, &str)> {
        let mut word = Self { plain: true, ..Self::default() };
        if let Some(after) = text.strip_prefix("*:*")
            && !after.starts_with(|letter: char| !letter.is_whitespace())
        {
            word.open = (true, true);
            return Some((word, after));
        }
        let mut quoted = false;
        let mut letters = text.char_indices();
        while let Some((at, letter)) = letters.next() {
            if letter.is_whitespace() && !quoted {
                return Some((word, text.get(at..)?));
            }
            word.plain &= !matches!(letter, '"' | '\\');
            match letter {
                '"' => quoted = !quoted,
                '\\' => word.add(letters.next()?.1)?,
                _ if quoted => word.add(letter)?,
                ':' if word.open != (false, false) => return None,
                ':' if word.field.is_none() => {
                    word.field = Some(std::mem::take(&mut word.text));
                }
                '*' if word.text.is_empty() && !word.open.0 => word.open.0 = true,
                '*' => word.open.1 = true,
                '(' | ')' | '[' | ']' | '{' | '}' | '?' | '^' | '~' | '!' => return None,
                // A `-` before a word would exclude users.
                '-' if word.text.is_empty() && word.field.is_none() => return None,
                _ => word.add(letter)?,
            }
        }
        (!quoted).then_some((word, ""))
    }

    /// Adds a letter. No letter may follow the wildcard at the end.
    fn add(&mut self, letter: char) -> Option<()> {
        (!self.open.1).then(|| self.text.push(letter))
    }

    fn term(self) -> Option<Term> {
        let field = match &self.field {
            Some(name) => Field::named(name)?,
            None => Field::Any,
        };
        let text = lower(&self.text);
        let is_text = matches!(field, Field::Any | Field::Member(_));
        // An id cannot have wildcards. A term without text must have a wildcard.
        let fits = if text.is_empty() {
            is_text && self.open.0
        } else {
            is_text || self.open == (false, false)
        };
        fits.then_some(Term { field, text, open: self.open })
    }
}

/// A member by which the found users are sorted.
pub(super) struct Sort {
    expression: &'static str,
    descending: bool,
    missing_first: bool,
}

impl Sort {
    /// The order by the member with this name; `None` if users cannot be sorted by this member.
    pub(super) fn by(name: &str, descending: bool, missing_first: bool) -> Option<Self> {
        let expression = match name {
            "birthDate" => "doc ->> '$.birthDate'",
            "email" => "email",
            "fullName" => "lower(doc ->> '$.fullName')",
            "id" => "id",
            "insertInstant" => "doc ->> '$.insertInstant'",
            "lastLoginInstant" => "doc ->> '$.lastLoginInstant'",
            "login" => "coalesce(email, username, phone)",
            "phoneNumber" => "phone",
            "tenantId" => "tenant_id",
            "username" => "username",
            _ => return None,
        };
        Some(Self { expression, descending, missing_first })
    }

    fn sql(&self) -> String {
        let order = if self.descending { "DESC" } else { "ASC" };
        let missing = if self.missing_first { "FIRST" } else { "LAST" };
        format!("{} {order} NULLS {missing}, ", self.expression)
    }
}

/// A part of a list.
pub(super) struct Page {
    pub(super) start: i64,
    /// The highest number of items; -1 means no limit, as in SQLite.
    pub(super) length: i64,
}

/// How many users fit the query, and a page of them. If `tenant` is given, only users of this
/// tenant count.
pub(super) fn find(
    db: &Reader,
    tenant: Option<&str>,
    query: &Query,
    order: &[Sort],
    page: &Page,
) -> Result<(i64, Vec<User>), db::Error> {
    let few = match query.longest() {
        "" => None,
        text => db.candidates(text)?.map(|few| Value::from(few).to_string()),
    };
    let own = if tenant.is_some() { "tenant_id = ?1" } else { "?1 IS NULL" };
    let text = |text: Option<&str>| text.map_or(Cell::Null, |text| Cell::Text(text.to_owned()));
    let mut values = vec![text(tenant), text(few.as_deref())];
    let condition = query.condition(&mut values);
    let some = match few {
        Some(_) => "NOT INDEXED WHERE number IN (SELECT value FROM json_each(?2))",
        None if condition.is_empty() => "WHERE ?2 IS NULL",
        // The index has all columns that are compared, so the comparison reads no documents.
        None => "INDEXED BY fusionauth_user_search WHERE ?2 IS NULL",
    };
    let found = format!("FROM fusionauth_user {some} AND {own}{condition}");
    let total = match condition.is_empty() {
        true => db.count_users(tenant)?,
        false => {
            let query = format!("SELECT COUNT(*) {found}");
            db.first(&query, params_from_iter(&values), |row| row.get(0))?.unwrap_or_default()
        }
    };
    let order: String = order.iter().map(Sort::sql).collect();
    values.extend([Cell::Integer(page.length), Cell::Integer(page.start)]);
    let (length, start) = (values.len() - 1, values.len());
    let query = format!(
        "SELECT * FROM fusionauth_user WHERE number IN \
         (SELECT number {found} ORDER BY {order}id LIMIT ?{length} OFFSET ?{start}) ORDER BY {order}id"
    );
    Ok((total, db.all(&query, params_from_iter(&values), User::from_row)?))
}
