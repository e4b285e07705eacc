import type { ReactNode } from "react";
import { ClientMessages } from "#components/layout/client-messages";

/** The organizers' side: the texts its forms need in the browser. The frame stands in each layout that knows the organization. */
export default function OrganizerLayout({ children }: { children: ReactNode }) {
  return <ClientMessages namespaces={["desk", "organizer"]}>{children}</ClientMessages>;
}
