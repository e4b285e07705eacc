import { PROOF_BODY, PROOF_TYPE } from "#lib/platform/http/key-proof-format";
import type { SignedRequest } from "../api/call-signer.ts";

/**
 * A proof that the holder of the key sends this request: a JSON Web Token signed with ES256, as in RFC 9449. Proofs are checked by
 * lib/platform/http/key-proof.ts. The browser's own cryptography writes the signature in the form that the format wants, so no library is loaded.
 */
export async function makeProof(key: CryptoKeyPair, request: SignedRequest, nowMs: number): Promise<string> {
  const { method, url, text } = request;
  const { kty, crv, x, y } = await crypto.subtle.exportKey("jwk", key.publicKey);
  const header = { typ: PROOF_TYPE, alg: "ES256", jwk: { kty, crv, x, y } };
  const claims = {
    ...{ jti: crypto.randomUUID(), htm: method, htu: url, iat: Math.floor(nowMs / 1_000) },
    ...(text === "" ? {} : { [PROOF_BODY]: base64url(await crypto.subtle.digest("SHA-256", utf8.encode(text))) }),
  };
  const signed = `${partOf(header)}.${partOf(claims)}`;
  const signature = await crypto.subtle.sign(SIGNATURE, key.privateKey, utf8.encode(signed));
  return `${signed}.${base64url(signature)}`;
}

/** A new key, whose private half no script can read. */
export function makeKey(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, ["sign"]);
}

const SIGNATURE = { name: "ECDSA", hash: "SHA-256" };
const utf8 = new TextEncoder();

const partOf = (part: object) => base64url(utf8.encode(JSON.stringify(part)));

function base64url(bytes: ArrayBuffer | Uint8Array): string {
  const text = String.fromCharCode(...new Uint8Array(bytes));
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
