import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { ApprovalNotice } from "#components/organizer/approval-notice";
import { SuspensionNotice } from "#components/organizer/suspension-notice";
import { mayActFor } from "#lib/organizations/authority";
import { ORGANIZATION_SECTIONS, sectionPath } from "../../../../components/desk/desk-sections.ts";
import { DeskFrame } from "../../../desk-frame.tsx";
import { deskHere } from "../../../who-asks.ts";

type Props = { children: ReactNode; params: Promise<{ organization: string }> };

/** One organization: the frame with the rail of the sections that this person may open. */
export default async function OrganizationLayout({ children, params }: Props) {
  const { organization: slug } = await params;
  const desk = await deskHere(slug, "event.read");
  const t = await getTranslations("desk");
  if (!desk.ok) return <DeskFrame>{children}</DeskFrame>;
  const { organization, staff } = desk;
  const base = `/organizer/${organization.slug}`;
  const open = ORGANIZATION_SECTIONS.filter(({ permission }) => mayActFor(staff, organization.id, permission).ok);
  const groups = [...new Set(open.map(({ group }) => group))].map((group) => ({
    label: t(`groups.${group}`),
    links: open
      .filter((section) => section.group === group)
      .map(({ name, segment }) => ({ href: sectionPath(base, segment), label: t(`sections.${name}`) })),
  }));
  return (
    <DeskFrame organization={organization} rail={{ base, groups }}>
      <ApprovalNotice status={organization.status} reason={organization.refusalReason} />
      <SuspensionNotice reason={organization.suspensionReason} />
      {children}
    </DeskFrame>
  );
}
