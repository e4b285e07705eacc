import { z } from "zod";
import { type DataOf, declareRefusals, refuseWith } from "#lib/platform/http/refusals";

/** What identity refuses. `sign_in_failed` is answered alike for an unknown mail, a wrong password, a person without a password
 * and a disabled one, so that no one learns who has an account. `code_wrong` covers lapsed, used and unknown codes, `link_wrong`
 * the same of links. `mail_taken` is answered only to a person who proved that the mailbox is theirs. */
export const identityRefusals = declareRefusals({
  sign_in_failed: { status: 401, title: "This mail and password do not open an account now." },
  second_factor_needed: { status: 401, title: "Send a code of your second factor as well." },
  refresh_token_invalid: { status: 401, title: "This refresh token is over or was used: sign in again." },
  sign_in_lapsed: { status: 401, title: "The first step was too long ago: sign in again." },
  proof_required: { status: 403, title: "Show who you are once more to do this: sign in again." },
  two_factor_required: { status: 403, title: "This needs a second factor: set one up and sign in with it." },
  last_administrator: { status: 409, title: "The platform keeps an administrator: name another one first." },
  already_verified: { status: 409, title: "This mail address is proven already." },
  mail_taken: { status: 409, title: "This address belongs to another account." },
  passkeys_full: { status: 409, title: "This account has as many passkeys as it may have." },
  already_on: { status: 409, title: "The second factor is on already." },
  set_up_lapsed: { status: 410, title: "The set-up was too long ago: begin again." },
  code_wrong: { status: 422, title: "This code is wrong, used or too old." },
  link_wrong: { status: 422, title: "This link is wrong, used or too old." },
  password_breached: { status: 422, title: "This password stands in lists of stolen passwords." },
  mail_unproven: { status: 422, title: "The provider does not vouch for this address." },
  passkey_refused: { status: 422, title: "This passkey does not open an account here." },
  too_many_tries: {
    status: 429,
    title: "Too many wrong codes.",
    data: z.object({ retry_after_seconds: z.number() }),
  },
});

declare module "#lib/platform/http/refusals" {
  interface Refusals extends DataOf<typeof identityRefusals> {}
}

export const refuse = refuseWith(identityRefusals);
