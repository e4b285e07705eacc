import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AuthPage } from "#components/layout/auth-page";
import { Wrong } from "#components/layout/wrong";
import { LinkButton } from "#components/ui/link-button";
import { Notice } from "#components/ui/notice";
import { SubmitButton } from "#components/ui/submit-button";
import { readInvitation } from "#lib/organizations/invitations/accept-invitation";
import { requirePerson } from "../../../who-asks.ts";
import { acceptInvitationAction, leaveForInvitationAction } from "./actions.ts";

type Props = { params: Promise<{ token: string }> };

/** Where the link of an invitation leads: signed in with the address it was sent to, one step joins. */
export default async function InvitationPage({ params }: Props) {
  const { token } = await params;
  const t = await getTranslations("organizer");
  const person = await requirePerson(`/invitations/${token}`);
  const invitation = await readInvitation(token);
  if (!invitation) {
    const back = <LinkButton href="/organizer">{t("invitation.toOrganizer")}</LinkButton>;
    return <Wrong title={t("invitation.gone")} text={t("invitation.goneText")} action={back} />;
  }
  const said = { organization: invitation.organizationName, role: t(`roles.${invitation.role}`) };
  const isTheirs = invitation.email.toLowerCase() === person.email.toLowerCase();
  return (
    <AuthPage title={t("invitation.title", said)} lead={t("invitation.lead", said)}>
      {isTheirs ? (
        <form action={acceptInvitationAction}>
          <input type="hidden" name="token" value={token} />
          <SubmitButton size="lg" block pendingText={t("pending")}>
            {t("invitation.accept")}
          </SubmitButton>
        </form>
      ) : (
        <>
          <Notice tone="warn">{t("invitation.other")}</Notice>
          <form action={leaveForInvitationAction}>
            <input type="hidden" name="token" value={token} />
            <SubmitButton size="lg" block variant="secondary" pendingText={t("pending")}>
              {t("invitation.signOut")}
            </SubmitButton>
          </form>
        </>
      )}
    </AuthPage>
  );
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("organizer"))("invitation.accept"), robots: { index: false } };
}
