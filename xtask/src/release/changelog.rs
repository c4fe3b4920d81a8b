//! The sections of the changelog.

/// The path of the changelog.
pub(super) const FILE: &str = "CHANGELOG.md";

/// The section of one version.
pub(super) struct Section<'a> {
    /// The part of the heading after the version.
    date: &'a str,
    pub(super) text: &'a str,
}

/// The section with this heading: a version, or `Unreleased`.
pub(super) fn section<'a>(changelog: &'a str, version: &str) -> Option<Section<'a>> {
    let (_, rest) = changelog.split_once(&format!("\n## [{version}]"))?;
    let (date, rest) = rest.split_once('\n')?;
    let text = rest.split("\n## [").next()?.trim();
    Some(Section { date: date.trim_start_matches(" - ").trim(), text })
}

/// What is missing for the release of the version: it needs a section with a date and a text, and
/// `Unreleased` must be empty.
pub(super) fn check(changelog: &str, version: &str) -> Vec<String> {
    let mut broken = Vec::new();
    match section(changelog, version) {
        None => broken.push(format!("{FILE}: there is no section `## [{version}] - YYYY-MM-DD`")),
        Some(Section { date, .. }) if !is_date(date) => {
            broken.push(format!("{FILE}: `## [{version}]` has no date in the form YYYY-MM-DD"));
        }
        Some(Section { text: "", .. }) => {
            broken.push(format!("{FILE}: the section of {version} is empty"));
        }
        Some(_) => {}
    }
    if section(changelog, "Unreleased").is_some_and(|section| !section.text.is_empty()) {
        broken.push(format!("{FILE}: move the entries of `## [Unreleased]` to {version}"));
    }
    broken
}

fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let has = |part: &str, digits: usize, least: u32, most: u32| {
        part.len() == digits && part.parse().is_ok_and(|number| (least..=most).contains(&number))
    };
    matches!(parts.as_slice(), [year, month, day]
        if has(year, 4, 2000, 9999) && has(month, 2, 1, 12) && has(day, 2, 1, 31))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_ends_at_the_next_version() {
        let text = "# Changes\n\n## [Unreleased]\n\n## [0.2.0] - 2026-11-28\n\n- b\n\n## [0.1.0] - 2026-01-31\n\n- a\n";
        assert_eq!(section(text, "0.2.0").unwrap().text, "- b");
        assert_eq!(section(text, "0.1.0").unwrap().text, "- a");
        assert!(check(text, "0.2.0").is_empty());
    }

    #[test]
    fn what_is_missing_for_a_version_is_reported() {
        for (text, complaint) in [
            ("\n## [0.1.0] - 2026-11-28\n\n- a\n", "no section"),
            ("\n## [0.2.0]\n\n- a\n", "no date"),
            ("\n## [0.2.0] - 28.11.2026\n\n- a\n", "no date"),
            ("\n## [0.2.0] - 2026-13-28\n\n- a\n", "no date"),
            ("\n## [0.2.0] - 2026-11-28\n\n## [0.1.0] - 2026-11-27\n\n- a\n", "is empty"),
            ("\n## [Unreleased]\n\n- b\n\n## [0.2.0] - 2026-11-28\n\n- a\n", "move the entries"),
        ] {
            let broken = check(text, "0.2.0");
            assert!(broken.len() == 1 && broken[0].contains(complaint), "{text}: {broken:?}");
        }
    }
}
