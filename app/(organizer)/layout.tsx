import type { ReactNode } from "react";
import { ClientMessages } from "#components/layout/client-messages";
import { PageFrame } from "../page-frame.tsx";

/** The organizers' side: the same frame, with the texts its forms need in the browser. */
export default function OrganizerLayout({ children }: { children: ReactNode }) {
  return (
    <PageFrame>
      <ClientMessages namespaces={["organizer"]}>{children}</ClientMessages>
    </PageFrame>
  );
}
