//! The promises of the boundary: what TypeScript is told is what Rust says.

const TOLD: &str = "unchecked_return_type = \"Promise<";

/// Compares each `unchecked_return_type` below `src/wasm/` with the return type that follows it.
pub(super) fn check(path: &str, text: &str) -> Vec<String> {
    if !path.starts_with("src/wasm/") {
        return Vec::new();
    }
    let mut line = text.split(TOLD).next().unwrap_or_default().lines().count();
    let mut broken = Vec::new();
    for piece in text.split(TOLD).skip(1) {
        let told = piece.split(">\"").next().unwrap_or_default();
        let meant = piece.split("-> ").nth(1).and_then(|rest| rest.split(" {").next());
        let meant = meant.unwrap_or("nothing");
        // A string is not a wire type, so its promise has no `Answer`.
        let plain = meant == "Promise" && (told == "string" || told == "void");
        if !plain && meant != format!("Answer<{told}>") {
            broken.push(format!(
                "{path}:{line}: TypeScript is told `Promise<{told}>` and Rust says `{meant}`; make them the same"
            ));
        }
        line += piece.lines().count() - 1;
    }
    broken
}

#[cfg(test)]
mod tests {
    use super::*;

    fn method(told: &str, meant: &str) -> String {
        format!("    #[wasm_bindgen({TOLD}{told}>\")]\n    pub fn f(&self) -> {meant} {{\n")
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
}
