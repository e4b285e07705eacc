"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { AuditLineWire } from "#lib/audit/contract";

/** What a log is filtered by: the part of an action before its dot. */
export const AUDIT_AREAS = [
  ...([
    "order",
    "payment",
    "ticket",
    "seats",
    "waiting_room",
    "risk_review",
    "event",
    "promo",
    "add_on",
    "organization",
    "member",
    "invitation",
  ] as const),
  ...(["access_token", "webhook", "audit", "session", "two_factor", "passkey", "password"] as const),
] as const;

export const AUDIT_OUTCOMES = ["ok", "held", "paid", "refunded", "admitted", "opened", "closed", "failed"] as const;

type Line = Pick<AuditLineWire, "action" | "subject" | "actor" | "actor_name">;

/** The log in words. An action or outcome that no language file knows is shown as it is written. */
export function useAuditWords() {
  const t = useTranslations("organizer.audit");
  return useMemo(
    () => ({
      /** What was done, with the number of the order or ticket. */
      did({ action, subject }: Line): string {
        const key = `did.${action}` as "did.order.refund";
        return t.has(key) ? t(key, { subject }) : action;
      },
      /** Members by name; all others by what their key says of them. */
      who({ actor, actor_name }: Line): string {
        if (actor === "system") return t("system");
        if (actor_name !== null) return actor_name;
        // Who has an account may buy or administer the platform; who has none can only buy.
        return `${t(actor.startsWith("user:") ? "account" : "buyer")} · ${actor.slice(-6)}`;
      },
      outcome(outcome: string): string {
        const key = `outcomes.${outcome}` as "outcomes.ok";
        return t.has(key) ? t(key) : outcome.replaceAll("_", " ");
      },
    }),
    [t],
  );
}

/** Where the thing of a line is in the dashboard; undefined when it has no page. */
export function pageOfLine(line: Pick<AuditLineWire, "action" | "subject" | "event_id">, base: string | undefined) {
  if (base === undefined) return undefined;
  const [area = "", deed] = line.action.split(".");
  if (line.event_id !== null) return `${base}/events/${line.event_id}`;
  if (area === "webhook" && deed !== "delete") return `${base}/webhooks/${line.subject}`;
  if (area === "access_token") return `${base}/tokens`;
  return area === "member" || area === "invitation" ? `${base}/members` : undefined;
}
