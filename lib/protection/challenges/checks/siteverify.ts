import { z } from "zod";
import { env } from "#lib/platform/env";
import { log } from "#lib/platform/observability/log";
import { CHECK_ACTION, type CheckVerdict } from "./human-check.ts";

/** A fan waits for it, and there is another way. */
const TIME_OUT_MS = 4_000;

const siteverifyAnswer = z.object({
  success: z.boolean(),
  "error-codes": z.array(z.string()).default([]),
  hostname: z.string().optional(),
  action: z.string().optional(),
  /** reCAPTCHA v3: from 0, a program, to 1. */
  score: z.number().optional(),
  /** Turnstile: the text that the widget was given. */
  cdata: z.string().optional(),
});
export type SiteverifyAnswer = z.output<typeof siteverifyAnswer>;

/** Errors of theirs or of our configuration: they say nothing of the person. */
const OURS = /^(internal-error|missing-input-secret|invalid-input-secret|bad-request|invalid-keys)$/;

type Asked = { readonly url: string; readonly secret: string; readonly token: string };

/**
 * Asks a service that speaks reCAPTCHA's protocol, as Turnstile does too, about a token. A token is good for one question; a second one
 * is answered by failure. It must come from our host and from our form, and `isEnough` judges the rest. The address of the person is not
 * sent, because the services do not need it.
 */
export async function askSiteverify(
  { url, secret, token }: Asked,
  isEnough: (answer: SiteverifyAnswer) => boolean,
): Promise<CheckVerdict> {
  try {
    const response = await fetch(url, {
      method: "POST",
      body: new URLSearchParams({ secret, response: token }),
      signal: AbortSignal.timeout(TIME_OUT_MS),
      redirect: "error",
    });
    if (response.status >= 500) throw new Error(`it answered ${response.status}`);
    const answer = siteverifyAnswer.parse(await response.json());
    const trouble = answer["error-codes"].find((code) => OURS.test(code));
    if (!answer.success && trouble) throw new Error(`it answered ${trouble}`);
    const isOurs = answer.hostname === new URL(env().APP_URL).hostname && answer.action === CHECK_ACTION;
    return answer.success && isOurs && isEnough(answer) ? "passed" : "failed";
  } catch (error) {
    log().warn({ err: error }, "the check of browsers is out of reach: more work stands in for it");
    return "unavailable";
  }
}
