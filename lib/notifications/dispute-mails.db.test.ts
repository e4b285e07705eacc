import { beforeEach, describe, expect, test } from "vitest";
import { orderFact } from "#lib/orders/fact-contract";
import { db } from "#lib/platform/db/db";
import { inTransaction } from "#lib/platform/db/transaction";
import { uuidv7 } from "#lib/platform/ids";
import { appendFact } from "#lib/platform/outbox/append-fact";
import { aDatabase } from "#lib/platform/testing/database";
import { workFacts } from "#lib/platform/testing/facts";
import { aMember, anEventOnSale, aPaidOrder, sellerOf } from "#prisma/seed/builders";
import { disputeMails } from "./dispute-mails.ts";
import { sendDisputeMail } from "./send-dispute-mail.tsx";

aDatabase();

let eventId: number;
let organizationId: string;
beforeEach(async () => {
  eventId = await anEventOnSale({ title: "La Traviata" });
  organizationId = await sellerOf(eventId);
});

const closedAt = new Date("2026-12-20T11:00:00Z");
const WON = { status: "WON", isWithdrawn: false, closedAt } as const;
const LOST = { status: "LOST", isWithdrawn: true, closedAt } as const;

async function anOwner(locale: "en" | "es" = "en"): Promise<string> {
  const { userId } = await aMember(organizationId, "OWNER");
  return (await db().user.update({ where: { id: userId ?? "" }, data: { locale } })).email;
}

async function aDispute(over: { isWithdrawn?: boolean } | typeof LOST = {}) {
  const order = await aPaidOrder(eventId);
  const payment = await db().payment.findFirstOrThrow({ where: { eventId, orderId: order.id } });
  const id = uuidv7();
  const about = { gateway: "stripe", gatewayId: `dp_${id}`, amountMinor: 9_000, reason: "fraudulent" };
  const evidenceDueAt = new Date("2026-12-24T11:00:00Z");
  await db().dispute.create({
    data: {
      ...about,
      eventId,
      id,
      orderId: order.id,
      paymentId: payment.id,
      isWithdrawn: true,
      evidenceDueAt,
      ...over,
    },
  });
  return { ...order, said: { eventId, orderId: order.id, disputeId: id, amountMinor: 9_000 } };
}

const mailsTo = (recipient: string) =>
  db().notification.findMany({
    where: { template: "dispute", deliveries: { some: { address: recipient } } },
    orderBy: { createdAt: "asc" },
  });

describe("a dispute", () => {
  test("is mailed to every owner in their language when it opens and when it closes, once each, and to nobody else", async () => {
    const [english, spanish] = [await anOwner("en"), await anOwner("es")];
    await aMember(organizationId, "MANAGER");
    const { number, said } = await aDispute();
    const { eventId: _, ...about } = said;
    const append = (fact: Parameters<typeof orderFact>[1]) =>
      inTransaction(db(), async (tx) => appendFact(tx, orderFact(eventId, fact)));
    await append({ type: "payment.disputed", ...about });
    await workFacts(disputeMails);
    await db().dispute.updateMany({ where: { eventId }, data: { ...WON } });
    await append({ type: "dispute.closed", ...about, outcome: "won" });
    await workFacts(disputeMails);
    await sendDisputeMail({ ...said, news: "won" });
    const mails = await mailsTo(english);
    expect(mails.map(({ subject }) => subject)).toEqual([
      "A payment is disputed: La Traviata",
      "A dispute is decided for you: La Traviata",
    ]);
    expect(mails[0]?.text).toContain(`disputes the payment of order ${number}. The gateway has taken €90.00 back`);
    expect(mails[0]?.text).toContain("The tickets of the order stay valid.");
    expect(mails[0]?.text).toMatch(/takes evidence until Thursday,? 24 December 2026/);
    expect(mails[1]?.text).not.toContain("evidence");
    expect(mails[0]?.text).not.toMatch(/Lovelace|ada@/);
    expect((await mailsTo(spanish)).map(({ subject }) => subject)).toEqual([
      "Un pago está en disputa: La Traviata",
      "Una disputa se ha decidido a tu favor: La Traviata",
    ]);
    expect(await db().notificationDelivery.count({ where: { notification: { template: "dispute" } } })).toBe(4);
  });

  test("that only asks says that no money has moved; one that takes the tickets says so", async () => {
    const owner = await anOwner();
    const asked = await aDispute({ isWithdrawn: false });
    await sendDisputeMail({ ...asked.said, news: "opened" });
    await db().ticket.updateMany({ where: { eventId }, data: { status: "VOID", suspendedAt: new Date() } });
    await db().dispute.updateMany({ where: { eventId }, data: { ...LOST } });
    await sendDisputeMail({ ...asked.said, news: "lost" });
    const [opened, lost] = await mailsTo(owner);
    expect(opened?.text).toContain("No money has moved.");
    expect(lost?.text).toContain("The order has no valid tickets any more.");
  });

  test("that is decided before the mail is written is not announced as open", async () => {
    const owner = await anOwner();
    const { said } = await aDispute(LOST);
    await sendDisputeMail({ ...said, news: "opened" });
    expect(await mailsTo(owner)).toEqual([]);
  });

  test("is not mailed to an owner who was erased, which keeps no other from theirs", async () => {
    const [gone, there] = [await anOwner(), await anOwner()];
    await db().user.updateMany({ where: { email: gone }, data: { erasedAt: new Date() } });
    const { said } = await aDispute();
    await sendDisputeMail({ ...said, news: "opened" });
    expect(await mailsTo(gone)).toEqual([]);
    expect(await mailsTo(there)).toHaveLength(1);
  });
});
