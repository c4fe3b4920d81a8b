// The text of docs/bench.md, and of the part of the README with the same figures.

import { APPS } from "./apps.mjs";

const BEGIN = "<!-- written by `cargo xtask bench` -->";
const END = "<!-- end of what `cargo xtask bench` writes -->";

const bytes = (number) => number.toLocaleString("en");
const spread = (value, digits = 2) =>
  value ? `${value[1].toFixed(digits)} (${value[0].toFixed(digits)} to ${value[2].toFixed(digits)})` : "";
const title = (name) => APPS[name].title;
const CLIENTS = { fetch: "`fetch` alone", official: "official", matricula: "`matricula`" };

function conditions({ processors, load, node, chromium, day }) {
  return `${day}, ${processors} processors, load ${load.toFixed(1)} at the start, Node ${node}, Chromium ${chromium}`;
}

/** The text of docs/bench.md. */
export function page(
  { sizes, cold, coldest, floor, known, races, engines, native, memory, missed, unsettled },
  machine,
) {
  return `# Measurements

Written by \`cargo xtask bench\`: ${conditions(machine)}. One run on one machine measures everything; the clients take
turns in many short rounds. A ratio compares two times of the same round. A figure before brackets is a median; the
brackets show the interval that contains the true median with a probability of 95 %.

![The transfer, the cold start and the time per call over loopback, as bars](bench.svg)

## Transfer

The table shows the size in bytes of a page that logs in and makes one call, bundled and minified by esbuild.

| client | version | raw | brotli 11 |
|---|---|---|---|
${sizes.map(({ name, version, raw, brotli }) => `| ${title(name)} | ${version ?? ""} | ${bytes(raw)} | ${bytes(brotli)} |`).join("\n")}

The WebAssembly of \`matricula\` contains the operations of both vendors and \`Session\`, although the measured page
uses only a part of them. The page with Auth0's client logs in through a pop-up window.

## Cold start

The table shows the time from the start of the page's script to its first request, in milliseconds. In this time, the
page loads the client over loopback, compiles it and starts it. For each measurement, a new Chromium starts with an
empty profile.

| client | milliseconds |
|---|---|
${cold.map(({ name, millis }) => `| ${title(name)} | ${spread(millis, 1)} |`).join("\n")}

The ratio of \`matricula/web\` to \`fusio-sdk\` is ${spread(coldest)}; its limit is 1.30. For a page that only loads and
instantiates the same WebAssembly, and sends its request without a client, the ratio to \`fusio-sdk\` is
${spread(floor)}. With \`preload()\`, a page loads the WebAssembly while the visitor fills in the login form, so the
first request does not wait for the WebAssembly.

## Time until the user is known

The table shows the time from the start of the page's script until the page knows the user of a session in
\`localStorage\`, in milliseconds. esbuild bundles the script with code splitting, and gzip compresses it. The slow
phone is simulated: its processor is six times slower, and its network is slow 4G. The limit of the ratio in the last
column is 1.05.

| where | \`matricula\` | \`@supabase/auth-js\` | \`matricula\` : \`@supabase/auth-js\` |
|---|---|---|---|
${known.map((row) => `| ${row.where} | ${spread(row.matricula, 1)} | ${spread(row.supabase, 1)} | ${spread(row.against)} |`).join("\n")}

## Time per call

The figures of the official client and of \`matricula\` are multiples of the time with \`fetch\` and JSON alone. Over
loopback, \`matricula\` may take at most 1.10 times this time, and must not be slower than the official client. In
Chromium without a network, \`matricula\` may take at most 2.0 times this time. In the rows without a network, a
function that answers immediately replaces \`fetch\`, so only the work of the client is measured. In Node, \`matricula\`
sends directly to the dispatcher behind \`fetch\`, and this is faster than \`fetch\`. If \`fetch\` is replaced,
\`matricula\` uses the replacement. In Node, FusionAuth's client uses \`node:http\`, which is also faster than
\`fetch\`. This client has no figure in Node without a network, because \`node:http\` is not replaced.

| call | in | network | \`fetch\` alone, µs | official client | \`matricula\` | \`matricula\` : official |
|---|---|---|---|---|---|---|
${races.map((row) => `| ${row.call} | ${row.where} | ${row.network} | ${spread(row.micros, 0)} | ${spread(row.official)} | ${spread(row.matricula)} | ${spread(row.against)} |`).join("\n")}

## The engine in JavaScript

The table shows the time of a call with the engine in JavaScript, as a multiple of the time with WebAssembly, in
Chromium without a network. A page loads this engine if WebAssembly is missing or forbidden.

| a call that is | JavaScript : WebAssembly | limit |
|---|---|---|
${engines.map(({ what, against, limit }) => `| ${what} | ${spread(against)} | ${limit} |`).join("\n")}

## In Rust

The table compares calls per second over loopback. \`matricula\` must make at least 0.95 times as many calls as \`reqwest\`
and serde_json alone. The official client is the crate \`fusionauth-rust-client\`.

| call | \`reqwest\` alone, calls per second | official client : \`reqwest\` | \`matricula\` : \`reqwest\` | \`matricula\` : official |
|---|---|---|---|---|
${native.map((row) => `| ${row.what} | ${spread(row.rate, 0)} | ${spread(row.official, 3)} | ${spread(row.matricula, 3)} | ${spread(row.against, 3)} |`).join("\n")}

## Memory

The table shows how 10,000 calls without a network change the memory in Node, measured after a garbage collection.

| call | client | JavaScript heap, KB more | WebAssembly memory before and after, pages of 64 KB |
|---|---|---|---|
${memory.map(({ call, name, heap, pagesBefore, pagesAfter }) => `| ${call} | ${CLIENTS[name]} | ${(heap / 1024).toFixed(0)} | ${pagesBefore === undefined ? "" : `${pagesBefore}, then ${pagesAfter}`} |`).join("\n")}

## Limits

${limits(missed, unsettled)}
`;
}

