//! A store in a file that programs can share.

use std::{
    fmt,
    fs::{self, File, OpenOptions},
    io::{self, ErrorKind, Read, Write},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, Once, PoisonError},
    thread,
    time::Duration,
};

use super::store::{Changed, TokenStore};
use crate::{
    error::Error,
    maybe_send::{BoxFuture, MaybeSend},
    secret::Secret,
    transport::{queue::Queue, task, time},
};

/// The longest text that is read or written, in bytes; real tokens are far shorter.
const LONGEST: u64 = 1024 * 1024;
/// How many times a write is tried: another program may remove the new file as a left-over before this
/// program has locked it.
const TRIES: u32 = 5;
/// The pause between two tries to get the lock.
const LOCK_PAUSE: Duration = Duration::from_millis(20);
/// The pause between two reads of the file. The reads look for changes by other programs.
const WATCH_PAUSE: Duration = Duration::from_secs(2);

/// Keeps the tokens in a file that, on Unix, only its owner may read (mode 0600).
///
/// The file is replaced as a whole, so nobody reads an incomplete file. If a program was killed during a
/// save, its temporary file is removed later. Programs can share the file: a sign-in, refresh or sign-out
/// holds a lock on a second file beside it, with `.lock` after the name. A session in a Tokio runtime reads
/// the file every two seconds, and so notices the changes of other programs.
///
/// Trust ids of a second factor are in a third file beside the first one, with `.trust` after the name.
///
/// The file must be a regular file, and a text that is read or written must not be over 1 MiB.
/// Otherwise the error is [`Storage`](crate::ErrorKind::Storage). A symbolic link is an error, too:
/// saving would replace the link, and the old tokens would stay in its target. The folders of the
/// path may be links.
///
/// A thread of the store reads and writes the file, so a slow disk blocks no task.
pub struct FileStore {
    file: Arc<TokenFile>,
    trust: Arc<TokenFile>,
    queue: Queue,
}

impl FileStore {
    /// A store in the file at `path`. The folder must exist; the file may be missing.
    #[must_use]
    pub fn new(path: impl Into<PathBuf>) -> Self {
        let file = TokenFile::new(path.into());
        let trust = TokenFile::new(file.beside(".trust"));
        Self { file: Arc::new(file), trust: Arc::new(trust), queue: Queue::default() }
    }

    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&TokenFile) -> io::Result<T> + Send + 'static,
    ) -> Result<T, Error> {
        self.run_on(&self.file, work).await
    }

    async fn run_on<T: Send + 'static>(
        &self,
        file: &Arc<TokenFile>,
        work: impl FnOnce(&TokenFile) -> io::Result<T> + Send + 'static,
    ) -> Result<T, Error> {
        let file = Arc::clone(file);
        let done = self.queue.run(move || work(&file)).await;
        done.and_then(|done| done).map_err(Error::storage)
    }
}

impl fmt::Debug for FileStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FileStore").field("path", &self.file.path).finish_non_exhaustive()
    }
}

impl TokenStore for FileStore {
    fn load(&self) -> BoxFuture<'_, Result<Option<Secret>, Error>> {
        Box::pin(self.run(TokenFile::read))
    }

    fn save(&self, record: Option<Secret>) -> BoxFuture<'_, Result<(), Error>> {
        Box::pin(self.run(move |file| file.write(record.as_ref())))
    }

    fn load_trust(&self) -> BoxFuture<'_, Result<Option<Secret>, Error>> {
        Box::pin(self.run_on(&self.trust, TokenFile::read))
    }

    fn save_trust(&self, record: Secret) -> BoxFuture<'_, Result<(), Error>> {
        Box::pin(self.run_on(&self.trust, move |file| file.write(Some(&record))))
    }

    fn lock(&self) -> BoxFuture<'_, Option<Box<dyn MaybeSend>>> {
        Box::pin(async {
            loop {
                if let Some(lock) = self.run(TokenFile::try_lock).await.ok()? {
                    return Some(Box::new(lock) as Box<dyn MaybeSend>);
                }
            }
        })
    }

    fn watch(&self, changed: Changed) -> Option<Box<dyn MaybeSend>> {
        let (file, trust) = (Arc::clone(&self.file), Arc::clone(&self.trust));
        let store = Self { file, trust, queue: self.queue.clone() };
        let watch = Arc::new(());
        let watched = Arc::downgrade(&watch);
        task::spawn(Box::pin(async move {
            loop {
                time::idle(WATCH_PAUSE).await;
                if watched.strong_count() == 0 {
                    return;
                }
                // If the session cannot read the changed file, `is_changed` is still true after the next pause. So the
                // session gets another notification.
                if store.run(TokenFile::is_changed).await.unwrap_or_default() {
                    changed.notify();
                }
            }
        }));
        Some(Box::new(watch))
    }
}

