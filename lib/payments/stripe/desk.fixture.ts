import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import Stripe from "stripe";
import { type SandboxOptions, startSandbox } from "#deploy/simulator/start-sandbox";
import type { AuthorizeRequest, WebhookEvent } from "../gateway.ts";
import { createStripeGateway } from "./stripe-gateway.ts";

// Tests of the simulator speak through the SDK, which only this folder may import.
export { Stripe };

const SECRET_KEY = "sk_test_sandbox";
const WEBHOOK_SECRET = "whsec_sandbox_tests_only";

/**
 * A running simulator with what tests put around it: the real SDK, our adapter and an endpoint that keeps the webhooks it
 * gets. Everything listens on a free loopback port and is closed with `close`.
 */
export async function openDesk(options: Partial<SandboxOptions> = {}) {
  const inbox = await openInbox();
  const sandbox = await startSandbox({
    port: 0,
    secretKey: SECRET_KEY,
    webhookSecret: WEBHOOK_SECRET,
    webhookUrl: inbox.url,
    webhookRetryDelaysMs: [1],
    ...options,
  });
  const address = { host: "127.0.0.1", port: sandbox.port, protocol: "http" } as const;
  // As patient as a busy machine needs: a test of what an impatient one does says so.
  const gatewayThatWaits = (timeoutMs: number) =>
    createStripeGateway({ ...address, secretKey: SECRET_KEY, webhookSecret: WEBHOOK_SECRET, timeoutMs });
  const gateway = gatewayThatWaits(60_000);
  const stripe = new Stripe(SECRET_KEY, { ...address, maxNetworkRetries: 0, telemetry: false });
  let attempts = 0;
  return {
    sandbox,
    gateway,
    gatewayThatWaits,
    stripe,
    inbox,
    webhookSecret: WEBHOOK_SECRET,
    /** A request to authorize 45.00 EUR, each with a key and a payment of its own. */
    request(changes: Partial<AuthorizeRequest> = {}): AuthorizeRequest {
      attempts += 1;
      return {
        idempotencyKey: `order-1:${attempts}`,
        amountMinor: 4500,
        currency: "EUR",
        paymentMethodId: "pm_card_visa",
        description: "Two seats for La Traviata",
        metadata: { event_id: "12", order_id: "order-1", payment_id: `payment-${attempts}` },
        email: "ana@example.org",
        returnUrl: "http://127.0.0.1:3000/checkout/return?order=1",
        ...changes,
      };
    },
    /** The events that arrived and whose signature was good, oldest first. */
    async events(): Promise<WebhookEvent[]> {
      const readings = await Promise.all(
        inbox.deliveries.map(({ body, headers }) => gateway.readWebhook({ rawBody: Buffer.from(body), headers })),
      );
      return readings.flatMap((reading) => (reading.ok ? [reading.event] : []));
    },
    async close() {
      await sandbox.close();
      await inbox.close();
    },
  };
}

export type TestDesk = Awaited<ReturnType<typeof openDesk>>;

type Delivery = { readonly body: string; readonly headers: Headers };

async function openInbox() {
  const deliveries: Delivery[] = [];
  const statuses: number[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const headers = new Headers({ "stripe-signature": String(request.headers["stripe-signature"]) });
      deliveries.push({ body: Buffer.concat(chunks).toString("utf8"), headers });
      response.writeHead(statuses.shift() ?? 200).end();
      for (const { resolve } of waiting.filter(({ count }) => deliveries.length >= count)) resolve();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/webhooks/stripe`,
    deliveries,
    /** The next deliveries are answered with these statuses, later ones with 200. */
    answerNext: (...next: number[]) => void statuses.push(...next),
    /** Resolves when this many deliveries have arrived. */
    arrived: (count: number) =>
      new Promise<void>((resolve) => (deliveries.length >= count ? resolve() : void waiting.push({ count, resolve }))),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
