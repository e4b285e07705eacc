import { audit } from "#lib/audit/audit";
import { deleteOtherSessions, deleteSessionOf } from "./session-store.ts";

/** Ends one of the person's sessions. Does nothing for another person's or an ended one. */
export async function endSession(userId: string, sessionId: string): Promise<void> {
  if (await deleteSessionOf(userId, sessionId)) await note(userId, 1);
}

/** Ends all of the person's sessions except the one of this cookie. */
export async function endOtherSessions(userId: string, token: string): Promise<void> {
  const ended = await deleteOtherSessions(userId, token);
  if (ended > 0) await note(userId, ended);
}

async function note(userId: string, sessions: number): Promise<void> {
  const who = `user:${userId}`;
  await audit({ actor: who, action: "session.end", subject: who, outcome: "ok", detail: { sessions } });
}
