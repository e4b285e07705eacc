import { hash } from "node:crypto";
import { calculateJwkThumbprint, EmbeddedJWK, errors, jwtVerify } from "jose";
import { z } from "zod";
import { databaseNow } from "../db/database-clock.ts";
import { PROOF_BODY, PROOF_HEADER, PROOF_SKEW_SECONDS, PROOF_TYPE } from "./key-proof-format.ts";
import { type Refused, refuse } from "./refusals.ts";

/**
 * Proofs of possession of a key (DPoP, RFC 9449): a request that carries one was sent by the holder of the private key, which a browser keeps
 * where no script can read it. A proof is of one method, path and body. It may be repeated for some minutes, and nothing is kept of it: the
 * repetition is the same request, and the endpoints that take proofs answer that one as the first time
 * (docs/decisions/068-passes-bound-to-a-browser.md).
 */

/** A proof of our browsers has 600 characters. A longer header is refused before anything is decoded. */
const LENGTH_MAX = 2_048;
const ALGORITHMS = ["ES256"];

const claims = z.object({
  htm: z.string().max(16),
  htu: z.string().max(1_024),
  iat: z.int(),
  jti: z.string().min(1).max(128),
  [PROOF_BODY]: z.string().max(64).optional(),
});

type Problem = "malformed" | "signature" | "other_request" | "clock";

/**
 * The thumbprint (RFC 7638) of the key that signed the request; undefined for a request without a proof. `text` is the body as it came, empty
 * for none. Refuses `invalid_proof` for any other proof than a fresh one of this request, and says what is wrong and the server's time.
 */
export async function readKeyProof(request: Request, text: string): Promise<string | undefined | Refused> {
  const proof = request.headers.get(PROOF_HEADER);
  if (proof === null) return undefined;
  const read = proof.length > LENGTH_MAX ? "malformed" : await verified(proof);
  if (typeof read === "string") return invalid(read);
  const said = claims.safeParse(read.payload);
  if (!said.success) return invalid("malformed");
  if (!isOf(request, text, said.data)) return invalid("other_request");
  const skewSeconds = Math.abs(said.data.iat - databaseNow().getTime() / 1_000);
  return skewSeconds > PROOF_SKEW_SECONDS ? invalid("clock") : read.thumbprint;
}

/** What a proof says and by which key, or what is wrong with its form: one type, one algorithm, a public key that signed it. */
async function verified(proof: string): Promise<{ payload: unknown; thumbprint: string } | Problem> {
  try {
    const options = { algorithms: ALGORITHMS, typ: PROOF_TYPE };
    const { payload, protectedHeader } = await jwtVerify(proof, EmbeddedJWK, options);
    const { jwk } = protectedHeader;
    return jwk ? { payload, thumbprint: await calculateJwkThumbprint(jwk, "sha256") } : "malformed";
  } catch (error) {
    // Whatever is wrong with it, the sender made it: the library throws errors of many kinds for keys that are none.
    return error instanceof errors.JWSSignatureVerificationFailed ? "signature" : "malformed";
  }
}

/** The origin is not compared: a browser has a key for each origin, and a server behind proxies is not told its own. */
function isOf(request: Request, text: string, said: z.output<typeof claims>): boolean {
  const { htm, htu } = said;
  if (htm !== request.method || !URL.canParse(htu)) return false;
  if (new URL(htu).pathname !== new URL(request.url).pathname) return false;
  return text === "" || said[PROOF_BODY] === hash("sha256", text, "base64url");
}

function invalid(problem: Problem): Refused<"invalid_proof"> {
  return refuse("invalid_proof", { problem, server_time: databaseNow().toISOString() });
}
