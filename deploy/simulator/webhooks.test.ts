import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openDesk, type TestDesk } from "#lib/payments/stripe/desk.fixture";

let desk: TestDesk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

const AUTHORIZED = ["payment_intent.created", "charge.succeeded", "payment_intent.amount_capturable_updated"];

describe("webhooks of the simulator", () => {
  test("arrive signed and in the order of events", async () => {
    const { gatewayId = "" } = await desk.gateway.authorize(desk.request());
    await desk.gateway.capture(gatewayId, { idempotencyKey: "k1" });
    await desk.gateway.refund({ gatewayId, amountMinor: 500, currency: "EUR", idempotencyKey: "r1", reason: "Kind" });
    await desk.sandbox.webhooksIdle();
    const types = [...AUTHORIZED, "charge.captured", "payment_intent.succeeded", "refund.created", "charge.refunded"];
    expect((await desk.events()).map((event) => event.type)).toEqual(types);
    expect((await desk.events()).find((event) => event.type === "payment_intent.succeeded")?.payment).toMatchObject({
      gatewayId,
      status: "captured",
      amountMinor: 4500,
      metadata: { order_id: "order-1" },
    });
    expect((await desk.events()).find((event) => event.type === "refund.created")?.refund).toMatchObject({
      amountMinor: 500,
      gatewayPaymentId: gatewayId,
    });
  });

  test("report a declined card and a cancelled payment", async () => {
    await desk.gateway.authorize(desk.request({ paymentMethodId: "pm_card_chargeDeclinedInsufficientFunds" }));
    const { gatewayId = "" } = await desk.gateway.authorize(desk.request());
    await desk.gateway.cancel(gatewayId, { idempotencyKey: "c1" });
    await desk.sandbox.webhooksIdle();
    const payments = (await desk.events()).flatMap(({ type, payment }) => (payment ? [{ type, payment }] : []));
    expect(payments.find(({ type }) => type === "payment_intent.payment_failed")?.payment).toMatchObject({
      status: "failed",
      decline: { code: "insufficient_funds" },
    });
    expect(payments.at(-1)).toMatchObject({ type: "payment_intent.canceled", payment: { status: "canceled" } });
  });

  test("are repeated, in order, until the endpoint accepts them", async () => {
    desk.inbox.answerNext(500, 404, 302);
    await desk.gateway.authorize(desk.request());
    await desk.sandbox.webhooksIdle();
    const [first] = AUTHORIZED;
    expect((await desk.events()).map((event) => event.type)).toEqual([first, first, first, ...AUTHORIZED]);
    expect(new Set((await desk.events()).map((event) => event.id)).size).toBe(3);
  });

  test("are given up in the end, so that one bad event does not block the rest for ever", async () => {
    desk.inbox.answerNext(...Array.from({ length: 12 }, () => 500));
    await desk.gateway.authorize(desk.request());
    await desk.sandbox.webhooksIdle();
    const types = (await desk.events()).map((event) => event.type);
    expect(types.slice(12)).toEqual(AUTHORIZED.slice(1));
  });

  test("wait out an endpoint that is not there yet", async () => {
    await desk.close();
    let url = "http://127.0.0.1:9/nobody";
    let asked = 0;
    desk = await openDesk({
      webhookUrl: () => {
        asked += 1;
        if (asked === 3) url = desk.inbox.url;
        return url;
      },
    });
    await desk.gateway.authorize(desk.request());
    await desk.sandbox.webhooksIdle();
    expect((await desk.events()).map((event) => event.type)).toEqual(AUTHORIZED);
  });

  test("can be looked up afterwards", async () => {
    await desk.gateway.authorize(desk.request());
    const list = await desk.stripe.events.list();
    expect(list.data.map((event) => event.type).reverse()).toEqual(AUTHORIZED);
    expect((await desk.stripe.events.retrieve(list.data[0]?.id ?? "")).type).toBe(AUTHORIZED[2]);
  });
});

