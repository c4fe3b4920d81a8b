import { FusionAuthClient } from "matricula";

const auth = new FusionAuthClient({ baseUrl: location.origin });

// The id from the link in the mail. This call needs no API key.
await auth.verifyUserRegistration({ verificationId: "TOKEN" });
console.log("The registration is verified.");
