// Shows new recovery codes. FusionAuth returns them only once.

import { useId, useState } from "react";

import { useStrings } from "../../i18n/index.ts";

export function RecoveryCodes({ codes, done }: { codes: readonly string[]; done: () => void }) {
  const { name, fusionauth } = useStrings();
  const t = fusionauth.twoStep;
  const about = useId();
  const [told, tell] = useState("");

  async function copy() {
    try {
      await navigator.clipboard.writeText(codes.join("\n"));
      tell(t.copied);
    } catch {
      tell(t.notCopied);
    }
  }
  function download() {
    const url = URL.createObjectURL(new Blob([`${t.file(name)}\n\n${codes.join("\n")}\n`], { type: "text/plain" }));
    const link = document.createElement("a");
    link.href = url;
    link.download = t.fileName;
    link.click();
    URL.revokeObjectURL(url);
  }
  return (
    <>
      <p id={about}>{t.codesAbout}</p>
      <ul className="codes" aria-describedby={about} translate="no">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <p className="links">
        <button type="button" className="quiet" onClick={() => void copy()}>
          {t.copy}
        </button>
        <button type="button" className="quiet" onClick={download}>
          {t.download}
        </button>
      </p>
      <p className="hint" role="status">
        {told}
      </p>
      <button type="button" onClick={done}>
        {t.kept}
      </button>
    </>
  );
}
