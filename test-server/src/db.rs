//! The embedded database. Only this module and its submodules use the driver, `rusqlite`.

mod file;
mod full;
mod image;
mod search;
mod tables;

use std::io;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

pub(crate) use rusqlite::types::Value as Cell;
use rusqlite::{
    Connection, ErrorCode, OpenFlags, OptionalExtension, Params, Transaction, TransactionBehavior,
};
pub(crate) use rusqlite::{Error, Row, params, params_from_iter};

use self::file::InUse;
use self::full::Full;
pub(crate) use self::full::is_full;
use crate::platform;

/// Where the data is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Database {
    /// In memory: gone when the server stops.
    #[default]
    Memory,
    /// In a file, which is created when it does not exist.
    File(PathBuf),
}

impl std::fmt::Display for Database {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Memory => formatter.write_str(":memory:"),
            Self::File(path) => path.display().fmt(formatter),
        }
    }
}

impl From<&str> for Database {
    fn from(text: &str) -> Self {
        if text == ":memory:" { Self::Memory } else { Self::File(text.into()) }
    }
}

/// Why a database cannot be opened.
#[derive(Debug, thiserror::Error)]
pub(crate) enum OpenError {
    #[error("the database is in use by another server: stop that server, or name another file")]
    InUse,
    #[error("the file is not a database of this server: name another file")]
    Foreign,
    #[error(
        "the file is a database of another version of this server: delete it, or name another file"
    )]
    Version,
    #[error("the database cannot be opened: {0}")]
    File(#[from] io::Error),
    #[error("the database cannot be opened: {0}")]
    Driver(#[from] Error),
}

/// The database of a running server.
///
/// All work on it runs in closures that cannot await. So no request holds the database while it
/// waits for something else.
pub(crate) struct Store {
    writer: Mutex<Option<Writer>>,
    /// For a database in a file: reads see the last commit and do not wait for writes.
    reader: Option<Mutex<Option<Reader>>>,
    #[cfg_attr(target_arch = "wasm32", expect(dead_code, reason = "there are no files"))]
    in_use: Mutex<Option<InUse>>,
}

/// The connection that queries run on.
pub(crate) struct Reader(Connection, Full);

/// The connection that transactions run on.
pub(crate) struct Writer(Reader);

impl Deref for Writer {
    type Target = Reader;

    fn deref(&self) -> &Reader {
        &self.0
    }
}

impl Store {
    /// Opens the database and makes sure that its tables exist.
    pub(crate) fn open(database: &Database) -> Result<Self, OpenError> {
        let Database::File(path) = database else { return Ok(Self::memory()?) };
        let in_use = InUse::take(path)?.ok_or(OpenError::InUse)?;
        file::create(path)?;
        platform::on_disk(|| {
            let writer = Writer(Reader::open(path)?);
            writer.check().map_err(|error| match error {
                OpenError::Driver(error) if is(&error, ErrorCode::NotADatabase) => {
                    OpenError::Foreign
                }
                OpenError::Driver(error) if is(&error, ErrorCode::DatabaseBusy) => OpenError::InUse,
                error => error,
            })?;
            file::keep_private(path)?;
            writer.0.0.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL")?;
            let reader = Reader::open(path)?;
            reader.0.execute_batch("PRAGMA query_only = TRUE")?;
            for reader in [&writer.0, &reader] {
                // Keeps at most 16,384 KiB in memory: the default is too small for many users.
                reader.0.execute_batch("PRAGMA cache_size = -16384")?;
            }
            Ok(Self {
                writer: Mutex::new(Some(writer)),
                reader: Some(Mutex::new(Some(reader))),
                in_use: Mutex::new(Some(in_use)),
            })
        })
    }

    /// An empty database in memory.
    pub(crate) fn memory() -> Result<Self, Error> {
        let writer = Writer(Reader::new(Connection::open_in_memory()?));
        writer.create()?;
        Ok(Self { writer: Mutex::new(Some(writer)), reader: None, in_use: Mutex::default() })
    }

    /// Reads; all queries of `work` see the same state.
    pub(crate) fn read<T, E: From<Error>>(
        &self,
        work: impl FnOnce(&Reader) -> Result<T, E>,
    ) -> Result<T, E> {
        let Some(reader) = &self.reader else {
            let writer = lock(&self.writer);
            return work(writer.as_ref().ok_or_else(closed)?);
        };
        let reader = lock(reader);
        let reader = reader.as_ref().ok_or_else(closed)?;
        let _snapshot = Transaction::new_unchecked(&reader.0, TransactionBehavior::Deferred)?;
        work(reader)
    }

    /// Stores all that `work` writes, or nothing if `work` fails. If the database is in a file, the
    /// changes are on the disk when this function returns.
    pub(crate) fn write<T, E: From<Error>>(
        &self,
        work: impl FnOnce(&Writer) -> Result<T, E>,
    ) -> Result<T, E> {
        let write = || {
            let writer = lock(&self.writer);
            let writer = writer.as_ref().ok_or_else(closed)?;
            // If the transaction is dropped before its commit, as in a panic, everything is undone.
            let Reader(connection, full) = &writer.0;
            let before = connection.total_changes();
            let transaction =
                full.note(Transaction::new_unchecked(connection, TransactionBehavior::Immediate))?;
            let done = work(writer)?;
            full.note(transaction.commit())?;
            if connection.total_changes() > before {
                full.written();
            }
            Ok(done)
        };
        match self.reader {
            Some(_) => platform::on_disk(write),
            None => write(),
        }
    }

    /// The number of rows that were written so far.
    #[cfg(test)]
    pub(crate) fn changes(&self) -> u64 {
        lock(&self.writer).as_ref().map_or(0, |writer| writer.0.0.total_changes())
    }

    /// Closes the database. If it is in a file, this one file then has all data. Later reads and
    /// writes fail.
    #[cfg(not(target_arch = "wasm32"))]
    pub(crate) fn close(&self) -> Result<(), Error> {
        let close = || {
            if let Some(reader) = &self.reader {
                drop(lock(reader).take());
            }
            let Some(writer) = lock(&self.writer).take() else { return Ok(()) };
            // The connection that closes last writes the `-wal` file into the database, and removes the `-wal` file.
            let closed = writer.0.0.close().map_err(|(_, error)| error);
            drop(lock(&self.in_use).take());
            closed
        };
        match self.reader {
            Some(_) => platform::on_disk(close),
            None => close(),
        }
    }
}

impl Reader {
    fn open(path: &Path) -> Result<Self, Error> {
        // The flag for URIs is not set, so that a path is never read as a URI.
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags)?;
        connection.busy_timeout(Duration::from_secs(1))?;
        Ok(Self::new(connection))
    }

    /// Keeps all statements of the server prepared.
    fn new(connection: Connection) -> Self {
        connection.set_prepared_statement_cache_capacity(256);
        Self(connection, Full::default())
    }

    /// The first row of a query.
    pub(crate) fn first<T>(
        &self,
        query: &str,
        values: impl Params,
        read: impl FnOnce(&Row<'_>) -> Result<T, Error>,
    ) -> Result<Option<T>, Error> {
        self.1.note(self.0.prepare_cached(query)?.query_row(values, read).optional())
    }

    /// All rows of a query.
    pub(crate) fn all<T>(
        &self,
        query: &str,
        values: impl Params,
        read: impl FnMut(&Row<'_>) -> Result<T, Error>,
    ) -> Result<Vec<T>, Error> {
        self.0.prepare_cached(query)?.query_map(values, read)?.collect()
    }

    /// A value in the table of the server's own state, such as its clock.
    pub(crate) fn state(&self, name: &str) -> Result<Option<String>, Error> {
        self.first("SELECT value FROM server_state WHERE name = ?1", [name], |row| row.get(0))
    }

    fn number(&self, query: &str) -> Result<i64, Error> {
        self.0.query_row(query, [], |row| row.get(0))
    }
}

impl Writer {
    /// Runs a statement; says how many rows it changed.
    pub(crate) fn run(&self, statement: &str, values: impl Params) -> Result<usize, Error> {
        self.0.1.note(self.0.0.prepare_cached(statement)?.execute(values))
    }

    /// Stores a value in the table of the server's own state.
    pub(crate) fn set_state(&self, name: &str, value: &str) -> Result<(), Error> {
        let statement = "INSERT INTO server_state (name, value) VALUES (?1, ?2) \
                         ON CONFLICT (name) DO UPDATE SET value = excluded.value";
        self.run(statement, [name, value]).map(drop)
    }

    /// Replaces all rows by those of another database.
    pub(crate) fn replace(&self, other: &Reader) -> Result<(), Error> {
        for table in tables::NAMES {
            self.run(&format!("DELETE FROM {table}"), [])?;
            let mut query = other.0.prepare(&format!("SELECT * FROM {table}"))?;
            let columns = query.column_count();
            let places = vec!["?"; columns].join(", ");
            let insert = format!("INSERT INTO {table} VALUES ({places})");
            let mut rows = query.query([])?;
            while let Some(row) = rows.next()? {
                let values: Result<Vec<Cell>, Error> =
                    (0..columns).map(|column| row.get(column)).collect();
                self.run(&insert, params_from_iter(values?))?;
            }
        }
        Ok(())
    }

    /// Refuses a file of another program or of another version; makes the tables in a new file.
    fn check(&self) -> Result<(), OpenError> {
        let marks = [
            self.number("PRAGMA application_id")?,
            self.number("PRAGMA user_version")?,
            self.number("SELECT COUNT(*) FROM sqlite_schema")?,
        ];
        match marks {
            [tables::APPLICATION_ID, tables::VERSION, _] => Ok(()),
            [tables::APPLICATION_ID, ..] => Err(OpenError::Version),
            [0, 0, 0] => Ok(self.create()?),
            _ => {
                // A file of an early version has no marks, but it has this table.
                let own = "SELECT COUNT(*) FROM sqlite_schema WHERE name = 'fusionauth_document'";
                Err(if self.number(own)? > 0 { OpenError::Version } else { OpenError::Foreign })
            }
        }
    }

    fn create(&self) -> Result<(), Error> {
        let (id, version) = (tables::APPLICATION_ID, tables::VERSION);
        let marks = format!("PRAGMA application_id = {id}; PRAGMA user_version = {version};");
        let all = Transaction::new_unchecked(&self.0.0, TransactionBehavior::Immediate)?;
        all.execute_batch(&format!("{} {marks}", tables::TABLES))?;
        self.create_search()?;
        all.commit()
    }
}

/// A panic leaves no half-done change, because the transaction is undone. So the lock can be used
/// after a panic, too.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn closed() -> Error {
    Error::InvalidPath("the database is closed".into())
}

fn is(error: &Error, code: ErrorCode) -> bool {
    error.sqlite_error_code() == Some(code)
}

/// If a statement failed because another row already has the value, returns the message of the
/// error. The message names the column.
pub(crate) fn taken(error: &Error) -> Option<&str> {
    match error {
        Error::SqliteFailure(cause, Some(message))
            if cause.extended_code == rusqlite::ffi::SQLITE_CONSTRAINT_UNIQUE =>
        {
            Some(message)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;

    /// A database in memory and one in a file.
    fn stores(folder: &Path) -> [Store; 2] {
        let file = Database::File(folder.join("users.db"));
        [Store::memory().unwrap(), Store::open(&file).unwrap()]
    }

    fn value(store: &Store) -> Option<String> {
        store.read(|db| db.state("name")).unwrap()
    }

    #[test]
    fn a_transaction_that_fails_or_panics_writes_nothing() {
        let folder = tempfile::TempDir::new().unwrap();
        for store in stores(folder.path()) {
            store.write(|db| db.set_state("name", "kept")).unwrap();
            let failed = store.write(|db| {
                db.set_state("name", "lost")?;
                Err::<(), _>(closed())
            });
            assert!(failed.is_err());
            let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
                store.write::<(), Error>(|db| {
                    db.set_state("name", "lost")?;
                    panic!("in a transaction")
                })
            }));
            assert!(panicked.is_err());
            assert_eq!(value(&store).as_deref(), Some("kept"));
            store.write(|db| db.set_state("name", "again")).unwrap();
            assert_eq!(value(&store).as_deref(), Some("again"));
            store.close().unwrap();
            assert!(store.read(|db| db.state("name")).is_err());
        }
    }

    #[test]
    fn reads_of_a_file_do_not_wait_for_a_write() {
        let folder = tempfile::TempDir::new().unwrap();
        let [_, store] = stores(folder.path());
        store.write(|db| db.set_state("name", "before")).unwrap();
        let ((begun, begins), (end, ends)) = (channel(), channel::<()>());
        std::thread::scope(|scope| {
            let writes = &store;
            scope.spawn(move || {
                writes.write(|db| {
                    db.set_state("name", "after")?;
                    begun.send(()).unwrap();
                    ends.recv_timeout(Duration::from_secs(60)).unwrap();
                    Ok::<_, Error>(())
                })
            });
            begins.recv().unwrap();
            assert_eq!(value(&store).as_deref(), Some("before"));
            // The write has waited for this message, and now ends.
            end.send(()).unwrap();
        });
        assert_eq!(value(&store).as_deref(), Some("after"));
    }
}
