import { deleteSession } from "./store.ts";

/** Ends a session for good: the cookie's value opens nothing from now on, wherever it was copied to. */
export async function signOut(token: string | undefined): Promise<void> {
  if (token) await deleteSession(token);
}
