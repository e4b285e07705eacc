import type { ReactNode } from "react";
import { ClientMessages } from "#components/layout/client-messages";
import { PageFrame } from "../page-frame.tsx";

/** Signing in and the account: the same frame, with the texts its forms need in the browser. */
export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <PageFrame>
      <ClientMessages namespaces={["auth", "security"]}>{children}</ClientMessages>
    </PageFrame>
  );
}
