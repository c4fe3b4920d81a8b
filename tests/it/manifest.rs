//! Checks the dependencies in the manifests of the published crates.

use std::process::Command;

use serde_json::Value;

fn dependencies(package: &str) -> Vec<Value> {
    let cargo = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--offline", "--format-version=1"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let mut metadata: Value = serde_json::from_slice(&cargo.stdout).unwrap();
    let packages = metadata["packages"].as_array_mut().unwrap();
    let found = packages.iter_mut().find(|found| found["name"] == package).unwrap();
    serde_json::from_value(found["dependencies"].take()).unwrap()
}

#[test]
fn no_dependency_is_pinned_to_one_version() {
    for package in ["matricula", "matricula-test-server"] {
        for dependency in dependencies(package) {
            let (name, version) = (&dependency["name"], dependency["req"].as_str().unwrap());
            assert!(!version.starts_with('='), "{package} requires {name} {version}");
        }
    }
}

#[test]
fn tsify_is_an_optional_dependency() {
    let tsify = dependencies("matricula").into_iter().find(|it| it["name"] == "tsify").unwrap();
    assert_eq!(tsify["optional"], true);
}