/// The file with the tokens, or the file with the trust ids. The methods for reading, writing and locking block
/// the thread.
struct TokenFile {
    path: PathBuf,
    /// Whether this store has read the file before.
    opened: Once,
    /// The text that this store has last read or written.
    known: Mutex<Option<Secret>>,
}

impl TokenFile {
    fn new(path: PathBuf) -> Self {
        Self { path, opened: Once::new(), known: Mutex::default() }
    }

    fn read(&self) -> io::Result<Option<Secret>> {
        self.opened.call_once(|| self.remove_leftovers());
        let text = self.text()?;
        self.know(text.as_ref());
        Ok(text)
    }

    fn know(&self, text: Option<&Secret>) {
        *self.known.lock().unwrap_or_else(PoisonError::into_inner) = text.cloned();
    }

    /// Whether another program has changed the text of the file. This reads the text, because the time and the size of
    /// the file do not show every change: some file systems store the time in steps of two seconds.
    fn is_changed(&self) -> io::Result<bool> {
        let text = self.text()?;
        Ok(*self.known.lock().unwrap_or_else(PoisonError::into_inner) != text)
    }

    fn text(&self) -> io::Result<Option<Secret>> {
        if !is_regular(&self.path)? {
            return Ok(None);
        }
        let Some(file) = unless_absent(File::open(&self.path))? else { return Ok(None) };
        let mut text = String::new();
        file.take(LONGEST + 1).read_to_string(&mut text)?;
        fits(&text)?;
        Ok(Some(text.into()))
    }

    fn write(&self, record: Option<&Secret>) -> io::Result<()> {
        is_regular(&self.path)?;
        match record.map(Secret::expose) {
            None => drop(unless_absent(fs::remove_file(&self.path))?),
            Some(record) => {
                fits(record)?;
                let mut done = self.replace(record);
                for _ in 1..TRIES {
                    if is_absent(&done) {
                        done = self.replace(record);
                    }
                }
                done?;
            }
        }
        self.know(record);
        // Without this sync, the old file may return after a power failure. Not all file systems
        // support a sync of the folder, so an error is ignored.
        #[cfg(unix)]
        File::open(self.folder()).and_then(|folder| folder.sync_all()).ok();
        Ok(())
    }

    fn replace(&self, record: &str) -> io::Result<()> {
        // A unique name, because two programs may save at the same time.
        let new = self.beside(&format!(".{:016x}.tmp", time::random()));
        let written = private(&new, true).and_then(|mut file| {
            // The lock shows other programs that this file is not a left-over.
            file.try_lock().ok();
            file.write_all(record.as_bytes())?;
            file.sync_all()?;
            // Windows does not let anybody read a locked file.
            #[cfg(not(unix))]
            file.unlock().ok();
            fs::rename(&new, &self.path)
        });
        if written.is_err() {
            fs::remove_file(&new).ok();
        }
        written
    }

    /// Takes the lock. If another program has the lock, waits a little and returns `None`. Also returns `None` if the
    /// locked file is no longer at its path. After `None`, the caller tries again.
    fn try_lock(&self) -> io::Result<Option<Lock>> {
        let path = self.beside(".lock");
        is_regular(&path)?;
        let file = private(&path, false)?;
        match file.try_lock() {
            Ok(()) if is_at(&file, &path) => Ok(Some(Lock { path, _file: file })),
            Ok(()) => Ok(None),
            Err(fs::TryLockError::WouldBlock) => {
                thread::sleep(LOCK_PAUSE);
                Ok(None)
            }
            Err(fs::TryLockError::Error(error)) => Err(error),
        }
    }

