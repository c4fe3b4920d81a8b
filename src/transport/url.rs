//! Checks, builds and parses addresses: natively with the crate `url`, in wasm with JavaScript's
//! `URL`.

use crate::error::Error;

/// The pairs of a query.
#[cfg(feature = "fusio")]
pub(crate) type Pairs = Vec<(String, String)>;

/// Checks the address of a server and returns it without slashes at its end.
pub(crate) fn base(address: &str) -> Result<String, Error> {
    let mut text = checked(address)?;
    while text.ends_with('/') {
        text.pop();
    }
    Ok(text)
}

/// Checks an address and returns it in its normal form.
pub(crate) fn checked(address: &str) -> Result<String, Error> {
    let invalid = |why| Error::invalid("baseUrl", why);
    let url = target::parse(address).ok_or_else(|| invalid("is not an address"))?;
    if !url.is_http() {
        return Err(invalid("is neither http nor https"));
    }
    if url.has_credentials() {
        return Err(invalid("must not contain a user name or a password"));
    }
    if url.has_query_or_fragment() {
        return Err(invalid("must not have a query or a fragment"));
    }
    Ok(url.text())
}

#[cfg(not(target_arch = "wasm32"))]
pub(crate) use target::is_loopback;

/// Appends `path` and `query` to `base`, with `parameters` in the `{places}` of `path`. `query` may be
/// empty.
///
/// If a parameter is left out, the path ends before its place.
pub(crate) fn build(
    base: &str,
    path: &str,
    parameters: &[Option<&str>],
    query: &str,
) -> Result<String, Error> {
    let mut url = base.to_owned();
    let mut parameters = parameters.iter();
    let mut pieces = path.split('{');
    url.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        let rest = piece.split_once('}').map_or("", |(_, rest)| rest);
        let Some(parameter) = parameters.next().copied().flatten() else {
            url.truncate(url.len() - usize::from(url.ends_with('/')));
            break;
        };
        // A dot segment changes the path even when it is percent-encoded.
        if matches!(parameter, "" | "." | "..") {
            return Err(Error::invalid("path", "a path parameter is empty or a dot segment"));
        }
        url.push_str(&target::encode_segment(parameter));
        url.push_str(rest);
    }
    if !query.is_empty() {
        url.push('?');
        url.push_str(query);
    }
    Ok(url)
}

pub(crate) use target::form;

/// The pairs in the query of `address`; `None` if `address` is not a valid address.
#[cfg(feature = "fusio")]
pub(crate) fn query(address: &str) -> Option<Pairs> {
    target::query(address)
}

/// `address` with `pairs` added to its query.
#[cfg(feature = "fusio")]
pub(crate) fn with_query(
    field: &'static str,
    address: &str,
    pairs: &[(&str, &str)],
) -> Result<String, Error> {
    let url = target::parse(address).ok_or_else(|| Error::invalid(field, "is not an address"))?;
    // An address such as `javascript:` would run as code in the page that opens it.
    if !url.is_http() {
        return Err(Error::invalid(field, "is neither http nor https"));
    }
    Ok(url.with_query(pairs))
}

#[cfg(not(target_arch = "wasm32"))]
mod target {
    use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

    #[cfg(feature = "fusio")]
    use super::Pairs;

    const SEGMENT: &AsciiSet =
        &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

    pub(super) struct Url(url::Url);

    pub(super) fn parse(address: &str) -> Option<Url> {
        url::Url::parse(address).ok().map(Url)
    }

    /// Whether the server is on this machine.
    pub(crate) fn is_loopback(address: &str) -> bool {
        match parse(address).as_ref().and_then(|url| url.0.host()) {
            Some(url::Host::Ipv4(ip)) => ip.is_loopback(),
            Some(url::Host::Ipv6(ip)) => ip.is_loopback(),
            Some(url::Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
            None => false,
        }
    }

    impl Url {
        pub(super) fn is_http(&self) -> bool {
            matches!(self.0.scheme(), "http" | "https")
        }
        pub(super) fn has_credentials(&self) -> bool {
            !self.0.username().is_empty() || self.0.password().is_some()
        }
        pub(super) fn has_query_or_fragment(&self) -> bool {
            self.0.query().is_some() || self.0.fragment().is_some()
        }
        #[cfg(feature = "fusio")]
        pub(super) fn with_query(mut self, pairs: &[(&str, &str)]) -> String {
            self.0.query_pairs_mut().extend_pairs(pairs);
            self.text()
        }
        pub(super) fn text(&self) -> String {
            self.0.as_str().to_owned()
        }
    }

    #[cfg(feature = "fusio")]
    pub(super) fn query(address: &str) -> Option<Pairs> {
        parse(address).map(|url| url.0.query_pairs().into_owned().collect())
    }

    pub(super) fn encode_segment(segment: &str) -> String {
        utf8_percent_encode(segment, SEGMENT).to_string()
    }

    /// The pairs as the text of a query or a form.
    pub(crate) fn form(pairs: impl Iterator<Item = (String, String)>) -> String {
        url::form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
    }
}

#[cfg(target_arch = "wasm32")]
mod target {
    use js_sys::Array;
    use wasm_bindgen::prelude::*;

