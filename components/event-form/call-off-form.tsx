"use client";

import { useTranslations } from "next-intl";
import { Figure } from "#components/desk/figure";
import { Card } from "#components/ui/card";
import { Field } from "#components/ui/field";
import { Money } from "#components/ui/money";
import { Notice } from "#components/ui/notice";
import { SubmitButton } from "#components/ui/submit-button";
import { TextInput } from "#components/ui/text-input";
import type { CancellationOutlook } from "#lib/orders/cancelling/outlook-contract";
import { toMinor } from "#lib/platform/money";
import { useFocusOnWrong } from "../ui/focus-wrong.ts";
import { useFormAction } from "../ui/use-form-action.ts";
import type { CallOffAction, CallOffState } from "./call-off-state.ts";

/** What cancelling does, before it does, and the title to type for it. */
export function CallOffForm(props: { send: CallOffAction; title: string; outlook: CancellationOutlook }) {
  const t = useTranslations("event-form.callOff");
  const refusals = useTranslations("event-form.refusals");
  const [state, send] = useFormAction<CallOffState>(props.send, {});
  const form = useFocusOnWrong(state, Boolean(state.isWrong));
  return (
    <Card>
      <form ref={form} action={send} noValidate className="flex flex-col gap-5">
        <h2 className="text-heading">{t("will")}</h2>
        <Outlook outlook={props.outlook} />
        <ul className="flex list-disc flex-col gap-1 pl-5">
          <li>{t("told")}</li>
          <li>{t("money")}</li>
          <li>{t("forGood")}</li>
        </ul>
        {state.refusal ? (
          <Notice tone="bad" urgent>
            {refusals(state.refusal)}
          </Notice>
        ) : null}
        <Field
          id="call-off-title"
          label={t("type", { title: props.title })}
          error={state.isWrong ? t("wrong") : undefined}
        >
          {(control) => (
            <TextInput {...control} name="title" defaultValue={state.typed} autoComplete="off" maxLength={400} />
          )}
        </Field>
        <SubmitButton variant="danger" size="lg" pendingText={t("pending")} className="self-start">
          {t("cancel")}
        </SubmitButton>
      </form>
    </Card>
  );
}

function Outlook({ outlook }: { outlook: CancellationOutlook }) {
  const t = useTranslations("event-form.callOff");
  const { orders, tickets, money, holding, queued, mails } = outlook;
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-3">
      <Figure name={t("orders")}>{orders.total}</Figure>
      <Figure name={t("amount")}>
        <Money minor={toMinor(money.amount, money.currency) ?? 0} currency={money.currency} />
      </Figure>
      <Figure name={t("tickets")}>{tickets}</Figure>
      <Figure name={t("mails")}>{mails}</Figure>
      <Figure name={t("free")}>{orders.free}</Figure>
      <Figure name={t("beingPaid")}>{orders.being_paid}</Figure>
      <Figure name={t("holding")}>{holding}</Figure>
      <Figure name={t("queued")}>{queued}</Figure>
    </dl>
  );
}
