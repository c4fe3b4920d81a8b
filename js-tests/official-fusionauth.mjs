// FusionAuth's own client from npm, which calls the test server, and functions that check the answers.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";

import { FusionAuthClient } from "@fusionauth/typescript-client";

import { newcomer, rejection, startServer } from "./support.mjs";

export const KEY = "bf69486b-4733-4470-a592-f1bfce7af580";
export const TENANT = "30663132-6464-6665-3032-326466613934";
export const TEMPLATE = "5b8f3c3e-0000-4000-8000-00000000e41a";
export const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
export const CODE = /^[A-Za-z0-9_-]{43}$/;

export const server = await startServer();
export const client = new FusionAuthClient(KEY, server.url);
export const stranger = new FusionAuthClient("no-such-key", server.url);

export const mailTemplates = {
  emailConfiguration: {
    forgotPasswordEmailTemplateId: TEMPLATE,
    setPasswordEmailTemplateId: TEMPLATE,
    verificationEmailTemplateId: TEMPLATE,
    verifyEmail: true,
  },
};
await client.patchTenant(TENANT, { tenant: mailTemplates });

/** Checks the status of an answer; returns its body. */
export async function answered(promise, status = 200) {
  const { statusCode, response } = await promise;
  assert.equal(statusCode, status);
  assert.ok(response, "the answer has a body");
  return response;
}

/** Checks that the answer has this status and no body. */
export async function empty(promise, status = 200) {
  const { statusCode, response } = await promise;
  assert.equal(statusCode, status);
  assert.equal(response, undefined);
}

/** Checks that the client rejects with this status; returns the Errors object, if there is one. */
export async function failed(promise, status) {
  const { statusCode, exception } = await rejection(promise);
  assert.equal(statusCode, status);
  return exception;
}

export async function makeApplication(changes = {}) {
  const application = {
    name: randomUUID(),
    roles: [{ name: "admin" }, { name: "user", isDefault: true }],
    loginConfiguration: { allowTokenRefresh: true, generateRefreshTokens: true },
    jwtConfiguration: { enabled: true },
    ...changes,
  };
  return (await answered(client.createApplication(undefined, { application }))).application;
}

export const verifying = (verificationStrategy) =>
  makeApplication({ verifyRegistration: true, verificationEmailTemplateId: TEMPLATE, verificationStrategy });

export async function makeUser() {
  const { email, password, name } = newcomer();
  const request = { user: { email, password, username: name }, skipVerification: true };
  const { user } = await answered(client.createUser(undefined, request));
  return { ...user, password };
}

/** Registers a new user for a new application; returns the user, the application and the members of the answer. */
export async function registered(changes) {
  const [user, application] = [await makeUser(), await makeApplication(changes)];
  const answer = await answered(client.register(user.id, { registration: { applicationId: application.id } }));
  return { user, application, ...answer };
}

export const mails = async (address) =>
  (await server.control("GET", `/outbox?to=${encodeURIComponent(address)}`)).length;
export const claims = (token) => JSON.parse(Buffer.from(token.split(".")[1], "base64url"));
export const refresh = (refreshToken) => client.exchangeRefreshTokenForJWT({ refreshToken });
