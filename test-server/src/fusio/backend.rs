//! The part of Fusio's backend API that sets up social logins: it adds apps and identities to the
//! settings.

use super::call::Call;
use super::reply::ApiError;
use crate::settings::Settings;
use crate::state::ChangeError;

/// Adds an item to a list of the settings, and returns the id that the item gets.
pub(super) fn add<T>(
    call: &Call,
    item: T,
    list: impl Fn(&mut Settings) -> &mut Vec<T>,
    id: impl Fn(&T) -> i64,
) -> Result<i64, ApiError> {
    let mut new = 0;
    let refused = |error| match error {
        ChangeError::Refused(error) => {
            ApiError::bad_request(format!("{} {}", error.key, error.problem))
        }
        ChangeError::Database(error) => error.into(),
    };
    call.state
        .change_settings(|settings| {
            let mut settings = settings.clone();
            list(&mut settings).push(item);
            let mut settings = settings.checked()?;
            new = list(&mut settings).last().map(&id).unwrap_or_default();
            Ok(settings)
        })
        .map_err(refused)?;
    Ok(new)
}
