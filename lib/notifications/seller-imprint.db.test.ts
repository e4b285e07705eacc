import { PNG } from "pngjs";
import sharp from "sharp";
import { beforeAll, describe, expect, test } from "vitest";
import { findEvent } from "#lib/catalog/find-event";
import { appendPicture } from "#lib/catalog/pictures/picture-store";
import { readPicture } from "#lib/catalog/pictures/read-picture";
import { orderById } from "#lib/orders/reading/find-order";
import { anOrder } from "#lib/orders/testing/an-order";
import { db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { forgetSingleton } from "#lib/platform/singleton";
import { aDatabase } from "#lib/platform/testing/database";
import { anEventOnSale, aUser, sellerOf } from "#prisma/seed/builders";
import { takeOutImages } from "./inline-images.ts";
import { orderMails } from "./order-mails.ts";
import { sendOrderMail } from "./send-order-mail.tsx";
import { sendWaiterMail } from "./send-waiter-mail.tsx";

aDatabase();

const IMPRINT = {
  ...{ name: "Sala Norte", legalName: "Sala Norte S. L.", address: "Calle Mayor 1", postcode: "28013" },
  ...{ city: "Madrid", country: "ES", vatId: "ESB12345678", contactEmail: "hola@sala.example" },
};

let eventId = 0;
let logo = "";

beforeAll(async () => {
  eventId = await anEventOnSale({ title: "La Traviata" });
  const drawn = sharp({
    create: { width: 600, height: 300, channels: 4, background: { r: 0, g: 0, b: 200, alpha: 1 } },
  });
  const read = await readPicture(await drawn.png().toBuffer());
  if (!read.ok) throw new Error(read.trouble.reason);
  await appendPicture(read.picture);
  logo = read.picture.hash;
  await db().organization.update({ where: { id: await sellerOf(eventId) }, data: { ...IMPRINT, logo } });
  forgetSingleton("catalog-briefly");
});

const mailOf = async (recipient: string, seatIds: number[]) => {
  const { id } = await anOrder(eventId, { email: recipient, seatIds });
  await sendOrderMail({ eventId, orderId: id });
  const mail = await db().notification.findFirstOrThrow({ where: { deliveries: { some: { address: recipient } } } });
  return { mail, orderId: id };
};

describe("every mail to a buyer", () => {
  const seat = { section: "Stalls", row: "A", number: "1", entrance: "" };
  const move = {
    parts: ["title"],
    before: { title: "Aida", performers: [], startsAt: new Date(), endsAt: new Date(), doorsAt: new Date() },
  };
  type Sold = { orderId: string; ticketId: string };
  /** A fact of each type, and what it carries beside the order. */
  const FACTS: Record<string, (sold: Sold) => object> = {
    "order.paid": () => ({ tickets: 1 }),
    "order.refunded": () => ({ refundId: uuidv7(), amountMinor: 100, tickets: 1 }),
    "order.given_back": () => ({ refundId: uuidv7(), amountMinor: 100 }),
    "order.called_off": () => ({ amountMinor: 100 }),
    "order.event_changed": () => ({ change: JSON.parse(JSON.stringify({ ...move, at: new Date() })) }),
    "order.seats_changed": () => ({
      changeId: uuidv7(),
      seats: [{ seatId: 1, before: seat, after: { ...seat, row: "B" } }],
    }),
    "order.seats_worse": () => ({ changeId: uuidv7() }),
    "order.undone": () => ({ amountMinor: 100, tickets: 1 }),
    "offer.made": () => ({}),
    "ticket.reissued": ({ ticketId }) => ({ ticketId, issue: 2 }),
    "order.links_ended": () => ({ linkVersion: 1 }),
    "tickets.voided": ({ ticketId }) => ({ tickets: 1, ticketIds: [ticketId], because: "by_staff" }),
  };
  const imprintOn = (mail: { html: string; text: string }) => ({
    words: mail.text.includes("Sala Norte S. L.") && mail.text.includes("ESB12345678"),
    logo: /<img[^>]*alt="Sala Norte"/.test(mail.html),
  });

  test("is among these", () => {
    expect(Object.keys(FACTS).sort()).toEqual([...orderMails.types].sort());
  });

  test.each(Object.entries(FACTS))("about %s names the seller and shows the logo", async (type, payloadOf) => {
    const seatId = 11 + Object.keys(FACTS).indexOf(type);
    const email = `${type}@example.org`;
    const { id: orderId } = await anOrder(eventId, { email, seatIds: [seatId] });
    const wanted = { eventId, orderId };
    await db().order.updateMany({ where: { eventId, id: orderId }, data: { linkVersion: 1 } });
    if (type === "offer.made") {
      const offer = {
        status: "PENDING" as const,
        paidAt: null,
        offerSeatIds: [seatId],
        offerUntil: new Date(Date.now() + 900_000),
      };
      await db().order.updateMany({ where: { eventId, id: orderId }, data: offer });
    }
    const { id: ticketId } = await db().ticket.findFirstOrThrow({ where: wanted });
    const payload = { orderId, ...payloadOf({ orderId, ticketId }) };
    if (!("handle" in orderMails)) throw new Error("mails are sent fact by fact");
    await orderMails.handle({ id: uuidv7(), eventId, type, subject: orderId, payload, at: new Date() });
    const mail = await db().notification.findFirstOrThrow({ where: { deliveries: { some: { address: email } } } });
    expect(imprintOn(mail)).toEqual({ words: true, logo: true });
  });

  test("is like the one to people who queued for seats or held some", async () => {
    const { id: userId, email } = await db().user.findUniqueOrThrow({ where: { id: (await aUser()).userId } });
    await sendWaiterMail({ eventId, userId, hadSeats: false });
    const mail = await db().notification.findFirstOrThrow({ where: { deliveries: { some: { address: email } } } });
    expect(imprintOn(mail)).toEqual({ words: true, logo: true });
  });
});

describe("who sells", () => {
  const SELLER = {
    ...{ name: "Sala Norte", legal_name: "Sala Norte S. L.", address: "Calle Mayor 1", postcode: "28013" },
    ...{ city: "Madrid", country: "ES", vat_id: "ESB12345678", contact_email: "hola@sala.example" },
  };

  test("is on the event and on the order, with the logo", async () => {
    expect((await findEvent({ id: eventId }))?.seller).toMatchObject({ ...SELLER, logo });
    const { orderId } = await mailOf("order@example.org", [1]);
    expect((await orderById(eventId, orderId))?.seller).toMatchObject({ ...SELLER, logo });
  });

  test("is in the order's mail in words, and the logo is a part of the mail beside the codes", async () => {
    const { mail } = await mailOf("logo@example.org", [2, 3]);
    for (const line of ["Sala Norte S. L.", "Calle Mayor 1, 28013 Madrid", "ESB12345678", "hola@sala.example"]) {
      expect(mail.text).toContain(line);
      expect(mail.html).toContain(line);
    }
    expect(mail.html).toMatch(/<img[^>]*alt="Sala Norte"/);
    const { html, images } = takeOutImages(mail.html, { id: "1", host: "example.org" });
    expect(images).toHaveLength(3);
    expect(html).not.toContain("data:image");
    const sides = images.map(({ content }) => PNG.sync.read(content)).map(({ width, height }) => [width, height]);
    expect(sides).toContainEqual([160, 80]);
    expect(html).toMatch(
      /<img[^>]*alt="Sala Norte"[^>]*src="cid:3\.1@example\.org"|<img[^>]*src="cid:3\.1@example\.org"/,
    );
  });

  test("without a logo, or with one that is gone, is in words alone", async () => {
    const where = { id: await sellerOf(eventId) };
    for (const [i, none] of [null, "0".repeat(64)].entries()) {
      await db().organization.update({ where, data: { logo: none } });
      const { mail } = await mailOf(`none-${i}@example.org`, [4 + i]);
      expect(mail.text).toContain("Sala Norte S. L.");
      expect(mail.html.match(/<img/g)).toHaveLength(1);
    }
  });
});
