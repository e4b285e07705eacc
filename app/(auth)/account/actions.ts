"use server";

import { revalidatePath } from "next/cache";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { getLocale } from "next-intl/server";
import { z } from "zod";
import { anyPasswordInput, changeEmailInput, codeInput, newPasswordInput, sendCodeInput } from "#lib/identity/contract";
import { sessionCookieName } from "#lib/identity/cookie-names";
import { changePassword } from "#lib/identity/passwords/change-password";
import { changeEmail, sendChangeCode } from "#lib/identity/sign-in/change-email";
import { confirmIdentity } from "#lib/identity/sign-in/confirm-identity";
import { endOtherSessions, endSession } from "#lib/identity/sign-in/end-session";
import { sendMailCode } from "#lib/identity/sign-in/send-mail-code";
import { endTokenFamily } from "#lib/identity/tokens/end-token-family";
import { account, provenAccount } from "#lib/organizations/account-authority";
import { uuid } from "#lib/platform/input";
import { limitTo } from "#lib/protection/limits";
import { action, type Fields } from "../../action.ts";
import type { FormState } from "../form-state.ts";
import { keepSession } from "../keep-session.ts";
import { nextPath, ownPath } from "../own-path.ts";
import { refusedForm, typedIn } from "../refused-form.ts";

const way = { limit: limitTo("credentials"), refused: refusedForm };
/** Confirms the person's identity and returns to the page they came from. */
const confirming = { ...way, authority: account, page: ({ next }: Fields) => ownPath(next) };

export const confirmPasswordAction = action(
  { ...confirming, route: "/account/confirm#password", input: anyPasswordInput.extend({ next: nextPath }) },
  async ({ who, input: { password, next } }): Promise<FormState> => confirm(who, { password }, next),
);

/** The same by a code to the person's own mail. */
export const confirmCodeAction = action(
  { ...confirming, route: "/account/confirm#code", input: codeInput.extend({ next: nextPath }) },
  async ({ who, input: { code, next } }): Promise<FormState> => confirm(who, { code }, next),
);

export const sendConfirmCodeAction = action(
  { ...confirming, route: "/account/confirm#send-code", input: z.object({ next: nextPath }) },
  async ({ who, input: { next } }): Promise<FormState> => {
    await sendMailCode({ email: who.email, locale: await getLocale() });
    redirect(`/account/confirm?${new URLSearchParams({ next, by: "code" })}`);
  },
);

export const changePasswordAction = action(
  { ...way, route: "/account/password#change", authority: provenAccount, input: newPasswordInput },
  async ({ who, input }): Promise<FormState> => {
    const result = await changePassword(who, input.password);
    if (!result.ok) return { values: {}, refusal: result.refusal.code };
    await keepSession(result);
    redirect("/account/security?done=password");
  },
);

export const sendChangeCodeAction = action(
  { ...way, route: "/account/email#send-code", authority: provenAccount, input: sendCodeInput },
  async ({ who, input: { email }, fields }): Promise<FormState> => {
    const result = await sendChangeCode(who, { email, locale: await getLocale() });
    if (!result.ok) return { values: typedIn(fields), refusal: result.refusal.code };
    redirect(`/account/email?${new URLSearchParams({ to: email })}`);
  },
);

export const changeEmailAction = action(
  { ...way, route: "/account/email#change", authority: provenAccount, input: changeEmailInput },
  async ({ who, input, fields }): Promise<FormState> => {
    const sessionToken = (await cookies()).get(sessionCookieName())?.value ?? "";
    const result = await changeEmail(who, { ...input, sessionToken });
    if (!result.ok) return { values: typedIn(fields), refusal: result.refusal.code };
    revalidatePath("/", "layout");
    redirect("/account?done=email");
  },
);

const SECURITY = "/account/security";
const ending = { authority: account, limit: limitTo("account"), refused: (): void => redirect(SECURITY) };

export const endSessionAction = action(
  { ...ending, route: `${SECURITY}#end-session`, input: z.object({ session: uuid }) },
  async ({ who, input }): Promise<void> => {
    await endSession(who.userId, input.session);
    redirect(`${SECURITY}?done=session`);
  },
);

export const endOtherSessionsAction = action(
  { ...ending, route: `${SECURITY}#end-other-sessions`, input: z.object({}) },
  async ({ who }) => {
    await endOtherSessions(who.userId, await ownToken());
    redirect(`${SECURITY}?done=sessions`);
  },
);

export const endClientAction = action(
  { ...ending, route: `${SECURITY}#end-client`, input: z.object({ client: uuid }) },
  async ({ who, input }) => {
    await endTokenFamily(who.userId, input.client);
    redirect(`${SECURITY}?done=client`);
  },
);

async function confirm(
  who: Parameters<typeof confirmIdentity>[0],
  given: { password: string } | { code: string },
  next: string,
): Promise<FormState> {
  const result = await confirmIdentity(who, await ownToken(), given);
  if (!result.ok) return { values: {}, refusal: result.refusal.code };
  redirect(next);
}

async function ownToken(): Promise<string> {
  return (await cookies()).get(sessionCookieName())?.value ?? "";
}
