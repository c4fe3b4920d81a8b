// An error that is not about one field. Screen readers read it out when it appears.

import type { ReactNode } from "react";

export function ErrorMessage({ children }: { children: ReactNode }) {
  return (
    <p className="error banner" role="alert">
      {children}
    </p>
  );
}
