"use client";

import { useTranslations } from "next-intl";
import { startTransition, useEffect } from "react";
import { useToast } from "#components/desk/toast/toaster";
import { WebhookNotice } from "#components/organizer/webhook-notice";
import { WebhookSecret } from "#components/organizer/webhook-secret";
import { Card } from "#components/ui/card";
import { SubmitButton } from "#components/ui/submit-button";
import { useFormAction } from "../ui/use-form-action.ts";
import type { WebhookAction } from "./webhook-form-state.ts";

/** Further actions on a webhook: test it, switch it on or off, replace its secret, remove it. */
export function WebhookTools(props: {
  isOn: boolean;
  /** Until when the former secret is good too, in words. */
  oldSecretUntil: string | undefined;
  ping: WebhookAction;
  toggle: WebhookAction;
  rotate: WebhookAction;
  remove: WebhookAction;
}) {
  const t = useTranslations("webhooks");
  const [pinged, ping] = useFormAction(props.ping, {});
  const toast = useToast();
  const [toggled, toggle] = useFormAction(props.toggle, {});
  const isJustOff = toggled.done === "switched" && !props.isOn;
  useEffect(() => {
    if (!isJustOff) return;
    const on = new FormData();
    on.set("enabled", "true");
    toast({ text: t("tools.isOff"), undo: () => startTransition(() => toggle(on)) });
  }, [isJustOff, toast, toggle, t]);
  const [rotated, rotate] = useFormAction(props.rotate, {});
  const [removed, remove] = useFormAction(props.remove, {});
  return (
    <Card className="flex flex-col gap-5">
      <h2 className="text-heading">{t("tools.title")}</h2>
      {rotated.made ? <WebhookSecret key={rotated.made.secret} {...rotated.made} /> : null}
      <WebhookNotice state={pinged} />
      <WebhookNotice state={toggled} />
      <WebhookNotice state={rotated.made ? {} : rotated} />
      <WebhookNotice state={removed} />
      <div className="flex flex-wrap items-start gap-3">
        {props.isOn ? (
          <form action={ping}>
            <SubmitButton variant="secondary" pendingText={t("pending")}>
              {t("tools.ping")}
            </SubmitButton>
          </form>
        ) : null}
        <form action={toggle}>
          <input type="hidden" name="enabled" value={props.isOn ? "false" : "true"} />
          <SubmitButton variant="secondary" pendingText={t("pending")}>
            {t(props.isOn ? "tools.off" : "tools.on")}
          </SubmitButton>
        </form>
        <Question label={t("tools.rotate")} text={t("tools.rotateText")} send={rotate} />
        <Question label={t("tools.remove")} text={t("tools.removeText")} send={remove} isDangerous />
      </div>
      {props.oldSecretUntil ? (
        <p className="text-ink-soft text-sm">{t("tools.oldSecret", { date: props.oldSecretUntil })}</p>
      ) : null}
    </Card>
  );
}

/** A step that is asked about first; opens without JavaScript. */
function Question(props: { label: string; text: string; send: (form: FormData) => void; isDangerous?: boolean }) {
  const t = useTranslations("webhooks");
  return (
    <details>
      <summary
        className={`inline-flex min-h-touch cursor-pointer list-none items-center rounded-control px-4 font-semibold ${props.isDangerous ? "text-bad hover:bg-bad-soft" : "hover:bg-sunken"}`}
      >
        {props.label}
      </summary>
      <form action={props.send} className="mt-2 flex max-w-xs flex-col gap-3 rounded-card bg-sunken p-4">
        <p className="text-sm">{props.text}</p>
        <SubmitButton variant={props.isDangerous ? "danger" : "secondary"} pendingText={t("pending")}>
          {props.label}
        </SubmitButton>
      </form>
    </details>
  );
}
