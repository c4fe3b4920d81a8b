// These checks are for applications that verify the address or the phone number of a user before a registration. The
// setting `data.verifyFirst` of an application belongs to this app. FusionAuth does not know this setting, so the gate
// (`gate.mjs`) checks that nobody leaves out the verification.

import { Refusal } from "./refusal.mjs";

/**
 * The reasons of an address or a number that nobody has checked. FusionAuth shows it with `verified: false`, although
 * `verified` of the user itself can be true. The gate checks the reason, too.
 */
const UNCHECKED = ["Disabled", "Skipped"];

const verifiesFirst = ({ data }) => data?.verifyFirst === true;

/** What the application verifies: the address or the number. */
const kindOf = ({ registrationConfiguration: { loginIdType } }) =>
  loginIdType === "phoneNumber" ? "phoneNumber" : "email";

function unverified() {
  return new Refusal(403, "VerifyFirst", "The address or the number must be verified first.");
}

/**
 * Allows a verification only if the application needs one before a registration. Sets the kind that the application
 * needs: address or number. Later, nothing compares a new user's verification with this kind, and the verification is
 * valid in the whole tenant. So if several applications of a tenant need a verification, all must need the same kind.
 */
export function startsOwnKind(_, application, { body }) {
  if (!verifiesFirst(application))
    throw new Refusal(403, "VerifiesLater", "This application verifies nothing before a registration.");
  body.loginIdType = kindOf(application);
}

/**
 * Refuses a new user without verifications, if the application needs them. FusionAuth checks that the verifications are
 * complete and not used.
 */
export function claims(_, application, { body }) {
  if (!verifiesFirst(application)) return;
  const { verificationIds } = body;
  const named = Array.isArray(verificationIds) && verificationIds.length > 0;
  if (!named || !verificationIds.every((id) => id && typeof id === "string")) throw unverified();
  // FusionAuth takes the address and the number from the verifications. It would store an address or a number from the
  // body as unverified.
  delete body.user?.email;
  delete body.user?.phoneNumber;
}

/** Refuses an existing user whose address or number is not verified, if the application verifies it first. */
export async function isVerified({ ask }, application, { ids }) {
  if (!verifiesFirst(application)) return;
  const wanted = kindOf(application);
  const { body } = await ask("GET", `/api/user/${ids[0]}`);
  const isChecked = ({ type, verified, verifiedReason }) =>
    type === wanted && verified === true && !UNCHECKED.includes(verifiedReason);
  if (!body?.user.identities?.some(isChecked)) throw unverified();
}
