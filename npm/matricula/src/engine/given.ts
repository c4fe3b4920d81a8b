// The error class. The package passes it to the engine, so both have the same class and the engine imports nothing.

type ErrorClass = new (message: string, fields: object) => Error;

/** The argument of the function that the build makes from the engine. */
declare const errorClass: ErrorClass;

export const ClientError: ErrorClass = errorClass;
