import { expect } from "vitest";
import { db } from "#lib/platform/db/db";
import type { Fact } from "#lib/platform/outbox/fact";
import { factsOf } from "#lib/platform/testing/facts";
import type { AccountFact } from "../account-fact-store.ts";
import { hashPassword } from "../passwords/password.ts";
import { findSessionUser, type SessionUser } from "../sign-in/session-store.ts";
import { signInWithPassword } from "../sign-in/sign-in-with-password.ts";

export const PASSWORD = "curtain rises at eight";

/** A person with a verified mail and the password above. */
export async function aPerson(email: string): Promise<string> {
  const passwordHash = await hashPassword(PASSWORD);
  return (await db().user.create({ data: { email, name: "Ana", passwordHash, emailVerified: new Date() } })).id;
}

/** Signs in with the password and answers the session's cookie. */
export async function signedIn(email: string): Promise<string> {
  return expectOpen(await signInWithPassword({ email, password: PASSWORD })).session.token;
}

/** The person of a cookie. Throws without one. */
export async function personOf(token: string): Promise<SessionUser> {
  const person = await findSessionUser(token);
  expect(person).toBeDefined();
  return person as SessionUser;
}

export function expectOpen<T extends { ok: boolean }>(answer: T): Extract<T, { ok: true }> {
  expect(answer).toMatchObject({ ok: true });
  return answer as Extract<T, { ok: true }>;
}

/** The facts of an account that were appended and have this type. */
export async function accountFactsOf(userId: string | null, type: AccountFact["type"]): Promise<Fact[]> {
  return (await factsOf({ having: { userId } })).filter((fact) => fact.type === type);
}

/** The payloads of waiting jobs of this name, the oldest first, limited to those that contain `having`. */
export async function jobsOf<Payload>(task: string, having: object = {}): Promise<Payload[]> {
  const rows = await db().$queryRaw<{ payload: Payload }[]>`
    SELECT j.payload FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
    WHERE t.identifier = ${task} AND j.payload::jsonb @> ${JSON.stringify(having)}::jsonb ORDER BY j.id`;
  return rows.map(({ payload }) => payload);
}

export function inMinutes(minutes: number): Date {
  return new Date(Date.now() + minutes * 60_000);
}
