// The variables that Vite writes into the app.

interface ImportMetaEnv {
  readonly VITE_FUSIO_URL?: string;
  readonly VITE_FUSIONAUTH_URL?: string;
  readonly VITE_GATE_URL?: string;
  readonly VITE_OPERATOR_APPLICATION?: string;
  readonly VITE_MAILBOX_URL?: string;
  readonly VITE_CAPTCHA?: string;
}
