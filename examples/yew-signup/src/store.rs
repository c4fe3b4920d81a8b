//! Keeps the tokens in `localStorage`. Every script in the page can read them, so do not load
//! third-party scripts.

use matricula::{
    Error, Secret,
    session::{BoxFuture, TokenStore},
};
use web_sys::Storage;

const NAME: &str = "yew-signup";

/// If the browser blocks the storage, the user must sign in again after each reload.
pub(crate) struct LocalStorage;

fn storage() -> Result<Storage, Error> {
    let storage = web_sys::window().and_then(|window| window.local_storage().ok().flatten());
    storage.ok_or_else(|| Error::storage("localStorage is blocked"))
}

impl TokenStore for LocalStorage {
    fn load(&self) -> BoxFuture<'_, Result<Option<Secret>, Error>> {
        let refused = |_| Error::storage("localStorage cannot be read");
        let found = storage().and_then(|storage| storage.get_item(NAME).map_err(refused));
        Box::pin(async { Ok(found?.map(Secret::from)) })
    }

    fn save(&self, record: Option<Secret>) -> BoxFuture<'_, Result<(), Error>> {
        let saved = storage().and_then(|storage| {
            let saved = match record {
                Some(record) => storage.set_item(NAME, record.expose()),
                None => storage.remove_item(NAME),
            };
            saved.map_err(|_| Error::storage("localStorage cannot be written"))
        });
        Box::pin(async { saved })
    }
}
