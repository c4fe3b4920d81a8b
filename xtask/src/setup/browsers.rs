//! Finds Chromium and Firefox. On Debian, missing browsers are installed if the user is root.

use std::env;
use std::path::PathBuf;

use anyhow::{Result, bail};

use super::debian;
use crate::workspace::{Workspace, which};

const CHROMIUM: [&str; 5] =
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const FIREFOX: [&str; 2] = ["firefox", "firefox-esr"];

/// Where the browsers are on systems that do not put them on PATH.
const CHROMIUM_APPLICATIONS: [&str; 3] = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
];
const FIREFOX_APPLICATIONS: [&str; 2] = [
    "/Applications/Firefox.app/Contents/MacOS/firefox",
    "C:/Program Files/Mozilla Firefox/firefox.exe",
];

/// The programs of the two browsers.
pub(super) struct Browsers {
    pub(super) chromium: PathBuf,
    pub(super) firefox: PathBuf,
}

/// Fail if a browser is missing and cannot be installed.
pub(super) fn check() -> Result<()> {
    match find() {
        Err(error) if !debian::is_ours() => Err(error),
        _ => Ok(()),
    }
}

/// Find both browsers. On Debian, first install the browsers and Chromium's driver if one of them is missing.
pub(super) fn install(workspace: &Workspace) -> Result<Browsers> {
    let driver = which("chromedriver", &[]).is_some();
    if (find().is_err() || !driver) && debian::is_ours() {
        debian::install(workspace, &["chromium", "chromium-driver", "firefox-esr"])?;
    }
    find()
}

fn find() -> Result<Browsers> {
    let chromium = locate("CHROMIUM", &CHROMIUM, &CHROMIUM_APPLICATIONS);
    let firefox = locate("FIREFOX", &FIREFOX, &FIREFOX_APPLICATIONS);
    match (chromium, firefox) {
        (Some(chromium), Some(firefox)) => Ok(Browsers { chromium, firefox }),
        (chromium, firefox) => {
            let mut missing = Vec::new();
            if chromium.is_none() {
                missing.push("Chromium or Chrome (or set CHROMIUM to its path)");
            }
            if firefox.is_none() {
                missing.push("Firefox (or set FIREFOX to its path)");
            }
            bail!(
                "missing: {}.\nThe tests run in Chromium and Firefox. Install what is missing with the packages of \
                 your system, for example on Debian:\n  sudo apt-get install chromium chromium-driver firefox-esr",
                missing.join(" and ")
            )
        }
    }
}

fn locate(variable: &str, programs: &[&str], applications: &[&str]) -> Option<PathBuf> {
    let named = env::var_os(variable).map(PathBuf::from).filter(|path| path.is_file());
    named
        .or_else(|| programs.iter().find_map(|program| which(program, &[])))
        .or_else(|| applications.iter().map(PathBuf::from).find(|path| path.is_file()))
}
