import { parseCookie, stringifySetCookie } from "cookie";
import { z } from "zod";
import { cookieName, cookieRules } from "#lib/platform/http/cookie-rules";
import { signValue, verifySigned } from "#lib/platform/ids";
import { RISK_BANDS, type RiskBand } from "../risk/signals.ts";

/**
 * The proof that a browser has solved a challenge: a signed cookie that names the buyer key and the event. It cannot be changed, and it
 * serves neither another buyer nor another event, so that a proof which is copied gives nothing to those who copy it.
 */
export type Proof = {
  readonly key: string;
  readonly eventId: number;
  readonly band: RiskBand;
  /** Since when, which is when its challenge was made, and until when, in epoch milliseconds. */
  readonly since: number;
  readonly until: number;
};

/** A browser keeps the proofs of several events, because tabs are open side by side. The oldest ones give way. */
export const PROOFS_MAX = 8;

/**
 * The valid proof of a buyer key for this event; undefined without one. It is the buyer's first key that counts, because holds and places
 * belong to it: by another of their keys one proof would serve any number of accounts. Never throws on a bad cookie. Signatures are
 * compared in constant time.
 */
export function readProof(
  headers: Headers,
  { eventId, key }: { eventId: number; key: string | undefined },
): Proof | undefined {
  return key === undefined
    ? undefined
    : proofsIn(headers).find((proof) => proof.key === key && proof.eventId === eventId);
}

/** The `Set-Cookie` header that adds a proof to those the browser has. */
export function proofCookie(headers: Headers, proof: Proof): string {
  const others = proofsIn(headers).filter(({ key, eventId }) => key !== proof.key || eventId !== proof.eventId);
  const kept = [proof, ...others].slice(0, PROOFS_MAX);
  const value = signValue(PURPOSE, Buffer.from(JSON.stringify(kept)).toString("base64url"));
  const lastUntil = Math.max(...kept.map(({ until }) => until));
  const maxAge = Math.max(0, Math.ceil((lastUntil - Date.now()) / 1_000));
  return stringifySetCookie({ ...cookieRules(), name: proofCookieName(), value, maxAge });
}

/** The valid proofs of a request, the newest first. */
function proofsIn(headers: Headers): Proof[] {
  const value = verifySigned(PURPOSE, parseCookie(headers.get("cookie") ?? "")[proofCookieName()] ?? "");
  if (value === undefined) return [];
  // An earlier version of the app may have signed another shape.
  const parsed = proofs.safeParse(JSON.parse(Buffer.from(value, "base64url").toString()));
  const now = Date.now();
  return parsed.success ? parsed.data.filter(({ until }) => until > now) : [];
}

const proofs = z
  .array(
    z.object({ key: z.string(), eventId: z.int(), band: z.enum(RISK_BANDS), since: z.number(), until: z.number() }),
  )
  .max(PROOFS_MAX);

function proofCookieName(): string {
  return cookieName("fairseat_proof");
}

const PURPOSE = "proof";