function limits(missed, unsettled) {
  const lines = [
    ...missed.map((limit) => `- Missed: ${limit}.`),
    ...unsettled.map((limit) => `- Unsettled (the median is beyond the limit, but not the whole interval): ${limit}.`),
  ];
  return lines.join("\n") || "All limits are met.";
}

/**
 * The README with new figures: one line each for the transfer, the cold start, the calls over loopback and, if they
 * were measured, the calls in Rust. The first two lines contain only packages whose cold start is measured.
 */
export function section(readme, { sizes, cold, races, native }) {
  const [before, rest] = readme.split(BEGIN);
  const after = rest?.split(END)[1];
  if (after === undefined) throw new Error("the README has no part for the figures");
  const peers = (rows) => rows.filter(({ name }) => APPS[name].package && APPS[name].cold);
  const loopback = races.filter(({ network }) => network === "loopback");
  const lines = [
    `A page that logs in and makes one call transfers this many bytes (brotli): ${peers(sizes)
      .map(({ name, brotli }) => `${title(name)} ${bytes(brotli)}`)
      .join(", ")}.`,
    `The time until such a page sends its first request, in ms: ${peers(cold)
      .map(({ name, millis }) => `${title(name)} ${millis[1].toFixed(1)}`)
      .join(", ")}.`,
    `The time of a call over loopback, as a multiple of \`fetch\` alone: ${loopback.map((row) => `${row.call}, ${row.where} ${row.matricula[1].toFixed(2)}`).join("; ")}.`,
    ...(native.length === 0
      ? []
      : [
          `Calls per second in Rust, as a multiple of \`reqwest\` alone: ${native.map(({ what, matricula }) => `${what} ${matricula[1].toFixed(3)}`).join("; ")}.`,
        ]),
  ];
  return `${before}${BEGIN}\n\n${lines.map((line) => `- ${line}`).join("\n")}\n\n${END}${after}`;
}