    #[cfg(feature = "fusio")]
    use super::Pairs;

    #[wasm_bindgen(module = "/src/transport/platform.js")]
    extern "C" {
        fn parts(address: &str) -> Option<Array>;
        #[cfg(feature = "fusio")]
        fn pairs(address: &str) -> Option<Array>;
        #[cfg(feature = "fusio")]
        fn append(address: &str, pairs: Array) -> String;
        #[wasm_bindgen(js_name = form)]
        fn form_of(pairs: Array) -> String;
    }

    /// The text of the address, and the results of its checks.
    pub(super) struct Url(Array);

    pub(super) fn parse(address: &str) -> Option<Url> {
        parts(address).map(Url)
    }

    impl Url {
        pub(super) fn text(&self) -> String {
            self.0.get(0).as_string().unwrap_or_default()
        }
        pub(super) fn is_http(&self) -> bool {
            self.0.get(1).is_truthy()
        }
        pub(super) fn has_credentials(&self) -> bool {
            self.0.get(2).is_truthy()
        }
        pub(super) fn has_query_or_fragment(&self) -> bool {
            self.0.get(3).is_truthy()
        }
        #[cfg(feature = "fusio")]
        pub(super) fn with_query(&self, pairs: &[(&str, &str)]) -> String {
            let pairs =
                pairs.iter().map(|(name, value)| Array::of2(&(*name).into(), &(*value).into()));
            append(&self.text(), pairs.collect())
        }
    }

    #[cfg(feature = "fusio")]
    pub(super) fn query(address: &str) -> Option<Pairs> {
        let pair = |pair: JsValue| {
            let pair: Array = pair.unchecked_into();
            let text = |index| pair.get(index).as_string().unwrap_or_default();
            (text(0), text(1))
        };
        Some(pairs(address)?.iter().map(pair).collect())
    }

    pub(super) fn encode_segment(segment: &str) -> String {
        js_sys::encode_uri_component(segment).into()
    }

    /// The pairs as the text of a query or a form.
    pub(crate) fn form(pairs: impl Iterator<Item = (String, String)>) -> String {
        form_of(pairs.map(|(name, value)| Array::of2(&name.into(), &value.into())).collect())
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;

    #[test]
    fn a_base_address_keeps_its_path_without_the_last_slash() {
        assert_eq!(base("https://a.example/api/").unwrap(), "https://a.example/api");
        assert_eq!(base("http://127.0.0.1:8077").unwrap(), "http://127.0.0.1:8077");
    }

    #[test]
    fn an_invalid_address_is_refused_and_not_quoted() {
        for bad in [
            "",
            "a.example",
            "ftp://a.example",
            "https://me:pw@a.example",
            "https://a.example?x=1",
            "https://a.example/#x",
        ] {
            let error = base(bad).unwrap_err();
            assert!(error.field_error("baseUrl").is_some(), "{bad}");
            assert!(bad.is_empty() || !error.to_string().contains(bad), "{error}");
        }
    }

    #[test]
    fn a_path_parameter_cannot_change_the_path() {
        let url = |parameter| build("https://a.example", "/x/{id}/y", &[Some(parameter)], "");
        assert_eq!(url("~My app").unwrap(), "https://a.example/x/~My%20app/y");
        assert_eq!(url("../z?q#f").unwrap(), "https://a.example/x/..%2Fz%3Fq%23f/y");
        assert_eq!(url("é").unwrap(), "https://a.example/x/%C3%A9/y");
        for bad in ["", ".", ".."] {
            assert!(url(bad).is_err());
        }
        assert_eq!(build("https://a.example", "/x/{id}", &[], "").unwrap(), "https://a.example/x");
    }

    #[test]
    #[cfg(feature = "fusio")]
    fn pairs_are_added_to_an_existing_query() {
        let url = with_query("redirectUri", "https://a.example/cb?x=1", &[("n", "a b&c")]).unwrap();
        assert_eq!(url, "https://a.example/cb?x=1&n=a+b%26c");
        assert_eq!(query(&url).unwrap()[1], ("n".to_owned(), "a b&c".to_owned()));
        assert!(with_query("redirectUri", "javascript:alert(1)", &[]).is_err());
    }
}
