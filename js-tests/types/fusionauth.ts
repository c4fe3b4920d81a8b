// With this file, the compiler checks the declarations of `FusionAuthClient`. The file is never run.

import type {
  FusionAuthLoginResponse,
  FusionAuthOptions,
  LoginOutcome,
  LoginStatus,
  Patch,
  PatchOperation,
  Registration,
  RegistrationResponse,
  Secret,
  User,
  UserResponse,
} from "matricula";
import { FusionAuthClient } from "matricula";
import { FusionAuthClient as WebClient } from "matricula/web";

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
/** Compiles when both types are the same. */
function same<A, B>(_: Same<A, B>): void {}

type Data = Record<string, unknown>;
interface Profile {
  plan: "free" | "paid";
  address?: { city: string; zip: string };
  tags: string[];
}
interface Seat {
  seats: number;
}

const client = new FusionAuthClient({ baseUrl: "https://auth.example.com", apiKey: "k", tenantId: "t" });
const typed = new FusionAuthClient<Profile, Seat>({ baseUrl: "https://auth.example.com" });
const applicationId = "a";

/** The value for the next step after a login; the compiler requires a case for every outcome. */
export function next(outcome: LoginOutcome): string {
  const { status, response } = outcome;
  same<LoginStatus, typeof status>(true);
  const any: FusionAuthLoginResponse = response;
  switch (outcome.status) {
    case "signed_in":
      return any.token ?? "";
    case "not_registered":
      return outcome.response.user.email ?? "";
    case "password_change_required":
      return outcome.response.changePasswordId;
    case "identity_unverified":
      return response.emailVerificationId ?? "";
    case "registration_unverified":
      return response.registrationVerificationId ?? "";
    case "two_factor_required":
      return outcome.response.twoFactorId;
    default:
      return outcome satisfies never;
  }
}

/** A type guard for one outcome. */
export const signedIn = (outcome: LoginOutcome): outcome is Extract<LoginOutcome, { status: "signed_in" }> =>
  outcome.status === "signed_in";

export async function plainData(): Promise<void> {
  const { registration, user, token, tokenExpirationInstant } = await client.retrieveRegistration("u", applicationId);
  same<Data | undefined, typeof registration.data>(true);
  same<User | undefined, typeof user>(true);
  same<string | undefined, typeof token>(true);
  // Instants are epoch milliseconds.
  same<number | undefined, typeof tokenExpirationInstant>(true);
  same<number | undefined, Registration["insertInstant"]>(true);
  same<number | undefined, User["lastLoginInstant"]>(true);
  const expiry: Date = new Date(tokenExpirationInstant ?? 0);
  // A secret is a plain string.
  same<string, Secret>(true);
  await client.createAndRegister(null, {
    user: { email: "e", password: "p", data: { any: ["thing"] } },
    registration: { applicationId },
  });
  await client.createAndRegister(
    undefined,
    { user: {}, registration: { applicationId, data: {} } },
    { timeoutMs: 1_000 },
  );
  await client.patchRegistration("u", { registration: { applicationId, data: { any: null }, roles: null } });
  next(await client.login({ loginId: "l", password: "p", applicationId }));
  void expiry;
}

export async function ownData(): Promise<void> {
  same<FusionAuthClient<Profile, Seat>, typeof typed>(true);
  const made = await typed.createAndRegister(null, {
    user: { email: "e", data: { plan: "free", tags: [] } },
    registration: { applicationId, data: { seats: 1 } },
  });
  same<RegistrationResponse<Profile, Seat>, typeof made>(true);
  same<Seat | undefined, typeof made.registration.data>(true);
  same<Profile | undefined, NonNullable<typeof made.user>["data"]>(true);
  const found: UserResponse<Profile, Seat> = await typed.findUser({ email: "e" });
  same<
    number | undefined,
    NonNullable<NonNullable<typeof found.user.registrations>[number]["data"]>["seats"] | undefined
  >(true);
  const outcome = await typed.login({ loginId: "l", password: "p" });
  if (outcome.status === "signed_in")
    same<"free" | "paid" | undefined, NonNullable<(typeof outcome.response.user)["data"]>["plan"] | undefined>(true);
  await typed.register("u", { registration: { applicationId, data: { seats: 2 } } });
  // A client for another tenant has the same types. The type for the data of registrations can be left out.
  same<typeof typed, ReturnType<typeof typed.forTenant>>(true);
  const anybody: FusionAuthClient<Profile> = new FusionAuthClient<Profile>({
    baseUrl: new URL("https://auth.example.com"),
  });
  same<Data | undefined, Awaited<ReturnType<typeof anybody.register>>["registration"]["data"]>(true);
}

export async function patches(): Promise<void> {
  const part: Patch<Profile> = { address: { city: "Graz" }, plan: null };
  await typed.patchUser("u", { user: { data: part, firstName: null } });
  await typed.patchUser("u", { user: { data: null } });
  await typed.mergePatchRegistration("u", { registration: { applicationId, data: { seats: null } } });
  const operations: PatchOperation[] = [{ op: "add", path: "/registration/roles/-", value: "admin" }];
  await typed.jsonPatchRegistration("u", applicationId, operations);
}

export function settings(): void {
  const all: FusionAuthOptions = {
    baseUrl: "https://auth.example.com",
    apiKey: "k",
    token: "t",
    tenantId: "i",
    shortPaths: true,
    dangerouslyAllowBrowser: false,
    headers: {},
    timeoutMs: 1,
    retry: {},
    fetch: globalThis.fetch,
  };
  // Both imports have the same type.
  same<typeof FusionAuthClient, typeof WebClient>(true);
  new WebClient(all).forTenant("t");
}

export async function mistakes(): Promise<void> {
  // @ts-expect-error: the registration is missing
  await client.register("u", {});
  // @ts-expect-error: the application is missing
  await client.register("u", { registration: {} });
  // @ts-expect-error: `user` is not accepted
  await client.register("u", { registration: { applicationId }, user: {} });
  // @ts-expect-error: the member does not exist
  await client.register("u", { registration: { applicationId, role: "admin" } });
  // @ts-expect-error: the id of the user comes first
  await client.register({ registration: { applicationId } });
  // @ts-expect-error: an instant is a number
  await client.updateUser("u", { user: { expiry: new Date() } });
  // @ts-expect-error: the plan does not exist
  await typed.createUser(null, { user: { data: { plan: "gold", tags: [] } } });
  // @ts-expect-error: `plan` is only in the data of a user
  await typed.register("u", { registration: { applicationId, data: { plan: "free" } } });
  // @ts-expect-error: a patch has the types of the data, too
  await typed.patchUser("u", { user: { data: { plan: 1 } } });
  // @ts-expect-error: without a type for the data, the type of `plan` is unknown
  (await client.retrieveUser("u")).user.data?.plan.length;
  // @ts-expect-error: data must be an object
  new FusionAuthClient<string>({ baseUrl: "https://auth.example.com" });
  // @ts-expect-error: the operation does not exist
  await client.jsonPatchRegistration("u", applicationId, [{ op: "append", path: "/" }]);
  // @ts-expect-error: the status is called two_factor_required
  if ((await client.login({ loginId: "l", password: "p" })).status === "two_factor") return;
  // @ts-expect-error: the tenant is missing
  client.forTenant();
  // @ts-expect-error: a key is a string
  new FusionAuthClient({ baseUrl: "https://auth.example.com", apiKey: 42 });
}

/** A library can export these values: the compiler can name their types, so the error TS2742 does not occur. */
export const shown = { client, typed, login: typed.login.bind(typed) };
