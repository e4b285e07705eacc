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

/** Approves an organization that people made, or refuses it with a reason. One that was refused may still be approved. */
export function DecisionForm(props: {
  organization: AdministeredOrganization;
  approve: OrganizationAction;
  refuse: OrganizationAction;
}) {
  const { id, status, refusal_reason: refusalReason } = props.organization;
  const t = useTranslations("platform");
  const [approved, approve] = useFormAction(props.approve, {});
  const [refused, refuse] = useFormAction(props.refuse, {});
  const form = useFocusOnWrong(refused, Boolean(refused.wrong));
  const state = approved.refusal ? approved : refused;
  return (
    <Card className="flex flex-col gap-5">
      <h2 className="text-heading">{t("decision.title")}</h2>
      <p className="max-w-prose text-ink-soft">{t(status === "refused" ? "decision.refused" : "decision.lead")}</p>
      <OrganizationNotice state={state} />
      {refusalReason ? <p className="max-w-prose whitespace-pre-line">{refusalReason}</p> : null}
      <form action={approve}>
        <input type="hidden" name="id" value={id} />
        <SubmitButton pendingText={t("pending")}>{t("decision.approve")}</SubmitButton>
      </form>
      {status === "pending" ? (
        <form ref={form} action={refuse} noValidate className="flex flex-col gap-4 border-line border-t pt-5">
          <input type="hidden" name="id" value={id} />
          <ReasonField id="refusal-reason" state={refused} />
          <SubmitButton variant="secondary" pendingText={t("pending")} className="self-start">
            {t("decision.refuse")}
          </SubmitButton>
        </form>
      ) : null}
    </Card>
  );
}
