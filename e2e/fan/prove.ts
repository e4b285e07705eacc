import { type APIRequestContext, expect } from "@playwright/test";
import { solveChallenge } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/pbkdf2";

/** Solves a challenge of the event for a person who comes by the API, as their browser would. The proof is then in the context's cookies. */
export async function prove(request: APIRequestContext, eventId: number): Promise<void> {
  const path = `/api/v1/events/${eventId}/challenges`;
  const asked = await request.post(path, { data: { signals: { page_ms: 2_000 } } });
  const { challenge } = await asked.json();
  const solution = await solveChallenge({ challenge, deriveKey });
  const proven = await request.post(`${path}/solutions`, { data: { challenge, solution } });
  expect(proven.status()).toBe(200);
}
