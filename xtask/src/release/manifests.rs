//! What the manifests of the published crates and npm packages must have.

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::{Context, Result};
use serde::Deserialize;

use super::shared::PUBLISHED;
use crate::workspace::Workspace;

/// The part of the repository's address that the owner must replace.
const PLACEHOLDER: &str = "OWNER";

/// The parts of `cargo metadata` that are read here.
#[derive(Deserialize)]
pub(super) struct Metadata {
    pub(super) packages: Vec<Crate>,
}

/// A crate of the workspace.
#[derive(Deserialize)]
pub(super) struct Crate {
    name: String,
    version: String,
    repository: Option<String>,
    documentation: Option<String>,
    readme: Option<String>,
    pub(super) manifest_path: PathBuf,
    dependencies: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    name: String,
    req: String,
    path: Option<String>,
}

/// The `package.json` of a packed npm package.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Package {
    name: String,
    version: String,
    homepage: Option<String>,
    repository: Option<Repository>,
    #[serde(default)]
    peer_dependencies: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct Repository {
    url: String,
}

/// Reads the manifests of the workspace.
pub(super) fn read(workspace: &Workspace) -> Result<Metadata> {
    let text = workspace.cargo(&["metadata", "--no-deps", "--format-version", "1"]).read()?;
    serde_json::from_str(&text).context("cargo metadata is not as expected")
}

/// The fault in the tag of a version, if there is one.
pub(super) fn tag(tag: &str, version: &str) -> Option<String> {
    (tag != format!("v{version}"))
        .then(|| format!("the tag is {tag}, but the version in Cargo.toml is {version}"))
}

/// The fault in the address `repository` of Cargo.toml, if there is one. In a workflow of GitHub, `here` is the address
/// of the repository that runs this check. npm accepts only a manifest with this address.
pub(super) fn owner(repository: &str, here: Option<&str>) -> Option<String> {
    if repository.split('/').any(|part| part == PLACEHOLDER) {
        return Some(format!(
            "Cargo.toml: `repository` is still {repository}; replace {PLACEHOLDER} with the owner's name on GitHub"
        ));
    }
    let here = here.filter(|here| *here != repository)?;
    Some(format!("Cargo.toml: `repository` is {repository}, but this repository is {here}"))
}

/// The faults in the published crates of the workspace.
pub(super) fn crates(metadata: &Metadata, version: &str) -> Vec<String> {
    let mut broken = Vec::new();
    for name in PUBLISHED {
        match metadata.packages.iter().find(|package| package.name == name) {
            Some(found) => broken.extend(found.check(version)),
            None => broken.push(format!("the workspace has no crate {name}")),
        }
    }
    broken
}

impl Crate {
    fn check(&self, version: &str) -> Vec<String> {
        let name = &self.name;
        let mut broken = Vec::new();
        if self.version != version {
            broken.push(format!("crate {name}: the version is {}, not {version}", self.version));
        }
        for (member, value) in [
            ("repository", &self.repository),
            ("documentation", &self.documentation),
            ("readme", &self.readme),
        ] {
            if value.is_none() {
                broken.push(format!("crate {name}: Cargo.toml has no `{member}`"));
            }
        }
        for Dependency { name: needed, req, .. } in
            self.dependencies.iter().filter(|dependency| dependency.path.is_some())
        {
            if *req != format!("^{version}") {
                broken.push(format!(
                    "crate {name}: it needs {needed} in the version `{req}`, not {version}"
                ));
            }
        }
        broken
    }
}

