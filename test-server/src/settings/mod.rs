//! The settings, which can be changed while the server runs. `/_test/settings` and the config file
//! have the same tree of settings.

mod check;
mod choices;
mod fusionauth;
mod patch;
mod refused;
mod tree;

pub use choices::Choices;
pub use fusionauth::{ApiKeySettings, FusionAuthSettings, SigningAlgorithm};
pub(crate) use patch::read;
pub use refused::SettingsError;
pub use tree::{
    App, CaptchaSettings, CorsSettings, Firewall, FusioSettings, Identity, LoginAnswer,
    MailSettings, ProviderClient, ProviderKind, ProviderSettings, RateLimit, Settings,
};
