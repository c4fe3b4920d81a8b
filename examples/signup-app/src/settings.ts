// The settings of an installation.

const variables = import.meta.env;

/** The address of the Fusio server. */
export const fusioUrl = variables.VITE_FUSIO_URL ?? location.origin;
/** The address of the FusionAuth server. */
export const fusionAuthUrl = variables.VITE_FUSIONAUTH_URL ?? location.origin;
/** The address of the test server's mailbox, only for the demonstration. Otherwise undefined. */
export const mailboxUrl = variables.VITE_MAILBOX_URL;
/** Whether the Fusio server requires a captcha. */
export const asksForCaptcha = variables.VITE_CAPTCHA === "on";
/** The address of the gate to FusionAuth. The gate has the API key. */
export const gateUrl = variables.VITE_GATE_URL ?? `${location.origin}/gate`;
/** The id of the application in which operators have their role. The gate checks the role. */
export const operatorApplication = variables.VITE_OPERATOR_APPLICATION ?? "";
