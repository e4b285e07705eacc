import { beforeEach, describe, expect, test } from "vitest";
import { orderFact } from "#lib/orders/fact-contract";
import { db } from "#lib/platform/db/db";
import { inTransaction } from "#lib/platform/db/transaction";
import { uuidv7 } from "#lib/platform/ids";
import { appendFact } from "#lib/platform/outbox/append-fact";
import { aDatabase } from "#lib/platform/testing/database";
import { workFacts } from "#lib/platform/testing/facts";
import { aMember, anEventOnSale, aPaidOrder, sellerOf } from "#prisma/seed/builders";
import { refundFailedMails } from "./refund-failed-mails.ts";

aDatabase();

let eventId: number;
let organizationId: string;
beforeEach(async () => {
  eventId = await anEventOnSale({ title: "La Traviata" });
  organizationId = await sellerOf(eventId);
});

async function aMailbox(role: "OWNER" | "MANAGER" | "BOX_OFFICE" | "GATE" | "ANALYST", locale: "en" | "es" = "en") {
  const { userId } = await aMember(organizationId, role);
  return (await db().user.update({ where: { id: userId ?? "" }, data: { locale } })).email;
}

async function aFailedRefund() {
  const order = await aPaidOrder(eventId);
  const payment = await db().payment.findFirstOrThrow({ where: { eventId, orderId: order.id } });
  const about = { eventId, orderId: order.id, paymentId: payment.id, amountMinor: 4_500, reason: "requested" };
  const { id } = await db().refund.create({
    data: { ...about, id: uuidv7(), status: "FAILED", failure: "lost_or_stolen_card", idempotencyKey: uuidv7() },
  });
  const fails = async (failure = "lost_or_stolen_card") => {
    const said = { orderId: order.id, refundId: id, amountMinor: 4_500, failure };
    await inTransaction(db(), async (tx) => appendFact(tx, orderFact(eventId, { type: "refund.failed", ...said })));
    await workFacts(refundFailedMails);
    await workFacts(refundFailedMails);
  };
  return { ...order, id, fails };
}

const mailsTo = (recipient: string) =>
  db().notification.findMany({
    where: { template: "refund-failed", deliveries: { some: { address: recipient } } },
    orderBy: { createdAt: "asc" },
  });

describe("a refund that failed", () => {
  test("is mailed once to each member who may refund, in their language, and to no other", async () => {
    const [owner, manager, clerk] = [
      await aMailbox("OWNER"),
      await aMailbox("MANAGER", "es"),
      await aMailbox("BOX_OFFICE"),
    ];
    await aMailbox("GATE");
    await aMailbox("ANALYST");
    const { number, fails } = await aFailedRefund();
    await fails();
    const [mail, ...more] = await mailsTo(owner);
    expect([mail?.subject, more]).toEqual(["A refund did not arrive: La Traviata", []]);
    expect(mail?.text).toContain(`The refund of €45.00 for order ${number} of La Traviata was refused or sent back`);
    expect(mail?.text).toContain("lost_or_stolen_card");
    expect(mail?.text).not.toMatch(/Lovelace|ada@/);
    expect((await mailsTo(manager)).map(({ subject }) => subject)).toEqual(["Un reembolso no ha llegado: La Traviata"]);
    expect(await mailsTo(clerk)).toHaveLength(1);
    expect(await db().notificationDelivery.count({ where: { notification: { template: "refund-failed" } } })).toBe(3);
  });

  test("a second time is mailed a second time; one that was sent again meanwhile is not", async () => {
    const owner = await aMailbox("OWNER");
    const { id, fails } = await aFailedRefund();
    await fails();
    await fails("charge_disputed");
    const mails = await mailsTo(owner);
    expect(mails).toHaveLength(2);
    expect(mails[1]?.text).toContain("If the dispute ends in your favour, the refund is sent again by itself.");
    await db().refund.updateMany({ where: { eventId, id }, data: { status: "PENDING" } });
    await fails();
    expect(await mailsTo(owner)).toHaveLength(2);
  });
});
