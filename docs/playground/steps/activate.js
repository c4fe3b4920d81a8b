import { FusioClient } from "matricula";

const fusio = new FusioClient({ baseUrl: location.origin });

// The token from the link in the mail.
await fusio.activate({ token: "TOKEN" });
console.log("The account is confirmed.");
