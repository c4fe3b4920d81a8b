//! How a server is set up: the values that cannot change while it runs, such as its port and its database,
//! and the settings of a new database.

use std::fmt::Display;
use std::net::{IpAddr, Ipv4Addr};
use std::path::{Path, PathBuf};

use serde::de::Unexpected;
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

pub use crate::db::Database;
pub use crate::fusio::new_user::FusioUser;
use crate::fusionauth::kickstart::error::KickstartError;
use crate::fusionauth::kickstart::include;
pub use crate::hash::PasswordHash;
use crate::secret::Secret;
use crate::settings::{Settings, SettingsError, read};

/// Everything a server needs to start.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Config {
    /// The values that cannot change while the server runs.
    pub server: ServerConfig,
    /// The settings of a new database. `/_test/settings` changes the current settings, and `/_test/reset` restores
    /// these. A database file keeps the changed settings for the next start, if that start has the same config.
    pub settings: Settings,
    /// A FusionAuth kickstart document. The server applies it once to a database, and again after
    /// each reset. If it is set, `server.kickstart` is not used.
    pub kickstart: Option<Value>,
}

/// The values that cannot change while the server runs.
#[derive(Debug, Clone, PartialEq)]
pub struct ServerConfig {
    /// The address to listen on; by default the loopback address.
    pub host: IpAddr,
    /// The port; 0 means any free port.
    pub port: u16,
    /// Where the data is.
    pub database: Database,
    /// The URL under which clients reach the server. If it is missing, host and port form the URL.
    pub url: Option<String>,
    /// The host names that the server answers to, in addition to IP addresses, `localhost` and its
    /// subdomains, names without a dot and the host of `url`.
    pub allow_hosts: Vec<String>,
    /// How much work it is to compute one password hash.
    pub password_hash: PasswordHash,
    /// Name of the administrator, who has the id 2 as on a fresh Fusio.
    pub admin_name: String,
    /// The administrator's password.
    pub admin_password: Secret,
    /// More users of Fusio. They are created in a fresh database and after each reset.
    pub users: Vec<FusioUser>,
    /// A file with a FusionAuth kickstart document.
    pub kickstart: Option<PathBuf>,
}

impl Default for ServerConfig {
    fn default() -> Self {
        Self {
            host: IpAddr::V4(Ipv4Addr::LOCALHOST),
            port: 0,
            database: Database::default(),
            url: None,
            allow_hosts: Vec::new(),
            password_hash: PasswordHash::default(),
            admin_name: "rootadmin".into(),
            admin_password: "Adm1n!pass".into(),
            users: Vec::new(),
            kickstart: None,
        }
    }
}

/// The address of a host: an IP address, or loopback for `localhost`.
pub fn host(text: &str) -> Result<IpAddr, &'static str> {
    match text {
        "localhost" => Ok(IpAddr::V4(Ipv4Addr::LOCALHOST)),
        _ => text.parse().map_err(|_| "must be an IP address or localhost"),
    }
}

