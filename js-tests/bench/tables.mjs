// Writes docs/bench.md, and the part of the README with the same figures.

import { APPS } from "./apps.mjs";

const BEGIN = "<!-- written by `cargo xtask bench` -->";
const END = "<!-- end of what `cargo xtask bench` writes -->";

const bytes = (number) => number.toLocaleString("en");
const spread = (value, digits = 2) =>
  value ? `${value[1].toFixed(digits)} (${value[0].toFixed(digits)} to ${value[2].toFixed(digits)})` : "";
const title = (name) => APPS[name].title;
const CLIENTS = { fetch: "bare `fetch`", official: "official", matricula: "`matricula`" };

function conditions({ processors, load, node, chromium, day }) {
  return `${day}, ${processors} processors, load ${load.toFixed(1)} when it began, Node ${node}, Chromium ${chromium}`;
}

/** docs/bench.md. */
export function page({ sizes, cold, coldest, known, races, native, memory, missed, unsettled }, machine) {
  return `# Measured

Written by \`cargo xtask bench\`: ${conditions(machine)}. All is measured in one run on one machine, each client in turn in
many short rounds. A ratio is that of two times of the same round; given are its median and, in
brackets, the interval that holds the true median with 95 %.

![The same figures as bars](bench.svg)

## Transfer

A page that logs in and makes one call, bundled and minified by esbuild, in bytes.

| client | version | raw | brotli 11 |
|---|---|---|---|
${sizes.map(({ name, version, raw, brotli }) => `| ${title(name)} | ${version ?? ""} | ${bytes(raw)} | ${bytes(brotli)} |`).join("\n")}

\`matricula\` holds the clients of both vendors, \`Session\` and the verifier; the app of Auth0 logs in by a window.

## Cold start

From the start of the page's script to its first request, in milliseconds: loading over loopback, compiling and starting,
each time in a new Chromium with an empty profile.

| client | milliseconds |
|---|---|
${cold.map(({ name, millis }) => `| ${title(name)} | ${spread(millis, 1)} |`).join("\n")}

\`matricula/web\` against \`fusio-sdk\`: ${spread(coldest)}; the bar is 1.30.

## Who is signed in

From the start of the page's script until it knows who is signed in, with a session in \`localStorage\`, in milliseconds. The
script is bundled by esbuild with splitting, and compressed by gzip. The slow phone has a processor six times slower and slow
4G. The bar is 1.05.

| where | \`matricula\` | \`@supabase/auth-js\` | \`matricula\` : \`@supabase/auth-js\` |
|---|---|---|---|
${known.map((row) => `| ${row.where} | ${spread(row.matricula, 1)} | ${spread(row.supabase, 1)} | ${spread(row.against)} |`).join("\n")}

## Time per call

As a multiple of bare \`fetch\` and JSON. The bars: over loopback at most 1.10 times bare \`fetch\`, and not slower than the
official client. Without a network, in Chromium, at most 2.0 times bare \`fetch\`. There \`fetch\` is replaced by a function that answers at once, and only the work of the
client is left. In Node \`matricula\` sends to the dispatcher behind \`fetch\`, which takes less than \`fetch\` itself, and
without a network it is measured with \`fetch\`. FusionAuth's client sends through \`node:http\` there, which takes less, too;
without a network it has no figure there.

| call | in | network | bare \`fetch\`, µs | official client | \`matricula\` | \`matricula\` : official |
|---|---|---|---|---|---|---|
${races.map((row) => `| ${row.call} | ${row.where} | ${row.network} | ${spread(row.micros, 0)} | ${spread(row.official)} | ${spread(row.matricula)} | ${spread(row.against)} |`).join("\n")}

## In Rust

Calls per second over loopback; the bar is 0.95 times bare \`reqwest\` and serde_json. The official client is the crate
\`fusionauth-rust-client\`.

| call | bare \`reqwest\`, calls a second | official client : bare | \`matricula\` : bare | \`matricula\` : official |
|---|---|---|---|---|
${native.map((row) => `| ${row.what} | ${spread(row.rate, 0)} | ${spread(row.official, 3)} | ${spread(row.matricula, 3)} | ${spread(row.against, 3)} |`).join("\n")}

## Memory

After 10,000 calls in Node without a network, compared with before, after a collection of garbage.

| call | client | JavaScript heap, KB more | WebAssembly memory, pages of 64 KB |
|---|---|---|---|
${memory.map(({ call, name, heap, pagesBefore, pagesAfter }) => `| ${call} | ${CLIENTS[name]} | ${(heap / 1024).toFixed(0)} | ${pagesBefore === undefined ? "" : `${pagesBefore}, then ${pagesAfter}`} |`).join("\n")}

## Bars

${bars(missed, unsettled)}
`;
}

function bars(missed, unsettled) {
  const lines = [
    ...missed.map((bar) => `- Missed: ${bar}.`),
    ...unsettled.map((bar) => `- Unsettled, the median is beyond it and its interval is not: ${bar}.`),
  ];
  return lines.join("\n") || "All are kept.";
}

/** The README with its part rewritten: one line per kind of figure, for the clients that make the same calls. */
export function section(readme, { sizes, cold, races, native }) {
  const [before, rest] = readme.split(BEGIN);
  const after = rest?.split(END)[1];
  if (after === undefined) throw new Error("the README has no part for the figures");
  const peers = (rows) => rows.filter(({ name }) => name !== "fetch" && APPS[name].cold);
  const loopback = races.filter(({ network }) => network === "loopback");
  const lines = [
    `A page that logs in and makes one call transfers, in bytes of brotli: ${peers(sizes)
      .map(({ name, brotli }) => `${title(name)} ${bytes(brotli)}`)
      .join(", ")}.`,
    `Its first request leaves after, in ms: ${peers(cold)
      .map(({ name, millis }) => `${title(name)} ${millis[1].toFixed(1)}`)
      .join(", ")}.`,
    `Over loopback a call takes, by bare \`fetch\`: ${loopback.map((row) => `${row.call}, ${row.where} ${row.matricula[1].toFixed(2)}`).join("; ")}.`,
    ...(native.length === 0
      ? []
      : [
          `In Rust, calls per second by bare \`reqwest\`: ${native.map(({ what, matricula }) => `${what} ${matricula[1].toFixed(3)}`).join("; ")}.`,
        ]),
  ];
  return `${before}${BEGIN}\n\n${lines.map((line) => `- ${line}`).join("\n")}\n\n${END}${after}`;
}
