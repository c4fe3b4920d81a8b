// Auth0's client for pages; a login opens a pop-up window with Auth0's page.

import { Auth0Client } from "@auth0/auth0-spa-js";

export async function main(domain, clientId) {
  const client = new Auth0Client({ domain, clientId });
  await client.loginWithPopup();
  return client.getTokenSilently();
}
