import type { BuyerForm } from "#lib/catalog/questions/question-contract";
import type { Terms } from "#lib/legal/contract";
import { type BuyerProblems, problemsFromServer } from "./buyer-check.ts";
import type { FormProblems } from "./form-values.ts";
import { type InvoiceProblems, invoiceProblemsOf } from "./invoice-values.ts";
import type { AmountLimit, CommitOutcome, DeclineReason, PromoWhy } from "./pay-client.ts";

/** Where a payment stands, as the page shows it. */
export type PayState =
  | { phase: "ready"; problem?: PayProblemFact }
  /** The button is at work and says with what. */
  | { phase: "working"; step: "card" | "paying" | "bank" | "checking" | "leaving" }
  /** It is unknown whether money moved; the same attempt is sent again on demand. */
  | { phase: "unsettled"; why?: "too_many" }
  /** The bank waits for the buyer's answer. */
  | { phase: "at_bank" }
  /** The hold is over, or the buyer's time inside the sale before it. */
  | { phase: "expired"; over?: "time_over" };

export type PayProblemFact =
  | { kind: "declined"; reason: DeclineReason; retryAllowed: boolean }
  | { kind: "promo"; why: PromoWhy }
  | { kind: "unpayable"; limit: AmountLimit | undefined }
  /** These are in force by now: the buyer reads them and agrees again. */
  | { kind: "terms"; terms: Terms }
  /** It costs this by now: the buyer sees the new price and presses again. */
  | { kind: "price"; totalMinor: number | undefined }
  /** This is asked by now: the buyer answers it and presses again. */
  | { kind: "questions"; form: BuyerForm }
  | { kind: "answers"; problems: FormProblems }
  | { kind: "fields"; problems: BuyerProblems; invoice: InvoiceProblems }
  /** The card form did not answer, so nothing was sent and nothing charged. */
  | { kind: "card_unreachable" }
  | { kind: "refused"; code: string; orderNumber?: string };

/** The page's next step after an answer, in addition to showing `state`. */
export type NextStep = {
  state: PayState;
  /** `forget`: the attempt is over and the next press begins another. `challenge`: it waits for the bank. */
  attempt: "keep" | "forget" | "challenge";
  /** Leave for this address; `replace` keeps the payment page out of the way back. */
  go?: { href: string; how: "assign" | "replace" };
  askAgain?: boolean;
};

/**
 * The rule of the page: an answer and whether the buyer just came back from the bank, to the next step. An attempt is
 * forgotten only when it is known that it will take no money.
 */
export function nextStep(outcome: CommitOutcome, cameBack: boolean): NextStep {
  switch (outcome.kind) {
    case "paid": {
      const href = `/orders/${outcome.orderNumber}?new=1`;
      return { state: { phase: "working", step: "leaving" }, attempt: "forget", go: { href, how: "replace" } };
    }
    case "challenge": {
      // A buyer who returns without confirming is not redirected again; the button leads back to the bank.
      if (!outcome.redirectUrl || cameBack) return { state: { phase: "at_bank" }, attempt: "challenge" };
      const go = { href: outcome.redirectUrl, how: "assign" } as const;
      return { state: { phase: "working", step: "bank" }, attempt: "challenge", go };
    }
    case "declined": {
      const { reason, retryAllowed } = outcome;
      return { state: { phase: "ready", problem: { kind: "declined", reason, retryAllowed } }, attempt: "forget" };
    }
    case "in_progress":
      return { state: { phase: "working", step: "checking" }, attempt: "keep", askAgain: true };
    case "expired":
      return { state: { phase: "expired" }, attempt: "forget" };
    case "promo_invalid":
      return { state: { phase: "ready", problem: { kind: "promo", why: outcome.why } }, attempt: "forget" };
    case "unpayable":
      return { state: { phase: "ready", problem: { kind: "unpayable", limit: outcome.limit } }, attempt: "forget" };
    case "terms_changed":
      return { state: { phase: "ready", problem: { kind: "terms", terms: outcome.terms } }, attempt: "forget" };
    case "price_changed":
      return {
        state: { phase: "ready", problem: { kind: "price", totalMinor: outcome.totalMinor } },
        attempt: "forget",
      };
    case "questions_changed":
      return { state: { phase: "ready", problem: { kind: "questions", form: outcome.form } }, attempt: "forget" };
    case "answers_invalid":
      return { state: { phase: "ready", problem: answersProblem(outcome.problems) }, attempt: "forget" };
    case "invalid":
      return { state: { phase: "ready", problem: fieldsProblem(outcome.fields) }, attempt: "forget" };
    case "unreachable":
      return { state: { phase: "unsettled" }, attempt: "keep" };
    case "too_many":
      return { state: { phase: "unsettled", why: "too_many" }, attempt: "keep" };
    case "refused":
      return { state: { phase: "ready", problem: outcome }, attempt: "forget" };
  }
}

/** The same for what the event asks: what the form does not show needs a notice. */
function answersProblem(problems: FormProblems): PayProblemFact {
  const isShown = Object.keys(problems).length > 0;
  return isShown ? { kind: "answers", problems } : { kind: "refused", code: "invalid_request" };
}

/** The wrong fields, where they are the buyer's or the invoice's. A refused field that the form does not show needs a notice instead. */
function fieldsProblem(fields: readonly { path: string }[]): PayProblemFact {
  const [problems, invoice] = [problemsFromServer(fields), invoiceProblemsOf(fields)];
  const isShown = Object.keys({ ...problems, ...invoice }).length > 0;
  return isShown ? { kind: "fields", problems, invoice } : { kind: "refused", code: "invalid_request" };
}