    /// Removes the left-over files of programs that ended during a save.
    fn remove_leftovers(&self) {
        let Some(name) = self.path.file_name() else { return };
        let is_leftover = |other: &[u8]| {
            let rest = other.strip_prefix(name.as_encoded_bytes());
            let number = rest.and_then(|rest| rest.strip_prefix(b".")?.strip_suffix(b".tmp"));
            number.is_some_and(|number| {
                number.len() == 16 && number.iter().all(u8::is_ascii_hexdigit)
            })
        };
        for entry in fs::read_dir(self.folder()).into_iter().flatten().flatten() {
            if is_leftover(entry.file_name().as_encoded_bytes()) {
                remove_leftover(&entry.path()).ok();
            }
        }
    }

    fn folder(&self) -> &Path {
        match self.path.parent() {
            Some(folder) if folder != Path::new("") => folder,
            _ => Path::new("."),
        }
    }

    fn beside(&self, extension: &str) -> PathBuf {
        let mut name = self.path.clone().into_os_string();
        name.push(extension);
        name.into()
    }
}

/// Whether the file exists. Anything but a regular file is an error: opening it may hang, and
/// reading it may never end.
fn is_regular(path: &Path) -> io::Result<bool> {
    match unless_absent(fs::symlink_metadata(path))? {
        None => Ok(false),
        Some(data) if data.is_file() => Ok(true),
        Some(_) => Err(io::Error::new(ErrorKind::InvalidInput, "this is not a regular file")),
    }
}

/// Removes a file, unless a program is still writing it.
fn remove_leftover(path: &Path) -> io::Result<()> {
    is_regular(path)?;
    let file = File::options().write(true).open(path)?;
    file.try_lock()?;
    fs::remove_file(path)
}

fn fits(text: &str) -> io::Result<()> {
    if text.len() as u64 > LONGEST {
        return Err(io::Error::new(ErrorKind::FileTooLarge, "the text is over 1 MiB"));
    }
    Ok(())
}

fn is_absent<T>(done: &io::Result<T>) -> bool {
    done.as_ref().is_err_and(|error| error.kind() == ErrorKind::NotFound)
}

fn unless_absent<T>(done: io::Result<T>) -> io::Result<Option<T>> {
    if is_absent(&done) { Ok(None) } else { done.map(Some) }
}

/// Opens a file for writing. On Unix, other users may not read a file that this function creates.
fn private(path: &Path, new: bool) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).create_new(new).truncate(new);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// A lock on a file. When this value is dropped, the file is closed, which releases the lock. On Unix,
/// the file is removed first.
struct Lock {
    #[cfg_attr(not(unix), allow(dead_code, reason = "only Unix removes the lock file"))]
    path: PathBuf,
    _file: File,
}

#[cfg(unix)]
impl Drop for Lock {
    fn drop(&mut self) {
        fs::remove_file(&self.path).ok();
    }
}

/// Whether the locked file is still at `path`: the previous owner of the lock may have removed it.
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

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;

    #[test]
    fn only_a_save_of_another_program_counts_as_a_change() {
        let folder = tempfile::tempdir().unwrap();
        let [one, two] = [(); 2].map(|()| TokenFile::new(folder.path().join("session")));
        let changed = || [&one, &two].map(|file| file.is_changed().unwrap());
        assert_eq!(changed(), [false, false]);
        one.write(Some(&"a".into())).unwrap();
        assert_eq!(changed(), [false, true]);
        two.read().unwrap();
        assert_eq!(changed(), [false, false]);
        two.write(Some(&"b".into())).unwrap();
        assert_eq!(changed(), [true, false]);
        two.write(None).unwrap();
        assert_eq!(changed(), [true, false]);
        one.read().unwrap();
        assert_eq!(changed(), [false, false]);
    }
}
