//! Writes the Rust methods from which wasm-bindgen makes the JavaScript classes. These
//! classes are for a build that runs only `wasm-pack`. The npm package has other classes.

use std::fmt::Write as _;

use super::list::{Argument, Body, Operation};
use super::words::{Words, kind_word};

/// The methods of a class for wasm-bindgen.
pub(super) fn class(class: &str, operations: &[Operation]) -> String {
    let words = Words::new(operations);
    let mut text = format!(
        "//! The methods of `{class}`. Written by `cargo xtask generate`.\n\
         #![cfg_attr(rustfmt, rustfmt_skip)]\n\n\
         use js_sys::Promise;\nuse wasm_bindgen::prelude::*;\n\n\
         use super::{{call, {class}}};\nuse crate::wasm::options::CallOptions;\n\n\
         #[wasm_bindgen]\nimpl {class} {{\n"
    );
    for (index, operation) in operations.iter().enumerate() {
        if index > 0 {
            text.push('\n');
        }
        for line in words.documentation(operation).lines() {
            let _ = writeln!(text, "{}", format!("    /// {line}").trim_end());
        }
        let answer = operation.response.as_deref().unwrap_or("void");
        let _ = writeln!(
            text,
            "    #[wasm_bindgen(js_name = {}, unchecked_return_type = \"Promise<{answer}>\")]",
            operation.js
        );
        let _ = writeln!(text, "    pub fn {}(\n        &self,", operation.name);
        let mut given = Vec::new();
        for Argument { name, told, optional } in &operation.arguments {
            let more = if *optional { " | null | undefined" } else { "" };
            let _ = writeln!(
                text,
                "        #[wasm_bindgen(js_name = {name}, unchecked_param_type = \"{told}{more}\")] \
                 {}: JsValue,",
                snake(name)
            );
            given.push(snake(name));
        }
        if let Some(Body { told, optional }) = &operation.body {
            let (attribute, more) = if *optional {
                ("unchecked_optional_param_type", " | null")
            } else {
                ("unchecked_param_type", "")
            };
            let _ = writeln!(
                text,
                "        #[wasm_bindgen({attribute} = \"{told}{more}\")] request: JsValue,"
            );
            given.push("request".to_owned());
        }
        let options = if operation.method.is_some() {
            if operation.body.as_ref().is_some_and(|body| body.optional) {
                // After an optional parameter, wasm-bindgen requires this mark for later parameters, too.
                text.push_str(
                    "        #[wasm_bindgen(unchecked_optional_param_type = \"CallOptions | null\")]\n",
                );
            }
            text.push_str("        options: Option<CallOptions>,\n");
            "options"
        } else {
            "None"
        };
        let _ = writeln!(
            text,
            "    ) -> Promise {{\n        call(&self.0, \"{}\", [{}], {options})\n    }}",
            operation.js,
            given.join(", ")
        );
    }
    text.push_str("}\n");
    text
}

fn snake(camel: &str) -> String {
    kind_word(camel)
}
