//! Replays the recorded exchanges of a real Fusio in order, and compares the answers.

mod compare;
mod scene;

use reqwest::RequestBuilder;
use serde_json::Value;

use crate::support::Answer;
use compare::Compare;
use scene::Scene;

/// The exchanges that this server deliberately answers differently from the recording, each with the reason. The table
/// of deliberate differences in the README has a row for each. Differences that `Compare` ignores are not listed here.
const DELIBERATE: &[(&str, &str)] = &[("refresh.reuse", "a refresh token works only once")];

#[tokio::test]
async fn the_server_answers_the_first_recording_as_fusio_does() {
    let recorded = recorded(include_str!("../fixtures/fusio-recorded.jsonl"));
    assert_eq!(recorded.len(), 95);
    let same = replay(&recorded, Scene::start().await).await;
    assert!(same >= 85, "only {same} of 95 are answered as recorded");
}

/// This recording has requests with unusual values, requests to the token endpoint, and lists. The
/// end of the answer to `categories` was not recorded: the scope `default` in this answer is copied
/// from the first recording.
#[tokio::test]
async fn the_server_answers_the_second_recording_as_fusio_does() {
    let recorded = recorded(include_str!("../fixtures/fusio-recorded-2.jsonl"));
    assert_eq!(replay(&recorded, Scene::second().await).await, 24);
}

/// Counts the answers that are as recorded. Fails if an answer differs and has no row in
/// `DELIBERATE`, or has a row and does not differ.
async fn replay(recorded: &[Value], mut scene: Scene) -> usize {
    let (mut same, mut deliberate, mut wrong) = (0, 0, Vec::new());
    for exchange in recorded {
        let label = exchange["label"].as_str().unwrap();
        scene.prepare(label).await;
        let answer = Answer::of(request(&scene, exchange)).await;
        let differences = Compare::new(&mut scene.live).answer(&exchange["response"], &answer);
        let reason = DELIBERATE.iter().find(|(listed, _)| *listed == label);
        match (differences.is_empty(), reason) {
            (true, None) => same += 1,
            (false, Some(_)) => deliberate += 1,
            (true, Some(_)) => wrong.push(format!("{label}: listed as different, but it matches")),
            (false, None) => wrong.push(format!("{label}: {}", differences.join("; "))),
        }
    }
    println!("recorded: {same} as recorded, {deliberate} deliberate differences");
    assert!(wrong.is_empty(), "{} answers are not as expected:\n{}", wrong.len(), wrong.join("\n"));
    same
}

#[test]
fn the_readme_lists_every_deliberate_difference() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
    let readme = std::fs::read_to_string(path).unwrap();
    let (_, section) = readme.split_once("## Deliberate differences").unwrap();
    let (section, _) = section.split_once("### FusionAuth").unwrap();
    let rows: Vec<&str> = section.lines().filter(|line| line.starts_with('|')).skip(2).collect();
    assert!(
        rows.len() <= 12,
        "the README lists {} deliberate differences, and at most 12 are allowed",
        rows.len()
    );
    for (label, reason) in DELIBERATE {
        let row = format!("`{label}`");
        let named = rows.iter().any(|line| line.contains(&row));
        assert!(named, "no table row of README.md names {row} ({reason})");
    }
}

fn recorded(file: &str) -> Vec<Value> {
    file.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The recorded request, with live values instead of the recorded ones.
fn request(scene: &Scene, exchange: &Value) -> RequestBuilder {
    let request = &exchange["request"];
    let path = scene.live.put_into(request["path"].as_str().unwrap());
    let method = request["method"].as_str().unwrap().parse().unwrap();
    let mut builder = scene.bench.http.request(method, format!("{}{path}", scene.bench.url));
    for header in request["headers"].as_array().unwrap() {
        let value = scene.live.put_into(header[1].as_str().unwrap());
        builder = builder.header(header[0].as_str().unwrap(), value);
    }
    match request["body"].as_str() {
        Some(body) => builder.body(scene.live.put_into(body)),
        None => builder,
    }
}
