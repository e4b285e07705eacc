import { formatAmount } from "./amounts.ts";
import type { IntentRecord } from "./ledger.ts";
import { escapeHtml, sandboxPage } from "./sandbox-page.ts";

/** The bank's page of the sandbox: two buttons in a plain form that works without scripts. */
export function challengePage(intent: IntentRecord): string {
  const amount = formatAmount(intent.amount, intent.currency);
  return sandboxPage(
    "Is this you?",
    `<p>A payment of <strong>${escapeHtml(amount)}</strong>${intent.description ? ` for ${escapeHtml(intent.description)}` : ""} wants your consent.</p>
    <form method="post">
      <button name="outcome" value="complete">Complete authentication</button>
      <button name="outcome" value="fail" class="quiet">Fail authentication</button>
    </form>`,
  );
}

/** Shown when there is nothing (more) to consent to, or nowhere to go back to. */
export function closedPage(returnUrl: string | null): string {
  const back = returnUrl ? `<p><a href="${escapeHtml(returnUrl)}">Back to the shop</a></p>` : "";
  return sandboxPage(
    "Nothing waits for you here",
    `<p>This payment was answered, cancelled, or never existed.</p>${back}`,
  );
}

/** Where the buyer goes after the challenge, with the parameters that Stripe adds. */
export function returnLocation(intent: IntentRecord, returnUrl: string): string {
  const url = new URL(returnUrl);
  url.searchParams.set("payment_intent", intent.id);
  url.searchParams.set("payment_intent_client_secret", intent.secret);
  url.searchParams.set("redirect_status", REDIRECT_STATUS[intent.status] ?? "failed");
  return url.href;
}

const REDIRECT_STATUS: Readonly<Record<string, string>> = {
  requires_capture: "succeeded",
  succeeded: "succeeded",
  processing: "pending",
};
