import { expect, test } from "vitest";
import { aProcessOfThisTest } from "#deploy/testing/a-process-of-this-test";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { anEventOnSale, aSmallHall } from "#prisma/seed/builders";
import { aSale } from "../testing/sale.ts";
import { aShop } from "../testing/shop.ts";

const database = aDatabase();
const shop = aShop();

const PASSED_ON = [
  ...["APP_SECRET", "CRON_SECRET", "TICKET_SIGNING_KEY"],
  ...["SANDBOX_URL", "STRIPE_SECRET_KEY", "STRIPE_PUBLISHABLE_KEY", "STRIPE_WEBHOOK_SECRET"],
];

/** `npm run reconcile` as a process of its own, with this test's database and simulator. */
async function reconcile(args: string[], more: Record<string, string> = {}) {
  const env = Object.fromEntries(PASSED_ON.map((name) => [name, process.env[name] ?? ""]));
  const own = { APP_ENV: "development", DATABASE_URL: database.url() };
  const command = aProcessOfThisTest(["deploy/reconcile-day.ts", ...args], { ...env, ...own, ...more });
  return { code: await command.ended, words: command.words() };
}

/** The UTC day of the gateway's movements; a test that runs over midnight has two. */
const dayOf = (at: Date) => at.toISOString().slice(0, 10);

test("the command prints what differs between the gateway's day and the ledger, and ends with 1 only then", async () => {
  const eventId = await anEventOnSale({ refundUntilHours: 48, layout: aSmallHall({ rows: 2, seatsPerRow: 10 }) });
  const sale = await aSale(shop, eventId);
  expect(await sale.refund(sale.person)).toMatchObject({ ok: true });
  await shop.sandbox().webhooksIdle();
  const { createdAt } = await db().payment.findFirstOrThrow({ where: { eventId } });
  const day = dayOf(createdAt);
  const agreed = await reconcile([day]);
  expect(agreed).toEqual({ code: 0, words: `${day}: movements at stripe: 2, differences: 0\n` });

  // A charge of the same account that is not in our books.
  const charged = await shop.act("/v1/payment_intents", {
    ...{ amount: "700", currency: "eur", payment_method: "pm_card_visa", confirm: "true" },
    ...{ "automatic_payment_methods[enabled]": "true", return_url: "http://127.0.0.1/" },
  });
  // And our books say another amount of the sale than the gateway.
  await db().$executeRaw`
    UPDATE ledger_lines SET amount_minor = amount_minor + sign(amount_minor)::int * 5
    WHERE event_id = ${eventId} AND kind = 'CAPTURED' AND account <> 'FEES'`;
  const { code, words } = await reconcile([day]);
  expect(code).toBe(1);
  const lines = words.trimEnd().split("\n");
  expect(lines[0]).toMatch(/^difference +kind +order +ledger +gateway +currency +account +payment +movement +at$/);
  expect(
    lines
      .slice(1, -1)
      .map((line) => line.split(/ {2,}/))
      .toSorted(),
  ).toEqual([
    [
      "missing_here",
      "captured",
      "-",
      "-",
      "7",
      "EUR",
      "-",
      charged.id,
      expect.stringMatching(/^txn_/),
      expect.any(String),
    ],
    [
      ...["other_amount", "captured", sale.number, "90.05", "90", "EUR", "-", sale.gatewayId],
      ...[expect.stringMatching(/^txn_/), expect.any(String)],
    ],
  ]);
  expect(lines.at(-1)).toBe(`${day}: movements at stripe: 3, differences: 2`);
  expect(await db().reconciliation.findMany({ select: { day: true, movements: true } })).toEqual([
    { day, movements: 3 },
  ]);
});

test.each([[[]], [["yesterday"]], [["2026-02-30"]], [["2026-11-27", "2026-11-28"]]])(
  "the command asks for a day and compares nothing: %j",
  async (args) => {
    expect(await reconcile(args)).toEqual({ code: 1, words: "Name one day: npm run reconcile -- 2026-11-28\n" });
  },
);

test("the command says what is wrong where there is no gateway, or none that answers", async () => {
  const none = { SANDBOX_URL: "", STRIPE_SECRET_KEY: "", STRIPE_PUBLISHABLE_KEY: "", STRIPE_WEBHOOK_SECRET: "" };
  expect(await reconcile(["2026-11-27"], none)).toEqual({
    code: 1,
    words: "No payment gateway is configured: set STRIPE_SECRET_KEY. The demo compares its days by itself.\n",
  });
  const silent = await reconcile(["2026-11-27"], { SANDBOX_URL: "http://127.0.0.1:9" });
  expect(silent.code).toBe(1);
  expect(silent.words).toMatch(/^[^\n]+\n$/);
  expect(await db().reconciliation.count({ where: { day: "2026-11-27" } })).toBe(0);
});
