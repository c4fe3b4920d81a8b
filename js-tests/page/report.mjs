// What every page of the tests has: its settings, and the way of its report.

export const settings = Object.fromEntries(new URLSearchParams(location.search));

/** The package, by the entry that is tested. */
export const load = () => import(`/package/${settings.entry}`);

export async function report(value) {
  await fetch(`/report/${settings.id}`, { method: "POST", body: JSON.stringify(value) });
}
