"use client";

import { useTranslations } from "next-intl";
import { OrganizationNotice } from "#components/admin/organization-notice";
import { ReasonField } from "#components/admin/reason-field";
import { Card } from "#components/ui/card";
import { SubmitButton } from "#components/ui/submit-button";
import type { AdministeredOrganization } from "#lib/organizations/administration/contract";
import { useFocusOnWrong } from "../ui/focus-wrong.ts";
import { useFormAction } from "../ui/use-form-action.ts";
import type { OrganizationAction } from "./organization-form-state.ts";

/** Suspends an organization with a reason, or lets it sell again. */
export function SuspensionForm(props: {
  organization: AdministeredOrganization;
  suspend: OrganizationAction;
  resume: OrganizationAction;
}) {
  const { organization } = props;
  const t = useTranslations("platform");
  const isSuspended = organization.suspension !== null;
  const [suspended, suspend] = useFormAction(props.suspend, {});
  const [resumed, resume] = useFormAction(props.resume, {});
  const state = isSuspended ? (suspended.done ? suspended : resumed) : resumed.done ? resumed : suspended;
  const form = useFocusOnWrong(state, Boolean(state.wrong));
  return (
    <Card className="flex flex-col gap-4">
      <h2 className="text-heading">{t("suspension.title")}</h2>
      <OrganizationNotice state={state} />
      <p className="max-w-prose text-ink-soft">{t(isSuspended ? "suspension.now" : "suspension.lead")}</p>
      {isSuspended ? <p className="max-w-prose whitespace-pre-line">{organization.suspension?.reason}</p> : null}
      <form ref={form} action={isSuspended ? resume : suspend} noValidate className="flex flex-col gap-4">
        <input type="hidden" name="id" value={organization.id} />
        {isSuspended ? null : <ReasonField id="reason" state={state} />}
        <SubmitButton variant={isSuspended ? "primary" : "danger"} pendingText={t("pending")} className="self-start">
          {t(isSuspended ? "suspension.resume" : "suspension.suspend")}
        </SubmitButton>
      </form>
    </Card>
  );
}
