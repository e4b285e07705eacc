import jsqr from "jsqr";
import { PNG } from "pngjs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { orderById } from "#lib/orders/reading/find-order";
import { anOrder } from "#lib/orders/testing/an-order";
import { db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { Fault } from "#lib/platform/invariant";
import { aDatabase } from "#lib/platform/testing/database";
import { ticketKeys } from "#lib/tickets/signing-key";
import { verifyTicket } from "#lib/tickets/ticket-token";
import { anEventOnSale } from "#prisma/seed/builders";
import { sendOfferMail } from "./send-offer-mail.tsx";
import { sendOrderMail } from "./send-order-mail.tsx";
import { sendRefundMail } from "./send-refund-mail.tsx";
import { notificationTasks } from "./tasks.ts";
import { configureMail, MailServer, partsOf } from "./testing/a-mail-server.ts";

// The package is CommonJS whose function is its default's default.
const jsQr = typeof jsqr === "function" ? jsqr : (jsqr as { default: typeof import("jsqr").default }).default;

aDatabase();

let eventId: number;
beforeAll(async () => {
  eventId = await anEventOnSale({ title: "La Traviata" });
});

const mailsTo = (recipient: string) =>
  db().notification.findMany({ where: { deliveries: { some: { address: recipient } } } });

describe("the confirmation", () => {
  test("brings every ticket with its seat, its code and the link that opens the order, once", async () => {
    const { id, number } = await anOrder(eventId, { email: "two@example.org", seatIds: [1, 2] });
    await sendOrderMail({ eventId, orderId: id });
    await sendOrderMail({ eventId, orderId: id });
    const [mail, ...more] = await mailsTo("two@example.org");
    expect(more).toEqual([]);
    expect(mail?.subject).toMatch(/^Your tickets: La Traviata, /);
    // The record is the whole mail: no picture of it has to be loaded.
    expect(mail?.html.match(/<img[^>]* src="data:image\/png;base64,/g)).toHaveLength(2);
    expect(mail?.html).not.toMatch(/<img[^>]* src="http/);
    expect(mail?.text).not.toContain("base64");
    expect(mail?.html).toContain(`/orders/${number}?key=`);
    expect(mail?.text).toContain("Stalls, row A, seat 1");
    expect(mail?.text).toContain("Stalls, row A, seat 2");
    expect(mail?.text).toContain("€90.00");
  });

  test("is in Spanish for a buyer who bought in Spanish", async () => {
    const { id } = await anOrder(eventId, { email: "es@example.org", locale: "es", seatIds: [3] });
    await sendOrderMail({ eventId, orderId: id });
    const [mail] = await mailsTo("es@example.org");
    expect(mail?.subject).toMatch(/^Tus entradas: La Traviata, /);
    expect(mail?.html).toContain('lang="es"');
    expect(mail?.text).toContain("Stalls, fila A, asiento 3");
    expect(mail?.text).toContain("45,00");
  });

  test("writes a name with markup in it as text", async () => {
    const { id } = await anOrder(eventId, {
      email: "markup@example.org",
      name: '<img src=x onerror="alert(1)">',
      seatIds: [4],
    });
    await sendOrderMail({ eventId, orderId: id });
    const [mail] = await mailsTo("markup@example.org");
    expect(mail?.html).not.toContain("<img src=x");
    expect(mail?.html).toContain("&lt;img src=x");
  });

  test("is not sent for tickets that were voided before the worker came", async () => {
    const { id } = await anOrder(eventId, { email: "void@example.org", status: "REFUNDED", seatIds: [5] });
    await sendOrderMail({ eventId, orderId: id });
    expect(await mailsTo("void@example.org")).toEqual([]);
  });

  test("of an order that does not exist is a fault", async () => {
    await expect(sendOrderMail({ eventId, orderId: uuidv7() })).rejects.toThrow(Fault);
  });
});

describe("the confirmation at a mail server", () => {
  const server = new MailServer();
  beforeAll(async () => configureMail({ SMTP_URL: await server.start() }));
  afterAll(() => {
    configureMail({ SMTP_URL: undefined });
    server.stop();
  });

  test("carries each ticket's code as a part that the mail names, and a gate reads the ticket from it", async () => {
    const { id } = await anOrder(eventId, { email: "codes@example.org", seatIds: [21, 22] });
    await sendOrderMail({ eventId, orderId: id });
    expect(server.messages).toHaveLength(1);
    const parts = partsOf(server.messages[0] ?? "");
    const html = parts.find(({ headers }) => headers["content-type"]?.startsWith("text/html"))?.body.toString() ?? "";
    const images = parts.filter(({ headers }) => headers["content-type"]?.startsWith("image/png"));
    expect(images.map(({ headers }) => headers["content-disposition"]?.split(";")[0])).toEqual(["inline", "inline"]);
    // Mail programs show what the HTML names by its content id; they would block or hide an address of any other kind.
    expect([...html.matchAll(/<img[^>]* src="([^"]*)"/g)].map(([, src]) => src)).toEqual(
      images.map(({ headers }) => `cid:${headers["content-id"]?.slice(1, -1)}`),
    );
    expect(html).toContain("Show the code at the gate");
    const order = await orderById(eventId, id);
    expect(images.map(({ body }) => readCode(body))).toEqual(order?.tickets.map(({ token }) => token));
    for (const { body } of images)
      expect(verifyTicket(readCode(body), ticketKeys(), new Date(order?.event.doorsAt ?? 0))).toMatchObject({
        ok: true,
      });
  });
});

/** What a phone's camera reads from the picture. */
function readCode(png: Buffer): string {
  const { data, width, height } = PNG.sync.read(png);
  return jsQr(new Uint8ClampedArray(data), width, height)?.data ?? "";
}

describe("the other mails", () => {
  test("a refund says how much and why; nothing taken says that nothing was charged; each once", async () => {
    const { id } = await anOrder(eventId, {
      email: "late@example.org",
      status: "FAILED",
      failureReason: "late_payment",
      seatIds: [6],
    });
    const payload = { eventId, orderId: id, amountMinor: 4_500, reason: "late_payment" as const };
    for (const refundId of [uuidv7(), null]) {
      await sendRefundMail({ ...payload, refundId });
      await sendRefundMail({ ...payload, refundId });
    }
    const mails = await mailsTo("late@example.org");
    expect(mails.map((mail) => mail.template).sort()).toEqual(["refund", "void"]);
    expect(mails.find((mail) => mail.template === "refund")?.text).toContain("We are refunding all of it: €45.00");
    expect(mails.find((mail) => mail.template === "void")?.text).toContain("Your card was not charged");
  });

  test("an offer names the seats and the hour at the venue; an answered one sends nothing", async () => {
    const offered = {
      status: "PENDING",
      payment: "AUTHORIZED",
      email: "offer@example.org",
      seatIds: [7],
      offerSeatIds: [11],
    } as const;
    const { id } = await anOrder(eventId, { ...offered, seatIds: [7], offerSeatIds: [11] });
    await sendOfferMail({ eventId, orderId: id });
    expect((await mailsTo("offer@example.org"))[0]?.text).toContain("Stalls, row B, seat 1");
    const answered = await anOrder(eventId, { email: "answered@example.org", seatIds: [8] });
    await sendOfferMail({ eventId, orderId: answered.id });
    expect(await mailsTo("answered@example.org")).toEqual([]);
  });

  test("a code comes once, and its record does not carry it in the key", async () => {
    const payload = { email: "code@example.org", code: "482913", locale: "es" };
    await notificationTasks["send-mail-code"](payload);
    await notificationTasks["send-mail-code"](payload);
    const [mail, ...more] = await mailsTo("code@example.org");
    expect(more).toEqual([]);
    expect(mail?.subject).toBe("482913 es tu código de Fairseat");
    expect(mail?.dedupeKey).not.toContain("482913");
  });
});
