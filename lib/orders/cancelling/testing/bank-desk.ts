import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { GatewayRefund, PaymentGateway, RefundRequest } from "#lib/payments/gateway";

/** A gateway behind a socket, which remembers what it gave back although the process that asked is killed. */
export async function openBankDesk() {
  const refunds = new Map<string, GatewayRefund[]>();
  const waiting: { at: number; reached: () => void }[] = [];
  let count = 0;
  let lookUps = 0;
  const giveBack = ({ gatewayId, amountMinor, idempotencyKey: key }: RefundRequest): GatewayRefund => {
    const known = refunds.get(gatewayId) ?? [];
    const before = known.find((refund) => refund.key === key);
    if (before) return before;
    const made: GatewayRefund = { gatewayId: `re_${++count}`, status: "succeeded", amountMinor, key };
    refunds.set(gatewayId, [...known, made]);
    for (const each of waiting) if (each.at === count) each.reached();
    return made;
  };
  const server: Server = createServer((request, response) => {
    void text(request).then((body) => {
      const asked = JSON.parse(body) as RefundRequest | { listOf: string };
      if ("listOf" in asked) lookUps += 1;
      response.end(JSON.stringify("listOf" in asked ? (refunds.get(asked.listOf) ?? []) : giveBack(asked)));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    refunds,
    count: () => count,
    lookUps: () => lookUps,
    /** Resolves at the moment when so many refunds were made, before the last one is answered. */
    reaches: (at: number) => new Promise<void>((reached) => waiting.push({ at, reached })),
    close: () => server.close(),
  };
}

/** The gateway of that desk, for payments of which only refunds are asked. */
export function gatewayAt(url: string): PaymentGateway {
  const ask = async <T>(body: unknown): Promise<T> =>
    (await (await fetch(url, { method: "POST", body: JSON.stringify(body) })).json()) as T;
  const never = () => Promise.reject(new Error("only refunds are asked here"));
  return {
    ...{ name: "desk", takes: "sale", voids: false, lost: "search" },
    ...{ authorize: never, find: never, findDispute: never, findByMetadata: never, readWebhook: never },
    refund: (request) => ask(request),
    listRefunds: (gatewayId) => ask({ listOf: gatewayId }),
    listsMovements: false,
    connects: false,
    amountStepMinor: () => 1,
  };
}
