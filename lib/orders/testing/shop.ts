import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll } from "vitest";
import { type Sandbox, startSandbox } from "#lib/payments/sandbox/start-sandbox";
import { SANDBOX_SECRET_KEY } from "#lib/platform/env";
import { uuidv7 } from "#lib/platform/ids";
import { Failure } from "#lib/platform/invariant";
import { forgetSingleton } from "#lib/platform/singleton";
import type { Held } from "#prisma/seed/builders";
import { type CommitAnswer, commitOrder } from "../commit-order.ts";
import { receiveWebhook } from "../receive-webhook.ts";

const WEBHOOK_SECRET = "whsec_shop_tests_only";

export type Shop = {
  sandbox: () => Sandbox;
  /** Presses the button: with a good card, under a key of its own and without a promo code unless told otherwise. */
  commit: (held: Held, wish?: CommitWish) => Promise<CommitAnswer>;
  /** What the gateway itself has: `GET /v1/…` as the operator of its dashboard would see it. */
  look: (path: string) => Promise<GatewayObject>;
  /** What somebody does at the gateway without us: `POST /v1/…`. */
  act: (path: string, form?: Record<string, string>) => Promise<GatewayObject>;
  /** Moves the gateway's clock on; it stands right again for the next test. */
  hoursPass: (hours: number) => void;
  /** The buyer's answer on the bank's page. */
  answerChallenge: (url: string, outcome: "complete" | "fail") => Promise<void>;
  /** Every answer that the webhook door gave, oldest first. */
  doorAnswers: number[];
  /** What the webhook door threw that was no outside trouble: a fault of ours, which a retry would only hide. */
  doorFaults: unknown[];
  /** Hands a body to the webhook door as it stands, with this signature. */
  knock: (body: string, signature: string) => Promise<number>;
};

export type CommitWish = { card?: string; key?: string; promoCode?: string; email?: string };

/** An object of the gateway's wire, of which tests read single fields. */
export type GatewayObject = { id: string; status: string; data: GatewayObject[]; [field: string]: unknown };

/**
 * A shop whose gateway is the simulator, with the webhook door open on a loopback port, so that signed events arrive as
 * they do in life. Call it once at the top of a file, after `aDatabase()`.
 */
export function aShop(): Shop {
  const doorAnswers: number[] = [];
  const doorFaults: unknown[] = [];
  let aheadMs = 0;
  const opened: { sandbox?: Sandbox; door?: Server; doorUrl?: string } = {};
  const sandbox = () => {
    if (!opened.sandbox) throw new Error("the shop is not open yet");
    return opened.sandbox;
  };
  beforeAll(async () => {
    opened.door = await openDoor(doorAnswers, doorFaults);
    opened.doorUrl = `http://127.0.0.1:${(opened.door.address() as AddressInfo).port}/`;
    opened.sandbox = await startSandbox({
      port: 0,
      secretKey: SANDBOX_SECRET_KEY,
      webhookSecret: WEBHOOK_SECRET,
      webhookUrl: opened.doorUrl,
      webhookRetryDelaysMs: [20, 50, 100],
      clock: () => Date.now() + aheadMs,
    });
    process.env.SANDBOX_URL = opened.sandbox.url;
    process.env.STRIPE_SECRET_KEY = SANDBOX_SECRET_KEY;
    process.env.STRIPE_PUBLISHABLE_KEY = "pk_test_sandbox";
    process.env.STRIPE_WEBHOOK_SECRET = WEBHOOK_SECRET;
    forgetSingleton("env");
    forgetSingleton("gateway");
  });
  afterEach(async () => {
    sandbox().trouble.clear();
    await sandbox().webhooksIdle();
    doorAnswers.length = 0;
    doorFaults.length = 0;
    aheadMs = 0;
  });
  afterAll(async () => {
    await sandbox().close();
    opened.door?.closeAllConnections();
    opened.door?.close();
  });
  const call = async (path: string, init: RequestInit) => {
    const headers = { authorization: `Bearer ${SANDBOX_SECRET_KEY}` };
    return (await (await fetch(`${sandbox().url}${path}`, { ...init, headers })).json()) as GatewayObject;
  };
  return {
    sandbox,
    doorAnswers,
    doorFaults,
    commit: (held, { card = "pm_card_visa", key = uuidv7(), promoCode, email = "ada@example.org" } = {}) =>
      commitOrder(held.person, {
        reservation: held,
        paymentMethodId: card,
        idempotencyKey: key,
        billing: { name: "Ada Lovelace", email, phone: null },
        promoCode,
        locale: "en",
      }),
    look: (path) => call(path, { method: "GET" }),
    act: (path, form = {}) => call(path, { method: "POST", body: new URLSearchParams(form) }),
    hoursPass: (hours) => {
      aheadMs += hours * 3_600_000;
    },
    answerChallenge: async (url, outcome) => {
      await fetch(url, { method: "POST", body: new URLSearchParams({ outcome }), redirect: "manual" });
    },
    knock: async (body, signature) =>
      (await fetch(opened.doorUrl ?? "", { method: "POST", body, headers: { "stripe-signature": signature } })).status,
  };
}

function openDoor(answers: number[], faults: unknown[]): Promise<Server> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const headers = new Headers({ "stripe-signature": String(request.headers["stripe-signature"]) });
      const status = receiveWebhook(Buffer.concat(chunks), headers).then(
        (result) => (result.ok ? 200 : 400),
        (error: unknown) => {
          if (!(error instanceof Failure)) faults.push(error);
          return 503;
        },
      );
      void status.then((code) => {
        answers.push(code);
        response.writeHead(code).end();
      });
    });
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}
