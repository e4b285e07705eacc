import type { CommitBody } from "./pay-client.ts";

/**
 * One attempt to pay, kept for the tab: a reload, a return from the bank or another press of the button continues the same
 * attempt with the same key and body, so the buyer pays once (INV-6). A decline ends it; the next press begins another. It
 * holds no card data, only the gateway's id for the card.
 */
export type PayAttempt = {
  body: CommitBody;
  /** `sent`: the answer is not known yet. `challenge`: the bank was asked to ask the buyer. */
  phase: "sent" | "challenge";
};

export type Storage = Pick<globalThis.Storage, "getItem" | "setItem" | "removeItem">;

/** The open attempt of this reservation, if this tab has one. */
export function readAttempt(reservationId: string, storage: Storage = sessionStorage): PayAttempt | undefined {
  try {
    const value: unknown = JSON.parse(storage.getItem(slot(reservationId)) ?? "null");
    return isAttempt(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Remembers the attempt. Where the browser forbids storage, paying works and only a reload forgets. */
export function keepAttempt(reservationId: string, attempt: PayAttempt, storage: Storage = sessionStorage): void {
  try {
    storage.setItem(slot(reservationId), JSON.stringify(attempt));
  } catch {
    return;
  }
}

export function forgetAttempt(reservationId: string, storage: Storage = sessionStorage): void {
  try {
    storage.removeItem(slot(reservationId));
  } catch {
    return;
  }
}

function slot(reservationId: string): string {
  return `fairseat.pay.${reservationId}`;
}

function isAttempt(value: unknown): value is PayAttempt {
  if (typeof value !== "object" || value === null || !("body" in value) || !("phase" in value)) return false;
  const { body, phase } = value as { body: Partial<CommitBody> | null; phase: unknown };
  return (
    (phase === "sent" || phase === "challenge") &&
    typeof body?.idempotency_key === "string" &&
    typeof body.payment_method_id === "string" &&
    typeof body.billing_details === "object"
  );
}
