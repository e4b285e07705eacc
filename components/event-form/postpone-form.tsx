"use client";

import { useLocale, useTranslations } from "next-intl";
import { Figure } from "#components/desk/figure";
import { Card } from "#components/ui/card";
import { Notice } from "#components/ui/notice";
import { SubmitButton } from "#components/ui/submit-button";
import type { EventChangeEffects } from "#lib/orders/changing-event/change-effects-contract";
import { dateText } from "../ui/date-text.ts";
import { useFormAction } from "../ui/use-form-action.ts";
import type { PostponeAction, PostponeState } from "./postpone-state.ts";

/** What putting an event off without a date does, before it does. */
export function PostponeForm(props: {
  send: PostponeAction;
  effects: EventChangeEffects;
  /** Its own terms let buyers give tickets back until some time before the start. */
  hasPolicy: boolean;
  timeZone: string;
}) {
  const { effects, hasPolicy, timeZone } = props;
  const t = useTranslations("event-form.postpone");
  const refusals = useTranslations("event-form.refusals");
  const locale = useLocale();
  const [state, send] = useFormAction<PostponeState>(props.send, {});
  const until = effects.refundable_until;
  return (
    <Card>
      <form action={send} className="flex flex-col gap-5">
        <h2 className="text-heading">{t("will")}</h2>
        <dl className="grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-3">
          <Figure name={t("mails")}>{effects.orders}</Figure>
          <Figure name={t("tickets")}>{effects.tickets}</Figure>
        </dl>
        <ul className="flex max-w-prose list-disc flex-col gap-1 pl-5">
          <li>{t("shown")}</li>
          <li>{t("sale")}</li>
          <li>{t("valid")}</li>
          {until ? <li>{t("returns", { date: dateText(until, { timeZone, style: "full", locale }) })}</li> : null}
          {hasPolicy ? <li>{t("policy")}</li> : null}
          <li>{t("later")}</li>
        </ul>
        {state.refusal ? (
          <Notice tone="bad" urgent>
            {refusals(state.refusal)}
          </Notice>
        ) : null}
        <SubmitButton size="lg" pendingText={t("pending")} className="self-start">
          {t("postpone")}
        </SubmitButton>
      </form>
    </Card>
  );
}
