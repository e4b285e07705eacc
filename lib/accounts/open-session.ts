import { randomBytes } from "node:crypto";
import type { OpenedSession } from "./contract.ts";
import { appendSession } from "./store.ts";

const SESSION_DAYS = 30;
export const SESSION_SECONDS = SESSION_DAYS * 24 * 3_600;

/** Opens a session for a person whose identity was just proven: 256 random bits, thirty days. */
export async function openSession(userId: string): Promise<OpenedSession> {
  const token = randomBytes(32).toString("base64url");
  const expires = new Date(Date.now() + SESSION_SECONDS * 1_000);
  await appendSession(userId, token, expires);
  return { ok: true, session: { token, expires } };
}
