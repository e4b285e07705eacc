import { type RefObject, useCallback, useEffect, useMemo, useState } from "react";
import type { CardSource } from "./card-source.ts";
import { readAttempt } from "./pay-attempt.ts";
import { commitReservation } from "./pay-client.ts";
import type { PayState } from "./pay-state.ts";
import { createPaymentRun, type PayOrder } from "./payment-run.ts";

/**
 * One reservation's payment on the page. A run that a reload cut off goes on by itself with the same key. `cameBack` says
 * that the bank just sent the buyer back.
 */
export function usePayment(
  reservationId: string,
  card: RefObject<CardSource | null>,
  arrival: { cameBack: boolean; isFree: boolean },
): Payment {
  const [state, setState] = useState<PayState>({ phase: "ready" });
  const [hasOwnAttempt, setHasOwnAttempt] = useState<boolean>();
  const { cameBack, isFree } = arrival;
  const run = useMemo(
    () =>
      createPaymentRun({
        reservationId,
        card: () => card.current,
        commit: commitReservation,
        show: setState,
        leave: ({ how, href }) => window.location[how](href),
      }),
    [reservationId, card],
  );

  useEffect(() => {
    const open = readAttempt(reservationId);
    setHasOwnAttempt(open !== undefined);
    if (open?.phase === "challenge" && !cameBack) setState({ phase: "at_bank" });
    else if (open) void run.resume({ cameBack });
    // A page that the browser kept from before the bank's page shows a state of long ago.
    const onShow = (event: PageTransitionEvent) => event.persisted && window.location.reload();
    window.addEventListener("pageshow", onShow);
    return () => window.removeEventListener("pageshow", onShow);
  }, [reservationId, cameBack, run]);

  const expire = useCallback(
    (ended: "hold" | "inside") => {
      if (!run.isBusy() && !readAttempt(reservationId))
        setState(ended === "inside" ? { phase: "expired", over: "time_over" } : { phase: "expired" });
    },
    [reservationId, run],
  );
  return { state, hasOwnAttempt, pay: (order) => run.pay(order, { isFree }), resume: () => run.resume(), expire };
}

type Payment = {
  state: PayState;
  /** Whether this tab had an open attempt when the page appeared; undefined until the browser was asked. */
  hasOwnAttempt: boolean | undefined;
  pay: (order: PayOrder) => Promise<void>;
  resume: () => Promise<void>;
  expire: (ended: "hold" | "inside") => void;
};
