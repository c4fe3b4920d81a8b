import { FusionAuthClient } from "matricula";

const applicationId = "85a03867-dccf-4882-adde-1a79aeec50df";
// The key is in this page because the test server is in the page, too. A real page must not have an API key.
const auth = new FusionAuthClient({
  baseUrl: location.origin,
  tenantId: "30663132-6464-6665-3032-326466613934",
  apiKey: "bf69486b-4733-4470-a592-f1bfce7af580",
  dangerouslyAllowBrowser: true,
});

const { user } = await auth.findUser({ email: "bob@example.com" });
await auth.patchRegistration(user.id, {
  registration: { applicationId, roles: ["community_helper"], data: { newsletter: true } },
});
const { registration } = await auth.retrieveRegistration(user.id, applicationId);
console.log(registration);
