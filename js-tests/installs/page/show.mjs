// Reports the result of `use` in a page, and the violations of the page's Content Security Policy.

const violations = [];
addEventListener("securitypolicyviolation", (event) =>
  violations.push(`${event.violatedDirective} ${event.blockedURI}`),
);

export async function show(use) {
  const { api, name, report } = Object.fromEntries(new URLSearchParams(location.search));
  const outcome = await use(api, name).then(
    (answer) => ({ answer }),
    (error) => ({ error: `${error} ${error?.cause ?? ""}` }),
  );
  await fetch(report, { method: "POST", mode: "no-cors", body: JSON.stringify({ ...outcome, violations }) });
}
