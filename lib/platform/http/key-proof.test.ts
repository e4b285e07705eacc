import { hash } from "node:crypto";
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWTHeaderParameters, SignJWT } from "jose";
import { beforeAll, describe, expect, test } from "vitest";
import { readKeyProof } from "./key-proof.ts";
import { isRefused } from "./refusals.ts";

const URL = "https://fairseat.example/api/v1/events/7/reservations";
const TEXT = '{"seat_ids":[1]}';

let key: Awaited<ReturnType<typeof generateKeyPair>>;
let jwk: Awaited<ReturnType<typeof exportJWK>>;

beforeAll(async () => {
  key = await generateKeyPair("ES256");
  jwk = await exportJWK(key.publicKey);
});

const now = () => Math.floor(Date.now() / 1_000);
const digest = (text: string) => hash("sha256", text, "base64url");

function claims(changed: object = {}) {
  return { htm: "POST", htu: URL, iat: now(), jti: crypto.randomUUID(), body_sha256: digest(TEXT), ...changed };
}

function aProof(changed: object = {}, header: Partial<JWTHeaderParameters> = {}): Promise<string> {
  const whole: JWTHeaderParameters = { alg: "ES256", typ: "dpop+jwt", jwk, ...header };
  return new SignJWT(claims(changed)).setProtectedHeader(whole).sign(key.privateKey);
}

/** The thumbprint, or the problem that the refusal names. */
async function read(proof: string | undefined, { method = "POST", url = URL, text = TEXT } = {}) {
  const headers: Record<string, string> = proof === undefined ? {} : { dpop: proof };
  const result = await readKeyProof(new Request(url, { method, headers }), text);
  if (!isRefused(result)) return result;
  if (result.refusal.code !== "invalid_proof") throw new Error(`refused ${result.refusal.code}`);
  return result.refusal.problem;
}

describe("a proof of a key", () => {
  test("names the key that signed the request, by its thumbprint of RFC 7638", async () => {
    expect(await read(await aProof())).toBe(await calculateJwkThumbprint(jwk, "sha256"));
  });

  test("is not asked for: a request without one has no key", async () => {
    expect(await read(undefined)).toBeUndefined();
  });

  test("is of one method, path and body", async () => {
    const proof = await aProof();
    expect(await read(proof, { method: "PATCH" })).toBe("other_request");
    expect(await read(proof, { url: URL.replace("/7/", "/8/") })).toBe("other_request");
    expect(await read(proof, { text: '{"seat_ids":[2]}' })).toBe("other_request");
    expect(await read(await aProof({ body_sha256: undefined }))).toBe("other_request");
    expect(await read(await aProof({ htu: "no address" }))).toBe("other_request");
  });

  test("is of the request whatever name the server was reached by, and whatever its query", async () => {
    const proof = await aProof();
    expect(await read(proof, { url: `${URL.replace("https://fairseat.example", "http://10.0.0.7:3000")}?a=1` })).toBe(
      await calculateJwkThumbprint(jwk, "sha256"),
    );
    expect(await read(await aProof({ body_sha256: undefined }), { text: "" })).toHaveLength(43);
  });

  test("counts with a clock that is five minutes off, and is refused with the server's time beyond", async () => {
    expect(await read(await aProof({ iat: now() - 240 }))).toHaveLength(43);
    expect(await read(await aProof({ iat: now() + 295 }))).toHaveLength(43);
    for (const iat of [now() - 600, now() + 600]) {
      const request = new Request(URL, { method: "POST", headers: { dpop: await aProof({ iat }) } });
      const before = Date.now();
      const refused = await readKeyProof(request, TEXT);
      expect(refused).toMatchObject({ refusal: { code: "invalid_proof", problem: "clock" } });
      const { server_time } = (refused as { refusal: { server_time: string } }).refusal;
      expect(Date.parse(server_time)).toBeGreaterThanOrEqual(before - 1_000);
      expect(Date.parse(server_time)).toBeLessThanOrEqual(Date.now() + 1_000);
      const again = Math.floor(Date.parse(server_time) / 1_000);
      expect(await read(await aProof({ iat: again }))).toHaveLength(43);
    }
  });

  test("is refused when a letter of it is changed", async () => {
    const [header = "", payload = "", signature = ""] = (await aProof()).split(".");
    const forged = Buffer.from(JSON.stringify(claims())).toString("base64url");
    expect(await read(`${header}.${forged}.${signature}`)).toBe("signature");
    const other = (await aProof()).split(".")[2];
    expect(await read(`${header}.${payload}.${other}`)).toBe("signature");
  });

  test("is refused when another key than its own signed it", async () => {
    const foreign = await exportJWK((await generateKeyPair("ES256")).publicKey);
    expect(await read(await aProof({}, { jwk: foreign }))).toBe("signature");
  });

  test("is refused with another algorithm, type or kind of key, and with a private key in it", async () => {
    const secret = new SignJWT(claims()).setProtectedHeader({ alg: "HS256", typ: "dpop+jwt", jwk });
    expect(await read(await secret.sign(new Uint8Array(32)))).toBe("malformed");
    const rsa = await generateKeyPair("RS256");
    const long = new SignJWT(claims()).setProtectedHeader({
      ...{ alg: "RS256", typ: "dpop+jwt", jwk: await exportJWK(rsa.publicKey) },
    });
    expect(await read(await long.sign(rsa.privateKey))).toBe("malformed");
    expect(await read(await aProof({}, { typ: "JWT" }))).toBe("malformed");
    const { privateKey } = await generateKeyPair("ES256", { extractable: true });
    expect(await read(await aProof({}, { jwk: await exportJWK(privateKey) }))).toBe("malformed");
    const none = Buffer.from(JSON.stringify({ alg: "none", typ: "dpop+jwt", jwk })).toString("base64url");
    expect(await read(`${none}.${Buffer.from(JSON.stringify(claims())).toString("base64url")}.`)).toBe("malformed");
  });

  test.each([
    ["nothing", ""],
    ["no token", "abc"],
    ["two of them", "a.b.c, a.b.c"],
    ["points alone", ".."],
    ["a header that is no object", `${Buffer.from("7").toString("base64url")}.e30.AA`],
  ])("that is %s is refused, and never a fault", async (_name, proof) => {
    expect(await read(proof)).toBe("malformed");
  });

  test.each([
    { jwk: undefined },
    { jwk: { kty: "EC", crv: "P-256", x: "AA", y: "AA" } },
    { jwk: { kty: "EC", crv: "P-384", x: "AA", y: "AA" } },
    { jwk: { kty: "oct", k: "AAAA" } },
  ])("whose key is none is refused: %j", async (header) => {
    expect(await read(await aProof({}, header as Partial<JWTHeaderParameters>))).toBe("malformed");
  });

  test.each([{ jti: undefined }, { jti: "" }, { iat: "now" }, { iat: 1.5 }, { htm: undefined }, { htu: 7 }])(
    "that does not say what it must is refused: %j",
    async (changed) => {
      expect(await read(await aProof(changed))).toBe("malformed");
    },
  );

  test("longer than any browser's is refused before it is read", async () => {
    expect(await read(await aProof({ more: "x".repeat(3_000) }))).toBe("malformed");
  });
});
