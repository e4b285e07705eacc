import type { Refused } from "#lib/platform/http/refusals";
import { refuse } from "../refusals.ts";
import { judgeSecondFactor } from "./second-factor.ts";
import { hasFreshSecondFactor } from "./second-factor-store.ts";

/** A person who wants to change the second factor, and the code they show. */
export type FactorProof = {
  readonly userId: string;
  readonly sessionToken: string;
  readonly code?: string | undefined;
};

/** Requires the second factor before a change that can remove it, unless this session showed it recently. */
export async function showFactorAgain({
  userId,
  sessionToken,
  code,
}: FactorProof): Promise<{ ok: true } | Refused<"code_wrong" | "too_many_tries">> {
  if (await isFactorFresh(userId, sessionToken)) return { ok: true };
  const judged = await judgeSecondFactor(userId, code ?? "");
  if (judged.verdict === "right") return { ok: true };
  if (judged.verdict === "wrong") return refuse("code_wrong");
  return refuse("too_many_tries", { retry_after_seconds: judged.retryAfterSeconds });
}

/** Whether a second factor was shown in this session of the person's within the last fifteen minutes. */
export async function isFactorFresh(userId: string, sessionToken: string): Promise<boolean> {
  return hasFreshSecondFactor(userId, sessionToken);
}