/// Why the config file cannot be used. If a key or a line is wrong, the message names the key or the
/// line. The message never quotes a value.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("the config file cannot be read: {0}")]
    Io(#[from] std::io::Error),
    /// The file is not TOML. The error has only the number of the line, because the line may hold a secret.
    #[error("the config file is not valid TOML at line {0}")]
    Syntax(usize),
    /// A key is unknown or missing, or its value is not allowed.
    #[error("the config file is invalid at {0}")]
    Key(#[from] SettingsError),
}

impl Config {
    /// Reads a TOML file: a table `server`, a list `users`, and the settings beside these two. The
    /// path of a kickstart file is relative to the folder of the TOML file.
    pub fn load(path: &Path) -> Result<Self, ConfigError> {
        let mut config = Self::from_toml(&std::fs::read_to_string(path)?)?;
        if let (Some(kickstart), Some(folder)) = (&mut config.server.kickstart, path.parent()) {
            *kickstart = folder.join(&kickstart);
        }
        Ok(config)
    }

    /// The kickstart document. If it is in a file, reads that file and the files that it includes.
    pub(crate) fn kickstart<E: Display>(
        &self,
        read: impl Fn(&Path) -> Result<String, E>,
    ) -> Result<Option<Value>, KickstartError> {
        match (&self.kickstart, &self.server.kickstart) {
            (None, Some(path)) => include::load(path, read).map(Some),
            (document, _) => Ok(document.clone()),
        }
    }

    /// Like `load`, from the text of the file. The path of a kickstart file stays as it is.
    pub fn from_toml(text: &str) -> Result<Self, ConfigError> {
        let tree: toml::Table = text.parse().map_err(|error: toml::de::Error| {
            let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
            ConfigError::Syntax(before.matches('\n').count() + 1)
        })?;
        let tree = serde_json::to_value(tree).map_err(|_| ConfigError::Syntax(0))?;
        Ok(Self::from_tree(tree)?)
    }

    /// Like `from_toml`, from the content of the file as JSON.
    pub fn from_tree(mut tree: Value) -> Result<Self, SettingsError> {
        let mut own = Map::new();
        for name in ["server", "users"] {
            let value = tree.as_object_mut().and_then(|tree| tree.remove_entry(name));
            own.extend(value);
        }
        let settings = Settings::default().patched(tree)?;
        let own: OwnFile = read(Value::Object(own))?;
        for (position, user) in own.users.iter().enumerate() {
            let wrong = |error: SettingsError| {
                SettingsError::new(format!("users[{position}].{}", error.key), error.problem)
            };
            user.checked().map_err(wrong)?;
        }
        let server = ServerConfig { users: own.users, ..own.server.into() };
        Ok(Self { server, settings, kickstart: None })
    }
}

/// The parts of the config file that are not settings.
#[derive(Default, Deserialize)]
#[serde(default)]
struct OwnFile {
    server: ServerFile,
    users: Vec<FusioUser>,
}

fn read_host<'de, D: Deserializer<'de>>(text: D) -> Result<Option<IpAddr>, D::Error> {
    let text = String::deserialize(text)?;
    let wrong =
        |_| serde::de::Error::invalid_value(Unexpected::Str(&text), &"an IP address or localhost");
    host(&text).map(Some).map_err(wrong)
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct ServerFile {
    #[serde(deserialize_with = "read_host")]
    host: Option<IpAddr>,
    port: Option<u16>,
    database: Option<String>,
    url: Option<String>,
    allow_hosts: Option<Vec<String>>,
    password_hash: Option<PasswordHash>,
    admin_name: Option<String>,
    admin_password: Option<Secret>,
    kickstart: Option<PathBuf>,
}

impl From<ServerFile> for ServerConfig {
    fn from(file: ServerFile) -> Self {
        let default = Self::default();
        Self {
            host: file.host.unwrap_or(default.host),
            port: file.port.unwrap_or(default.port),
            database: file.database.map_or(default.database, |text| text.as_str().into()),
            url: file.url.or(default.url),
            allow_hosts: file.allow_hosts.unwrap_or(default.allow_hosts),
            password_hash: file.password_hash.unwrap_or(default.password_hash),
            admin_name: file.admin_name.unwrap_or(default.admin_name),
            admin_password: file.admin_password.unwrap_or(default.admin_password),
            users: default.users,
            kickstart: file.kickstart,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_sets_the_server_the_users_and_the_settings() {
        let config = Config::from_toml(
            "[server]\nport = 8077\ndatabase = \"x.db\"\npassword_hash = \"cheap\"\nhost = \"localhost\"\n\
             [[users]]\nname = \"ada\"\nrole = \"Backend\"\n\
             [fusio]\nuser_approval = false\n[[fusio.identities]]\nname = \"Hub\"\nprovider = \"github\"\n",
        )
        .unwrap();
        assert_eq!(config.server.port, 8077);
        assert_eq!(config.server.password_hash, PasswordHash::Cheap);
        assert_eq!(config.server.database, Database::File("x.db".into()));
        assert_eq!(config.server.host, IpAddr::V4(Ipv4Addr::LOCALHOST));
        assert_eq!(config.server.users[0].name, "ada");
        assert!(!config.settings.fusio.user_approval);
        assert_eq!(config.settings.fusio.identities[0].id, 1);
    }

    #[test]
    fn an_error_says_where_the_file_is_wrong_without_quoting_a_value() {
        let error = |text| Config::from_toml(text).unwrap_err().to_string();
        for (text, wrong) in [
            ("[server]\nhost = \"hunter2\"", "server.host: must be an IP address or localhost"),
            ("[server]\nport = 70000", "server.port: must be a number from 0 to 65535"),
            ("[server]\nport = -1", "server.port: must be a number from 0 to 65535"),
            ("[server]\nnope = 1", "server.nope: is unknown"),
            ("server = 1", "server: must be an object"),
            ("users = 1", "users: must be a list"),
            ("users = [1]", "users[0]: must be an object"),
            ("[[users]]\nname = 1", "users[0].name: must be a string"),
            ("[[users]]\nemail = \"a\"", "users[0].name: is missing"),
            ("[[users]]\nname = \"a\"\nnope = 1", "users[0].nope: is unknown"),
            ("[[users]]\nname = \"a\"\nrole = \"King\"", "users[0].role: is unknown"),
            ("[fusio]\ndebug = 1", "fusio.debug: must be a boolean"),
            (
                "[fusio]\nexpire_token = -1",
                "fusio.expire_token: must be a number from 0 to 4294967295",
            ),
            ("[fusio]\ndebug = \"hunter2, expected hunter2\"", "fusio.debug: must be a boolean"),
        ] {
            assert_eq!(error(text), format!("the config file is invalid at {wrong}"));
        }
        assert!(!error("a = hunter2").contains("hunter2"));
    }
}
