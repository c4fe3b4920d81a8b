import { FusionAuthClient } from "matricula";

// The key is in this page because the test server is in the page, too. A real page must not have an API key.
const auth = new FusionAuthClient({
  baseUrl: location.origin,
  apiKey: "bf69486b-4733-4470-a592-f1bfce7af580",
  dangerouslyAllowBrowser: true,
});

const { user, registration } = await auth.createAndRegister(null, {
  user: { email: "bob@example.com", password: "correct horse 1" },
  registration: { applicationId: "85a03867-dccf-4882-adde-1a79aeec50df" },
});
console.log(`${user.email} has the roles ${registration.roles}; verified: ${registration.verified}`);
