import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import type { BillingDetails, CardSource } from "./card-source.ts";
import { forgetAttempt, keepAttempt, type PayAttempt, readAttempt } from "./pay-attempt.ts";
import { type CommitBody, commitReservation } from "./pay-client.ts";
import { nextStep, type PayState } from "./pay-state.ts";

export type PayOrder = { billing: BillingDetails; promoCode: string | undefined; locale: string };

/**
 * Drives one reservation's payment: makes the payment method, commits, follows the answer. One run at a time, so a
 * double click is one; a run that a reload cut off goes on by itself with the same key. `hasBegun` says that the server
 * knows of an attempt, `cameBack` that the bank just sent the buyer back.
 */
export function usePayment(
  reservationId: string,
  card: RefObject<CardSource | null>,
  arrival: { cameBack: boolean; isFree: boolean },
): { state: PayState; pay: (order: PayOrder) => Promise<void>; resume: () => Promise<void>; expire: () => void } {
  const [state, setState] = useState<PayState>({ phase: "ready" });
  const isBusy = useRef(false);
  const { cameBack, isFree } = arrival;

  const follow = useCallback(
    async (first: PayAttempt, justBack: boolean) => {
      const attempt = { ...first, phase: "sent" as const };
      keepAttempt(reservationId, attempt);
      for (let asked = 0; asked < ASKS_MAX; asked++) {
        if (asked > 0) await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
        const outcome = await commitReservation(reservationId, attempt.body);
        if (outcome.kind === "challenge" && !outcome.redirectUrl && card.current?.answerChallenge) {
          keepAttempt(reservationId, { ...attempt, phase: "challenge" });
          await card.current.answerChallenge(outcome.clientSecret);
          continue;
        }
        const step = nextStep(outcome, justBack);
        if (step.attempt === "forget") forgetAttempt(reservationId);
        if (step.attempt === "challenge") keepAttempt(reservationId, { ...attempt, phase: "challenge" });
        setState(step.state);
        if (step.go) return window.location[step.go.how](step.go.href);
        if (!step.askAgain) return;
      }
      setState({ phase: "unsettled" });
    },
    [reservationId, card],
  );

  const alone = useCallback(async (work: () => Promise<void>) => {
    if (isBusy.current) return;
    isBusy.current = true;
    await work();
    isBusy.current = false;
  }, []);

  const resume = useCallback(
    (justBack = false) =>
      alone(async () => {
        const open = readAttempt(reservationId);
        if (!open) return setState({ phase: "ready" });
        setState({ phase: "working", step: "checking" });
        await follow(open, justBack);
      }),
    [alone, follow, reservationId],
  );

  const pay = useCallback(
    (order: PayOrder) =>
      alone(async () => {
        setState({ phase: "working", step: "card" });
        const method = isFree ? FREE : ((await card.current?.createMethod(order.billing)) ?? { kind: "unreachable" });
        if (method.kind === "invalid") return setState({ phase: "ready" });
        // Without a payment method nothing was asked of the server: pressing again begins anew.
        if (method.kind === "unreachable") return setState({ phase: "unsettled" });
        setState({ phase: "working", step: "paying" });
        await follow({ body: bodyOf(order, method.id), phase: "sent" }, false);
      }),
    [alone, card, follow, isFree],
  );

  useEffect(() => {
    const open = readAttempt(reservationId);
    if (open?.phase === "challenge" && !cameBack) setState({ phase: "at_bank" });
    else if (open) void resume(cameBack);
    // A page that the browser kept from before the bank's page shows a state of long ago.
    const onShow = (event: PageTransitionEvent) => event.persisted && window.location.reload();
    window.addEventListener("pageshow", onShow);
    return () => window.removeEventListener("pageshow", onShow);
  }, [reservationId, cameBack, resume]);

  const expire = useCallback(() => {
    if (!isBusy.current && !readAttempt(reservationId)) setState({ phase: "expired" });
  }, [reservationId]);
  return { state, pay, resume, expire };
}

/** What a payment of nothing is paid with. */
const FREE = { kind: "method", id: "free" } as const;
const ASK_AGAIN_MS = 1_500;
const ASKS_MAX = 20;

function bodyOf({ billing, promoCode, locale }: PayOrder, methodId: string): CommitBody {
  return {
    payment_method_id: methodId,
    idempotency_key: crypto.randomUUID(),
    billing_details: billing,
    locale,
    ...(promoCode ? { promo_code: promoCode } : {}),
  };
}