describe("trouble", () => {
  test("late success: the answer is processing and only a webhook reports the money", async () => {
    desk.sandbox.trouble.set("late_success", { times: 1, delayMs: 5 });
    expect(await desk.gateway.authorize(desk.request())).toMatchObject({ status: "processing" });
    await desk.inbox.arrived(4);
    expect((await desk.events()).at(1)?.payment?.status).toBe("processing");
    expect((await desk.events()).at(-1)).toMatchObject({ type: AUTHORIZED[2], payment: { status: "authorized" } });
    expect(await desk.gateway.authorize(desk.request())).toMatchObject({ status: "authorized" });
  });

  test("late success also comes after a challenge", async () => {
    desk.sandbox.trouble.set("late_success", { times: 1, delayMs: 5 });
    const waiting = await desk.gateway.authorize(desk.request({ paymentMethodId: "pm_card_authenticationRequired" }));
    const address = waiting.kind === "payment" ? (waiting.redirectUrl ?? "") : "";
    const body = new URLSearchParams({ outcome: "complete" });
    const back = await fetch(address, { method: "POST", body, redirect: "manual" });
    expect(back.headers.get("location")).toContain("redirect_status=pending");
    await desk.inbox.arrived(5);
    expect(await desk.gateway.find(waiting.gatewayId ?? "")).toMatchObject({ status: "authorized" });
  });

  test("duplicated webhooks: every event comes twice with the same id", async () => {
    desk.sandbox.trouble.set("duplicate_webhooks");
    await desk.gateway.authorize(desk.request());
    await desk.sandbox.webhooksIdle();
    expect((await desk.events()).map((event) => event.type)).toEqual(AUTHORIZED.flatMap((type) => [type, type]));
    expect(new Set((await desk.events()).map((event) => event.id)).size).toBe(3);
  });

  test("reordered webhooks: an event overtakes the one before it, and none is lost", async () => {
    desk.sandbox.trouble.set("reordered_webhooks");
    await desk.gateway.authorize(desk.request());
    await desk.sandbox.webhooksIdle();
    expect((await desk.events()).map((event) => event.type)).toEqual([AUTHORIZED[1], AUTHORIZED[0], AUTHORIZED[2]]);
  });

  test("dropped webhooks: nothing comes, and the event can still be looked up", async () => {
    desk.sandbox.trouble.set("drop_webhooks", { times: 2 });
    await desk.gateway.authorize(desk.request());
    await desk.sandbox.webhooksIdle();
    expect((await desk.events()).map((event) => event.type)).toEqual([AUTHORIZED[2]]);
    expect((await desk.stripe.events.list()).data).toHaveLength(3);
  });

  test("is switched on and off over HTTP with JSON, and with nothing else", async () => {
    const address = `${desk.sandbox.url}/sandbox/trouble`;
    const play = (body: unknown, type = "application/json") =>
      fetch(address, { method: "POST", body: JSON.stringify(body), headers: { "content-type": type } });
    expect((await play({ kind: "down", times: 1 })).status).toBe(200);
    await expect(desk.stripe.paymentIntents.list()).rejects.toMatchObject({ statusCode: 503 });
    expect((await desk.stripe.paymentIntents.list()).data).toEqual([]);
    await play({ kind: "late_success", delayMs: 5 });
    expect(await (await fetch(address)).json()).toEqual({ late_success: { delayMs: 5 } });
    expect(await (await play({ clear: true })).json()).toEqual({});
    for (const nonsense of [
      { kind: "fire" },
      { kind: "down", times: -1 },
      { kind: "down", mode: "up" },
      null,
      "down",
    ]) {
      expect((await play(nonsense)).status).toBe(400);
    }
    expect((await play({ kind: "down" }, "text/plain")).status).toBe(400);
    expect(desk.sandbox.trouble.list()).toEqual({});
  });
});