impl Package {
    /// Checks the manifest; `repository` is the address in Cargo.toml.
    pub(super) fn check(&self, version: &str, repository: &str) -> Vec<String> {
        let name = &self.name;
        let mut broken = Vec::new();
        if self.version != version {
            broken.push(format!("npm {name}: the version is {}, not {version}", self.version));
        }
        for (needed, found) in &self.peer_dependencies {
            if PUBLISHED.contains(&needed.as_str()) && found != version {
                broken.push(format!(
                    "npm {name}: it needs {needed} in the version {found}, not {version}"
                ));
            }
        }
        if self.homepage.is_none() {
            broken.push(format!("npm {name}: package.json has no `homepage`"));
        }
        let url = self.repository.as_ref().map(|repository| repository.url.as_str());
        if url != Some(&format!("git+{repository}.git")) {
            broken.push(format!(
                "npm {name}: `repository.url` in package.json must be git+{repository}.git, but is {}",
                url.unwrap_or("missing")
            ));
        }
        broken
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    const ADDRESS: &str = "https://github.com/ada/matricula";

    type Change = fn(&mut Value);

    /// The complaints about the crates, after a change of the crate `matricula`.
    fn after(change: Change) -> Vec<String> {
        let package = |name: &str| {
            json!({"name": name, "version": "0.2.0", "repository": ADDRESS,
            "documentation": "https://docs.rs", "readme": "README.md", "manifest_path": "Cargo.toml", "dependencies": []})
        };
        let mut client = package("matricula");
        client["dependencies"] = json!([
            {"name": "matricula-test-server", "req": "^0.2.0", "path": "test-server"},
            {"name": "serde", "req": "^1", "path": null},
        ]);
        change(&mut client);
        let all = json!({"packages": [client, package("matricula-test-server")]});
        crates(&serde_json::from_value(all).unwrap(), "0.2.0")
    }

    #[test]
    fn what_is_wrong_with_a_crate_is_reported() {
        assert_eq!(after(|_| {}), Vec::<String>::new());
        let old = after(|client| client["version"] = json!("0.1.0"));
        assert_eq!(old, ["crate matricula: the version is 0.1.0, not 0.2.0"]);
        let other = after(|client| client["dependencies"][0]["req"] = json!("^0.1.0"));
        assert_eq!(
            other,
            ["crate matricula: it needs matricula-test-server in the version `^0.1.0`, not 0.2.0"]
        );
        // `*` means that Cargo.toml has no version for this dependency of the tests. Then cargo leaves the
        // dependency out of the published crate, and the tests in that crate cannot be compiled.
        assert_eq!(after(|client| client["dependencies"][0]["req"] = json!("*")).len(), 1);
        let unlinked = after(|client| client["documentation"] = Value::Null);
        assert_eq!(unlinked, ["crate matricula: Cargo.toml has no `documentation`"]);
        assert_eq!(
            after(|client| client["name"] = json!("x")),
            ["the workspace has no crate matricula"]
        );
    }

    fn packed(change: Change) -> Vec<String> {
        let mut manifest = json!({"name": "matricula", "version": "0.2.0", "homepage": ADDRESS,
            "repository": {"url": format!("git+{ADDRESS}.git")},
            "peerDependencies": {"matricula-test-server": "0.2.0", "react": "19"}});
        change(&mut manifest);
        serde_json::from_value::<Package>(manifest).unwrap().check("0.2.0", ADDRESS)
    }

    #[test]
    fn what_is_wrong_with_a_package_is_reported() {
        assert_eq!(packed(|_| {}), Vec::<String>::new());
        let changes: [(Change, &str); 4] = [
            (|it| it["version"] = json!("0.1.0"), "the version is 0.1.0"),
            (
                |it| it["peerDependencies"]["matricula-test-server"] = json!("0.1.0"),
                "in the version 0.1.0",
            ),
            (|it| it["homepage"] = Value::Null, "no `homepage`"),
            (
                |it| it["repository"]["url"] = json!("git+https://github.com/Ada/matricula.git"),
                "Ada",
            ),
        ];
        for (change, complaint) in changes {
            let broken = packed(change);
            assert!(broken.len() == 1 && broken[0].contains(complaint), "{broken:?}");
        }
    }

    #[test]
    fn a_tag_of_another_version_is_reported() {
        assert_eq!(tag("v0.2.0", "0.2.0"), None);
        assert!(tag("v0.2.1", "0.2.0").is_some());
        assert!(tag("0.2.0", "0.2.0").is_some());
    }

    #[test]
    fn the_owner_must_be_set_and_must_match_the_repository() {
        let placeholder = owner("https://github.com/OWNER/matricula", Some(ADDRESS)).unwrap();
        assert!(placeholder.contains("replace OWNER"), "{placeholder}");
        assert_eq!(owner(ADDRESS, None), None);
        assert_eq!(owner(ADDRESS, Some(ADDRESS)), None);
        assert!(owner(ADDRESS, Some("https://github.com/Ada/matricula")).is_some());
    }
}
