//! `cargo xtask fuzz`: runs the fuzz tests with libFuzzer, which looks for inputs that reach new code. These inputs are
//! stored in the folders `__fuzz__`.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::server::Server;
use crate::task::{Task, minutes, say};
use crate::workspace::Workspace;

/// A fuzz test.
struct Target {
    package: &'static str,
    /// The folder of the module `fuzz`.
    folder: &'static str,
    test: &'static str,
}

const TARGETS: [Target; 6] = [
    client("every_answer_is_understood_or_refused_with_its_status"),
    client("a_token_that_nobody_signed_is_refused"),
    client("stored_tokens_survive_being_stored_again"),
    client("a_callback_without_the_nonce_is_refused"),
    client("a_wait_that_a_server_asks_for_is_at_most_a_day"),
    Target {
        package: "matricula-test-server",
        folder: "test-server/src/fuzz",
        test: "every_request_gets_an_answer_that_is_no_failure_of_the_server",
    },
];

const fn client(test: &'static str) -> Target {
    Target { package: "matricula", folder: "src/fuzz", test }
}

/// The compiler flags that make bolero use libFuzzer.
const LIBFUZZER: &str = "--cfg fuzzing --cfg fuzzing_libfuzzer";
/// The compiler flags with which a program reports which code an input reaches. Only the tested crate is compiled
/// with these flags, including the generic code that it uses from its dependencies. So libFuzzer looks for
/// new paths in our code, and not in the code of others. The stable compiler accepts these flags.
const COVERAGE: [&str; 5] = [
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
];
/// The number of executions in each run of a target.
const EXECUTIONS: u64 = 1_000_000;
/// After each run, the fuzzing of a target ends if at least this many executions have passed since the last
/// execution that reached new code.
const QUIET: u64 = 200_000;
/// The limit for the executions of a target, as a multiple of `EXECUTIONS`.
const ROUNDS: u64 = 8;

/// The result of all runs of a target.
#[derive(Default)]
struct Outcome {
    executions: u64,
    /// The number of the last execution that reached new code.
    newest: u64,
    /// How many edges of the code the inputs have reached.
    edges: u64,
}

/// Fuzzes the targets whose name contains one of `names`, or all targets if `names` is empty.
pub(crate) fn run(workspace: &Workspace, names: &[&str]) -> Result<()> {
    let wanted =
        |target: &&Target| names.is_empty() || names.iter().any(|name| target.test.contains(name));
    let mut noisy = Vec::new();
    let words = dictionary(workspace)?;
    for target in TARGETS.iter().filter(wanted) {
        let program = build(workspace, target)?;
        let outcome = target.fuzz(workspace, &program, &words)?;
        let kept = target.reduce(workspace, &program)?;
        let Outcome { executions, newest, edges } = outcome;
        let quiet = executions - newest;
        say(&format!(
            "{}: {edges} edges, {executions} executions, the last {quiet} without a new edge; {kept} inputs kept",
            target.test
        ));
        if quiet < QUIET {
            noisy.push(target.test);
        }
    }
    if !noisy.is_empty() {
        bail!("these tests still reach new code, so run them again: {}", noisy.join(", "));
    }
    Ok(())
}

/// Compiles the tests of a package; returns the program.
fn build(workspace: &Workspace, target: &Target) -> Result<PathBuf> {
    let messages = workspace
        // With this profile, cargo compiles the unit tests of the library.
        .cargo(&["rustc", "--lib", "--profile", "test", "--message-format", "json"])
        .args(["--package", target.package])
        // With `--target`, cargo does not use RUSTFLAGS for build scripts and macros.
        .args(["--target", &host()?, "--"])
        .args(COVERAGE)
        .env("RUSTFLAGS", LIBFUZZER)
        .env("CARGO_PROFILE_DEV_OPT_LEVEL", "2")
        .env("CARGO_TARGET_DIR", workspace.target.join("fuzz"))
        .limit(minutes(30))
        .read()?;
    let built = messages.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let mut programs =
        built.filter_map(|message| message.get("executable")?.as_str().map(PathBuf::from));
    programs.next_back().context("cargo did not build a test program")
}

/// Writes the words of the test server's APIs into a file: paths, the names of members and parameters, the values of
/// enums, and the texts of the kickstart file, such as the API key. libFuzzer puts these words into its inputs. Returns
/// the file.
fn dictionary(workspace: &Workspace) -> Result<PathBuf> {
    let server = Server::start(&workspace.server("dev")?, &[])?;
    let mut document = ureq::get(format!("{}/openapi.json", server.control)).call()?;
    let kickstart = fs::read_to_string(workspace.root.join("test-server/kickstart.json"))?;
    let mut words = BTreeSet::new();
    collect(&document.body_mut().read_json()?, &mut words);
    collect(&serde_json::from_str(&kickstart)?, &mut words);
    let folder = workspace.target.join("fuzz");
    fs::create_dir_all(&folder)?;
    let file = folder.join("words");
    let lines: Vec<_> = words.iter().map(|word| format!("\"{word}\"")).collect();
    fs::write(&file, lines.join("\n"))?;
    Ok(file)
}

/// Adds each text in a document and each name of a member, if it is a word of 2 to 40 characters. A word has only
/// visible ASCII characters, and no quotation mark or backslash. A sentence has spaces, so it is no word.
fn collect(document: &Value, words: &mut BTreeSet<String>) {
    match document {
        Value::String(text) => add(text, words),
        Value::Array(items) => items.iter().for_each(|item| collect(item, words)),
        Value::Object(members) => {
            for (name, member) in members {
                // From a path, only the part before its first parameter is added.
                add(name.split('{').next().unwrap_or_default(), words);
                collect(member, words);
            }
        }
        _ => {}
    }
}

