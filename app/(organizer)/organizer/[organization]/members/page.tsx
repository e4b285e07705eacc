import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { DeskClosed } from "#components/desk/desk-closed";
import { DeskTitle } from "#components/desk/desk-title";
import { InviteForm } from "#components/organizer/invite-form";
import { MemberRow } from "#components/organizer/member-row";
import { OpenInvitation } from "#components/organizer/open-invitation";
import { Card } from "#components/ui/card";
import { listInvitations } from "#lib/organizations/invitations/invite-member";
import { listMembers } from "#lib/organizations/members/list-members";
import { dateText } from "../../../../../components/ui/date-text.ts";
import { deskHere } from "../../../../who-asks.ts";
import { changeRoleAction, inviteAction, removeMemberAction, revokeInvitationAction } from "./actions.ts";

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
  const locale = await getLocale();
  const day = (at: string) => dateText(at, { timeZone: "UTC", style: "date", locale });
  const invitations = open.ok ? open.invitations : [];
  const now = new Date().toISOString();
  return (
    <>
      <DeskTitle title={t("members.title")} lead={t("members.lead")} />
      <Card flush>
        <ul aria-label={t("members.title")} className="divide-y divide-line">
          {(listed.ok ? listed.members : []).map((member) => (
            <MemberRow
              key={member.user_id}
              member={member}
              isSelf={member.user_id === staff.userId}
              since={day(member.joined_at)}
              organizationName={organization.name}
              changeRole={changeRoleAction.bind(null, { organization: slug })}
              remove={removeMemberAction.bind(null, { organization: slug })}
            />
          ))}
        </ul>
      </Card>
      <InviteForm invite={inviteAction.bind(null, { organization: slug })} />
      {invitations.length > 0 ? (
        <section className="flex flex-col gap-3">
          <h2 className="text-heading">{t("invite.open")}</h2>
          <Card flush>
            <ul aria-label={t("invite.open")} className="divide-y divide-line">
              {invitations.map((invitation) => (
                <OpenInvitation
                  key={invitation.id}
                  invitation={invitation}
                  until={day(invitation.expires_at)}
                  isLapsed={invitation.expires_at < now}
                  resend={inviteAction.bind(null, { organization: slug })}
                  revoke={revokeInvitationAction.bind(null, { organization: slug })}
                />
              ))}
            </ul>
          </Card>
        </section>
      ) : null}
    </>
  );
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("organizer"))("members.title"), robots: { index: false } };
}
