import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll } from "vitest";
import { type Sandbox, startSandbox } from "#deploy/simulator/start-sandbox";
import { signatureHeader } from "#deploy/simulator/webhooks";
import type { Terms } from "#lib/legal/contract";
import { SANDBOX_SECRET_KEY } from "#lib/platform/env";
import { uuidv7 } from "#lib/platform/ids";
import { Failure } from "#lib/platform/invariant";
import { forgetSingleton } from "#lib/platform/singleton";
import { type Held, mailOf } from "#prisma/seed/builders";
import { type CommitAnswer, commitOrder } from "../placing/commit-order.ts";
import type { OrderRequest } from "../placing/open-order.ts";
import { receiveWebhook } from "../settling/receive-webhook.ts";

const WEBHOOK_SECRET = "whsec_shop_tests_only";

export type Shop = {
  sandbox: () => Sandbox;
  /** Presses the button; by default with a good card, a new key and no promo code. */
  commit: (held: Held, wish?: CommitWish) => Promise<CommitAnswer>;
  /** What the gateway itself has: `GET /v1/…` as the operator of its dashboard would see it. */
  look: (path: string, account?: string) => Promise<GatewayObject>;
  /** A request made directly at the gateway: `POST /v1/…`; in a connected account where one is named. */
  act: (path: string, form?: Record<string, string>, account?: string) => Promise<GatewayObject>;
  /** Moves the gateway's clock on; it stands right again for the next test. */
  hoursPass: (hours: number) => void;
  /** The buyer's answer on the bank's page. */
  answerChallenge: (url: string, outcome: "complete" | "fail") => Promise<void>;
  /** Every answer that the webhook endpoint gave, oldest first. */
  endpointAnswers: number[];
  /** What the webhook endpoint threw that was no outside trouble: a fault of ours, which a retry would only hide. */
  endpointFaults: unknown[];
  /** The signature of a body that the gateway sent now. */
  sign: (body: string) => string;
  /** Hands a body to the webhook endpoint as it stands, with this signature. */
  knock: (body: string, signature: string) => Promise<number>;
};

export type CommitWish = {
  card?: string;
  key?: string;
  promoCode?: string;
  tickets?: OrderRequest["tickets"];
  addOns?: OrderRequest["addOns"];
  expectedTotal?: number;
  form?: OrderRequest["form"];
  invoice?: OrderRequest["invoice"];
  email?: string;
  reader?: Reader;
  terms?: Terms;
  /** For which account the card form says that it made the method. */
  account?: string | null;
};
/** An account that is signed in, with the mail address it proved. */
export type Reader = { userId: string; email: string };

/** An object of the gateway's wire, of which tests read single fields. */
export type GatewayObject = { id: string; status: string; data: GatewayObject[]; [field: string]: unknown };

/**
 * A shop whose gateway is the simulator, with the webhook endpoint open on a loopback port, so that signed events arrive as
 * they do in life. Call it once at the top of a file, after `aDatabase()`.
 */
export function aShop(): Shop {
  const endpointAnswers: number[] = [];
  const endpointFaults: unknown[] = [];
  let aheadMs = 0;
  const opened: { sandbox?: Sandbox; endpoint?: Server; endpointUrl?: string } = {};
  const sandbox = () => {
    if (!opened.sandbox) throw new Error("the shop is not open yet");
    return opened.sandbox;
  };
  beforeAll(async () => {
    opened.endpoint = await openEndpoint(endpointAnswers, endpointFaults);
    opened.endpointUrl = `http://127.0.0.1:${(opened.endpoint.address() as AddressInfo).port}/`;
    opened.sandbox = await startSandbox({
      port: 0,
      secretKey: SANDBOX_SECRET_KEY,
      webhookSecret: WEBHOOK_SECRET,
      webhookUrl: opened.endpointUrl,
      webhookRetryDelaysMs: [20, 50, 100],
      clock: () => Date.now() + aheadMs,
    });
    process.env.SANDBOX_URL = opened.sandbox.url;
    process.env.STRIPE_SECRET_KEY = SANDBOX_SECRET_KEY;
    process.env.STRIPE_PUBLISHABLE_KEY = "pk_test_sandbox";
    process.env.STRIPE_WEBHOOK_SECRET = WEBHOOK_SECRET;
    forgetSingleton("env");
    forgetSingleton("gateway stripe");
  });
  afterEach(async () => {
    sandbox().trouble.clear();
    await sandbox().webhooksIdle();
    endpointAnswers.length = 0;
    endpointFaults.length = 0;
    aheadMs = 0;
  });
  afterAll(async () => {
    await sandbox().close();
    opened.endpoint?.closeAllConnections();
    opened.endpoint?.close();
  });
  const call = async (path: string, { account, ...init }: RequestInit & { account: string | undefined }) => {
    const headers = {
      authorization: `Bearer ${SANDBOX_SECRET_KEY}`,
      ...(account === undefined ? {} : { "stripe-account": account }),
    };
    return (await (await fetch(`${sandbox().url}${path}`, { ...init, headers })).json()) as GatewayObject;
  };
  return {
    sandbox,
    endpointAnswers,
    endpointFaults,
    commit: (
      held,
      {
        card = "pm_card_visa",
        key = uuidv7(),
        promoCode,
        reader,
        email = mailOf(held.buyerKey),
        terms,
        account,
        tickets,
        addOns,
        expectedTotal,
        form = {},
        invoice,
      } = {},
    ) =>
      commitOrder(reader ? { ...held.person, ...reader, isEmailProven: true } : held.person, {
        reservation: held,
        paymentMethodId: card,
        idempotencyKey: key,
        paymentAccount: account,
        billing: { name: "Ada Lovelace", email: reader?.email ?? email, phone: null },
        promoCode,
        tickets,
        addOns,
        expectedTotal,
        form,
        invoice,
        locale: "en",
        terms,
      }),
    look: (path, account) => call(path, { method: "GET", account }),
    act: (path, form = {}, account = undefined) =>
      call(path, { method: "POST", body: new URLSearchParams(form), account }),
    hoursPass: (hours) => {
      aheadMs += hours * 3_600_000;
    },
    answerChallenge: async (url, outcome) => {
      await fetch(url, { method: "POST", body: new URLSearchParams({ outcome }), redirect: "manual" });
    },
    sign: (body) => signatureHeader(body, WEBHOOK_SECRET, Math.floor(Date.now() / 1000)),
    knock: async (body, signature) =>
      (await fetch(opened.endpointUrl ?? "", { method: "POST", body, headers: { "stripe-signature": signature } }))
        .status,
  };
}

function openEndpoint(answers: number[], faults: unknown[]): Promise<Server> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const headers = new Headers({ "stripe-signature": String(request.headers["stripe-signature"]) });
      const status = receiveWebhook("stripe", { rawBody: Buffer.concat(chunks), headers }).then(
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
