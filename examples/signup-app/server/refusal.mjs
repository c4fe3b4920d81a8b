// The answer with which the gate refuses a request: a status and, if there is a code, an error in FusionAuth's form.

export class Refusal extends Error {
  constructor(status, code, message) {
    super(message);
    this.status = status;
    this.body = code && { generalErrors: [{ code: `[${code}]`, message }] };
  }
}
