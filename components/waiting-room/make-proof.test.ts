import { expect, test } from "vitest";
import { makeKey, makeProof } from "./make-proof.ts";

const request = { method: "POST", url: "https://fairseat.example/api/v1/events/7/queue/claim", text: "" };
const NOW = Date.parse("2027-01-01T10:00:00.700Z");

/** The parts of a proof as they are read. */
function partsOf(proof: string): Record<string, unknown>[] {
  return proof
    .split(".")
    .slice(0, 2)
    .map((part) => JSON.parse(Buffer.from(part, "base64url").toString()) as Record<string, unknown>);
}

test("the private half of a browser's key never leaves it", async () => {
  const { privateKey } = await makeKey();
  expect(privateKey.extractable).toBe(false);
  for (const format of ["jwk", "pkcs8"] as const)
    await expect(crypto.subtle.exportKey(format, privateKey)).rejects.toThrow();
});

test("a proof carries the public half alone, and says of what request it is and when it was made", async () => {
  const [header, claims] = partsOf(await makeProof(await makeKey(), request, NOW));
  expect(header).toMatchObject({ typ: "dpop+jwt", alg: "ES256", jwk: { kty: "EC", crv: "P-256" } });
  expect(Object.keys(header?.jwk ?? {}).toSorted()).toEqual(["crv", "kty", "x", "y"]);
  expect(claims).toEqual({ jti: expect.any(String), htm: "POST", htu: request.url, iat: Math.floor(NOW / 1_000) });
});

test("of a request with a body it says the digest, and two of one request are different proofs", async () => {
  const key = await makeKey();
  const proofs = await Promise.all([1, 2].map(() => makeProof(key, { ...request, text: "{}" }, NOW)));
  const [first, second] = proofs.map((proof) => partsOf(proof)[1]);
  expect(first?.body_sha256).toBe("RBNvo1WzZ4oRRq0W9-hknpT7T8If536DEMBg9hyq_4o");
  expect(first?.jti).not.toBe(second?.jti);
});
