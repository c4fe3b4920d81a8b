// The place of a captcha widget, with a stand-in that the test server's verifier accepts.

import { useStrings } from "../i18n/index.ts";
import { asksForCaptcha } from "../settings.ts";
import { Checkbox } from "./Field.tsx";
import { useForm } from "./Form.tsx";

/** Put your widget here, and let its callback set the value of a hidden input named `captcha`. */
export function Captcha() {
  const t = useStrings();
  // An answer of a captcha can be used once.
  const { tries } = useForm();
  if (!asksForCaptcha) return null;
  return (
    <div className="captcha">
      <Checkbox key={tries} name="captcha" value="good" label={t.robot} hint={t.robotNote} />
    </div>
  );
}
