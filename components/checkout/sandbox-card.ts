import { type CardField, type CardInput, type CardProblem, digitsOf, parseExpiry } from "./card-input.ts";
import type { BillingDetails } from "./card-source.ts";

/** The one key the simulator's card form has; it can make payment methods and nothing else. */
const PUBLISHABLE_KEY = "pk_test_sandbox";

export type SentCard =
  | { kind: "method"; id: string }
  | { kind: "invalid"; problems: Partial<Record<CardField, CardProblem>> }
  | { kind: "unreachable" };

/** Gives the card to the simulator at `url`, for its connected account, in Stripe's own form encoding. Never throws. */
export async function sendCard(
  { url, account }: { url: string; account: string | null },
  card: CardInput,
  billing: BillingDetails,
): Promise<SentCard> {
  const expiry = parseExpiry(card.expiry);
  if (!expiry) return { kind: "invalid", problems: { expiry: "expiryWrong" } };
  const body = new URLSearchParams({
    type: "card",
    "card[number]": digitsOf(card.number),
    "card[exp_month]": String(expiry.month),
    "card[exp_year]": String(expiry.year),
    "card[cvc]": card.cvc,
    "billing_details[name]": billing.name,
    "billing_details[email]": billing.email,
  });
  try {
    const response = await fetch(`${url}/v1/payment_methods`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${PUBLISHABLE_KEY}`,
        ...(account === null ? {} : { "stripe-account": account }),
      },
      body,
      signal: AbortSignal.timeout(10_000),
    });
    const answer: { id?: unknown; error?: { code?: string; param?: string } } = await response.json();
    if (response.ok && typeof answer.id === "string") return { kind: "method", id: answer.id };
    if (response.status >= 500) return { kind: "unreachable" };
    return { kind: "invalid", problems: problemsOf(answer.error) };
  } catch {
    return { kind: "unreachable" };
  }
}

function problemsOf(error: { code?: string; param?: string } | undefined): Partial<Record<CardField, CardProblem>> {
  const about = `${error?.code ?? ""} ${error?.param ?? ""}`;
  if (about.includes("exp")) return { expiry: "expiryWrong" };
  if (about.includes("cvc")) return { cvc: "cvcWrong" };
  return { number: "numberWrong" };
}
