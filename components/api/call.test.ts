import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { call, signCallsWith } from "./call.ts";

const NOW = "2027-01-01T10:00:00.000Z";
const CLAIM = "POST /api/v1/events/{id}/queue/claim";

/** What the server was asked: the proof of each request. */
let proofs: (string | null)[] = [];
let clocks: string[] = [];
let answers: Response[] = [];

beforeEach(() => {
  [proofs, clocks, answers] = [[], [], []];
  vi.stubGlobal("location", { origin: "https://fairseat.example" });
  vi.stubGlobal("fetch", (_url: string, { headers }: RequestInit) => {
    proofs.push(new Headers(headers).get("dpop"));
    return Promise.resolve(answers.shift() ?? Response.error());
  });
  signCallsWith({
    proofOf: async (name, { method, url, text }) =>
      name === CLAIM
        ? `${method} ${url} ${text} by ${clocks.at(-1) ?? "its own clock"}`.replaceAll("  ", " ")
        : undefined,
    setClock: (serverTime) => clocks.push(serverTime),
  });
});
afterEach(() => void vi.unstubAllGlobals());

const refusal = (data: object) => Response.json({ message: "", ...data }, { status: 400 });
const params = { id: 7 };

describe("a page that signs its calls", () => {
  test("sends a proof of method and address with a call that needs one, and none with others", async () => {
    answers = [Response.json({}), Response.json({})];
    await call(CLAIM, { params });
    await call("GET /api/v1/events/{id}/queue", { params });
    const claim = "POST https://fairseat.example/api/v1/events/7/queue/claim by its own clock";
    expect(proofs).toEqual([claim, null]);
  });

  test("signs once more by the server's clock when its own is wrong, and then takes what comes", async () => {
    const late = () => refusal({ error: "invalid_proof", problem: "clock", server_time: NOW });
    answers = [late(), Response.json({ state: "admitted" })];
    expect(await call(CLAIM, { params })).toMatchObject({ ok: true });
    expect(proofs.map((proof) => proof?.split(" by ")[1])).toEqual(["its own clock", NOW]);
    answers = [late(), late(), Response.json({})];
    expect(await call(CLAIM, { params })).toMatchObject({ refusal: { code: "invalid_proof" } });
    expect(answers).toHaveLength(1);
  });

  test("does not ask again for what another clock does not help", async () => {
    answers = [refusal({ error: "invalid_proof", problem: "signature", server_time: NOW }), Response.json({})];
    expect(await call(CLAIM, { params })).toMatchObject({ refusal: { code: "invalid_proof" } });
    expect([clocks, proofs.length]).toEqual([[], 1]);
  });
});
