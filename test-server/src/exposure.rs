//! Who can reach the server: the host names it answers to, and the pages whose scripts may read its answers.

use axum::http::uri::Authority;
use axum::http::{HeaderMap, HeaderValue, Request, header};
use url::{Host, Url};

use crate::net;
use crate::settings::{Settings, SettingsError};

/// The rules that do not change while the server runs. The allowed origins of pages can change,
/// because they are a setting.
#[derive(Clone)]
pub(crate) struct Exposure {
    /// Host names that the server answers to, in addition to IP addresses and private names.
    names: Vec<String>,
    /// The server's own origin.
    origin: String,
}

impl Exposure {
    /// Allows the host of the server's URL, and the host names in `allowed`.
    pub(crate) fn new(url: &str, allowed: &[String]) -> Result<Self, SettingsError> {
        let url = net::web(url).map_err(|problem| SettingsError::new("server.url", problem))?;
        let mut names: Vec<String> = url.domain().map(str::to_owned).into_iter().collect();
        for name in allowed {
            match Host::parse(name) {
                Ok(Host::Domain(name)) => names.push(name),
                Ok(_) => {}
                Err(_) => {
                    let problem = "must be host names, without a port";
                    return Err(SettingsError::new("server.allow_hosts", problem));
                }
            }
        }
        Ok(Self { names, origin: url.origin().ascii_serialization() })
    }

    /// Refuses a request that names no host, or a host that is not this server's. The error is the
    /// message for the answer.
    ///
    /// The owner of a web page can make the host name of the page lead to this machine (DNS rebinding).
    /// Then the browser treats this server as a part of the page's site. But the `Host` header has the
    /// host name of the page, so this check can refuse the request.
    pub(crate) fn check<T>(&self, request: &Request<T>) -> Result<(), String> {
        let target = request.uri().authority().map(Authority::as_str);
        let headers = request.headers().get_all(header::HOST).iter();
        let named = headers.map(|value| value.to_str().unwrap_or_default());
        let mut hosts = target.into_iter().chain(named).map(host).peekable();
        let foreign = match hosts.peek() {
            None => None,
            Some(_) => match hosts.find(|host| !host.as_ref().is_some_and(|host| self.has(host))) {
                None => return Ok(()),
                Some(foreign) => foreign,
            },
        };
        let name = foreign.map_or_else(|| "NAME".to_owned(), |host| host.to_string());
        Err(format!(
            "This server does not answer to the host of this request: start it with `--allow-host {name}`."
        ))
    }

    /// Whether the request comes from a page that must not read the answer.
    pub(crate) fn is_foreign(&self, headers: &HeaderMap, settings: &Settings) -> bool {
        headers.get_all(header::ORIGIN).iter().any(|origin| !self.may_read(origin, settings))
    }

    fn may_read(&self, origin: &HeaderValue, settings: &Settings) -> bool {
        let Ok(origin) = origin.to_str() else { return false };
        origin == self.origin
            || settings.cors.origins.iter().any(|named| named == origin)
            || Url::parse(origin).is_ok_and(|url| net::is_private(&url))
    }

    fn has(&self, host: &Host) -> bool {
        match host {
            Host::Ipv4(_) | Host::Ipv6(_) => true,
            Host::Domain(name) => net::is_private_name(name) || self.names.contains(name),
        }
    }
}

/// The host in the text of a `Host` header or of a target, in the form that browsers use. `None` if the
/// text is not valid.
fn host(text: &str) -> Option<Host> {
    let authority: Authority = text.parse().ok().filter(|_| !text.contains('@'))?;
    Host::parse(authority.host()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exposure() -> Exposure {
        Exposure::new("https://Auth.Example.com:8443/id", &["allowed.example".into()]).unwrap()
    }

    fn asked(target: &str, hosts: &[&str]) -> Result<(), String> {
        let mut request = Request::builder().uri(target);
        for host in hosts {
            request = request.header("host", *host);
        }
        exposure().check(&request.body(()).unwrap())
    }

    #[test]
    fn a_request_for_a_name_of_the_server_or_an_ip_address_is_accepted() {
        for host in [
            "127.0.0.1",
            "127.0.0.1:8077",
            "203.0.113.9:8077",
            "[::1]:8077",
            "localhost",
            "LocalHost:8077",
            "app.localhost:8077",
            "fusio",
            "fusio:8077",
            "auth.example.com",
            "AUTH.example.com:80",
            "allowed.example:8077",
        ] {
            assert_eq!(asked("/", &[host]), Ok(()), "{host}");
        }
        assert_eq!(asked("http://localhost:8077/a", &["localhost:8077"]), Ok(()));
    }

    #[test]
    fn a_request_for_another_name_is_refused() {
        for host in [
            "evil.example",
            "evil.example:8077",
            "127.0.0.1.evil.example",
            "localhost.evil.example",
            "evil-localhost.example",
            "sub.auth.example.com",
            "allowed.example.",
            "127.0.0.1@evil.example",
            "evil.example@127.0.0.1",
            "",
            "a b",
            "localhost/evil.example",
        ] {
            assert!(asked("/", &[host]).is_err(), "{host}");
        }
        assert!(asked("/", &[]).is_err());
        assert!(asked("/", &["localhost", "evil.example"]).is_err());
        assert!(asked("http://evil.example/", &["localhost"]).is_err());
        assert!(asked("/", &["evil.example"]).unwrap_err().contains("--allow-host evil.example"));
    }

    #[test]
    fn a_wrong_host_name_and_a_wrong_url_are_refused() {
        for wrong in ["a.example:80", "https://a.example", "a.example/", ""] {
            let error = Exposure::new("http://localhost", &[wrong.into()]).err().unwrap();
            assert_eq!(error.key, "server.allow_hosts", "{wrong}");
        }
        for wrong in ["localhost:8077", "ftp://localhost", "nonsense"] {
            assert_eq!(Exposure::new(wrong, &[]).err().unwrap().key, "server.url", "{wrong}");
        }
    }

    #[test]
    fn pages_on_this_machine_or_a_private_network_or_from_a_named_origin_may_read_answers() {
        let mut settings = Settings::default();
        settings.cors.origins = vec!["https://app.example.com".into()];
        let may = |origin: &str| exposure().may_read(&origin.parse().unwrap(), &settings);
        for origin in [
            "http://localhost:5173",
            "http://app.localhost",
            "capacitor://localhost",
            "http://127.0.0.1:5173",
            "http://[::1]:5173",
            "http://192.168.1.7:3000",
            "https://10.0.0.1",
            "http://172.16.0.1",
            "http://169.254.1.1",
            "http://[fd00::1]",
            "http://[fe80::1]",
            "http://[::ffff:192.168.1.7]",
            "http://web:3000",
            "https://app.example.com",
            "https://auth.example.com:8443",
        ] {
            assert!(may(origin), "{origin}");
        }
        for origin in [
            "null",
            "https://evil.example",
            "http://localhost.evil.example",
            "https://app.example.com:8443",
            "http://app.example.com",
            "https://auth.example.com",
            "http://203.0.113.9",
            "http://[2001:db8::1]",
            "http://[::ffff:203.0.113.9]",
            "nonsense",
        ] {
            assert!(!may(origin), "{origin}");
        }
    }
}
