//! A whole database as bytes: taken from a running server, and read by the same or another server.

use rusqlite::Connection;

use super::{Error, Reader, Store, Writer, closed, lock, tables};
use crate::platform;

/// The first bytes of every database.
const MAGIC: &[u8] = b"SQLite format 3\0";
/// The bytes that say whether the database has a write-ahead log. A database in memory cannot have
/// such a log, so `image` overwrites these bytes.
const MODES: std::ops::Range<usize> = 18..20;
const IN_MEMORY: u8 = 1;

impl Store {
    /// Calls `work` with the bytes of the whole database. Nobody writes meanwhile.
    pub(crate) fn image<T>(&self, work: impl FnOnce(&[u8]) -> T) -> Result<T, Error> {
        let take = || {
            let mut writer = lock(&self.writer);
            let Writer(Reader(connection, _)) = writer.as_mut().ok_or_else(closed)?;
            let mut bytes = connection.serialize("main")?.to_vec();
            if let Some(modes) = bytes.get_mut(MODES) {
                modes.fill(IN_MEMORY);
            }
            Ok(work(&bytes))
        };
        match self.reader {
            Some(_) => platform::on_disk(take),
            None => take(),
        }
    }

    /// Replaces the database, which is in memory, by the database that these bytes contain.
    #[cfg(test)]
    pub(crate) fn load(&self, bytes: &[u8]) -> Result<(), Error> {
        let mut writer = lock(&self.writer);
        let Writer(Reader(connection, _)) = writer.as_mut().ok_or_else(closed)?;
        connection.deserialize_read_exact("main", bytes, bytes.len(), false)
    }
}

impl Reader {
    /// The database that these bytes contain; `None` if they are not a database of a test server, or
    /// if the database has another version.
    pub(crate) fn of_image(bytes: &[u8]) -> Result<Option<Self>, Error> {
        if !bytes.starts_with(MAGIC) {
            return Ok(None);
        }
        let mut connection = Connection::open_in_memory()?;
        connection.deserialize_read_exact("main", bytes, bytes.len(), true)?;
        let reader = Self::new(connection);
        let marks =
            (reader.number("PRAGMA application_id")?, reader.number("PRAGMA user_version")?);
        Ok((marks == (tables::APPLICATION_ID, tables::VERSION)).then_some(reader))
    }
}