fn add(text: &str, words: &mut BTreeSet<String>) {
    let is_plain = |byte: u8| byte.is_ascii_graphic() && !b"\"'\\".contains(&byte);
    if (2..=40).contains(&text.len()) && text.bytes().all(is_plain) {
        words.insert(text.to_owned());
    }
}

/// The platform of this machine.
fn host() -> Result<String> {
    let told = Task::new("rustc").arg("-vV").read()?;
    let host = told.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned).context("rustc does not name its platform")
}

impl Target {
    fn place(&self, workspace: &Workspace, folder: &str) -> PathBuf {
        let of_test = workspace.root.join(self.folder).join("__fuzz__").join(self.test);
        of_test.join(folder)
    }

    /// The test program, with arguments for libFuzzer.
    fn task(&self, workspace: &Workspace, program: &Path, args: &[String]) -> Task {
        Task::new(program)
            .args([&format!("fuzz::{}", self.test), "--exact", "--nocapture", "--quiet"])
            .env("BOLERO_TEST_NAME", format!("fuzz::{}", self.test))
            .env("BOLERO_LIBTEST_HARNESS", "1")
            .env("BOLERO_LIBFUZZER_ARGS", args.join(" "))
            .dir(&workspace.root)
            .limit(minutes(60))
    }

    fn fuzz(&self, workspace: &Workspace, program: &Path, words: &Path) -> Result<Outcome> {
        let corpus = self.place(workspace, "corpus");
        let crashes = self.place(workspace, "crashes");
        fs::create_dir_all(&corpus)?;
        fs::create_dir_all(&crashes)?;
        let args = [
            corpus.display().to_string(),
            format!("-artifact_prefix={}/", crashes.display()),
            format!("-dict={}", words.display()),
            format!("-runs={EXECUTIONS}"),
            "-max_len=4096".to_owned(),
            "-timeout=10".to_owned(),
            "-print_final_stats=1".to_owned(),
        ];
        let mut outcome = Outcome::default();
        while outcome.executions < EXECUTIONS || outcome.executions - outcome.newest < QUIET {
            if outcome.executions >= ROUNDS * EXECUTIONS {
                break;
            }
            let log = workspace.log(&format!("fuzz-{}", self.test));
            self.task(workspace, program, &args).run_logged(self.test, &log)?;
            outcome.add(&fs::read_to_string(log)?)?;
        }
        // Only an empty folder is removed: the inputs of earlier crashes stay.
        fs::remove_dir(crashes).ok();
        Ok(outcome)
    }

    /// Keeps the smallest inputs that together reach the same code as all inputs; returns their number.
    fn reduce(&self, workspace: &Workspace, program: &Path) -> Result<usize> {
        let (corpus, fewer) = (self.place(workspace, "corpus"), self.place(workspace, "fewer"));
        fs::create_dir_all(&fewer)?;
        let folders = [&fewer, &corpus].map(|folder| folder.display().to_string());
        // These flags ask only whether an input reaches an edge of the code, not how often.
        let flags = ["-set_cover_merge=1", "-use_counters=0"].map(str::to_owned);
        let args = flags.into_iter().chain(folders).collect::<Vec<_>>();
        let log = workspace.log(&format!("fuzz-reduce-{}", self.test));
        self.task(workspace, program, &args).run_logged("keeping the smallest inputs", &log)?;
        fs::remove_dir_all(&corpus)?;
        fs::rename(&fewer, &corpus)?;
        Ok(fs::read_dir(corpus)?.count())
    }
}

impl Outcome {
    /// Adds the results of the run that wrote this log.
    fn add(&mut self, log: &str) -> Result<()> {
        let mut last = 0;
        for (execution, edges) in log.lines().filter_map(progress) {
            if edges > self.edges {
                (self.edges, self.newest) = (edges, self.executions + execution);
            }
            last = execution;
        }
        if last == 0 {
            bail!("the output of libFuzzer has no numbers");
        }
        self.executions += last;
        Ok(())
    }
}

/// The number of the execution and the number of edges in a line such as `#1024 pulse cov: 87 ft: 190`.
fn progress(line: &str) -> Option<(u64, u64)> {
    let mut words = line.strip_prefix('#')?.split_whitespace();
    let execution = words.next()?.parse().ok()?;
    let edges = words.skip_while(|word| *word != "cov:").nth(1)?.parse().ok()?;
    Some((execution, edges))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_dictionary_has_paths_names_and_values_but_no_sentences() {
        let operation = json!({"summary": "Retrieve a user", "enum": ["Reusable", "a\"b"]});
        let document = json!({"paths": {"/api/user/{userId}": operation}});
        let mut words = BTreeSet::new();
        collect(&document, &mut words);
        let expected = ["/api/user/", "Reusable", "enum", "paths", "summary"];
        assert_eq!(words, expected.map(str::to_owned).into());
    }

    #[test]
    fn the_newest_edge_of_several_runs_is_found() {
        let mut outcome = Outcome::default();
        outcome.add("INFO: seed\n#2\tINITED cov: 5 ft: 6\n#40\tNEW    cov: 7 ft: 9\n#99\tDONE   cov: 7 ft: 9").unwrap();
        assert_eq!((outcome.executions, outcome.newest, outcome.edges), (99, 40, 7));
        outcome
            .add("#3\tINITED cov: 7 ft: 9\n#50\tREDUCE cov: 8 ft: 10\n#100\tDONE   cov: 8 ft: 10")
            .unwrap();
        assert_eq!((outcome.executions, outcome.newest, outcome.edges), (199, 149, 8));
        assert!(outcome.add("nothing").is_err());
    }
}
