// The part of the profile about two-step login: the user's methods, and the steps to add or remove a method.

import type { TwoFactorMethod, User } from "matricula";
import { useEffect, useRef, useState } from "react";

import { Loaded, useLoad } from "../../components/Loaded.tsx";
import { StepHeading } from "../../components/StepHeading.tsx";
import { useStrings } from "../../i18n/index.ts";
import { notify, success } from "../../router.ts";
import { visitor } from "../api.ts";
import type { KnownApplication } from "../applications.tsx";
import { AddMethod, KINDS, type MethodKind } from "./AddMethod.tsx";
import { ownAdding } from "./adding.ts";
import { addressOf } from "./methods.ts";
import { RecoveryCodes } from "./RecoveryCodes.tsx";
import { RemoveMethod } from "./RemoveMethod.tsx";

type Step = { add: MethodKind } | { remove: TwoFactorMethod } | { codes: readonly string[] };

interface TwoStepProps {
  application: KnownApplication;
  user: User;
  /** Loads the user again. */
  reload: () => void;
}

export function TwoStep({ application: { id, tenantId }, user, reload }: TwoStepProps) {
  const t = useStrings().fusionauth.twoStep;
  const [step, setStep] = useState<Step>();
  const heading = useRef<HTMLHeadingElement>(null);
  const began = useRef(false);
  useEffect(() => {
    // After a step, the focus returns to the beginning of the section.
    if (!step && began.current) heading.current?.focus();
    began.current = step !== undefined;
  }, [step]);

  const methods = user.twoFactor?.methods ?? [];
  const account = user.email ?? user.username ?? user.phoneNumber ?? "";
  function end() {
    reload();
    setStep(undefined);
  }
  function finish(text: string, codes?: readonly string[]) {
    notify(success(text));
    // The codes are shown only once. Loading the user now could fail and hide the codes, so `end` loads the user later.
    if (codes) setStep({ codes });
    else end();
  }
  return (
    <section>
      <h2 ref={heading} tabIndex={-1}>
        {t.title}
      </h2>
      {!step && <Methods methods={methods} tenantId={tenantId} choose={setStep} />}
      {step && "add" in step && (
        <>
          <StepHeading>{t.adds[step.add]}</StepHeading>
          <AddMethod
            kind={step.add}
            calls={ownAdding(id)}
            account={account}
            done={({ recoveryCodes }) => finish(t.added, recoveryCodes)}
          />
        </>
      )}
      {step && "remove" in step && (
        <>
          <StepHeading>{t.removes(t.name(step.remove.method, addressOf(step.remove)))}</StepHeading>
          <RemoveMethod applicationId={id} method={step.remove} done={() => finish(t.removed)} />
        </>
      )}
      {step && "codes" in step ? (
        <>
          <StepHeading>{t.codesTitle}</StepHeading>
          <RecoveryCodes codes={step.codes} done={end} />
        </>
      ) : (
        step && (
          <p className="ways">
            <button type="button" className="quiet" onClick={() => setStep(undefined)}>
              {t.cancel}
            </button>
          </p>
        )
      )}
    </section>
  );
}

/** The tenant's setting for each kind of method: the user can add only methods of the enabled kinds. */
type Allowed = Partial<Record<MethodKind, { enabled?: boolean }>>;

interface MethodsProps {
  methods: readonly TwoFactorMethod[];
  tenantId: string;
  choose: (step: Step) => void;
}

function Methods({ methods, tenantId, choose }: MethodsProps) {
  const t = useStrings().fusionauth.twoStep;
  const [load, reload] = useLoad(async (signal) => {
    const { tenant } = await visitor().retrieveTenant(tenantId, { signal });
    return (tenant as { multiFactorConfiguration?: Allowed }).multiFactorConfiguration;
  }, tenantId);
  return (
    <>
      <p>{methods.length > 0 ? t.on : t.off}</p>
      {methods.length > 0 && (
        <ul className="methods">
          {methods.map((method) => (
            <li key={method.id}>
              <span id={`method-${method.id}`}>{t.name(method.method, addressOf(method))}</span>
              <button
                type="button"
                className="danger"
                aria-describedby={`method-${method.id}`}
                onClick={() => choose({ remove: method })}
              >
                {t.removeButton}
              </button>
            </li>
          ))}
        </ul>
      )}
      <Loaded load={load} reload={reload}>
        {(allowed) => (
          <div className="ways">
            {KINDS.filter((kind) => allowed?.[kind]?.enabled === true).map((kind) => (
              <button key={kind} type="button" className="quiet" onClick={() => choose({ add: kind })}>
                {t.adds[kind]}
              </button>
            ))}
          </div>
        )}
      </Loaded>
    </>
  );
}
