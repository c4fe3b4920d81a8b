import { FusioClient } from "matricula";

const fusio = new FusioClient({ baseUrl: location.origin });

await fusio.requestPasswordReset({ email: "ada@example.com" });
console.log("Look into the mailbox: the mail has a link to set a new password.");
