//! How a server is set up: host, port, database, cost of passwords, and the settings it starts with.

use std::net::{IpAddr, Ipv4Addr};
use std::path::Path;

use serde::Deserialize;
use serde_json::Value;

pub use crate::db::Database;
use crate::fusionauth::kickstart::error::KickstartError;
use crate::fusionauth::kickstart::include;
pub use crate::hash::PasswordHash;
use crate::secret::Secret;
use crate::settings::{Settings, SettingsError, read};

/// Everything a server needs to start.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Config {
    /// What is fixed while it runs.
    pub server: ServerConfig,
    /// What `/_test/settings` can change; `/_test/reset` returns to these.
    pub settings: Settings,
    /// A FusionAuth kickstart document, applied to a fresh database and after each reset.
    pub kickstart: Option<Value>,
}

/// What is fixed while the server runs.
#[derive(Debug, Clone, PartialEq)]
pub struct ServerConfig {
    /// The address to listen on; loopback unless told otherwise.
    pub host: IpAddr,
    /// The port; 0 takes any free one.
    pub port: u16,
    /// Where the data is.
    pub database: Database,
    /// The URL under which clients reach the server, if it is not host and port.
    pub url: Option<String>,
    /// The host names it answers to, beside IP addresses, `localhost`, names without a dot and the
    /// host of `url`.
    pub allow_hosts: Vec<String>,
    /// How much work one password hash is.
    pub password_hash: PasswordHash,
    /// Name of the administrator, who has the id 2 as on a fresh Fusio.
    pub admin_name: String,
    /// The administrator's password.
    pub admin_password: Secret,
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
        }
    }
}

/// The config file cannot be used; says where it is wrong but never what is written there.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// It cannot be read.
    #[error("the config file cannot be read: {0}")]
    Io(#[from] std::io::Error),
    /// It is no TOML. Only the line's number is told: the line may hold a secret.
    #[error("the config file is not valid TOML at line {0}")]
    Syntax(usize),
    /// A key is unknown or has the wrong type.
    #[error("the config file is invalid at {0}")]
    Key(#[from] SettingsError),
}

impl Config {
    /// Reads a TOML file: a table `server`, and the settings tree beside it.
    pub fn load(path: &Path) -> Result<Self, ConfigError> {
        Self::from_toml(&std::fs::read_to_string(path)?)
    }

    /// Reads a kickstart file, and the files that it includes.
    pub fn load_kickstart(&mut self, path: &Path) -> Result<(), KickstartError> {
        self.kickstart = Some(include::load(path)?);
        Ok(())
    }

    /// The same from the file's text.
    pub fn from_toml(text: &str) -> Result<Self, ConfigError> {
        let tree: toml::Table = text.parse().map_err(|error: toml::de::Error| {
            let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
            ConfigError::Syntax(before.matches('\n').count() + 1)
        })?;
        let tree = serde_json::to_value(tree).map_err(|_| ConfigError::Syntax(0))?;
        Ok(Self::from_tree(tree)?)
    }

    /// The same from the members of the file as JSON.
    pub fn from_tree(mut tree: Value) -> Result<Self, SettingsError> {
        let server = tree
            .as_object_mut()
            .and_then(|tree| tree.remove("server"))
            .unwrap_or_else(|| Value::Object(Default::default()));
        let settings = Settings::default().patched(tree)?;
        let file: ServerFile = read(server)
            .map_err(|error| SettingsError::new(format!("server.{}", error.key), error.problem))?;
        Ok(Self { server: file.into(), settings, kickstart: None })
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ServerFile {
    host: Option<IpAddr>,
    port: Option<u16>,
    database: Option<String>,
    url: Option<String>,
    allow_hosts: Option<Vec<String>>,
    password_hash: Option<PasswordHash>,
    admin_name: Option<String>,
    admin_password: Option<Secret>,
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
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_a_file() {
        let config = Config::from_toml(
            "[server]\nport = 8077\ndatabase = \"x.db\"\npassword_hash = \"cheap\"\n\
             [fusio]\nuser_approval = false\n[[fusio.identities]]\nname = \"Hub\"\nprovider = \"github\"\n",
        )
        .unwrap();
        assert_eq!(config.server.port, 8077);
        assert_eq!(config.server.password_hash, PasswordHash::Cheap);
        assert_eq!(config.server.database, Database::File("x.db".into()));
        assert!(!config.settings.fusio.user_approval);
        assert_eq!(config.settings.fusio.identities[0].id, 1);
    }

    #[test]
    fn says_where_it_is_wrong_without_quoting() {
        let error = |text| Config::from_toml(text).unwrap_err().to_string();
        assert_eq!(
            error("[server]\nhost = \"hunter2\""),
            "the config file is invalid at server.host: has an invalid value"
        );
        assert_eq!(
            error("[server]\nnope = 1"),
            "the config file is invalid at server.nope: is unknown"
        );
        assert_eq!(
            error("[fusio]\ndebug = 1"),
            "the config file is invalid at fusio.debug: must be a boolean"
        );
        assert!(!error("a = hunter2").contains("hunter2"));
    }
}
