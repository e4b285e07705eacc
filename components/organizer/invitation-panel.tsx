"use client";

import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Facts } from "#components/desk/facts";
import { MemberFormNotice } from "#components/organizer/member-form-notice";
import { Badge } from "#components/ui/badge";
import { SubmitButton } from "#components/ui/submit-button";
import { type InvitationWire, roleOf } from "#lib/organizations/contract";
import type { BulkForm } from "../desk/table/use-bulk.ts";
import { dateText } from "../ui/date-text.ts";
import { useFormAction } from "../ui/use-form-action.ts";
import type { MemberAction, MemberRefusal } from "./member-form-state.ts";

/** One open invitation, to send again or take back. Works without JavaScript. */
export function InvitationPanel(props: {
  invitation: InvitationWire;
  now: string;
  resend: MemberAction;
  revoke: BulkForm<MemberRefusal>;
  notice: ReactNode;
}) {
  const { id, email, role, created_at: made, expires_at: ends } = props.invitation;
  const t = useTranslations("organizer");
  const locale = useLocale();
  const [sent, resend] = useFormAction(props.resend, {});
  const moment = (at: string) => dateText(at, { timeZone: "UTC", style: "kept", locale });
  return (
    <div className="flex flex-col gap-6">
      {props.notice}
      <MemberFormNotice state={sent} />
      <Facts
        facts={[
          [t("invite.role"), t(`roles.${roleOf(role)}`)],
          [
            t("invite.ends"),
            <span key="ends" className="flex flex-wrap items-center gap-2">
              {moment(ends)}
              {ends < props.now ? <Badge tone="warn">{t("invite.lapsed")}</Badge> : null}
            </span>,
          ],
          [t("invite.made"), moment(made)],
        ]}
      />
      <div className="flex flex-wrap gap-3">
        <form action={resend}>
          <input type="hidden" name="email" value={email} />
          <input type="hidden" name="role" value={role} />
          <SubmitButton variant="secondary" pendingText={t("pending")}>
            {t("invite.resend")}
          </SubmitButton>
        </form>
        <form action={props.revoke.act}>
          <input type="hidden" name={props.revoke.field} value={id} />
          <SubmitButton variant="danger" pendingText={t("pending")}>
            {t("invite.revoke")}
          </SubmitButton>
        </form>
      </div>
    </div>
  );
}
