//! A store in a file, which programs may share.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
    time::Duration,
};

use super::TokenStore;
use crate::{
    error::Error,
    secret::Secret,
    transport::{
        task::{Boxed, Portable},
        time,
    },
};

/// Keeps the tokens in a file that, on Unix, only its owner may read (mode 0600).
///
/// The file is replaced as a whole, so that nobody reads half of it. Programs may share it: who
/// signs in, refreshes or signs out holds a lock on a second file beside it meanwhile, with `.lock`
/// after the name.
#[derive(Debug)]
pub struct FileStore {
    path: PathBuf,
}

impl FileStore {
    /// A store in the file at `path`; its folder must be there, the file need not.
    #[must_use]
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into() }
    }

    fn beside(&self, extension: &str) -> PathBuf {
        let mut name = self.path.clone().into_os_string();
        name.push(extension);
        name.into()
    }

    fn read(&self) -> io::Result<Option<Secret>> {
        match fs::read_to_string(&self.path) {
            Ok(text) => Ok(Some(text.into())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn write(&self, record: Option<&Secret>) -> io::Result<()> {
        let Some(record) = record else {
            return match fs::remove_file(&self.path) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
                _ => Ok(()),
            };
        };
        // A name of its own: two programs may save at once.
        let new = self.beside(&format!(".{:016x}", time::random()));
        let written = private(&new, true).and_then(|mut file| {
            file.write_all(record.expose().as_bytes())?;
            file.sync_all()?;
            fs::rename(&new, &self.path)
        });
        if written.is_err() {
            fs::remove_file(&new).ok();
        }
        written
    }
}

/// Opens a file for writing that others may not read.
fn private(path: &Path, new: bool) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).create_new(new).truncate(new);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

impl TokenStore for FileStore {
    fn load(&self) -> Boxed<'_, Result<Option<Secret>, Error>> {
        Box::pin(async { self.read().map_err(Error::storage) })
    }

    fn save(&self, record: Option<Secret>) -> Boxed<'_, Result<(), Error>> {
        Box::pin(async move { self.write(record.as_ref()).map_err(Error::storage) })
    }

    fn lock(&self) -> Boxed<'_, Option<Box<dyn Portable>>> {
        Box::pin(async {
            let path = self.beside(".lock");
            loop {
                let file = private(&path, false).ok()?;
                while let Err(error) = file.try_lock() {
                    if let fs::TryLockError::Error(_) = error {
                        return None;
                    }
                    time::sleep(Duration::from_millis(20)).await;
                }
                if is_at(&file, &path) {
                    return Some(Box::new(Lock { path, _file: file }) as Box<dyn Portable>);
                }
            }
        })
    }
}

/// A lock on a file, which is removed with it; closing the file gives the lock back.
struct Lock {
    #[cfg_attr(not(unix), allow(dead_code, reason = "elsewhere an open file cannot be replaced"))]
    path: PathBuf,
    _file: File,
}

#[cfg(unix)]
impl Drop for Lock {
    fn drop(&mut self) {
        fs::remove_file(&self.path).ok();
    }
}

/// Whether the file that was locked is still the one at `path`: its last owner removes it.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let identity = |data: fs::Metadata| (data.dev(), data.ino());
    let (locked, there) = (file.metadata().map(identity), fs::metadata(path).map(identity));
    matches!((locked, there), (Ok(locked), Ok(there)) if locked == there)
}

#[cfg(not(unix))]
fn is_at(_: &File, _: &Path) -> bool {
    true
}
