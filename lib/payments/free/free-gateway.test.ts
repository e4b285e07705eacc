import { expect, test } from "vitest";
import { createFreeGateway } from "./free-gateway.ts";

const gateway = createFreeGateway();
const request = {
  idempotencyKey: "ORD-1-1",
  amountMinor: 0,
  currency: "EUR",
  paymentMethodId: "",
  description: "Fairseat ORD-1",
  metadata: { event_id: "12", order_id: "ORD-1", payment_id: "payment-1" },
  email: "ada@example.org",
  returnUrl: "http://127.0.0.1/checkout",
};

test("nothing is authorized, captured and cancelled under our own payment id", async () => {
  const paid = { gatewayId: "payment-1", amountMinor: 0 };
  expect(await gateway.authorize(request)).toMatchObject({ ...paid, status: "authorized" });
  expect(await gateway.findByMetadata({ payment_id: "payment-1", since: new Date() })).toMatchObject(paid);
  expect(await gateway.capture("payment-1", { idempotencyKey: "a" })).toMatchObject({ ...paid, status: "captured" });
  expect(await gateway.cancel("payment-1", { idempotencyKey: "b" })).toMatchObject({ ...paid, status: "canceled" });
});

test("an order that costs something is never free", async () => {
  await expect(gateway.authorize({ ...request, amountMinor: 1 })).rejects.toThrow("only an order of nothing is free");
});

test("what comes in its name is forged", async () => {
  expect(await gateway.readWebhook({ rawBody: new Uint8Array(), headers: new Headers() })).toEqual({ ok: false });
});
