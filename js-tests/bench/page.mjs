// Runs the comparisons of speed in a page. Sends the results to the server of the page.

import { raceAll } from "./race.mjs";

const send = (value) => fetch("/report", { method: "POST", body: JSON.stringify(value) });
try {
  const settings = await (await fetch("/settings")).json();
  await send({ races: await raceAll(settings, "Chromium", () => true) });
} catch (error) {
  await send({ error: `${error?.stack ?? error}` });
}
