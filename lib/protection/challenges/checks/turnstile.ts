import type { HumanCheck } from "./human-check.ts";
import { askSiteverify } from "./siteverify.ts";

type Keys = { readonly siteKey: string; readonly secret: string; readonly url: string };

/** Cloudflare Turnstile (https://developers.cloudflare.com/turnstile/get-started/server-side-validation/). A token is bound to its challenge. */
export function turnstile({ siteKey, secret, url }: Keys): HumanCheck {
  return {
    name: "turnstile",
    siteKey,
    verify: ({ token, nonce }) => askSiteverify({ url, secret, token }, ({ cdata }) => cdata === nonce),
  };
}
