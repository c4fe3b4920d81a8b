interface ImportMetaEnv {
  /** The address of the Fusio server. */
  readonly VITE_API_URL?: string;
  /** The control API of the test server, for the demonstration: its outbox stands in for a mailbox. */
  readonly VITE_CONTROL_URL?: string;
}
