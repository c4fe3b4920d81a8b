import { decodeJwt, FusionAuthClient } from "matricula";

const auth = new FusionAuthClient({ baseUrl: location.origin });

const outcome = await auth.login({
  loginId: "bob@example.com",
  password: "correct horse 1",
  applicationId: "85a03867-dccf-4882-adde-1a79aeec50df",
});
console.log(outcome.status);
if (outcome.status === "signed_in") console.log("in the token:", decodeJwt(outcome.response.token));
