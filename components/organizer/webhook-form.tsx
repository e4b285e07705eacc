"use client";

import { useTranslations } from "next-intl";
import { UnsavedGuard } from "#components/desk/guard/unsaved-guard";
import { WebhookFields } from "#components/organizer/webhook-fields";
import { WebhookNotice } from "#components/organizer/webhook-notice";
import { WebhookSecret } from "#components/organizer/webhook-secret";
import { Card } from "#components/ui/card";
import { SubmitButton } from "#components/ui/submit-button";
import { useFocusOnWrong } from "../ui/focus-wrong.ts";
import { useFormAction } from "../ui/use-form-action.ts";
import type { WebhookAction } from "./webhook-form-state.ts";

/** Adds a webhook, or changes the one it is given. Works without JavaScript. */
export function WebhookForm(props: { send: WebhookAction; webhook?: { url: string; events: readonly string[] } }) {
  const t = useTranslations("webhooks");
  const { url = "", events = [] } = props.webhook ?? {};
  const [state, send] = useFormAction(props.send, {});
  const form = useFocusOnWrong(state, Boolean(state.wrong));
  return (
    <Card className="flex flex-col gap-5">
      <h2 className="text-heading">{t(props.webhook ? "change.title" : "add.title")}</h2>
      {state.made ? <WebhookSecret key={state.made.secret} {...state.made} /> : null}
      <WebhookNotice state={state} />
      <form ref={form} action={send} noValidate className="flex flex-col gap-5">
        <UnsavedGuard isRefused={Boolean(state.wrong || state.refusal)} />
        <WebhookFields state={state} url={url} events={events} />
        <SubmitButton
          variant={props.webhook ? "secondary" : "primary"}
          pendingText={t("pending")}
          className="min-h-12 self-start"
        >
          {t(props.webhook ? "change.submit" : "add.submit")}
        </SubmitButton>
      </form>
    </Card>
  );
}
