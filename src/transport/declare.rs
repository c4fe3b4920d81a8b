//! The declaration of operations. One block makes the [`Spec`], the method of the client with its
//! documentation, and an entry of the list from which a test writes `docs/operations.json`.
//!
//! ```text
//! operations! {
//!     /// Its documentation: plain text, then an example.
//!     retrieve_user(user_id: &str) -> UserResponse {
//!         GET "/api/user/{userId}",
//!         body: None,
//!         caller: Key,
//!         retry: Safe,
//!         answer: [Object("user")],
//!         rejects: { NotFound: "the user does not exist", Unauthorized },
//!     }
//! }
//! ```
//!
//! - The arguments are the parameters of the path, in the same order. The type of an argument is `&str` or `&Secret`,
//!   in an `Option` if the path may end before this parameter. `in_body: registration.application_id` takes the last
//!   parameter from the request. With `unless short_paths`, the path ends before the last parameter if
//!   `Config::short_paths` is set.
//! - `body` is a [`BodyEncoding`] and, if there is a request, the type of the request. `or None` lets a caller in
//!   JavaScript leave the request out.
//! - `rejects` has the error kinds of this operation and says when they occur. It does not need the kinds
//!   that every call can have. `Unauthorized` and `Validation` need no text here: [`when`] has their usual texts.
//!   `statuses: { 404 => InvalidToken: "…" }` has the kinds that follow from the status alone.
//! - `members: ["password" => ["newPassword"]]` says that the server's errors use the name `password` for the
//!   member `newPassword` of the request.
//! - `javascript` has the example for JavaScript, in lines that begin with `///`. This example does the same as the
//!   Rust example in the text; `js-tests/examples.test.mjs` runs it, and says which names an example may use.
//!
//! [`Spec`]: super::operation::Spec
//! [`BodyEncoding`]: super::operation::BodyEncoding

