"use client";

import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Facts } from "#components/desk/facts";
import { MemberFormNotice } from "#components/organizer/member-form-notice";
import { RoleSelect } from "#components/organizer/role-select";
import { Badge } from "#components/ui/badge";
import { Field } from "#components/ui/field";
import { SubmitButton } from "#components/ui/submit-button";
import { type MemberWire, roleOf } from "#lib/organizations/contract";
import { readableMail } from "#lib/platform/mail-address";
import type { BulkForm } from "../desk/table/use-bulk.ts";
import { dateText } from "../ui/date-text.ts";
import { useFormAction } from "../ui/use-form-action.ts";
import type { MemberAction, MemberRefusal } from "./member-form-state.ts";

/** One member: the role to change, and the way out. Works without JavaScript. */
export function MemberPanel(props: {
  member: MemberWire;
  isSelf: boolean;
  organizationName: string;
  changeRole: MemberAction;
  remove: BulkForm<MemberRefusal>;
  notice: ReactNode;
}) {
  const { member, isSelf, remove } = props;
  const t = useTranslations("organizer");
  const locale = useLocale();
  const [changed, change] = useFormAction(props.changeRole, {});
  const name = member.name ?? readableMail(member.email);
  return (
    <div className="flex flex-col gap-6">
      {props.notice}
      <MemberFormNotice state={changed} />
      <Facts
        facts={[
          [t("members.email"), readableMail(member.email)],
          [
            t("members.factor"),
            member.two_factor ? (
              t("members.hasFactor")
            ) : (
              <Badge key="factor" tone="warn">
                {t("members.noSecondFactor")}
              </Badge>
            ),
          ],
          [t("members.since"), dateText(member.joined_at, { timeZone: "UTC", style: "date", locale })],
        ]}
      />
      <form action={change} className="flex flex-col gap-4">
        <input type="hidden" name="user_id" value={member.user_id} />
        <Field id="member-role" label={t("members.role")} hint={t(`roleHints.${roleOf(member.role)}`)}>
          {(control) => <RoleSelect {...control} value={member.role} />}
        </Field>
        <SubmitButton pendingText={t("pending")} className="self-start">
          {t("members.change")}
        </SubmitButton>
      </form>
      <form action={remove.act} className="flex flex-col items-start gap-3 rounded-card bg-sunken p-4">
        <p className="text-sm">
          {isSelf
            ? t("members.sureLeave", { organization: props.organizationName })
            : t("members.sureRemove", { name })}
        </p>
        <input type="hidden" name={remove.field} value={member.user_id} />
        <SubmitButton variant="danger" pendingText={t("pending")}>
          {isSelf ? t("members.leave") : t("members.remove")}
        </SubmitButton>
      </form>
    </div>
  );
}
