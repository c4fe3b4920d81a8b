// A registration during editing: the values of the form, and the bodies for PUT and PATCH.

import type { Patch, PatchRegistrationRequest, Registration, RegistrationPatch, RegistrationRequest } from "matricula";

/** The JSON members of a registration that the form can change. */
export const MEMBERS = ["username", "roles", "preferredLanguages", "timezone", "data"] as const;
export type Member = (typeof MEMBERS)[number];

type Data = Record<string, unknown>;
/** The members to send, without empty ones. */
type Written = { [Name in Member]?: Exclude<Registration[Name], undefined> };

/** The values of the form: the texts exactly as typed, and the chosen roles. */
export interface Draft {
  username: string;
  roles: string[];
  preferredLanguages: string;
  timezone: string;
  data: string;
}

/** The effect of a request on a member. */
export type Effect = "set" | "kept" | "cleared";

/** The effects of the PUT request and of the PATCH request on a member. */
export interface MemberEffects {
  member: Member;
  put: Effect;
  patch: Effect;
}

/** The values of the form for an existing registration, or for a new one. */
export function draftOf(registration?: Registration): Draft {
  const { username = "", roles = [], preferredLanguages = [], timezone = "", data = {} } = registration ?? {};
  return {
    username,
    roles,
    preferredLanguages: preferredLanguages.join(", "),
    timezone,
    data: JSON.stringify(data, null, 2),
  };
}

/** The members from the values of a form; `data` is already parsed. */
function written(draft: Draft, data: Data): Written {
  const preferredLanguages = draft.preferredLanguages.split(/[\s,]+/).filter(Boolean);
  return {
    ...(draft.username.trim() && { username: draft.username.trim() }),
    ...(draft.roles.length > 0 && { roles: [...draft.roles].sort() }),
    ...(preferredLanguages.length > 0 && { preferredLanguages }),
    ...(draft.timezone.trim() && { timezone: draft.timezone.trim() }),
    ...(Object.keys(data).length > 0 && { data }),
  };
}

/** The body that creates or replaces a registration: all members of the form that are not empty. */
export function putBody(applicationId: string, draft: Draft, data: Data): RegistrationRequest {
  return { registration: { applicationId, ...written(draft, data) } };
}

/** The body that changes a registration with a merge patch: only the differences. */
export function patchBody(before: Registration, draft: Draft, data: Data): PatchRegistrationRequest {
  const was = written(draftOf(before), before.data ?? {});
  const will = written(draft, data);
  const patch: RegistrationPatch = { applicationId: before.applicationId };
  if (will.username !== was.username) patch.username = will.username ?? null;
  if (will.timezone !== was.timezone) patch.timezone = will.timezone ?? null;
  if (!same(will.roles, was.roles)) patch.roles = will.roles ?? [];
  if (!same(will.preferredLanguages, was.preferredLanguages)) patch.preferredLanguages = will.preferredLanguages ?? [];
  const difference = mergePatch(was.data ?? {}, will.data ?? {});
  if (Object.keys(difference).length > 0) patch.data = difference;
  return { registration: patch };
}

/** The effects of the PUT body and of the PATCH body on each member. */
export function effects(
  before: Registration,
  put: RegistrationRequest,
  patch: PatchRegistrationRequest,
): MemberEffects[] {
  const was = written(draftOf(before), before.data ?? {});
  return MEMBERS.map((member) => {
    const [all, some] = [put.registration[member], patch.registration[member]];
    const byPut: Effect = same(all, was[member]) ? "kept" : all === undefined ? "cleared" : "set";
    const byPatch: Effect = some === undefined ? "kept" : all === undefined ? "cleared" : "set";
    return { member, put: byPut, patch: byPatch };
  });
}

/** The body that restores a deleted registration, with the same id. A verified registration stays verified. */
export function undoBody({
  applicationId,
  id,
  data,
  preferredLanguages,
  roles,
  timezone,
  username,
  verified,
}: Registration): RegistrationRequest {
  const registration: Registration = {
    applicationId,
    ...(id && { id }),
    ...(data && { data }),
    ...(preferredLanguages && { preferredLanguages }),
    ...(roles && { roles }),
    ...(timezone && { timezone }),
    ...(username && { username }),
  };
  return { registration, skipRegistrationVerification: verified === true };
}

/** The merge patch (RFC 7396) that turns one object into another. */
function mergePatch(was: Data, will: Data): Patch<Data> {
  // An object without a prototype, so that `__proto__` is an ordinary name.
  const patch: Patch<Data> = Object.create(null);
  for (const name of new Set([...Object.keys(was), ...Object.keys(will)])) {
    const [old, now] = [own(was, name), own(will, name)];
    if (now === undefined) patch[name] = null;
    else if (isObject(old) && isObject(now)) {
      const inner = mergePatch(old, now);
      if (Object.keys(inner).length > 0) patch[name] = inner;
    } else if (!same(old, now)) patch[name] = now;
  }
  return patch;
}

/** A member of an object from JSON; undefined if the object itself does not have it. */
const own = (object: Data, name: string) => (Object.hasOwn(object, name) ? object[name] : undefined);

const isObject = (value: unknown): value is Data =>
  value !== null && typeof value === "object" && !Array.isArray(value);

/** Whether two values are the same JSON; the order of members does not matter. */
function same(one: unknown, other: unknown): boolean {
  if (isObject(one) && isObject(other)) {
    const names = Object.keys(one);
    return names.length === Object.keys(other).length && names.every((name) => same(own(one, name), own(other, name)));
  }
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((value, index) => same(value, other[index]));
  return Object.is(one, other);
}
