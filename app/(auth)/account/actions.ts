"use server";

import { revalidatePath } from "next/cache";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { getLocale } from "next-intl/server";
import { anyPasswordInput, changeEmailInput, codeInput, newPasswordInput, sendCodeInput } from "#lib/identity/contract";
import { sessionCookieName } from "#lib/identity/cookie-names";
import { changePassword } from "#lib/identity/passwords/change-password";
import { changeEmail, sendChangeCode } from "#lib/identity/sign-in/change-email";
import { confirmIdentity } from "#lib/identity/sign-in/confirm-identity";
import { endOtherSessions, endSession } from "#lib/identity/sign-in/end-session";
import { sendMailCode } from "#lib/identity/sign-in/send-mail-code";
import { endTokenFamily } from "#lib/identity/tokens/end-token-family";
import { uuid } from "#lib/platform/input";
import { limitTo } from "#lib/protection/limits";
import { requirePerson, requireProvenPerson } from "../../current-person.ts";
import { inRequest, takeFrom } from "../../in-request.ts";
import type { FormState } from "../form-state.ts";
import { keepSession } from "../keep-session.ts";
import { ownPath } from "../own-path.ts";
import { readForm } from "../read-form.ts";

const credentials = limitTo("credentials");

/** Asks who one is once more, by password; then on to what one was about to do. */
export async function confirmPasswordAction(_: FormState, form: FormData): Promise<FormState> {
  const read = readForm(anyPasswordInput, form);
  return read.ok ? confirm(read.input, form) : read.state;
}

/** The same by a code to the person's own mail. */
export async function confirmCodeAction(_: FormState, form: FormData): Promise<FormState> {
  const read = readForm(codeInput, form);
  return read.ok ? confirm(read.input, form) : read.state;
}

export async function sendConfirmCodeAction(_: FormState, form: FormData): Promise<FormState> {
  const next = ownPath(form.get("next"));
  const person = await requirePerson(next);
  const wait = await takeFrom(credentials, `user:${person.userId}`);
  if (wait > 0) return { values: {}, wait };
  await sendMailCode({ email: person.email, locale: await getLocale() });
  redirect(`/account/confirm?${new URLSearchParams({ next, by: "code" })}`);
}

export async function changePasswordAction(_: FormState, form: FormData): Promise<FormState> {
  const person = await requireProvenPerson("/account/password");
  const read = readForm(newPasswordInput, form);
  if (!read.ok) return read.state;
  const wait = await takeFrom(credentials, `user:${person.userId}`);
  if (wait > 0) return { values: {}, wait };
  const result = await inRequest(() => changePassword(person, read.input.password));
  if (!result.ok) return { values: {}, refusal: result.refusal.code };
  await keepSession(result);
  redirect("/account/security?done=password");
}

export async function sendChangeCodeAction(_: FormState, form: FormData): Promise<FormState> {
  const person = await requireProvenPerson("/account/email");
  const read = readForm(sendCodeInput, form);
  if (!read.ok) return read.state;
  const { email } = read.input;
  const wait = await takeFrom(credentials, `user:${person.userId}`);
  if (wait > 0) return { values: read.values, wait };
  const result = await sendChangeCode(person, { email, locale: await getLocale() });
  if (!result.ok) return { values: read.values, refusal: result.refusal.code };
  redirect(`/account/email?${new URLSearchParams({ to: email })}`);
}

export async function changeEmailAction(_: FormState, form: FormData): Promise<FormState> {
  const person = await requireProvenPerson("/account/email");
  const read = readForm(changeEmailInput, form);
  if (!read.ok) return read.state;
  const wait = await takeFrom(credentials, `user:${person.userId}`);
  if (wait > 0) return { values: read.values, wait };
  const result = await inRequest(() => changeEmail(person, read.input));
  if (!result.ok) return { values: read.values, refusal: result.refusal.code };
  revalidatePath("/", "layout");
  redirect("/account?done=email");
}

export async function endSessionAction(form: FormData): Promise<void> {
  const person = await requirePerson(SECURITY);
  const id = uuid.safeParse(form.get("session"));
  if (id.success) await inRequest(() => endSession(person.userId, id.data));
  redirect(`${SECURITY}?done=session`);
}

export async function endOtherSessionsAction(): Promise<void> {
  const person = await requirePerson(SECURITY);
  const token = await ownToken();
  await inRequest(() => endOtherSessions(person.userId, token));
  redirect(`${SECURITY}?done=sessions`);
}

export async function endClientAction(form: FormData): Promise<void> {
  const person = await requirePerson(SECURITY);
  const id = uuid.safeParse(form.get("client"));
  if (id.success) await inRequest(() => endTokenFamily(person.userId, id.data));
  redirect(`${SECURITY}?done=client`);
}

const SECURITY = "/account/security";

async function confirm(given: { password: string } | { code: string }, form: FormData): Promise<FormState> {
  const next = ownPath(form.get("next"));
  const person = await requirePerson(next);
  const wait = await takeFrom(credentials, `user:${person.userId}`);
  if (wait > 0) return { values: {}, wait };
  const token = await ownToken();
  const result = await inRequest(() => confirmIdentity(person, token, given));
  if (!result.ok) return { values: {}, refusal: result.refusal.code };
  redirect(next);
}

async function ownToken(): Promise<string> {
  return (await cookies()).get(sessionCookieName())?.value ?? "";
}
