import type { HumanCheck } from "./human-check.ts";
import { askSiteverify } from "./siteverify.ts";

type Keys = { readonly siteKey: string; readonly secret: string; readonly url: string; readonly scoreMin: number };

/** Google reCAPTCHA v3 (https://developers.google.com/recaptcha/docs/v3): a score without a question to the person. */
export function recaptcha({ siteKey, secret, url, scoreMin }: Keys): HumanCheck {
  return {
    name: "recaptcha",
    siteKey,
    verify: ({ token }) =>
      askSiteverify({ url, secret, token }, ({ score }) => score !== undefined && score >= scoreMin),
  };
}
