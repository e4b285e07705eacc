import { env } from "#lib/platform/env";
import { singleton } from "#lib/platform/singleton";
import type { CheckName } from "../contract.ts";
import type { CheckVerdict, HumanCheck } from "./human-check.ts";
import { recaptcha } from "./recaptcha.ts";
import { turnstile } from "./turnstile.ts";

/** How long a service that did not answer is left out of new challenges. */
const OUTAGE_MS = 60_000;

/** The configured check; undefined where none is, and `unavailable` after it did not answer this process. */
export function availableCheck(): HumanCheck | "unavailable" | undefined {
  const check = configuredCheck();
  return check && outage().until > Date.now() ? "unavailable" : check;
}

/** Asks the service that the challenge named about the token. Without a token the check failed; a service that is configured no more is unavailable. */
export async function verifyCheck(
  name: CheckName,
  { token, nonce }: { token: string | undefined; nonce: string },
): Promise<CheckVerdict> {
  const check = configuredCheck();
  if (check?.name !== name) return "unavailable";
  if (!token) return "failed";
  const verdict = await check.verify({ token, nonce });
  if (verdict === "unavailable") outage().until = Date.now() + OUTAGE_MS;
  return verdict;
}

/** The check that the environment configures. */
export function configuredCheck(): HumanCheck | undefined {
  const { TURNSTILE_SITE_KEY, TURNSTILE_SECRET_KEY, RECAPTCHA_SITE_KEY, RECAPTCHA_SECRET_KEY, ...rest } = env();
  if (TURNSTILE_SITE_KEY && TURNSTILE_SECRET_KEY)
    return turnstile({ siteKey: TURNSTILE_SITE_KEY, secret: TURNSTILE_SECRET_KEY, url: rest.TURNSTILE_VERIFY_URL });
  if (RECAPTCHA_SITE_KEY && RECAPTCHA_SECRET_KEY)
    return recaptcha({
      siteKey: RECAPTCHA_SITE_KEY,
      secret: RECAPTCHA_SECRET_KEY,
      url: rest.RECAPTCHA_VERIFY_URL,
      scoreMin: rest.RECAPTCHA_SCORE_MIN,
    });
  return undefined;
}

function outage(): { until: number } {
  return singleton("check-outage", () => ({ until: 0 }));
}
