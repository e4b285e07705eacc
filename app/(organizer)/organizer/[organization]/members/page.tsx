import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DeskClosed } from "#components/desk/desk-closed";
import { DeskTitle } from "#components/desk/desk-title";
import { InvitationTable } from "#components/organizer/invitation-table";
import { InviteForm } from "#components/organizer/invite-form";
import { MemberTable } from "#components/organizer/member-table";
import { listInvitations } from "#lib/organizations/invitations/invite-member";
import { listMembers } from "#lib/organizations/members/list-members";
import { deskHere } from "../../../../who-asks.ts";
import { changeRoleAction, inviteAction, removeMembersAction, revokeInvitationsAction } from "./actions.ts";

type Props = { params: Promise<{ organization: string }> };

/** Who works for the organization, who is invited, and in which role. */
export default async function MembersPage({ params }: Props) {
  const { organization: slug } = await params;
  const t = await getTranslations("organizer");
  const desk = await deskHere(slug, "member.manage");
  if (!desk.ok) return <DeskClosed reason={desk.refusal.code} />;
  const { organization, staff } = desk;
  const [listed, open] = await Promise.all([
    listMembers(staff, organization.id),
    listInvitations(staff, organization.id),
  ]);
  const bound = { organization: slug };
  return (
    <>
      <DeskTitle title={t("members.title")} lead={t("members.lead")} />
      <MemberTable
        members={listed.ok ? listed.members : []}
        selfId={staff.userId}
        organizationName={organization.name}
        changeRole={changeRoleAction.bind(null, bound)}
        remove={removeMembersAction.bind(null, bound)}
      />
      <InvitationTable
        invitations={open.ok ? open.invitations : []}
        now={new Date().toISOString()}
        resend={inviteAction.bind(null, bound)}
        revoke={revokeInvitationsAction.bind(null, bound)}
      />
      <InviteForm invite={inviteAction.bind(null, bound)} />
    </>
  );
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("organizer"))("members.title"), robots: { index: false } };
}
