// The reason for a refusal of the gate: a status, and a message in the form of FusionAuth's errors.

export class Refusal extends Error {
  constructor(status, code, message) {
    super(message);
    this.status = status;
    this.body = code && { generalErrors: [{ code: `[${code}]`, message }] };
  }
}
