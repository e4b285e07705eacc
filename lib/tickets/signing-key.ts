import { createHash, createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";
import { env } from "#lib/platform/env";
import { invariant } from "#lib/platform/invariant";
import { singleton } from "#lib/platform/singleton";
import type { TicketKeys, TicketSigner } from "./ticket-token.ts";

/** The key that signs tickets, from `TICKET_SIGNING_KEY` (Ed25519, PKCS #8 DER in base64). */
export function ticketSigner(): TicketSigner {
  return singleton("ticket-signer", () => readSigner(env().TICKET_SIGNING_KEY));
}

/** Reads a private key. Throws a `Fault` when it is of another kind. */
export function readSigner(pkcs8Base64: string): TicketSigner {
  const privateKey = createPrivateKey({ key: Buffer.from(pkcs8Base64, "base64"), format: "der", type: "pkcs8" });
  invariant(privateKey.asymmetricKeyType === "ed25519", "TICKET_SIGNING_KEY is an Ed25519 key");
  return { keyId: keyIdOf(createPublicKey(privateKey)), privateKey };
}

/** The keys that the gate accepts. */
export function ticketKeys(signer: TicketSigner = ticketSigner()): TicketKeys {
  return new Map([[signer.keyId, createPublicKey(signer.privateKey)]]);
}

export type PublishedTicketKey = { kty: "OKP"; crv: "Ed25519"; alg: "EdDSA"; use: "sig"; kid: string; x: string };

/** The public keys as a JSON Web Key Set (RFC 7517, RFC 8037), for scanners that work offline. */
export function publishedTicketKeys(keys: TicketKeys = ticketKeys()): { keys: PublishedTicketKey[] } {
  return {
    keys: Array.from(keys, ([kid, key]) => ({
      kty: "OKP",
      crv: "Ed25519",
      alg: "EdDSA",
      use: "sig",
      kid,
      x: rawOf(key),
    })),
  };
}

/** The inverse of `publishedTicketKeys`, for a scanner that fetched them. */
export function readPublishedKeys(published: { keys: readonly PublishedTicketKey[] }): TicketKeys {
  return new Map(
    published.keys.map(({ kid, kty, crv, x }) => [kid, createPublicKey({ key: { kty, crv, x }, format: "jwk" })]),
  );
}

/** The first four bytes of SHA-256 of the raw public key, in hex. */
function keyIdOf(publicKey: KeyObject): string {
  return createHash("sha256")
    .update(Buffer.from(rawOf(publicKey), "base64url"))
    .digest("hex")
    .slice(0, 8);
}

function rawOf(publicKey: KeyObject): string {
  const { x } = publicKey.export({ format: "jwk" });
  invariant(typeof x === "string", "an Ed25519 key has an x coordinate");
  return x;
}
