"use client";

import { useTranslations } from "next-intl";
import { MemberFormNotice } from "#components/organizer/member-form-notice";
import { Badge } from "#components/ui/badge";
import { SubmitButton } from "#components/ui/submit-button";
import { type InvitationWire, roleOf } from "#lib/organizations/contract";
import { readableMail } from "#lib/platform/mail-address";
import { useFormAction } from "../ui/use-form-action.ts";
import type { MemberAction } from "./member-form-state.ts";

/** An open invitation, to send again or revoke. */
export function OpenInvitation(props: {
  invitation: InvitationWire;
  until: string;
  isLapsed: boolean;
  resend: MemberAction;
  revoke: MemberAction;
}) {
  const { id, email, role } = props.invitation;
  const t = useTranslations("organizer");
  const [sent, resend] = useFormAction(props.resend, {});
  const [revoked, revoke] = useFormAction(props.revoke, {});
  return (
    <li className="flex flex-col gap-3 px-5 py-4">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <p className="break-all font-semibold">{readableMail(email)}</p>
          <p className="flex flex-wrap items-center gap-2 text-ink-soft text-sm">
            {t(`roles.${roleOf(role)}`)} · {t("invite.until", { date: props.until })}
            {props.isLapsed ? <Badge tone="warn">{t("invite.lapsed")}</Badge> : null}
          </p>
        </div>
        <div className="flex flex-wrap gap-2">
          <form action={resend}>
            <input type="hidden" name="email" value={email} />
            <input type="hidden" name="role" value={role} />
            <SubmitButton variant="secondary" pendingText={t("pending")} aria-label={t("invite.resendFor", { email })}>
              {t("invite.resend")}
            </SubmitButton>
          </form>
          <form action={revoke}>
            <input type="hidden" name="invitation_id" value={id} />
            <SubmitButton variant="danger" pendingText={t("pending")} aria-label={t("invite.revokeFor", { email })}>
              {t("invite.revoke")}
            </SubmitButton>
          </form>
        </div>
      </div>
      <MemberFormNotice state={sent} />
      <MemberFormNotice state={revoked} />
    </li>
  );
}
