import type { Call, Desk, Operation } from "../desk.ts";
import { invalidRequest, missingParam, noSuch, StripeFault } from "../fault.ts";
import { formOf, refuseUnknown, textOf } from "../form.ts";
import { newId } from "../ledger.ts";
import { readMetadata } from "../metadata.ts";
import { page } from "../page.ts";
import { type AccountRecord, canCharge, FIRST_REQUIREMENTS } from "./account-record.ts";
import { renderAccount } from "./render-account.ts";

/** `POST /v1/accounts`: a seller's account with a dashboard of its own, which bears its own losses. It can do nothing yet. */
export const createAccount: Operation = (desk, call) => {
  const { form } = call;
  refuseUnknown(form, KNOWN);
  refuseConnected(desk);
  const country = textOf(form, "country") ?? "US";
  if (!/^[A-Z]{2}$/.test(country)) throw invalidRequest(`Country '${country}' is unknown.`, { param: "country" });
  const metadata = readMetadata(form);
  call.begin();
  const account = desk.ledger.accounts.add({
    id: newId("acct"),
    created: Math.floor(desk.now() / 1000),
    country,
    currency: textOf(form, "default_currency")?.toLowerCase() ?? (country === "US" ? "usd" : "eur"),
    email: textOf(form, "email") ?? null,
    businessName: textOf(formOf(form, "business_profile"), "name") ?? null,
    metadata,
    isSubmitted: false,
    currentlyDue: [...FIRST_REQUIREMENTS],
    disabledReason: "requirements.past_due",
  });
  return renderAccount(account);
};

export const retrieveAccount: Operation = (desk, call) => renderAccount(loadAccount(desk, call));

export const listAccounts: Operation = (desk, call) =>
  page(call, {
    url: "/v1/accounts",
    records: desk
      .platform()
      .ledger.accounts.list()
      .filter(({ isRevoked }) => !isRevoked),
    filters: {},
    render: renderAccount,
  });

/** The account that a request is for by its `Stripe-Account` header. Refuses one that is unknown or took the access away. */
export function accountForHeader(platform: Desk, id: string): AccountRecord {
  const account = platform.ledger.accounts.get(id);
  if (account && !account.isRevoked) return account;
  throw noAccess(id);
}

/** Refuses to charge in an account that may not take payments. */
export function refuseUnableToCharge(desk: Desk): void {
  const account = desk.account === undefined ? undefined : desk.platform().ledger.accounts.get(desk.account);
  if (desk.account === undefined || (account && canCharge(account))) return;
  throw invalidRequest(
    "This Connect account cannot currently make live charges. The `requirements.disabled_reason` property on the account will provide information about why this account is currently disabled. If you are a customer trying to make a purchase, please contact the owner of this site. Your transaction has not been processed.",
  );
}

/** What a seller or Stripe does to an account, as tests and drills ask for it. */
export type AccountChange =
  | { readonly becomes: "active" | "revoked" }
  | { readonly becomes: "restricted"; readonly currentlyDue: readonly string[] };

/** Changes an account and tells the platform of it. False when it is unknown. */
export function changeAccount(platform: Desk, id: string, change: AccountChange): boolean {
  const account = platform.ledger.accounts.get(id);
  if (!account) return false;
  if (change.becomes === "revoked") {
    account.isRevoked = true;
    platform
      .of(id)
      .emit("account.application.deauthorized", { id: "ca_sandbox", object: "application", name: "Fairseat" });
    return true;
  }
  delete account.isRevoked;
  account.isSubmitted = true;
  account.currentlyDue = change.becomes === "restricted" ? [...change.currentlyDue] : [];
  account.disabledReason = change.becomes === "restricted" ? "requirements.past_due" : null;
  tellOfAccount(platform, account);
  return true;
}

export function tellOfAccount(platform: Desk, account: AccountRecord): void {
  platform.of(account.id).emit("account.updated", renderAccount(account));
}

function loadAccount(desk: Desk, { id }: Call): AccountRecord {
  if (desk.account !== undefined && desk.account !== id) throw noAccess(id);
  return accountForHeader(desk.platform(), id);
}

/** Only the platform makes accounts and fees; a connected account has none of its own. */
export function refuseConnected(desk: Desk): void {
  if (desk.account !== undefined) {
    throw invalidRequest("You cannot access the connected accounts of your platform's connected accounts.");
  }
}

function noAccess(id: string): StripeFault {
  const message = `The provided key does not have access to account '${id}' (or that account does not exist). Application access may have been revoked.`;
  return new StripeFault(403, { type: "invalid_request_error", code: "account_invalid", message });
}

export function knownAccount(desk: Desk, id: string | undefined): AccountRecord {
  if (id === undefined) throw missingParam("account");
  const account = desk.ledger.accounts.get(id);
  if (!account || account.isRevoked) throw noSuch("account", id, { param: "account", status: 400 });
  return account;
}

const KNOWN = [
  ...["type", "controller", "country", "default_currency", "email", "business_profile", "business_type"],
  ...["capabilities", "metadata", "expand"],
];
