//! A database in a file: which server has it open, and who may read it.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

/// A lock that tells other servers that a database is in use. When the process dies, the system
/// releases the lock.
pub(super) struct InUse {
    path: PathBuf,
    _locked: File,
}

impl InUse {
    /// Locks a database. Returns `None` while another server has the database open.
    ///
    /// The lock is on a separate file, because SQLite itself locks the database's file.
    pub(super) fn take(database: &Path) -> io::Result<Option<Self>> {
        let mut path = database.as_os_str().to_owned();
        path.push(".lock");
        let path = PathBuf::from(path);
        loop {
            let file = create(&path)?;
            match file.try_lock() {
                Ok(()) if is_at(&file, &path)? => return Ok(Some(Self { path, _locked: file })),
                // Since `create`, another server has stopped and has removed this file. A lock on a
                // removed file keeps no server out, so try again.
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Ok(None),
                Err(TryLockError::Error(error)) => return Err(error),
            }
        }
    }
}

impl Drop for InUse {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.path);
    }
}

/// Whether the path still leads to this file.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt;
    let there = std::fs::metadata(path).map(|there| (there.dev(), there.ino()));
    let own = file.metadata()?;
    Ok(there.is_ok_and(|there| there == (own.dev(), own.ino())))
}

/// On systems other than Unix, this is not checked: stable Rust cannot show whether two files are
/// the same.
#[cfg(not(unix))]
fn is_at(_: &File, _: &Path) -> io::Result<bool> {
    Ok(true)
}

/// Opens or creates a file. On Unix, only the owner may read a new file: a database holds keys and
/// hashes of passwords.
pub(super) fn create(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// On Unix, lets only the owner read an existing file. On other systems, only checks that the file can
/// be opened.
pub(super) fn keep_private(path: &Path) -> io::Result<()> {
    #[cfg(unix)]
    return std::fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(0o600));
    #[cfg(not(unix))]
    File::open(path).map(drop)
}
