import type { Desk, Operation } from "../desk.ts";
import { invalidRequest, missingParam } from "../fault.ts";
import { type Form, refuseUnknown, textOf } from "../form.ts";
import { newId } from "../ledger.ts";
import type { AccountRecord, LinkRecord } from "./account-record.ts";
import { knownAccount, refuseConnected, tellOfAccount } from "./accounts.ts";

/** `POST /v1/account_links`: an address at which the seller goes on with the onboarding, once and within five minutes. */
export const createAccountLink: Operation = (desk, call) => {
  const { form } = call;
  refuseUnknown(form, ["account", "type", "refresh_url", "return_url", "collect", "collection_options", "expand"]);
  refuseConnected(desk);
  const type = textOf(form, "type");
  if (type === undefined) throw missingParam("type");
  if (type !== "account_onboarding") {
    throw invalidRequest("You cannot create account_update type Account Links for this account.", { param: "type" });
  }
  const account = knownAccount(desk, textOf(form, "account"));
  const [returnUrl, refreshUrl] = [addressOf(form, "return_url"), addressOf(form, "refresh_url")];
  call.begin();
  const created = Math.floor(desk.now() / 1000);
  const link = desk.ledger.links.add({
    id: newId("link"),
    created,
    accountId: account.id,
    returnUrl,
    refreshUrl,
    isUsed: false,
  });
  const url = `${desk.url()}/onboarding/${link.id}`;
  return { object: "account_link", created, expires_at: created + LINK_SECONDS, url };
};

/** What a visit to the address of an onboarding finds. */
export type Visit =
  | { readonly kind: "open"; readonly link: LinkRecord; readonly account: AccountRecord }
  /** It was visited before, or its minutes are over: the platform makes another. */
  | { readonly kind: "over"; readonly refreshUrl: string }
  | { readonly kind: "unknown" };

/** Finds the link of an address. */
export function visitLink(desk: Desk, id: string): Visit {
  const link = desk.ledger.links.get(id);
  const account = link && desk.ledger.accounts.get(link.accountId);
  if (!link || !account) return { kind: "unknown" };
  const isLate = desk.now() / 1000 > link.created + LINK_SECONDS;
  if (isLate || link.isUsed) return { kind: "over", refreshUrl: link.refreshUrl };
  return { kind: "open", link, account };
}

/** The seller's answer to the onboarding: all of it, all but what a bank asks for, or nothing for now. */
export function answerOnboarding(desk: Desk, { link, account }: Visit & { kind: "open" }, outcome: string): void {
  link.isUsed = true;
  if (outcome === "later") return;
  account.isSubmitted = true;
  account.currentlyDue = outcome === "complete" ? [] : ["external_account", "individual.verification.document"];
  account.disabledReason = outcome === "complete" ? null : "requirements.past_due";
  tellOfAccount(desk, account);
}

const LINK_SECONDS = 300;

function addressOf(form: Form, param: "return_url" | "refresh_url"): string {
  const text = textOf(form, param);
  if (text === undefined) throw missingParam(param);
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text;
  throw invalidRequest("Not a valid URL", { code: "url_invalid", param });
}
