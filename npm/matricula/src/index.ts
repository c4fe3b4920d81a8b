// The exports of `matricula`, `matricula/web` and `matricula/bundle`.
// biome-ignore-all assist/source/organizeImports: the package's declarations keep the order of these exports

export type * from "./generated/wire.js";
export { ClientError, isClientError } from "./errors.js";
export type { CommonErrorKind } from "./generated/common.js";

export type * from "./token-types.js";
export { decodeJwt } from "./jwt.js";
export { TokenVerifier } from "./verifier.js";

export type * from "./session-types.js";
export { Session } from "./session.js";

export { preload } from "./load.js";

export { FusioClient, type FusioErrors } from "./generated/fusio.js";
export { FusionAuthClient, type FusionAuthErrors } from "./generated/fusionauth.js";
