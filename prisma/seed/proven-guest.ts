import { guestKeyOf, newGuest } from "#lib/identity/identify";
import { proofCookie } from "#lib/protection/challenges/proof";

/** The cookies of a new guest whose browser has solved a challenge for the event. */
export function aProvenGuest(eventId: number): string {
  return withProof(eventId, newGuest().setCookie.split(";")[0] ?? "");
}

/** The cookies of a guest, and the proof that the solution of a challenge for the event earns. */
export function withProof(eventId: number, cookie: string): string {
  const [since, until] = [Date.now(), Date.now() + 3_600_000];
  const key = guestKeyOf(cookie) ?? "";
  const proof = proofCookie(new Headers({ cookie }), { key, eventId, band: "low", since, until });
  return `${cookie}; ${proof.split(";")[0]}`;
}
