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
import { limitTo } from "#lib/protection/limits";
import { TWO_FACTOR_STEPS, type TwoFactorState } from "../../components/account/two-factor-state.ts";
import { requireFactorHolder } from "../current-person.ts";
import { inRequest, takeFrom } from "../in-request.ts";
import { keepSession } from "./keep-session.ts";
import { ownPath } from "./own-path.ts";

const credentials = limitTo("credentials");

/** The second step of signing in. */
export async function showSecondFactorAction(_: TwoFactorState, form: FormData): Promise<TwoFactorState> {
  const next = ownPath(form.get("next"));
  const code = codeIn(form);
  if (code === undefined) return { problem: "code_missing" };
  const wait = await takeFrom(credentials);
  if (wait > 0) return { problem: "slow_down", wait };
  const pending = (await cookies()).get(secondFactorCookieName())?.value;
  const result = await inRequest(() => signInWithSecondFactor({ pending, code }));
  if (result.ok) {
    await keepSession(result);
    redirect(next);
  }
  if (result.refusal.code === "sign_in_lapsed") redirect(`/sign-in?${new URLSearchParams({ next })}`);
  return problemOf(result.refusal);
}

/** Every step of the page on which the second factor is kept, so that one state tells how the last of them ended. */
export async function twoFactorAction(_: TwoFactorState, form: FormData): Promise<TwoFactorState> {
  const person = await requireFactorHolder(PAGE);
  const { data: step } = z.enum(TWO_FACTOR_STEPS).safeParse(form.get("step"));
  if (!step) return {};
  const wait = await takeFrom(credentials, `user:${person.userId}`);
  if (wait > 0) return { step, problem: "slow_down", wait };
  const sessionToken = (await cookies()).get(sessionCookieName())?.value ?? "";
  const proof = { userId: person.userId, sessionToken, code: codeIn(form) };
  const state = await inRequest(async (): Promise<TwoFactorState> => {
    if (step === "begin") return stateOf(await beginSecondFactor(person));
    if (step === "renew") return stateOf(await renewRecoveryCodes(proof));
    if (step === "off") return stateOf(await turnOffSecondFactor(proof), { isOff: true });
    const { code, ...rest } = proof;
    return code === undefined ? { problem: "code_missing" } : stateOf(await confirmSecondFactor({ ...rest, code }));
  });
  revalidatePath(PAGE);
  return { step, ...state };
}

const PAGE = "/account/security/two-factor";

function codeIn(form: FormData): string | undefined {
  const parsed = secondFactorInput.safeParse({ code: form.get("code") ?? "" });
  return parsed.success ? parsed.data.code : undefined;
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
