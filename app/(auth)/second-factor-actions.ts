"use server";

import { revalidatePath } from "next/cache";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { z } from "zod";
import { secondFactorCookieName, sessionCookieName } from "#lib/identity/cookie-names";
import { beginSecondFactor } from "#lib/identity/second-factor/begin-second-factor";
import { confirmSecondFactor } from "#lib/identity/second-factor/confirm-second-factor";
import { renewRecoveryCodes } from "#lib/identity/second-factor/renew-recovery-codes";
import { secondFactorInput } from "#lib/identity/second-factor/second-factor-contract";
import { signInWithSecondFactor } from "#lib/identity/second-factor/sign-in-with-second-factor";
import { turnOffSecondFactor } from "#lib/identity/second-factor/turn-off-second-factor";
import { factorHolder } from "#lib/organizations/account-authority";
import { anyone } from "#lib/organizations/authority";
import { limitTo } from "#lib/protection/limits";
import {
  TWO_FACTOR_STEPS,
  type TwoFactorState,
  type TwoFactorStep,
} from "../../components/account/two-factor-state.ts";
import { type ActionRefusal, action } from "../action.ts";
import { keepSession } from "./keep-session.ts";
import { nextPath } from "./own-path.ts";

const PAGE = "/account/security/two-factor";
const limit = limitTo("credentials");
/** A typed code; undefined when it cannot be one. */
const code = secondFactorInput.shape.code.optional().catch(undefined);

/** The second step of signing in. */
export const showSecondFactorAction = action(
  {
    route: "/sign-in/second-factor#show",
    authority: anyone,
    limit,
    input: secondFactorInput.extend({ next: nextPath }),
    refused,
  },
  async ({ input }): Promise<TwoFactorState> => {
    const pending = (await cookies()).get(secondFactorCookieName())?.value;
    const result = await signInWithSecondFactor({ pending, code: input.code });
    if (result.ok) {
      await keepSession(result);
      redirect(input.next);
    }
    if (result.refusal.code === "sign_in_lapsed") redirect(`/sign-in?${new URLSearchParams({ next: input.next })}`);
    return problemOf(result.refusal);
  },
);

/** All steps of the second factor's page in one action, so that one state holds the result of the last step. */
export const twoFactorAction = action(
  {
    route: `${PAGE}#step`,
    authority: factorHolder,
    limit,
    input: z.object({ step: z.enum(TWO_FACTOR_STEPS), code }),
    refused: (refusal, { step }): TwoFactorState => {
      const { data } = z.enum(TWO_FACTOR_STEPS).safeParse(step);
      return data ? { step: data, ...refused(refusal) } : {};
    },
  },
  async ({ who, input: { step, code: typed } }): Promise<TwoFactorState> => {
    const sessionToken = (await cookies()).get(sessionCookieName())?.value ?? "";
    const state = await perform(step, who, { userId: who.userId, sessionToken, code: typed });
    revalidatePath(PAGE);
    return { step, ...state };
  },
);

type Proof = { userId: string; sessionToken: string; code: string | undefined };

async function perform(
  step: TwoFactorStep,
  who: Parameters<typeof beginSecondFactor>[0],
  proof: Proof,
): Promise<TwoFactorState> {
  if (step === "begin") return stateOf(await beginSecondFactor(who));
  if (step === "renew") return stateOf(await renewRecoveryCodes(proof));
  if (step === "off") return stateOf(await turnOffSecondFactor(proof), { isOff: true });
  const { code: typed, sessionToken } = proof;
  return typed === undefined
    ? { problem: "code_missing" }
    : stateOf(await confirmSecondFactor(who, { sessionToken, code: typed }));
}

function refused(refusal: ActionRefusal): TwoFactorState {
  return refusal.code === "rate_limit_exceeded"
    ? { problem: "slow_down", wait: refusal.wait }
    : { problem: "code_missing" };
}

type Refusal = { code: NonNullable<TwoFactorState["problem"]>; retry_after_seconds?: number };
type Result = { ok: true; recoveryCodes?: string[] } | { ok: false; refusal: Refusal };

function stateOf(result: Result, done: TwoFactorState = {}): TwoFactorState {
  if (!result.ok) return problemOf(result.refusal);
  return result.recoveryCodes ? { recoveryCodes: result.recoveryCodes } : done;
}

function problemOf({ code, retry_after_seconds: wait }: Refusal): TwoFactorState {
  return { problem: code, ...(wait === undefined ? {} : { wait }) };
}
