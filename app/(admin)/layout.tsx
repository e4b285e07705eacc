import type { ReactNode } from "react";
import { ClientMessages } from "#components/layout/client-messages";
import { PageFrame } from "../page-frame.tsx";

/** The side of those who run the platform: the same frame, with the texts its forms need in the browser. */
export default function AdminLayout({ children }: { children: ReactNode }) {
  return (
    <PageFrame>
      <ClientMessages namespaces={["organizer"]}>{children}</ClientMessages>
    </PageFrame>
  );
}
