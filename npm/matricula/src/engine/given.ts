// The error class, which who starts the engine gives it: so both have the same one, and the engine imports nothing.

type ErrorClass = new (message: string, fields: object) => Error;

/** The function's argument. */
declare const errorClass: ErrorClass;

export const ClientError: ErrorClass = errorClass;
