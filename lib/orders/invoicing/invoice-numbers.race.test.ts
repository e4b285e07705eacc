/**
 * Orders of one organization that are invoiced at the same time. Symptom: two invoices with one number, or a number that no invoice has.
 * Theory: each takes its number behind the lock of the organization's counter, in the transaction that writes it. Method: many orders at
 * once, one of which fails; the control takes numbers without the lock.
 */
import { afterEach, beforeAll, expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { forgetSingleton, singleton } from "#lib/platform/singleton";
import { aDatabase } from "#lib/platform/testing/database";
import { waitForLockWaits, withoutLocks } from "#lib/platform/testing/locks";
import { anEventOnSale, aPaidOrder } from "#prisma/seed/builders";
import { checkInvariants } from "#prisma/seed/invariants";
import { aSellerWhoInvoices } from "../testing/a-seller.ts";
import { issueInvoices } from "./issue-invoices.ts";

aDatabase();

let eventId: number;
let organizationId: string;
let seat = 1;

beforeAll(async () => {
  eventId = await anEventOnSale();
  organizationId = await aSellerWhoInvoices(eventId, { invoiceMode: "EVERY_ORDER" });
});

const anOrderOf = async () => ({ eventId, id: (await aPaidOrder(eventId, [seat++])).id });
const ordersOf = (count: number) => Promise.all(Array.from({ length: count }, anOrderOf));
const issue = (key: { eventId: number; id: string }) => issueInvoices(key, "paid");
const serials = async () =>
  (await db().invoice.findMany({ where: { organizationId }, orderBy: { serial: "asc" } })).map(({ serial }) => serial);

let whole: ReturnType<typeof db> | undefined;
afterEach(() => {
  if (!whole) return;
  forgetSingleton("prisma");
  singleton("prisma", () => whole);
});

test("orders paid at once, each heard of twice, have numbers without a gap, though one of them fails", async () => {
  const orders = await ordersOf(8);
  const [lost] = orders;
  await db().$executeRawUnsafe(`ALTER TABLE invoices ADD CONSTRAINT fails CHECK (order_id <> '${lost?.id}')`);
  const done = await Promise.allSettled([...orders, ...orders].map(issue));
  expect(done.filter(({ status }) => status === "rejected")).toHaveLength(2);
  expect(await serials()).toEqual([1, 2, 3, 4, 5, 6, 7]);
  await db().$executeRaw`ALTER TABLE invoices DROP CONSTRAINT fails`;
  if (lost) await issue(lost);
  expect(await serials()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  expect(await checkInvariants()).toEqual([]);
});

/** Invoices one order while another transaction has the counter and takes a number; it commits once `then` has passed. */
async function meet(then: (asking: Promise<number>) => Promise<unknown>) {
  const [first, second] = [await anOrderOf(), await anOrderOf()];
  await issue(first);
  const issued = await db().invoice.findFirstOrThrow({ where: { orderId: first.id } });
  return db().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM invoice_counters WHERE organization_id = ${organizationId}::uuid FOR NO KEY UPDATE`;
    const asking = issue(second);
    const answered = asking.then(
      () => "issued",
      () => "refused",
    );
    await then(asking);
    const serial = issued.serial + 1;
    await tx.$executeRaw`UPDATE invoice_counters SET invoices = ${serial}::int WHERE organization_id = ${organizationId}::uuid`;
    const number = `${issued.number}-b`;
    const other = {
      ...issued,
      document: issued.document ?? {},
      id: crypto.randomUUID(),
      cause: "taken",
      serial,
      number,
    };
    await tx.invoice.create({ data: other });
    return { answered, second, serial };
  });
}

test("an invoice waits for the one before it, and has the next number", async () => {
  const { answered, second, serial } = await meet(() => waitForLockWaits(1));
  expect(await answered).toBe("issued");
  const row = await db().invoice.findFirstOrThrow({ where: { orderId: second.id } });
  expect(row.serial).toBe(serial + 1);
});

test("control: without the counter's lock it takes the same number, which only the database's own rule refuses", async () => {
  const client = db();
  whole = client;
  forgetSingleton("prisma");
  singleton("prisma", () => withoutLocks(client, ["invoice_counters"]));
  let asked: Promise<unknown> = Promise.resolve();
  const met = await meet((asking) => {
    asked = asking;
    return waitForLockWaits(1);
  }).then(
    ({ answered }) => answered,
    // Each waits for the other, and which of them is given up is for the database to say.
    (error: unknown) => {
      expect(String(error)).toMatch(/deadlock|Unique constraint/);
      return "refused";
    },
  );
  await Promise.allSettled([asked]);
  expect(met).toBe("refused");
});
