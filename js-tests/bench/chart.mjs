// Draws docs/bench.svg: a bar for each value. If the value is a median, a line shows its 95 % interval.

import { APPS } from "./apps.mjs";

const [MARGIN, LABEL, WIDTH, ROW, VALUE] = [40, 230, 420, 22, 90];

/** Draws the result of `evaluate` in evaluate.mjs; returns the picture as SVG. */
export function chart({ sizes, cold, races }) {
  const plain = (name) => APPS[name].title.replaceAll("`", "");
  const ours = (name) => name.startsWith("matricula");
  const groups = [
    {
      title: "App for login and one call: KB after brotli",
      rows: sizes.map(({ name, brotli }) => ({ label: plain(name), value: brotli / 1024, ours: ours(name) })),
    },
    {
      title: "Cold start in Chromium: script start to first request, ms",
      rows: cold.map(({ name, millis }) => ({
        label: plain(name),
        value: millis[1],
        interval: millis,
        ours: ours(name),
      })),
    },
    {
      title: "Time per call over loopback, as a multiple of fetch and JSON alone",
      rows: races
        .filter(({ network }) => network === "loopback")
        .flatMap(({ call, where, official, matricula }) => [
          { label: `${call.replaceAll("`", "")}, ${where}: official`, value: official[1], interval: official },
          {
            label: `${call.replaceAll("`", "")}, ${where}: matricula`,
            value: matricula[1],
            interval: matricula,
            ours: true,
          },
        ]),
    },
  ];
  let y = 0;
  const drawn = [];
  for (const { title, rows } of groups) {
    y += 34;
    drawn.push(`<text x="8" y="${y}" class="title">${title}</text>`);
    const unit = WIDTH / Math.max(...rows.map(({ value, interval }) => Math.max(value, interval?.[2] ?? 0)));
    for (const row of rows) {
      y += ROW;
      const end = LABEL + row.value * unit;
      drawn.push(
        `<text x="${LABEL - 8}" y="${y}" text-anchor="end">${row.label}</text>`,
        `<rect x="${LABEL}" y="${y - 12}" width="${(row.value * unit).toFixed(1)}" height="15"${row.ours ? ' class="ours"' : ""}/>`,
      );
      if (row.interval) {
        const [low, high] = [row.interval[0], row.interval[2]].map((value) => (LABEL + value * unit).toFixed(1));
        drawn.push(`<path d="M${low} ${y - 4.5}H${high}"/>`);
      }
      const right = Math.max(end, LABEL + (row.interval?.[2] ?? 0) * unit) + 6;
      drawn.push(`<text x="${right.toFixed(1)}" y="${y}">${row.value.toFixed(row.value < 10 ? 2 : 1)}</text>`);
    }
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${-MARGIN} 0 ${MARGIN + LABEL + WIDTH + VALUE} ${y + 16}" font-family="sans-serif" font-size="12">
<style>
text { fill: #1f2328 } .title { font-weight: bold } rect { fill: #8c959f } .ours { fill: #0969da } path { stroke: #cf222e; stroke-width: 2 }
@media (prefers-color-scheme: dark) { text { fill: #e6edf3 } rect { fill: #6e7681 } .ours { fill: #4493f8 } path { stroke: #ff7b72 } }
</style>
${drawn.join("\n")}
</svg>
`;
}
