import { createRemoteJWKSet, customFetch, jwtVerify } from "jose";
import { beforeAll, describe, expect, test } from "vitest";
import { hashPassword } from "#lib/identity/passwords/password";
import { type TokenPair, tokenAnswer } from "#lib/identity/tokens/token-contract";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { GET as getKeys } from "../../../../.well-known/jwks.json/route.ts";
import { POST as hold } from "../../events/[id]/reservations/route.ts";
import { POST as revoke } from "../revoke/route.ts";
import { POST as token } from "./route.ts";

/** An API client's way in and out, as it would go it. */
aDatabase();

const EMAIL = "partner@example.com";
const PASSWORD = "curtain rises at eight";

beforeAll(async () => {
  const passwordHash = await hashPassword(PASSWORD);
  await db().user.create({ data: { email: EMAIL, passwordHash, emailVerified: new Date() } });
});

test("mail and password bring a pair that no cache may store", async () => {
  const response = await signIn();
  expect([response.status, response.headers.get("cache-control")]).toEqual([200, "no-store"]);
  tokenAnswer.parse(await response.json());
});

test("a wrong password and an unknown mail are answered byte for byte alike", async () => {
  const wrong = await ask(token, { grant_type: "password", email: EMAIL, password: "curtain rises at nine" });
  const unknown = await ask(token, { grant_type: "password", email: "nobody@example.com", password: PASSWORD });
  expect([wrong.status, unknown.status]).toEqual([401, 401]);
  const text = await wrong.text();
  expect(text).toBe(await unknown.text());
  expect(text).toContain('"sign_in_failed"');
});

test.each([
  ["no grant", { email: EMAIL, password: PASSWORD }, "grant_type"],
  ["a grant that is none", { grant_type: "client_credentials" }, "grant_type"],
  ["no password", { grant_type: "password", email: EMAIL }, "password"],
  ["no mail address", { grant_type: "password", email: "me", password: PASSWORD }, "email"],
  ["a refresh token of another shape", { grant_type: "refresh_token", refresh_token: "fsr_x" }, "refresh_token"],
])("%s is refused by field", async (_, body, path) => {
  const response = await ask(token, body);
  const answer = (await response.json()) as { fields: { path: string }[] };
  expect([response.status, answer.fields.map((field) => field.path)]).toEqual([400, [path]]);
});

test("anyone can check the token with the published keys, and the endpoints recognise its person", async () => {
  const { access_token } = await pair(await signIn());
  const keys = createRemoteJWKSet(new URL("http://localhost/.well-known/jwks.json"), {
    [customFetch]: () => getKeys(new Request("http://localhost/.well-known/jwks.json")),
  });
  const { payload } = await jwtVerify(access_token, keys, {
    issuer: "http://localhost:3000",
    audience: "fairseat-api",
  });
  expect(payload.amr).toEqual(["pwd"]);
  const holding = (bearer: string) => {
    const body = { client_reservation_id: "0192f0c1-0000-7000-8000-000000000000", seat_ids: [1] };
    const headers = { authorization: `Bearer ${bearer}` };
    return ask(hold, body, headers, { params: Promise.resolve({ id: "1" }) });
  };
  expect((await holding(access_token)).status).toBe(404);
  const refused = await holding(`${access_token}x`);
  expect([refused.status, refused.headers.get("www-authenticate")]).toEqual([401, "Bearer"]);
});

test("the key set may be cached for five minutes", async () => {
  const response = await getKeys(new Request("http://localhost/.well-known/jwks.json"));
  expect(response.headers.get("cache-control")).toBe("public, max-age=300");
});

describe("renewing", () => {
  test("brings the next pair, and the used token brings 401", async () => {
    const first = await pair(await signIn());
    const second = await pair(await renew(first));
    expect(second.access_token).not.toBe(first.access_token);
    const again = await renew(first);
    expect([again.status, await again.json()]).toMatchObject([401, { error: "refresh_token_invalid" }]);
    expect((await renew(second)).status).toBe(401);
  });

  test("with a key may be sent again: the first answer comes back, also when it was never kept", async () => {
    const first = await pair(await signIn());
    const once = await (await renew(first, "a-key")).text();
    expect(await (await renew(first, "a-key")).text()).toBe(once);
    // As if the process had died between the rotation and the answer's being kept.
    await db().idempotencyKey.deleteMany();
    const second = await pair(await renew(first, "a-key"));
    expect(second.refresh_token).toBe((JSON.parse(once) as TokenPair).refresh_token);
    expect((await renew(second)).status).toBe(200);
  });
});

test("signing out ends the pair, may be sent again, and is refused for a token that never was", async () => {
  const { refresh_token } = await pair(await signIn());
  expect((await ask(revoke, { refresh_token })).status).toBe(204);
  expect((await ask(revoke, { refresh_token })).status).toBe(204);
  expect((await ask(token, { grant_type: "refresh_token", refresh_token })).status).toBe(401);
  expect((await ask(revoke, { refresh_token: `fsr_${"0".repeat(43)}` })).status).toBe(401);
});

function signIn(): Promise<Response> {
  return ask(token, { grant_type: "password", email: EMAIL, password: PASSWORD });
}

function renew({ refresh_token }: TokenPair, key?: string): Promise<Response> {
  return ask(token, { grant_type: "refresh_token", refresh_token }, key ? { "idempotency-key": key } : {});
}

async function pair(response: Response): Promise<TokenPair> {
  expect(response.status).toBe(200);
  return tokenAnswer.parse(await response.json());
}

function ask(
  endpoint: typeof token,
  body: object,
  headers: Record<string, string> = {},
  context?: { params: Promise<Record<string, string>> },
): Promise<Response> {
  const all = { "content-type": "application/json", ...headers };
  return endpoint(
    new Request("http://localhost/api/x", { method: "POST", headers: all, body: JSON.stringify(body) }),
    context,
  );
}
