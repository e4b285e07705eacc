import { afterAll, beforeAll, expect, test } from "vitest";
import { openDesk, type TestDesk } from "#lib/payments/stripe/desk.fixture";

let desk: TestDesk;
const names = new Map<string, string>();

beforeAll(async () => {
  desk = await openDesk();
  const made: [string, number, string, string][] = [
    ["a", 1000, "eur", "pm_card_visa"],
    ["b", 2000, "eur", "pm_card_chargeDeclined"],
    ["c", 3000, "usd", "pm_card_visa"],
    ["d", 4000, "usd", ""],
  ];
  for (const [order, amount, currency, card] of made) {
    const metadata = { order, note: `Two seats OR three, said "${order}"` };
    const intent = await desk.stripe.paymentIntents.create({ amount, currency, metadata });
    names.set(intent.id, order);
    if (card) await desk.stripe.paymentIntents.confirm(intent.id, { payment_method: card }).catch(() => undefined);
  }
});
afterAll(() => desk.close());

async function found(query: string): Promise<string> {
  const { data } = await desk.stripe.paymentIntents.search({ query, limit: 100 });
  return data.map(({ id }) => names.get(id)).join("");
}

test.each([
  ["status:'succeeded'", "ca"],
  ["currency:'eur'", "ba"],
  ["-currency:'eur'", "dc"],
  ["metadata['order']:'b'", "b"],
  ['metadata["note"]~"seats OR three"', "dcba"],
  ["status:'succeeded' AND currency:'usd'", "c"],
  ["amount>2000 OR metadata['order']:'a'", "dca"],
  ["amount>=2000 amount<4000", "cb"],
  ["metadata['nothing']:null", "dcba"],
])("%s finds %s", async (query, orders) => {
  expect(await found(query)).toBe(orders);
});

test("charges are searched in the same way", async () => {
  const { data } = await desk.stripe.charges.search({ query: "status:'failed' AND amount:2000" });
  expect(data).toMatchObject([{ amount: 2000, failure_code: "card_declined" }]);
});

test("a search goes on page after page to its end", async () => {
  const orders: (string | undefined)[] = [];
  for await (const { id } of desk.stripe.paymentIntents.search({ query: "amount>0", limit: 3 }))
    orders.push(names.get(id));
  expect(orders.join("")).toBe("dcba");
});

test.each(["", "wobble", "colour:'red'", "status:'a' AND amount>1 OR amount>2", "metadata:'x'", "status:'unclosed"])(
  "a query that cannot be read is refused: %o",
  async (query) => {
    await expect(desk.stripe.paymentIntents.search({ query })).rejects.toMatchObject({
      statusCode: 400,
      param: "query",
    });
  },
);
