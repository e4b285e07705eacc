import { findSessionUser, type SessionUser } from "./session-store.ts";

/** Who the session cookie's value belongs to; undefined for no cookie, a strange one, a lapsed one, a disabled person. */
export async function readSession(token: string | undefined): Promise<SessionUser | undefined> {
  return token ? findSessionUser(token) : undefined;
}
