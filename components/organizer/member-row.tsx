"use client";

import { useTranslations } from "next-intl";
import { MemberFormNotice } from "#components/organizer/member-form-notice";
import { RoleSelect } from "#components/organizer/role-select";
import { Badge } from "#components/ui/badge";
import { SubmitButton } from "#components/ui/submit-button";
import type { MemberWire } from "#lib/organizations/contract";
import { readableMail } from "#lib/platform/mail-address";
import { useFormAction } from "../ui/use-form-action.ts";
import type { MemberAction } from "./member-form-state.ts";

/** One member: who, their role to change, and the way out behind a question. Works without JavaScript. */
export function MemberRow(props: {
  member: MemberWire;
  isSelf: boolean;
  since: string;
  organizationName: string;
  changeRole: MemberAction;
  remove: MemberAction;
}) {
  const { member, isSelf } = props;
  const t = useTranslations("organizer");
  const [changed, change] = useFormAction(props.changeRole, {});
  const [removed, remove] = useFormAction(props.remove, {});
  const name = member.name ?? readableMail(member.email);
  const sure = isSelf
    ? t("members.sureLeave", { organization: props.organizationName })
    : t("members.sureRemove", { name });
  return (
    <li className="flex flex-col gap-3 px-5 py-4">
      <div className="grid items-center gap-x-6 gap-y-3 md:grid-cols-[minmax(0,1fr)_auto_auto]">
        <div className="min-w-0">
          <p className="flex flex-wrap items-center gap-2 font-semibold">
            {member.name ?? t("members.withoutName")}
            {isSelf ? <Badge>{t("members.you")}</Badge> : null}
            {member.two_factor ? null : <Badge tone="warn">{t("members.noSecondFactor")}</Badge>}
          </p>
          <p className="text-ink-soft text-sm [overflow-wrap:anywhere]">
            {readableMail(member.email)} · {t("members.since")} {props.since}
          </p>
        </div>
        <form action={change} className="flex items-center gap-2">
          <input type="hidden" name="user_id" value={member.user_id} />
          <RoleSelect label={t("members.changeFor", { name })} value={member.role} className="w-44" />
          <SubmitButton variant="secondary" pendingText={t("pending")}>
            {t("members.change")}
          </SubmitButton>
        </form>
        <details className="group max-md:-ml-3 md:justify-self-end">
          <summary className="inline-flex min-h-touch cursor-pointer list-none items-center rounded-control px-3 font-semibold text-bad hover:bg-bad-soft">
            {isSelf ? t("members.leave") : t("members.remove")}
            {isSelf ? null : <span className="sr-only">: {name}</span>}
          </summary>
          <form action={remove} className="mt-2 flex max-w-xs flex-col gap-3 rounded-card bg-sunken p-4">
            <p className="text-sm">{sure}</p>
            <input type="hidden" name="user_id" value={member.user_id} />
            <SubmitButton variant="danger" pendingText={t("pending")}>
              {isSelf ? t("members.leave") : t("members.remove")}
            </SubmitButton>
          </form>
        </details>
      </div>
      <MemberFormNotice state={changed} />
      <MemberFormNotice state={removed} />
    </li>
  );
}
