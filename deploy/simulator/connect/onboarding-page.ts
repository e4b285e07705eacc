import { escapeHtml, sandboxPage } from "../sandbox-page.ts";
import type { AccountRecord } from "./account-record.ts";

/** The gateway's pages for a new seller, on one page: a plain form that works without scripts. */
export function onboardingPage(account: AccountRecord): string {
  const name = account.businessName ?? account.email ?? account.id;
  const due = account.currentlyDue.map((requirement) => `<li><code>${escapeHtml(requirement)}</code></li>`).join("");
  return sandboxPage(
    "Receive payouts",
    `<p><strong>${escapeHtml(name)}</strong> (${escapeHtml(account.country)}) has to give:</p>
    <ul>${due}</ul>
    <form method="post">
      <button name="outcome" value="complete">Give everything</button>
      <button name="outcome" value="partly" class="quiet">Leave the bank account out</button>
      <button name="outcome" value="later" class="quiet">Go on later</button>
    </form>`,
  );
}
