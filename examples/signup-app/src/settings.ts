// What differs from one installation to the next.

const variables = import.meta.env;

/** The address of the Fusio server. */
export const fusioUrl = variables.VITE_FUSIO_URL ?? location.origin;
/** The address of the FusionAuth server. */
export const fusionAuthUrl = variables.VITE_FUSIONAUTH_URL ?? location.origin;
/** The mailbox of the test server, for the demonstration; otherwise people have their own. */
export const mailboxUrl = variables.VITE_MAILBOX_URL;
/** Whether the server asks for a captcha. */
export const asksForCaptcha = variables.VITE_CAPTCHA === "on";
/** The gate to FusionAuth, which has the API key. */
export const gateUrl = variables.VITE_GATE_URL ?? `${location.origin}/gate`;
/** The application whose role makes operators; the gate decides. */
export const operatorApplication = variables.VITE_OPERATOR_APPLICATION ?? "";
