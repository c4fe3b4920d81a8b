//! The promises of the boundary: what TypeScript is told is what Rust says.

const ANSWER: &str = "unchecked_return_type = \"Promise<";
const REQUEST: &str = "unchecked_param_type = \"";
/// What TypeScript's types have and Rust's have not: the types of `data`.
const PARAMETERS: [&str; 3] = ["<UserData, RegistrationData>", "<UserData>", "<RegistrationData>"];

/// Compares what TypeScript is told below `src/wasm/` with the type of the answer or of the request
/// that follows it.
pub(super) fn check(path: &str, text: &str) -> Vec<String> {
    if !path.starts_with("src/wasm/") {
        return Vec::new();
    }
    let mut broken = Vec::new();
    each(text, ANSWER, |line, piece| {
        let told = plain(piece.split(">\"").next().unwrap_or_default());
        let meant = piece.split("-> ").nth(1).and_then(|rest| rest.split(" {").next());
        let meant = meant.unwrap_or("nothing");
        // A string is not a wire type, so its promise has no `Answer`.
        let bare = meant == "Promise" && (told == "string" || told == "void");
        if !bare && meant != format!("Answer<{told}>") {
            broken.push(different(path, line, &format!("Promise<{told}>"), meant));
        }
    });
    each(text, REQUEST, |line, piece| {
        let told = plain(piece.split('"').next().unwrap_or_default());
        let parameter = piece.split_once(")]").and_then(|(_, rest)| rest.split_once(": "));
        // What is no request is a value of JavaScript, which says nothing.
        let Some(meant) = parameter.and_then(|(_, rest)| rest.strip_prefix("Ts<")) else { return };
        let meant = meant.split([',', '>']).next().unwrap_or_default().trim();
        if meant != told {
            broken.push(different(path, line, &told, meant));
        }
    });
    broken
}

/// Gives the text after each `mark`, and the number of its line.
fn each(text: &str, mark: &str, mut found: impl FnMut(usize, &str)) {
    for (start, _) in text.match_indices(mark) {
        let (before, piece) = text.split_at(start + mark.len());
        found(before.lines().count(), piece);
    }
}

/// A type of TypeScript's as it is called in Rust.
fn plain(told: &str) -> String {
    PARAMETERS.iter().fold(told.to_owned(), |told, parameters| told.replace(parameters, ""))
}

fn different(path: &str, line: usize, told: &str, meant: &str) -> String {
    format!(
        "{path}:{line}: TypeScript is told `{told}` and Rust says `{meant}`; make them the same"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn method(told: &str, meant: &str) -> String {
        format!("    #[wasm_bindgen({ANSWER}{told}>\")]\n    pub fn f(&self) -> {meant} {{\n")
    }

    #[test]
    fn a_promise_is_told_as_it_is() {
        let right = method("Message", "Answer<Message>") + &method("string", "Promise");
        assert!(check("src/wasm/a.rs", &right).is_empty());
        let wrong =
            method("Message", "Answer<Message>") + &method("Scope", "Answer<Collection<Scope>>");
        let found = check("src/wasm/a.rs", &wrong);
        assert_eq!(found.len(), 1);
        assert!(found[0].starts_with("src/wasm/a.rs:3: "), "{found:?}");
        assert_eq!(check("src/wasm/a.rs", &method("Message", "Promise")).len(), 1);
    }

    #[test]
    fn a_request_is_told_as_it_is() {
        let request = |told: &str, meant: &str| {
            format!(
                "        #[wasm_bindgen({REQUEST}{told}\")]\n        request: {meant},\n    ) {{\n"
            )
        };
        let generic = "UserRequest<UserData, RegistrationData>";
        let right = request(generic, "Ts<UserRequest>") + &request("string", "JsValue");
        assert!(check("src/wasm/a.rs", &right).is_empty());
        let found = check("src/wasm/a.rs", &request(generic, "Ts<PatchUserRequest>"));
        assert_eq!(found.len(), 1);
        assert!(found[0].contains("`UserRequest` and Rust says `PatchUserRequest`"), "{found:?}");
    }
}
