// The place for a captcha widget, with a checkbox that the test server's verifier accepts.

import { useStrings } from "../i18n/index.ts";
import { asksForCaptcha } from "../settings.ts";
import { Checkbox } from "./Field.tsx";
import { useForm } from "./Form.tsx";

/** Put your widget here, and let its callback set the value of a hidden input named `captcha`. */
export function Captcha() {
  const t = useStrings();
  // The answer of a captcha can be used only once, so a failed try clears the checkbox.
  const { tries } = useForm();
  if (!asksForCaptcha) return null;
  return (
    <div className="captcha">
      <Checkbox key={tries} name="captcha" value="good" label={t.robot} hint={t.robotNote} />
    </div>
  );
}
