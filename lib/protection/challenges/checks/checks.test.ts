import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { forgetSingleton } from "#lib/platform/singleton";
import type { CheckName } from "../contract.ts";
import { makeChallenge } from "../make-challenge.ts";
import { proveBySolution } from "../prove-by-solution.ts";
import { aSolvedChallenge } from "../testing/solve.ts";

/** A stand-in of the services: it speaks their `siteverify` and takes each token once, as they do. */
type Answer = Record<string, unknown> | "broken" | "silent";
let server: Server;
let answer: (token: string) => Answer;
const asked: URLSearchParams[] = [];
const taken = new Set<string>();

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => void chunks.push(chunk));
    request.on("end", () => {
      const form = new URLSearchParams(Buffer.concat(chunks).toString());
      asked.push(form);
      const token = form.get("response") ?? "";
      const given = taken.has(token) ? { success: false, "error-codes": ["timeout-or-duplicate"] } : answer(token);
      taken.add(token);
      if (given === "silent") return void request.socket.destroy();
      if (given === "broken") return void response.writeHead(503).end("<html>");
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(given));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(() => server.close());

const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/siteverify`;
const VARIABLES = ["SITE_KEY", "SECRET_KEY", "VERIFY_URL"] as const;

function configure(service: "TURNSTILE" | "RECAPTCHA" | undefined): void {
  for (const name of ["TURNSTILE", "RECAPTCHA"]) for (const part of VARIABLES) delete process.env[`${name}_${part}`];
  if (service) {
    process.env[`${service}_SITE_KEY`] = "our-site-key";
    process.env[`${service}_SECRET_KEY`] = "our-secret";
    process.env[`${service}_VERIFY_URL`] = url();
  }
  for (const name of ["env", "check-outage", "challenge-load"]) forgetSingleton(name);
}

const NOW = new Date("2026-11-22T20:00:00Z");
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: NOW });
  asked.length = 0;
  taken.clear();
});
afterEach(() => {
  vi.useRealTimers();
  configure(undefined);
});

const made = (given: Partial<Parameters<typeof makeChallenge>[0]> = {}) =>
  makeChallenge({ eventId: 7, key: "guest:a", band: "high", withoutCheck: false, ...given });
const solvedWith = (check: CheckName | null) => aSolvedChallenge({ key: "guest:a", event: 7, band: "high", check });
const prove = async (solved: Awaited<ReturnType<typeof solvedWith>>, checkToken?: string) => {
  const result = await proveBySolution({ eventId: 7, keys: ["guest:a"], ...solved, checkToken });
  return result.ok ? "proven" : result.refusal.code;
};

/** The verdict on a solved challenge whose token the service judges so. */
async function verdictOn(name: CheckName, given: (nonce: string) => Answer) {
  const solved = await solvedWith(name);
  answer = () => given(solved.challenge.parameters.nonce);
  return { verdict: await prove(solved, "a-token"), solved };
}

type Service = {
  service: "TURNSTILE" | "RECAPTCHA";
  name: CheckName;
  good: (nonce: string) => Record<string, unknown>;
};
const SERVICES: Service[] = [
  {
    ...{ service: "TURNSTILE", name: "turnstile" },
    good: (cdata) => ({ success: true, hostname: "localhost", action: "challenge", cdata, "error-codes": [] }),
  },
  {
    ...{ service: "RECAPTCHA", name: "recaptcha" },
    good: () => ({ success: true, hostname: "localhost", action: "challenge", score: 0.5 }),
  },
];

describe.each(SERVICES)("$service", ({ service, name, good }) => {
  beforeEach(() => configure(service));

  test("goes with a challenge at high risk alone, and not where the buyer asks for work instead", async () => {
    expect((await made()).check).toEqual({ provider: name, site_key: "our-site-key" });
    expect(await made({ band: "middle" })).toMatchObject({ check: null, tries_max: 1_024 });
    expect(await made({ withoutCheck: true })).toMatchObject({ check: null, tries_max: 16_384 });
  });

  test("proves with a good token, which serves once", async () => {
    const { verdict, solved } = await verdictOn(name, good);
    expect(verdict).toBe("proven");
    expect(Object.fromEntries(asked[0] ?? [])).toEqual({ secret: "our-secret", response: "a-token" });
    expect(await prove(solved, "a-token")).toBe("check_failed");
  });

  test("fails without a token, without asking the service", async () => {
    expect(await prove(await solvedWith(name))).toBe("check_failed");
    expect(asked).toEqual([]);
  });

  test.each<[string, Record<string, unknown>]>([
    ["is bad", { success: false, "error-codes": ["invalid-input-response"] }],
    ["is of another site", { hostname: "evil.example" }],
    ["is of another form", { action: "sign_in" }],
    ["is not good enough", name === "turnstile" ? { cdata: "another challenge" } : { score: 0.4 }],
  ])("fails when the token %s", async (_, change) => {
    expect((await verdictOn(name, (nonce) => ({ ...good(nonce), ...change }))).verdict).toBe("check_failed");
  });

  test.each<[string, Answer]>([
    ["breaks", "broken"],
    ["does not answer", "silent"],
    ["has trouble of its own", { success: false, "error-codes": ["internal-error"] }],
    ["does not know our secret", { success: false, "error-codes": ["invalid-input-secret"] }],
  ])("is left out when it %s, and more work stands in for a minute", async (_, given) => {
    expect((await verdictOn(name, () => given)).verdict).toBe("check_unavailable");
    expect(await made()).toMatchObject({ check: null, tries_max: 16_384 });
    expect(await prove(await solvedWith(null))).toBe("proven");
    vi.setSystemTime(Date.now() + 60_000);
    expect((await made()).check?.provider).toBe(name);
  });

  test("is asked no more once it is not configured, and who has its challenge gets another", async () => {
    const solved = await solvedWith(name);
    configure(undefined);
    expect(await prove(solved, "a-token")).toBe("check_unavailable");
    expect(await made()).toMatchObject({ check: null, tries_max: 4_096 });
  });
});
