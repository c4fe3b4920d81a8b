// The applications that verify the address or the number before a registration. The setting `data.verifyFirst` belongs
// to this app: FusionAuth does not know it, so the gate checks that nobody leaves out the verification.

import { Refusal } from "./refusal.mjs";

/** The reasons for which FusionAuth calls an address verified although nobody has checked it. */
const UNCHECKED = ["Disabled", "Skipped"];

const verifiesFirst = ({ data }) => data?.verifyFirst === true;

function unverified() {
  return new Refusal(403, "VerifyFirst", "The address or the number must be verified first.");
}

/** For a new user: the request names verifications. FusionAuth checks that they are complete and not used. */
export function claims(_, application, { body }) {
  if (!verifiesFirst(application)) return;
  const { verificationIds } = body;
  const named = Array.isArray(verificationIds) && verificationIds.length > 0;
  if (!named || !verificationIds.every((id) => id && typeof id === "string")) throw unverified();
  // FusionAuth takes the address and the number from the verifications. It would store those in the body unverified.
  delete body.user?.email;
  delete body.user?.phoneNumber;
}

/** For a user who exists: the address or the number that the application uses is verified. */
export async function isVerified({ ask }, application, { ids }) {
  if (!verifiesFirst(application)) return;
  const wanted = application.registrationConfiguration.loginIdType === "phoneNumber" ? "phoneNumber" : "email";
  const { body } = await ask("GET", `/api/user/${ids[0]}`);
  const isChecked = ({ type, verified, verifiedReason }) =>
    type === wanted && verified === true && !UNCHECKED.includes(verifiedReason);
  if (!body?.user.identities?.some(isChecked)) throw unverified();
}