/// Declares the operations of one file; see the head of this module.
macro_rules! operations {
    ($(
        $(#[doc = $text:literal])*
        $name:ident($($place:ident: $place_type:ty),* $(,)?) -> $answer_type:ty {
            $method:ident $path:literal,
            $(in_body: $($from:ident).+ $(unless $short_paths:ident)?,)?
            body: $encoding:ident $(($request:ty))? $(or $optional:ident)?,
            caller: $caller:ident,
            retry: $retry:ident,
            answer: [$($answer:expr),*],
            $(statuses: { $($status:literal => $status_kind:ident: $why:literal),* $(,)? },)?
            rejects: { $($kind:ident $(: $when:literal)?),* $(,)? },
            $(members: [$($said:literal => [$($meant:literal),*]),*],)?
            $(javascript: { $(#[doc = $line:literal])* },)?
        }
    )*) => {
        /// The operations of this file by their names.
        pub(crate) struct Specs;

        #[allow(non_upper_case_globals)]
        impl Specs {$(
            pub(crate) const $name: $crate::transport::operation::Spec = {
                #[allow(unused_imports)]
                use $crate::transport::{
                    declare::{method, when},
                    operation::{InBody, Member::*, Place, spelled, *},
                };
                Spec {
                    name: spelled!(stringify!($name)),
                    method: method!($method),
                    path: $path,
                    caller: Caller::$caller,
                    optional: &[$(<$place_type as Place>::OPTIONAL),*],
                    in_body: [$(Some(InBody {
                        member: spelled!(stringify!($($from).+)),
                        unless_short_paths: <[&str]>::len(&[$(stringify!($short_paths))?]) == 1,
                    }),)? None][0],
                    body: BodyEncoding::$encoding,
                    retry: Retry::$retry,
                    answer: &[$($answer),*],
                    statuses: &[$($(($status, $crate::error::ErrorKind::$status_kind, $why)),*)?],
                    members: &[$($(($said, &[$($meant),*])),*)?],
                }
            };
        )*}

        $(const _: () = {
            let places: &[&str] = &[
                $(stringify!($place),)*
                $(stringify!($($from).+))?
            ];
            assert!(
                $crate::transport::declare::fills($path, places),
                concat!(stringify!($name), ": the arguments are not the parameters of the path")
            );
            assert!(
                !concat!($($text),*).is_empty(),
                concat!(stringify!($name), ": the documentation is missing")
            );
        };)*

        impl Client {
            $($crate::transport::declare::operation_method! {
                $caller
                [
                    $(#[doc = $text])*
                    #[doc = ""]
                    #[doc = concat!("`", stringify!($method), " ", $path, "`. ", $crate::transport::declare::retried!($retry))]
                    #[doc = ""]
                    #[doc = "# Errors"]
                    #[doc = $crate::transport::declare::errors!(
                        $($(($caller $status_kind $why))*)? $(($caller $kind $($when)?))*
                    )]
                ]
                $name [$($place: $place_type,)*] [$($request)?] [$($($from).+ $(unless $short_paths)?)?] $answer_type
            })*
        }

        /// The operations of this file. A call from JavaScript finds its operation in this list by name.
        #[cfg(js)]
        pub(super) const OPERATIONS: &[&$crate::transport::operation::Spec] = &[$(&Specs::$name),*];

        /// The operations of this file as data.
        #[cfg(test)]
        #[cfg(not(target_arch = "wasm32"))]
        pub(super) const DECLARED: &[$crate::transport::declared::Declared] = &[$(
            $crate::transport::declared::Declared {
                name: stringify!($name),
                text: concat!($($text, "\n",)*),
                javascript: [$(Some(concat!($($line, "\n",)*)),)? None][0],
                arguments: &[$((stringify!($place), stringify!($place_type))),*],
                request: [$(Some(stringify!($request)),)? None][0],
                request_is_optional: <[&str]>::len(&[$(stringify!($optional))?]) == 1,
                answer: stringify!($answer_type),
                rejects: &[$($(($crate::error::ErrorKind::$status_kind, $why),)*)? $((
                    $crate::error::ErrorKind::$kind,
                    $crate::transport::declare::when!($caller $kind $($when)?),
                )),*],
                sent: Some($crate::transport::declared::Sent {
                    spec: &Specs::$name,
                    decodes: |answer| $crate::transport::json::read::<$answer_type>(answer).is_ok(),
                }),
            }
        ),*];
    };
}
pub(crate) use operations;

/// Declares methods that send nothing. Each block is the code of its method; the name in `|…|`
/// before the block is the client.
#[cfg(feature = "fusio")]
macro_rules! local_operations {
    ($(
        $(#[doc = $text:literal])*
        $name:ident($($argument:ident: $argument_type:ty $(as $typescript:literal)?),* $(,)?) -> $answer_type:ty {
            rejects: { $($kind:ident: $when:literal),* $(,)? },
            |$client:pat_param| $body:block
        }
    )*) => {
        impl Client {
            $(
                $(#[doc = $text])*
                #[doc = ""]
                #[doc = "# Errors"]
                #[doc = $crate::transport::declare::errors!($((None $kind $when))*)]
                pub fn $name(&self, $($argument: $argument_type),*) -> Result<$answer_type, $crate::error::Error> {
                    let $client = self;
                    $body
                }
            )*
        }

        /// The methods of this file that send nothing, as data.
        #[cfg(test)]
        #[cfg(not(target_arch = "wasm32"))]
        pub(super) const DECLARED: &[$crate::transport::declared::Declared] = &[$(
            $crate::transport::declared::Declared {
                name: stringify!($name),
                text: concat!($($text, "\n",)*),
                javascript: None,
                arguments: &[$((stringify!($argument), [$($typescript,)? stringify!($argument_type)][0])),*],
                request: None,
                request_is_optional: false,
                answer: stringify!($answer_type),
                rejects: &[$(($crate::error::ErrorKind::$kind, $when)),*],
                sent: None,
            }
        ),*];
    };
}
#[cfg(feature = "fusio")]
pub(crate) use local_operations;

/// The method of a client for one operation. If the `caller` is `Token` or `Client`, the first arguments of the
/// method are the credentials.
macro_rules! operation_method {
    (Token [$($docs:tt)*] $name:ident $($rest:tt)*) => {
        $crate::transport::declare::operation_method! { @made [$($docs)*] $name (token: &$crate::secret::Secret,) (Bearer(token)) $($rest)* }
    };
    (Client [$($docs:tt)*] $name:ident $($rest:tt)*) => {
        $crate::transport::declare::operation_method! {
            @made [$($docs)*] $name
            (client_id: &str, client_secret: &$crate::secret::Secret,) (Basic(client_id, client_secret))
            $($rest)*
        }
    };
    ($caller:ident [$($docs:tt)*] $name:ident $($rest:tt)*) => {
        $crate::transport::declare::operation_method! { @made [$($docs)*] $name () ($caller) $($rest)* }
    };
    (
        @made [$($docs:tt)*] $name:ident ($($who:tt)*) ($($credentials:tt)*)
        [$($place:ident: $place_type:ty,)*] [$($request:ty)?] [$($from:tt)*] $answer:ty
    ) => {
        $($docs)*
        pub async fn $name(
            &self, $($who)* $($place: $place_type,)* $(request: $request)?
        ) -> Result<$answer, $crate::error::Error> {
            #[allow(unused_imports)]
            use $crate::transport::operation::Place as _;
            #[allow(unused_variables)]
            let body = &();
            $(let body: $request = request;)?
            let call = $crate::transport::Call {
                parameters: &$crate::transport::declare::operation_method!(@places self body [$($place)*] $($from)*),
                credentials: $crate::transport::Credentials::$($credentials)*,
                timeout: None,
            };
            self.http.call(&Specs::$name, &call, body).await
        }
    };
    (@places $self:ident $request:ident [$($place:ident)*]) => {
        [$($place.text()),*]
    };
    (@places $self:ident $request:ident [$($place:ident)*] $($from:ident).+) => {
        [$($place.text(),)* Some(&*$request.$($from).+)]
    };
    (@places $self:ident $request:ident [$($place:ident)*] $($from:ident).+ unless short_paths) => {
        [$($place.text(),)* Some(&*$request.$($from).+).filter(|_| !$self.http.config().short_paths)]
    };
}
pub(crate) use operation_method;

/// An HTTP method that the two APIs use.
macro_rules! method {
    (GET) => {
        $crate::transport::operation::Method::Get
    };
    (POST) => {
        $crate::transport::operation::Method::Post
    };
    (PUT) => {
        $crate::transport::operation::Method::Put
    };
    (PATCH) => {
        $crate::transport::operation::Method::Patch
    };
    (DELETE) => {
        $crate::transport::operation::Method::Delete
    };
}
pub(crate) use method;

/// The text that says when an operation rejects with an error kind: the text in the declaration, or the usual text.
macro_rules! when {
    ($caller:ident $kind:ident $when:literal) => {
        $when
    };
    (Key Unauthorized) => {
        "the API key is missing or does not allow this"
    };
    (KeyOrToken Unauthorized) => {
        "the API key or token is missing or does not allow this"
    };
    (Token Unauthorized) => {
        "the token is missing, wrong or expired"
    };
    ($caller:ident Validation) => {
        "a member is missing or invalid; `field_errors` names it"
    };
}
pub(crate) use when;

/// The documentation of the retry rule.
macro_rules! retried {
    (Never) => {
        "Sent once, never retried."
    };
    (Unanswered) => {
        "Retried when no answer came."
    };
    (Safe) => {
        "Retried if no answer came, and after 429, 502, 503 or 504."
    };
}
pub(crate) use retried;

/// The documentation of the errors.
macro_rules! errors {
    () => { "Only the errors that every call can have." };
    ($(($caller:ident $kind:ident $($when:literal)?))+) => {
        concat!($("- [`", stringify!($kind), "`](crate::ErrorKind::", stringify!($kind), "): ",
            $crate::transport::declare::when!($caller $kind $($when)?), ".\n",)+)
    };
}
pub(crate) use errors;

/// Lists the files with the operations of a vendor. The operations in the files after `local` send nothing.
macro_rules! listed {
    ($($file:ident),* $(; local $($local:ident),*)?) => {
        /// All operations, in one list for each file. A call from JavaScript finds its operation here by name.
        #[cfg(js)]
        pub(crate) const OPERATIONS: &[&[&$crate::transport::operation::Spec]] = &[$($file::OPERATIONS),*];

        /// All operations as data.
        #[cfg(test)]
        #[cfg(not(target_arch = "wasm32"))]
        pub(crate) const DECLARED: &[&[$crate::transport::declared::Declared]] =
            &[$($file::DECLARED,)* $($($local::DECLARED),*)?];
    };
}
pub(crate) use listed;

/// Whether the arguments are the parameters of the path, in the same order.
#[allow(clippy::indexing_slicing, reason = "it runs in the compiler")]
pub(crate) const fn fills(path: &str, arguments: &[&str]) -> bool {
    let path = path.as_bytes();
    let (mut at, mut filled) = (0, 0);
    while at < path.len() {
        if path[at] == b'{' {
            if filled == arguments.len() {
                return false;
            }
            let end = same_name(path, at + 1, arguments[filled].as_bytes());
            if end == 0 {
                return false;
            }
            filled += 1;
            at = end;
        }
        at += 1;
    }
    filled == arguments.len()
}

/// The index of the brace that ends the name at `at`, if this name is `snake` in camelCase; otherwise 0. For a
/// member of the request, only the part of `snake` after the last dot counts.
#[allow(clippy::indexing_slicing, reason = "it runs in the compiler")]
const fn same_name(path: &[u8], mut at: usize, snake: &[u8]) -> usize {
    let mut index = snake.len();
    while index > 0 && snake[index - 1] != b'.' {
        index -= 1;
    }
    while index < snake.len() {
        let byte = if snake[index] == b'_' && index + 1 < snake.len() {
            index += 1;
            snake[index].to_ascii_uppercase()
        } else {
            snake[index]
        };
        if at >= path.len() || path[at] != byte {
            return 0;
        }
        index += 1;
        at += 1;
    }
    if at < path.len() && path[at] == b'}' { at } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::fills;

    #[test]
    fn the_arguments_must_be_the_parameters_of_the_path() {
        let path = "/api/user/{userId}/{applicationId}";
        assert!(fills("/api/user", &[]));
        assert!(fills("/api/user/{userId}/{applicationId}?x=1", &["user_id", "application_id"]));
        assert!(fills(path, &["user_id", "registration.application_id"]));
        let wrong: [&[&str]; 5] = [
            &[],
            &["user_id"],
            &["application_id", "user_id"],
            &["user_id", "application_id", "a"],
            &["user_id", "application_id.registration"],
        ];
        for arguments in wrong {
            assert!(!fills(path, arguments), "{arguments:?}");
        }
        assert!(!fills("/api/user/{userId}", &["user"]));
        assert!(!fills("/api/user/{user}", &["user_id"]));
    }
}
