import { audit } from "#lib/audit/audit";
import { deleteSession } from "./session-store.ts";

/** Ends a session for good, so that copies of its cookie stop working, too. */
export async function signOut(token: string | undefined): Promise<void> {
  const userId = token && (await deleteSession(token));
  if (!userId) return;
  const who = `user:${userId}`;
  await audit({ actor: who, action: "session.end", subject: who, outcome: "ok", detail: { sessions: 1 } });
}
