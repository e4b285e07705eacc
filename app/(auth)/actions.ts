"use server";

import { revalidatePath } from "next/cache";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { getLocale } from "next-intl/server";
import type { z } from "zod";
import {
  checkCodeInput,
  type OpenedSession,
  renameInput,
  sendCodeInput,
  signInInput,
  signUpInput,
} from "#lib/accounts/contract";
import { sessionCookieName } from "#lib/accounts/identify";
import { renamePerson } from "#lib/accounts/rename-person";
import { sendMailCode } from "#lib/accounts/send-mail-code";
import { signInWithMailCode } from "#lib/accounts/sign-in-with-mail-code";
import { signInWithPassword } from "#lib/accounts/sign-in-with-password";
import { signOut } from "#lib/accounts/sign-out";
import { signUp } from "#lib/accounts/sign-up";
import { env } from "#lib/platform/env";
import { requirePerson } from "../current-person.ts";
import type { FormState } from "./form-state.ts";
import { ownPath } from "./own-path.ts";

export async function signInAction(_: FormState, form: FormData): Promise<FormState> {
  const read = readForm(signInInput, form);
  if (!read.ok) return read.state;
  const result = await signInWithPassword(read.input);
  if (!result.ok) return { values: read.values, refusal: result.refusal.code };
  await keepSession(result);
  redirect(ownPath(form.get("next")));
}

export async function sendCodeAction(_: FormState, form: FormData): Promise<FormState> {
  const read = readForm(sendCodeInput, form);
  if (!read.ok) return read.state;
  await sendMailCode({ email: read.input.email, locale: await getLocale() });
  redirect(codePage(read.input.email, form.get("next")));
}

export async function signUpAction(_: FormState, form: FormData): Promise<FormState> {
  const read = readForm(signUpInput, form);
  if (!read.ok) return read.state;
  const { pendingSignUp, ttlMs } = await signUp(read.input, await getLocale());
  (await cookies()).set(SIGN_UP_COOKIE, pendingSignUp, { ...cookieRules(), maxAge: ttlMs / 1_000 });
  redirect(codePage(read.input.email, form.get("next")));
}

export async function checkCodeAction(_: FormState, form: FormData): Promise<FormState> {
  const read = readForm(checkCodeInput, form);
  if (!read.ok) return read.state;
  const store = await cookies();
  const pendingSignUp = store.get(SIGN_UP_COOKIE)?.value;
  const result = await signInWithMailCode({ ...read.input, locale: await getLocale(), pendingSignUp });
  if (!result.ok) return { values: read.values, refusal: result.refusal.code };
  store.delete(SIGN_UP_COOKIE);
  await keepSession(result);
  redirect(ownPath(form.get("next")));
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
  await signOut(store.get(sessionCookieName())?.value);
  store.delete(sessionCookieName());
  redirect("/");
}

const SIGN_UP_COOKIE = "fairseat_sign_up";

function cookieRules() {
  return { path: "/", httpOnly: true, sameSite: "lax", secure: env().APP_URL.startsWith("https:") } as const;
}

async function keepSession({ session }: OpenedSession): Promise<void> {
  (await cookies()).set(sessionCookieName(), session.token, { ...cookieRules(), expires: session.expires });
}

function codePage(email: string, next: unknown): string {
  return `/sign-in/code?${new URLSearchParams({ email, next: ownPath(next) })}`;
}

type Read<Input> = { ok: true; input: Input; values: Record<string, string> } | { ok: false; state: FormState };

/** The form's texts through the contract; on failure the names of the fields to correct. A password is never sent back. */
function readForm<S extends z.ZodObject>(schema: S, form: FormData): Read<z.output<S>> {
  const given = Object.fromEntries(Object.keys(schema.shape).map((name) => [name, form.get(name) ?? ""]));
  const texts = Object.entries(given).filter((entry): entry is [string, string] => typeof entry[1] === "string");
  const values = Object.fromEntries(texts.filter(([name]) => name !== "password"));
  const parsed = schema.safeParse(given);
  if (parsed.success) return { ok: true, input: parsed.data, values };
  return {
    ok: false,
    state: { values, wrong: [...new Set(parsed.error.issues.map((issue) => String(issue.path[0])))] },
  };
}
