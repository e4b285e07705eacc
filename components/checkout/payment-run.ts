import type { Terms } from "#lib/legal/contract";
import type { Locale } from "../layout/locales.ts";
import type { BillingDetails, CardSource } from "./card-source.ts";
import { forgetAttempt, keepAttempt, type PayAttempt, readAttempt, type Storage } from "./pay-attempt.ts";
import { type CommitBody, type CommitOutcome, choiceOnWire, type Wish } from "./pay-client.ts";
import { type NextStep, nextStep, type PayState } from "./pay-state.ts";

/** `paymentAccount` is the connected account that the card form gives the card to; null for the platform's own. */
export type PayOrder = {
  paymentAccount?: string | null | undefined;
  billing: BillingDetails;
  wish: Wish;
  /** The total on the page, in the major unit: another one by now charges nothing. */
  expectedTotal: number;
  locale: Locale;
  terms: Terms;
  /** What was filled in of what the event asks; empty where the order is there already. */
  form: Pick<CommitBody, "answers" | "holders" | "confirmed_age" | "shown_form">;
  /** To whom the order is to be invoiced; undefined where the buyer does not say, or said it before. */
  invoice: CommitBody["invoice"];
};

export type PaymentParts = {
  readonly reservationId: string;
  readonly card: () => CardSource | null;
  readonly commit: (reservationId: string, body: CommitBody) => Promise<CommitOutcome>;
  readonly show: (state: PayState) => void;
  readonly leave: (step: NonNullable<NextStep["go"]>) => void;
  readonly storage?: Storage;
  /** Between two questions about a payment that is being made. */
  readonly askAgainMs?: number;
};

export type PaymentRun = {
  readonly pay: (order: PayOrder, options: { isFree: boolean }) => Promise<void>;
  readonly resume: (options?: { cameBack: boolean }) => Promise<void>;
  readonly isBusy: () => boolean;
};

/**
 * Drives one reservation's payment: makes the payment method, commits, follows the answer. One run at a time, so a double
 * click is one. What a card form or the gateway's script throws ends the run in a state from which the button works again.
 */
export function createPaymentRun(parts: PaymentParts): PaymentRun {
  const { reservationId, show, storage, askAgainMs = ASK_AGAIN_MS } = parts;
  let isBusy = false;
  let isSent = false;

  async function alone(work: () => Promise<void>): Promise<void> {
    if (isBusy) return;
    isBusy = true;
    isSent = false;
    try {
      await work();
    } catch {
      show(isSent ? { phase: "unsettled" } : NOTHING_SENT);
    } finally {
      isBusy = false;
    }
  }

  async function follow(first: PayAttempt, cameBack: boolean): Promise<void> {
    const attempt = { ...first, phase: "sent" as const };
    keepAttempt(reservationId, attempt, storage);
    isSent = true;
    for (let asked = 0; asked < ASKS_MAX; asked++) {
      if (asked > 0) await new Promise((resolve) => setTimeout(resolve, askAgainMs));
      const outcome = await parts.commit(reservationId, attempt.body);
      const answerChallenge = parts.card()?.answerChallenge;
      if (outcome.kind === "challenge" && !outcome.redirectUrl && answerChallenge) {
        keepAttempt(reservationId, { ...attempt, phase: "challenge" }, storage);
        await answerChallenge(outcome.clientSecret);
        continue;
      }
      const step = nextStep(outcome, cameBack);
      if (step.attempt === "forget") forgetAttempt(reservationId, storage);
      if (step.attempt === "challenge") keepAttempt(reservationId, { ...attempt, phase: "challenge" }, storage);
      show(step.state);
      if (step.go) return parts.leave(step.go);
      if (!step.askAgain) return;
    }
    show({ phase: "unsettled" });
  }

  return {
    isBusy: () => isBusy,
    resume: ({ cameBack } = { cameBack: false }) =>
      alone(async () => {
        const open = readAttempt(reservationId, storage);
        if (!open) return show({ phase: "ready" });
        show({ phase: "working", step: "checking" });
        await follow(open, cameBack);
      }),
    pay: (order, { isFree }) =>
      alone(async () => {
        show({ phase: "working", step: "card" });
        const method = isFree ? FREE : ((await parts.card()?.createMethod(order.billing)) ?? { kind: "unreachable" });
        if (method.kind === "invalid") return show({ phase: "ready" });
        if (method.kind === "unreachable") return show(NOTHING_SENT);
        show({ phase: "working", step: "paying" });
        await follow({ body: bodyOf(order, method.id), phase: "sent" }, false);
      }),
  };
}

/** Without a payment method nothing was asked of the server: the next press begins again. */
const NOTHING_SENT: PayState = { phase: "ready", problem: { kind: "card_unreachable" } };
/** What a payment of nothing is paid with. */
const FREE = { kind: "method", id: "free" } as const;
const ASK_AGAIN_MS = 1_500;
const ASKS_MAX = 20;

function bodyOf(
  { paymentAccount, billing, wish, expectedTotal, locale, terms, form, invoice }: PayOrder,
  methodId: string,
): CommitBody {
  return {
    payment_method_id: methodId,
    ...(methodId === FREE.id || paymentAccount === undefined ? {} : { payment_account: paymentAccount }),
    idempotency_key: crypto.randomUUID(),
    billing_details: billing,
    locale,
    terms,
    expected_total: expectedTotal,
    ...form,
    ...(invoice ? { invoice } : {}),
    ...choiceOnWire(wish),
  };
}
