"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { RefusedNotice } from "#components/desk/refused-notice";
import { Badge } from "#components/ui/badge";
import { Card } from "#components/ui/card";
import { LinkButton } from "#components/ui/link-button";
import { Notice } from "#components/ui/notice";
import { SubmitButton } from "#components/ui/submit-button";
import type { PayoutAccountWire, PayoutStateWord } from "#lib/payments/payouts/payout-contract";
import { useFormAction } from "../ui/use-form-action.ts";
import type { PayoutAction, PayoutFormState } from "./payout-form-state.ts";

const TONES = {
  none: "info",
  onboarding: "warn",
  active: "good",
  restricted: "bad",
  disconnected: "info",
} as const satisfies Record<PayoutStateWord, string>;

const BADGES = { onboarding: "warn", active: "good", restricted: "bad" } as const;

/** Where the organization's buyers pay: its own account with what is missing, or the platform's, said plainly. Works without JavaScript. */
export function PayoutCard(props: {
  payout: PayoutAccountWire;
  /** The gateway sent the person back because the address was used or too old. */
  isLinkOver: boolean;
  connect: PayoutAction;
  disconnect: PayoutAction;
}) {
  const { payout } = props;
  const t = useTranslations("settings.payouts");
  const [connected, connect] = useFormAction(props.connect, {});
  const [ended, disconnect] = useFormAction(props.disconnect, {});
  const { url } = connected;
  useEffect(() => {
    if (url) window.location.assign(url);
  }, [url]);
  const { state } = payout;
  const open = state === "onboarding" || state === "restricted" || state === "active" ? state : undefined;
  const isOpen = open !== undefined;
  return (
    <Card className="flex flex-col gap-5">
      <div id="payout" className="flex scroll-mt-20 flex-col gap-1">
        <h2 className="flex flex-wrap items-center gap-3 text-heading">
          {t("title")}
          {open ? <Badge tone={BADGES[open]}>{t(`states.${open}`)}</Badge> : null}
        </h2>
        <p className="max-w-prose text-ink-soft">{t("lead")}</p>
      </div>
      {props.isLinkOver ? <Notice tone="warn">{t("linkOver")}</Notice> : null}
      <Notice tone={TONES[payout.state]}>
        <p>{t(`says.${payout.state}`)}</p>
        {payout.has_access ? null : <p>{t("noAccess")}</p>}
      </Notice>
      <Missing due={payout.due} />
      <Refused state={connected} />
      <Refused state={ended} />
      {payout.is_offered || isOpen ? (
        <div className="flex flex-wrap items-start gap-3">
          {url ? (
            <LinkButton href={url}>{t("toGateway")}</LinkButton>
          ) : payout.is_offered && payout.state !== "active" ? (
            <form action={connect}>
              <SubmitButton pendingText={t("pending")}>{t(isOpen ? "goOn" : "connect")}</SubmitButton>
            </form>
          ) : null}
          {isOpen ? <Disconnect send={disconnect} /> : null}
        </div>
      ) : (
        <p className="text-ink-soft">{t("notOffered")}</p>
      )}
    </Card>
  );
}

/** What the gateway asks for, by the words that it uses itself, so that its own pages are found by them. */
function Missing({ due }: { due: readonly string[] }) {
  const t = useTranslations("settings.payouts");
  if (due.length === 0) return null;
  return (
    <div className="flex flex-col gap-2">
      <h3 className="font-semibold">{t("due")}</h3>
      <ul className="flex flex-wrap gap-1.5">
        {due.map((requirement) => (
          <li key={requirement}>
            <Badge>{requirement.replaceAll(/[._]/g, " ")}</Badge>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Refused({ state: { refusal } }: { state: PayoutFormState }) {
  const t = useTranslations("settings.payouts.refusals");
  return refusal ? <RefusedNotice code={refusal}>{t(refusal)}</RefusedNotice> : null;
}

/** Asked about first; opens without JavaScript. */
function Disconnect({ send }: { send: (form: FormData) => void }) {
  const t = useTranslations("settings.payouts");
  return (
    <details>
      <summary className="inline-flex min-h-touch cursor-pointer list-none items-center rounded-control px-4 font-semibold text-bad hover:bg-bad-soft">
        {t("disconnect")}
      </summary>
      <form action={send} className="mt-2 flex max-w-sm flex-col gap-3 rounded-card bg-sunken p-4">
        <p className="text-sm">{t("disconnectText")}</p>
        <SubmitButton variant="danger" pendingText={t("pending")}>
          {t("disconnect")}
        </SubmitButton>
      </form>
    </details>
  );
}
