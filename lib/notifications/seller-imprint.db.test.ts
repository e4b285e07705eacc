import { PNG } from "pngjs";
import sharp from "sharp";
import { beforeAll, describe, expect, test } from "vitest";
import { findEvent } from "#lib/catalog/find-event";
import { appendPicture } from "#lib/catalog/pictures/picture-store";
import { readPicture } from "#lib/catalog/pictures/read-picture";
import { orderById } from "#lib/orders/reading/find-order";
import { anOrder } from "#lib/orders/testing/an-order";
import { db } from "#lib/platform/db/db";
import { forgetSingleton } from "#lib/platform/singleton";
import { aDatabase } from "#lib/platform/testing/database";
import { anEventOnSale, sellerOf } from "#prisma/seed/builders";
import { takeOutImages } from "./inline-images.ts";
import { sendOrderMail } from "./send-order-mail.tsx";

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
