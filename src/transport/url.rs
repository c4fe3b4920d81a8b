//! Addresses: checked, built and parsed by the platform's own URL code.

use crate::error::Error;

/// The pairs of a query or of a form.
pub(crate) type Pairs = Vec<(String, String)>;

/// Checks the address of a server and returns it without a slash at its end.
pub(crate) fn base(address: &str) -> Result<String, Error> {
    let invalid = |why| Error::invalid("baseUrl", why);
    let url = target::parse(address).ok_or_else(|| invalid("is not an address"))?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(invalid("is neither http nor https"));
    }
    if url.has_credentials() {
        return Err(invalid("must not contain a user name or a password"));
    }
    if url.has_query_or_fragment() {
        return Err(invalid("must not have a query or a fragment"));
    }
    Ok(url.text().trim_end_matches('/').to_owned())
}

/// Puts `parameters` into the `{places}` of `path` and appends `query`.
///
/// The path ends before the first place without a parameter.
pub(crate) fn build(
    base: &str,
    path: &str,
    parameters: &[Option<&str>],
    query: &[(String, String)],
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
        url.push_str(&encode_pairs(query));
    }
    Ok(url)
}

/// The pairs as the text of a query or a form.
pub(crate) fn encode_pairs(pairs: &[(String, String)]) -> String {
    target::encode_pairs(pairs)
}

/// The pairs in the query of `address`; `None` when that is not an address.
#[cfg(feature = "fusio")]
pub(crate) fn query(address: &str) -> Option<Pairs> {
    target::parse(address).map(|url| url.query())
}

/// `address` with `pairs` added to its query.
#[cfg(feature = "fusio")]
pub(crate) fn with_query(
    field: &'static str,
    address: &str,
    pairs: &[(&str, &str)],
) -> Result<String, Error> {
    let mut url =
        target::parse(address).ok_or_else(|| Error::invalid(field, "is not an address"))?;
    // An address such as `javascript:` would run as code in the page that opens it.
    if !matches!(url.scheme(), "http" | "https") {
        return Err(Error::invalid(field, "is neither http nor https"));
    }
    for (name, value) in pairs {
        url.append(name, value);
    }
    Ok(url.text())
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

    impl Url {
        pub(super) fn scheme(&self) -> &str {
            self.0.scheme()
        }
        pub(super) fn has_credentials(&self) -> bool {
            !self.0.username().is_empty() || self.0.password().is_some()
        }
        pub(super) fn has_query_or_fragment(&self) -> bool {
            self.0.query().is_some() || self.0.fragment().is_some()
        }
        #[cfg(feature = "fusio")]
        pub(super) fn query(&self) -> Pairs {
            self.0.query_pairs().into_owned().collect()
        }
        #[cfg(feature = "fusio")]
        pub(super) fn append(&mut self, name: &str, value: &str) {
            self.0.query_pairs_mut().append_pair(name, value);
        }
        pub(super) fn text(&self) -> String {
            self.0.as_str().to_owned()
        }
    }

    pub(super) fn encode_segment(segment: &str) -> String {
        utf8_percent_encode(segment, SEGMENT).to_string()
    }

    pub(super) fn encode_pairs(pairs: &[(String, String)]) -> String {
        url::form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
    }
}

#[cfg(target_arch = "wasm32")]
mod target {
    #[cfg(feature = "fusio")]
    use wasm_bindgen::JsValue;
    use web_sys::UrlSearchParams;

    #[cfg(feature = "fusio")]
    use super::Pairs;

    pub(super) struct Url {
        url: web_sys::Url,
        scheme: String,
    }

    pub(super) fn parse(address: &str) -> Option<Url> {
        let url = web_sys::Url::new(address).ok()?;
        let scheme = url.protocol();
        Some(Url { url, scheme })
    }

    impl Url {
        pub(super) fn scheme(&self) -> &str {
            self.scheme.trim_end_matches(':')
        }
        pub(super) fn has_credentials(&self) -> bool {
            !self.url.username().is_empty() || !self.url.password().is_empty()
        }
        pub(super) fn has_query_or_fragment(&self) -> bool {
            self.text().contains(['?', '#'])
        }
        #[cfg(feature = "fusio")]
        pub(super) fn query(&self) -> Pairs {
            let entries = js_sys::Array::from(&JsValue::from(self.url.search_params()));
            entries
                .iter()
                .map(|entry| {
                    let pair = js_sys::Array::from(&entry);
                    let text = |index| pair.get(index).as_string().unwrap_or_default();
                    (text(0), text(1))
                })
                .collect()
        }
        #[cfg(feature = "fusio")]
        pub(super) fn append(&mut self, name: &str, value: &str) {
            self.url.search_params().append(name, value);
        }
        pub(super) fn text(&self) -> String {
            self.url.href()
        }
    }

    pub(super) fn encode_segment(segment: &str) -> String {
        js_sys::encode_uri_component(segment).into()
    }

    pub(super) fn encode_pairs(pairs: &[(String, String)]) -> String {
        // Without a start value this cannot fail.
        UrlSearchParams::new().map_or_else(
            |_| String::new(),
            |params| {
                for (name, value) in pairs {
                    params.append(name, value);
                }
                params.to_string().into()
            },
        )
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
        let url = |parameter| build("https://a.example", "/x/{id}/y", &[Some(parameter)], &[]);
        assert_eq!(url("~My app").unwrap(), "https://a.example/x/~My%20app/y");
        assert_eq!(url("../z?q#f").unwrap(), "https://a.example/x/..%2Fz%3Fq%23f/y");
        assert_eq!(url("é").unwrap(), "https://a.example/x/%C3%A9/y");
        for bad in ["", ".", ".."] {
            assert!(url(bad).is_err());
        }
        assert_eq!(build("https://a.example", "/x/{id}", &[], &[]).unwrap(), "https://a.example/x");
    }

    #[test]
    #[cfg(feature = "fusio")]
    fn a_query_is_added_to_an_existing_one() {
        let url = with_query("redirectUri", "https://a.example/cb?x=1", &[("n", "a b&c")]).unwrap();
        assert_eq!(url, "https://a.example/cb?x=1&n=a+b%26c");
        assert_eq!(query(&url).unwrap()[1], ("n".to_owned(), "a b&c".to_owned()));
        assert!(with_query("redirectUri", "javascript:alert(1)", &[]).is_err());
    }
}
