// The heading of a step inside of a page. It gets the focus when the step is shown.

import { type ReactNode, useEffect, useRef } from "react";

export function StepHeading({ children }: { children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <h3 ref={heading} className="step" tabIndex={-1}>
      {children}
    </h3>
  );
}
