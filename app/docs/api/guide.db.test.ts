import { execFile } from "node:child_process";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { promisify } from "node:util";
import { NodeRequest, sendNodeResponse } from "srvx/node";
import { afterAll, beforeAll, expect, test } from "vitest";
import { hashPassword } from "#lib/identity/passwords/password";
import { aShop } from "#lib/orders/testing/shop";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { anEventOnSale } from "#prisma/seed/builders";
import { findEndpoints } from "../../api/testing/endpoints.ts";
import { GUIDE_ACCOUNT, GUIDE_STEPS } from "./guide-steps.ts";

/** The guide as a newcomer follows it: each command of the page, sent by curl, one after the other. */
aDatabase();
aShop();

const server = createServer();
let api = "";

beforeAll(async () => {
  const { email, password } = GUIDE_ACCOUNT;
  const passwordHash = await hashPassword(password);
  await db().user.create({ data: { email, passwordHash, name: "Ada Lovelace", emailVerified: new Date() } });
  await anEventOnSale({ refundUntilHours: 24 });
  await serveApi(server);
  api = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`;
});

afterAll(() => server.close());

test("every command of the guide works, in its order, with what the answers before it said", async () => {
  const kept: Record<string, string> = { API: api };
  const answers: Record<string, Record<string, unknown>> = {};
  for (const { id, command, keep } of GUIDE_STEPS) {
    const { stdout } = await promisify(execFile)("bash", ["-c", command], { env: { ...process.env, ...kept } });
    const answer = JSON.parse(stdout) as Record<string, unknown>;
    expect(answer.error, `${id}: ${stdout}`).toBeUndefined();
    for (const [name, path] of Object.entries(keep)) {
      const value = path.split(".").reduce<unknown>((each, key) => (each as Record<string, unknown>)?.[key], answer);
      expect(value, `${id} answers ${path}: ${stdout}`).toBeDefined();
      kept[name] = String(value);
    }
    answers[id] = answer;
  }
  expect(answers.pay).toMatchObject({ status: "confirmed" });
  expect(answers.order).toMatchObject({ order_number: kept.ORDER, status: "confirmed" });
  expect(answers.refund).toMatchObject({ order_number: kept.ORDER, tickets: [kept.TICKET] });
});

/** The API's endpoints behind their addresses, on a free port. */
async function serveApi(listener: Server): Promise<void> {
  const routes = (await findEndpoints()).map(({ name, method, handler }) => {
    const pattern = name.replace(/^\w+ /, "").replaceAll(/\[(\w+)\]/g, "(?<$1>[^/]+)");
    return { method, handler, pattern: new RegExp(`^/api/${pattern}$`) };
  });
  listener.on("request", (req, res) => {
    const { pathname } = new URL(req.url ?? "", "http://localhost");
    const route = routes.find(({ method, pattern }) => method === req.method && pattern.test(pathname));
    const params = { ...route?.pattern.exec(pathname)?.groups };
    const answer = route?.handler(new NodeRequest({ req, res }), { params: Promise.resolve(params) });
    void (answer ?? Promise.resolve(new Response(null, { status: 404 }))).then((each) => sendNodeResponse(res, each));
  });
  await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
}
