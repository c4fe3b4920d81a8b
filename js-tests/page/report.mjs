// Shared by the pages of the tests: the settings, the import of the package, and the function that sends the report.

export const settings = Object.fromEntries(new URLSearchParams(location.search));

/** Imports the tested entry of the package. */
export const load = () => import(`/package/${settings.entry}`);

export async function report(value) {
  await fetch(`/report/${settings.id}`, { method: "POST", body: JSON.stringify(value) });
}
