import { beforeEach, describe, expect, test } from "vitest";
import { type Terms, termsPath } from "#lib/legal/contract";
import { legalInForce } from "#lib/legal/legal-in-force";
import { publishTerms, secondsPass } from "#lib/legal/testing/publish-terms";
import { orderMails } from "#lib/notifications/order-mails";
import { db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { aDatabase } from "#lib/platform/testing/database";
import { workFacts } from "#lib/platform/testing/facts";
import { aHeldReservation, anEventOnSale, aUser, type Held } from "#prisma/seed/builders";
import { exportOrders } from "../reading/export-orders.ts";
import { readOrder } from "../reading/read-order.ts";
import { booksOf, chargesFor } from "../testing/books.ts";
import { aShop } from "../testing/shop.ts";
import { readCheckout } from "./read-checkout.ts";

aDatabase();
const shop = aShop();

const EN = (version: number): Terms => ({ version, locale: "en" });
const ES = (version: number): Terms => ({ version, locale: "es" });
const aHold = async () => aHeldReservation(await anEventOnSale(), [5, 6]);
const changed = (terms: Terms) => ({ ok: false, refusal: { code: "terms_changed", terms } });

async function keptOf({ eventId, id }: Held): Promise<Terms | null | undefined> {
  const order = await db().order.findUnique({ where: { eventId_reservationId: { eventId, reservationId: id } } });
  return (
    order && (order.termsVersion === null ? null : { version: order.termsVersion, locale: order.termsLocale as "en" })
  );
}

/** Another process published, and this one knows the text from before. */
async function publishedElsewhere(locale: "en" | "es" = "en"): Promise<number> {
  await legalInForce({ kind: "terms", locale });
  return publishTerms(`terms ${uuidv7()}`, locale);
}

async function publish(locale: "en" | "es" = "en"): Promise<number> {
  const version = await publishedElsewhere(locale);
  secondsPass();
  return version;
}

beforeEach(secondsPass);

describe("an order keeps the terms that its buyer saw", () => {
  test("those of the product before the first are published, then the version and language of the page", async () => {
    const first = await aHold();
    expect(await shop.commit(first, { terms: EN(0) })).toMatchObject({ ok: true });
    expect(await keptOf(first)).toEqual(EN(0));
    const [english, spanish] = [await publish(), await publish("es")];
    const version = await publish();
    expect([english, spanish, version]).toEqual([1, 1, 2]);
    const second = await aHold();
    expect(await shop.commit(second, { terms: ES(1) })).toMatchObject({ ok: true });
    expect(await keptOf(second)).toEqual(ES(1));
    const third = await aHold();
    expect(await shop.commit(third, { terms: EN(2) })).toMatchObject({ ok: true });
    expect(await keptOf(third)).toEqual(EN(2));
  });

  test("those in force, where the request names none", async () => {
    const version = await publish();
    const held = await aHold();
    expect(await shop.commit(held)).toMatchObject({ ok: true });
    expect(await keptOf(held)).toEqual(EN(version));
  });

  test("also where there is nothing to pay", async () => {
    const version = await publish();
    const held = await aHeldReservation(await anEventOnSale({ priceMinor: 0 }), [1, 2]);
    const reader = await aUser();
    expect(await shop.commit(held, { card: "", reader, terms: EN(version - 1) })).toEqual(changed(EN(version)));
    expect(await shop.commit(held, { card: "", reader, terms: EN(version) })).toMatchObject({ ok: true });
    expect(await keptOf(held)).toEqual(EN(version));
  });

  test("and says so on its page, in its mail, in the API and in the export of the account", async () => {
    const version = await publish("es");
    const held = await aHold();
    const reader = await aUser();
    const answer = await shop.commit(held, { reader, terms: ES(version) });
    if (!answer.ok || !("confirmed" in answer)) throw new Error("not paid");
    const number = answer.confirmed.order_id;
    const read = await readOrder({ ...held.person, ...reader }, { number });
    const url = expect.stringMatching(/^https?:\/\/.+\/terms\?version=\d+&locale=es$/) as string;
    expect(read).toMatchObject({ ok: true, order: { terms: { ...ES(version), url } } });
    const order = await db().order.findFirstOrThrow({ where: { number } });
    await workFacts(orderMails);
    const mail = await db().notification.findFirstOrThrow({
      where: { dedupeKey: `order:${held.eventId}:${order.id}` },
    });
    expect(mail.text).toContain(termsPath(ES(version)));
    expect(mail.text).toContain(`version ${version}`);
    const [exported] = await exportOrders(reader.userId);
    expect(exported?.terms).toEqual(ES(version));
  });
});

describe("newer terms", () => {
  test("are said, write nothing, leave the seats held, and the buyer who agrees to them pays", async () => {
    const version = await publish();
    const held = await aHold();
    await publish();
    expect(await shop.commit(held, { terms: EN(version) })).toEqual(changed(EN(version + 1)));
    expect(await booksOf(held)).toMatchObject({ reservation: "HELD", order: undefined, payments: [] });
    expect(await chargesFor(shop, held)).toEqual([]);
    expect(await shop.commit(held, { terms: EN(version + 1) })).toMatchObject({ ok: true });
    expect(await keptOf(held)).toEqual(EN(version + 1));
  });

  test("in another language change nothing for those who read this one", async () => {
    const version = await publish();
    await publish("es");
    const held = await aHold();
    expect(await shop.commit(held, { terms: EN(version) })).toMatchObject({ ok: true });
  });

  test("that this process does not know yet are no reason to refuse those who saw them elsewhere", async () => {
    await publish();
    const held = await aHold();
    const version = await publishedElsewhere();
    expect(await shop.commit(held, { terms: EN(version) })).toMatchObject({ ok: true });
    expect(await keptOf(held)).toEqual(EN(version));
  });

  test("that this process does not know yet bind nobody who saw the ones before", async () => {
    const version = await publish();
    const held = await aHold();
    await publishedElsewhere();
    expect(await shop.commit(held, { terms: EN(version) })).toMatchObject({ ok: true });
    expect(await keptOf(held)).toEqual(EN(version));
  });

  test("never published are refused with those in force", async () => {
    const version = await publish();
    const held = await aHold();
    expect(await shop.commit(held, { terms: EN(version + 7) })).toEqual(changed(EN(version)));
  });

  test("do not touch an order that was opened before: its price and its terms stay with a further card", async () => {
    const version = await publish();
    const held = await aHold();
    const declined = await shop.commit(held, { card: "pm_card_chargeDeclined", terms: EN(version) });
    expect(declined).toMatchObject({ refusal: { code: "payment_failed" } });
    await publish();
    const shown = await readCheckout(held.person, { reservationId: `${held.eventId}-${held.id}`, locale: "en" });
    expect(shown?.terms).toEqual(EN(version));
    expect(await shop.commit(held, { terms: EN(version) })).toMatchObject({ ok: true });
    expect(await keptOf(held)).toEqual(EN(version));
  });
});

test("the checkout shows the terms in force in the reader's language", async () => {
  const version = await publish("es");
  const held = await aHold();
  const shown = await readCheckout(held.person, { reservationId: `${held.eventId}-${held.id}`, locale: "es" });
  expect(shown?.terms).toEqual(ES(version));
});

test("a server of the version before goes on opening orders, which keep no terms", async () => {
  const held = await aHold();
  const { eventId, id } = held;
  const { updatedAt } = await db().event.findUniqueOrThrow({ where: { id: eventId } });
  const given = {
    ...{ number: "N-1", email: "a@b.org", name: "A", locale: "en", totalMinor: 9_000, discountMinor: 0 },
    ...{ gateway: "stripe", methodId: "pm", clientKey: "k" },
  };
  const items = JSON.stringify([5, 6].map((seat) => ({ id: seat, section: "S", row: "A", number: String(seat) })));
  const [row] = await db().$queryRaw<{ outcome: string }[]>`
    SELECT open_order_v2(${eventId}::int, ${id}::uuid, ${uuidv7()}::uuid, ${uuidv7()}::uuid, ${JSON.stringify(given)}::jsonb,
      ${items}::jsonb, NULL::uuid, 300, 120, ${updatedAt}, ARRAY[]::text[]) AS outcome`;
  expect(row?.outcome).toBe("opened");
  expect(await keptOf(held)).toBeNull();
});
