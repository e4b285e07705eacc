"use server";

import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { cookieRules, sessionCookieName } from "#lib/identity/cookie-names";
import { identify } from "#lib/identity/identify";
import { eraseAccount } from "#lib/privacy/erase-account";
import { erasureBody } from "#lib/privacy/export-contract";
import { limitTo } from "#lib/protection/limits";
import { requireProvenPerson } from "../../../current-person.ts";
import { inRequest, takeFrom } from "../../../in-request.ts";
import type { EraseState } from "./erase-state.ts";

/** Erases the account of who is signed in and leads out. */
export async function eraseAccountAction(_: EraseState, form: FormData): Promise<EraseState> {
  const { userId } = await requireProvenPerson("/account/data");
  const wait = await takeFrom(limitTo("credentials"), `user:${userId}`);
  if (wait > 0) return { wait };
  const wanted = erasureBody.safeParse({ email: form.get("email"), void_tickets: form.get("void_tickets") !== null });
  if (!wanted.success) return { wrong: true };
  const person = await identify(await headers());
  const { email, void_tickets: voidTickets = false } = wanted.data;
  const result = await inRequest(() => eraseAccount({ ...person, userId }, { email, voidTickets }));
  if (!result.ok) {
    const { refusal } = result;
    return refusal.code === "last_owner" ? { lastOwnerOf: refusal.organizations ?? [] } : { wrong: true };
  }
  (await cookies()).delete({ ...cookieRules(), name: sessionCookieName() });
  redirect("/goodbye");
}
