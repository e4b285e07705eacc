import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import type { OpenedSession, SecondFactorNeeded } from "#lib/identity/contract";
import { secondFactorCookieName, sessionCookieName } from "#lib/identity/cookie-names";
import { PENDING_MS } from "#lib/identity/sign-in/open-session";
import { cookieRules } from "#lib/platform/http/cookie-rules";

/** Gives the browser its new session in place of an older one. */
export async function keepSession({ session }: OpenedSession): Promise<void> {
  const store = await cookies();
  store.set(sessionCookieName(), session.token, { ...cookieRules(), expires: session.expires });
  store.delete({ ...cookieRules(), name: secondFactorCookieName() });
}

/** Continues to the requested page, through the second factor if the account has one. */
export async function enter(result: OpenedSession | SecondFactorNeeded, next: string): Promise<never> {
  redirect(await keepOrAsk(result, next));
}

/** The same, answering the page to go on with. */
export async function keepOrAsk(result: OpenedSession | SecondFactorNeeded, next: string): Promise<string> {
  if (result.ok) {
    await keepSession(result);
    return next;
  }
  const rules = { ...cookieRules(), maxAge: PENDING_MS / 1_000 };
  (await cookies()).set(secondFactorCookieName(), result.pending, rules);
  return `/sign-in/second-factor?${new URLSearchParams({ next })}`;
}
