import type { ReactNode } from "react";
import { OrganizerRail } from "#components/organizer/organizer-rail";
import { mayActFor } from "#lib/organizations/authority";
import { deskHere } from "../../../who-asks.ts";

type Props = { children: ReactNode; params: Promise<{ organization: string }> };

/** One organization: the rail of what may be done there, beside the page. */
export default async function OrganizationLayout({ children, params }: Props) {
  const { organization: slug } = await params;
  const desk = await deskHere(slug, "event.read");
  if (!desk.ok) return children;
  const { organization, staff } = desk;
  const may = (permission: Parameters<typeof mayActFor>[2]) => mayActFor(staff, organization.id, permission).ok;
  const sections = [
    { name: "overview" as const, segment: null, isOpen: true },
    { name: "members" as const, segment: "members", isOpen: may("member.manage") },
    { name: "tokens" as const, segment: "tokens", isOpen: may("token.manage") },
    { name: "webhooks" as const, segment: "webhooks", isOpen: may("webhook.manage") },
    { name: "audit" as const, segment: "audit", isOpen: may("audit.read") },
  ];
  return (
    <div className="page-column grid gap-x-10 gap-y-6 py-6 sm:py-10 lg:grid-cols-[13rem_minmax(0,1fr)]">
      <OrganizerRail
        organization={organization}
        sections={sections.filter(({ isOpen }) => isOpen).map(({ name, segment }) => ({ name, segment }))}
      />
      <div className="flex min-w-0 flex-col gap-6">{children}</div>
    </div>
  );
}
