import { FusioClient } from "matricula";

const fusio = new FusioClient({ baseUrl: location.origin });

await fusio.register({ name: "ada", email: "ada@example.com", password: "correct-Horse-1" });
console.log("Look into the mailbox: the mail has a link that confirms the account.");
