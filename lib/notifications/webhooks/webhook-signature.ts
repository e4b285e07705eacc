import { createHmac, randomBytes } from "node:crypto";
import { seal, unseal } from "#lib/platform/seal";

/** The secret an endpoint knows our messages by: `whsec_` and 256 random bits. Kept sealed, since it must sign again. */
export function newWebhookSecret(): { secret: string; sealed: string } {
  const secret = `whsec_${randomBytes(32).toString("base64url")}`;
  return { secret, sealed: seal(PURPOSE, secret) };
}

/** The secret of an endpoint, or undefined when it was sealed under another app secret. */
export function openWebhookSecret(sealed: string): string | undefined {
  return unseal(PURPOSE, sealed);
}

/**
 * The value of `Fairseat-Signature`: `t=<unix seconds>,v1=<hex>`, where v1 is the HMAC-SHA256 of `<t>.<body>` under the
 * endpoint's secret. While a secret is being replaced there are two of them, and a receiver is content with either. The
 * time is signed too, so that a message overheard today is refused tomorrow.
 */
export function signWebhook(body: string, secrets: readonly string[], at: Date): string {
  const seconds = Math.floor(at.getTime() / 1_000);
  const sign = (secret: string) => createHmac("sha256", secret).update(`${seconds}.${body}`).digest("hex");
  return [`t=${seconds}`, ...secrets.map((secret) => `v1=${sign(secret)}`)].join(",");
}

const PURPOSE = "webhook-secret";
