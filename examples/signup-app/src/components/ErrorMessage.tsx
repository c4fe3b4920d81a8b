// An error that is not about one field; screen readers read it out at once.

import type { ReactNode } from "react";

export function ErrorMessage({ children }: { children: ReactNode }) {
  return (
    <p className="error banner" role="alert">
      {children}
    </p>
  );
}
