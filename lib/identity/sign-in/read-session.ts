import { findSessionUser, type SessionUser } from "./session-store.ts";

/** The person of a session cookie; undefined without a cookie, for an unknown or lapsed one, and for a disabled person. */
export async function readSession(token: string | undefined): Promise<SessionUser | undefined> {
  return token ? findSessionUser(token) : undefined;
}
