"use server";

import { revalidatePath } from "next/cache";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { getLocale } from "next-intl/server";
import {
  checkCodeInput,
  renameInput,
  resetPasswordInput,
  sendCodeInput,
  signInInput,
  signUpInput,
} from "#lib/identity/contract";
import { cookieName, cookieRules, sessionCookieName } from "#lib/identity/cookie-names";
import { requestPasswordReset } from "#lib/identity/passwords/request-password-reset";
import { resetPassword } from "#lib/identity/passwords/reset-password";
import { renamePerson } from "#lib/identity/rename-person";
import { sendMailCode } from "#lib/identity/sign-in/send-mail-code";
import { signInWithMailCode } from "#lib/identity/sign-in/sign-in-with-mail-code";
import { signInWithPassword } from "#lib/identity/sign-in/sign-in-with-password";
import { signOut } from "#lib/identity/sign-in/sign-out";
import { signUp } from "#lib/identity/sign-in/sign-up";
import { limitTo } from "#lib/protection/limits";
import { requirePerson } from "../current-person.ts";
import { inRequest, takeFrom } from "../in-request.ts";
import type { FormState } from "./form-state.ts";
import { enter } from "./keep-session.ts";
import { ownPath } from "./own-path.ts";
import { readForm } from "./read-form.ts";

const credentials = limitTo("credentials");

export async function signInAction(_: FormState, form: FormData): Promise<FormState> {
  const read = readForm(signInInput, form);
  if (!read.ok) return read.state;
  const { input, values } = read;
  const wait = await takeFrom(credentials);
  if (wait > 0) return { values, wait };
  const result = await inRequest(() => signInWithPassword(input));
  if (!result.ok && !("pending" in result)) return { values, refusal: result.refusal.code };
  return enter(result, ownPath(form.get("next")));
}

export async function sendCodeAction(_: FormState, form: FormData): Promise<FormState> {
  const read = readForm(sendCodeInput, form);
  if (!read.ok) return read.state;
  const wait = await takeFrom(credentials);
  if (wait > 0) return { values: read.values, wait };
  await sendMailCode({ email: read.input.email, locale: await getLocale() });
  redirect(codePage(read.input.email, form.get("next")));
}

export async function signUpAction(_: FormState, form: FormData): Promise<FormState> {
  const read = readForm(signUpInput, form);
  if (!read.ok) return read.state;
  const wait = await takeFrom(credentials);
  if (wait > 0) return { values: read.values, wait };
  const result = await signUp(read.input, await getLocale());
  if (!result.ok) return { values: read.values, refusal: result.refusal.code };
  const { pendingSignUp, ttlMs } = result;
  (await cookies()).set(signUpCookieName(), pendingSignUp, { ...cookieRules(), maxAge: ttlMs / 1_000 });
  redirect(codePage(read.input.email, form.get("next")));
}

export async function checkCodeAction(_: FormState, form: FormData): Promise<FormState> {
  const read = readForm(checkCodeInput, form);
  if (!read.ok) return read.state;
  const { input, values } = read;
  const wait = await takeFrom(credentials);
  if (wait > 0) return { values, wait };
  const store = await cookies();
  const pendingSignUp = store.get(signUpCookieName())?.value;
  const locale = await getLocale();
  const result = await inRequest(() => signInWithMailCode({ ...input, locale, pendingSignUp }));
  if (!result.ok && !("pending" in result)) return { values, refusal: result.refusal.code };
  store.delete({ ...cookieRules(), name: signUpCookieName() });
  return enter(result, ownPath(form.get("next")));
}

/** The same answer for every address, whether it has an account or not. */
export async function forgotPasswordAction(_: FormState, form: FormData): Promise<FormState> {
  const read = readForm(sendCodeInput, form);
  if (!read.ok) return read.state;
  const wait = await takeFrom(credentials);
  if (wait > 0) return { values: read.values, wait };
  await requestPasswordReset({ email: read.input.email, locale: await getLocale() });
  return { values: read.values, done: true };
}

export async function resetPasswordAction(_: FormState, form: FormData): Promise<FormState> {
  const read = readForm(resetPasswordInput, form);
  if (!read.ok) return read.state;
  const { input, values } = read;
  const wait = await takeFrom(credentials);
  if (wait > 0) return { values, wait };
  const result = await inRequest(() => resetPassword(input));
  if (!result.ok && !("pending" in result)) return { values, refusal: result.refusal.code };
  return enter(result, "/account");
}

export async function renameAction(_: FormState, form: FormData): Promise<FormState> {
  const person = await requirePerson("/account");
  const read = readForm(renameInput, form);
  if (!read.ok) return read.state;
  await renamePerson(person.userId, read.input.name);
  // The header and the page greet by name.
  revalidatePath("/", "layout");
  return { values: read.values, done: true };
}

export async function signOutAction(): Promise<void> {
  const store = await cookies();
  await inRequest(() => signOut(store.get(sessionCookieName())?.value));
  store.delete({ ...cookieRules(), name: sessionCookieName() });
  redirect("/");
}

function signUpCookieName(): string {
  return cookieName("fairseat_sign_up");
}

function codePage(email: string, next: unknown): string {
  return `/sign-in/code?${new URLSearchParams({ email, next: ownPath(next) })}`;
}
