"use server";

import { revalidatePath } from "next/cache";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { getLocale } from "next-intl/server";
import { z } from "zod";
import { becomeAdministrator } from "#lib/identity/administrators/become-administrator";
import {
  checkCodeInput,
  mailLinkInput,
  renameInput,
  resetPasswordInput,
  sendCodeInput,
  signInInput,
  signUpInput,
} from "#lib/identity/contract";
import { sessionCookieName } from "#lib/identity/cookie-names";
import { requestPasswordReset } from "#lib/identity/passwords/request-password-reset";
import { resetPassword } from "#lib/identity/passwords/reset-password";
import { renamePerson } from "#lib/identity/queries";
import { sendMailCode } from "#lib/identity/sign-in/send-mail-code";
import { signInWithMailCode } from "#lib/identity/sign-in/sign-in-with-mail-code";
import { signInWithMailLink } from "#lib/identity/sign-in/sign-in-with-mail-link";
import { signInWithPassword } from "#lib/identity/sign-in/sign-in-with-password";
import { signOut } from "#lib/identity/sign-in/sign-out";
import { signUp } from "#lib/identity/sign-in/sign-up";
import { account } from "#lib/organizations/account-authority";
import { anyone } from "#lib/organizations/authority";
import { cookieName, cookieRules } from "#lib/platform/http/cookie-rules";
import { limitTo } from "#lib/protection/limits";
import { action } from "../action.ts";
import type { FormState } from "./form-state.ts";
import { enter } from "./keep-session.ts";
import { nextPath } from "./own-path.ts";
import { refusedForm, typedIn } from "./refused-form.ts";

const way = { authority: anyone, limit: limitTo("credentials"), refused: refusedForm };
const next = { next: nextPath };

export const signInAction = action(
  { ...way, route: "/sign-in#password", input: signInInput.extend(next) },
  async ({ input, fields }): Promise<FormState> => {
    const result = await signInWithPassword(input);
    if (!result.ok && !("pending" in result)) return { values: typedIn(fields), refusal: result.refusal.code };
    return enter(result, input.next);
  },
);

export const sendCodeAction = action(
  { ...way, route: "/sign-in#send-code", input: sendCodeInput.extend(next) },
  async ({ input }): Promise<FormState> => {
    await sendMailCode({ email: input.email, locale: await getLocale() });
    redirect(codePage(input));
  },
);

export const signUpAction = action(
  { ...way, route: "/sign-up#sign-up", input: signUpInput.extend(next) },
  async ({ input, fields }): Promise<FormState> => {
    const result = await signUp(input, await getLocale());
    if (!result.ok) return { values: typedIn(fields), refusal: result.refusal.code };
    const { pendingSignUp, ttlMs } = result;
    (await cookies()).set(signUpCookieName(), pendingSignUp, { ...cookieRules(), maxAge: ttlMs / 1_000 });
    redirect(codePage(input));
  },
);

export const checkCodeAction = action(
  { ...way, route: "/sign-in/code#check", input: checkCodeInput.extend(next) },
  async ({ input, fields }): Promise<FormState> => {
    const store = await cookies();
    const pendingSignUp = store.get(signUpCookieName())?.value;
    const { email, code } = input;
    const result = await signInWithMailCode({ email, code, locale: await getLocale(), pendingSignUp });
    if (!result.ok && !("pending" in result)) return { values: typedIn(fields), refusal: result.refusal.code };
    store.delete({ ...cookieRules(), name: signUpCookieName() });
    return enter(result, input.next);
  },
);

/** Signs in by the link of a mail. */
export const signInWithLinkAction = action(
  { ...way, route: "/sign-in/link#sign-in", input: mailLinkInput },
  async ({ input, fields }): Promise<FormState> => {
    const result = await signInWithMailLink({ token: input.token, locale: await getLocale() });
    if (!result.ok && !("pending" in result)) return { values: typedIn(fields), refusal: result.refusal.code };
    return enter(result, "/account");
  },
);

/** The same answer for every address, whether it has an account or not. */
export const forgotPasswordAction = action(
  { ...way, route: "/reset-password#forgot", input: sendCodeInput },
  async ({ input, fields }): Promise<FormState> => {
    await requestPasswordReset({ email: input.email, locale: await getLocale() });
    return { values: typedIn(fields), done: true };
  },
);

export const resetPasswordAction = action(
  { ...way, route: "/reset-password#reset", input: resetPasswordInput },
  async ({ input, fields }): Promise<FormState> => {
    const result = await resetPassword(input);
    if (!result.ok && !("pending" in result)) return { values: typedIn(fields), refusal: result.refusal.code };
    return enter(result, "/account");
  },
);

/** Uses the link of an administrator, whose next step is a second factor. */
export const becomeAdministratorAction = action(
  { ...way, route: "/sign-in/administrator#accept", input: resetPasswordInput },
  async ({ input, fields }): Promise<FormState> => {
    const result = await becomeAdministrator(input, await getLocale());
    if (!result.ok && !("pending" in result)) return { values: typedIn(fields), refusal: result.refusal.code };
    return enter(result, result.ok ? "/account/security/two-factor" : "/admin");
  },
);

export const renameAction = action(
  { ...way, route: "/account#rename", authority: account, limit: limitTo("account"), input: renameInput },
  async ({ who, input, fields }): Promise<FormState> => {
    await renamePerson(who.userId, input.name);
    // The header and the page greet by name.
    revalidatePath("/", "layout");
    return { values: typedIn(fields), done: true };
  },
);

export const signOutAction = action(
  {
    route: "/account#sign-out",
    authority: anyone,
    limit: limitTo("account"),
    input: z.object({}),
    refused: (): void => redirect("/account"),
  },
  async () => {
    const store = await cookies();
    await signOut(store.get(sessionCookieName())?.value);
    store.delete({ ...cookieRules(), name: sessionCookieName() });
    redirect("/");
  },
);

function signUpCookieName(): string {
  return cookieName("fairseat_sign_up");
}

function codePage(given: { email: string; next: string }): string {
  return `/sign-in/code?${new URLSearchParams({ email: given.email, next: given.next })}`;
}
