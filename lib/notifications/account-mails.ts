import type { Subscriber } from "#lib/platform/outbox/fact";
import { sendAccountNotice } from "./send-account-notice.tsx";

/** Writes to the owner of an account what happened to it. */
export const accountMails: Subscriber = {
  name: "account-mails",
  types: ["account.token_reused"],
  handle: async ({ type, payload, at }) =>
    sendAccountNotice({ ...payload, kind: type.replace("account.", ""), at: at.toISOString() }),
};
