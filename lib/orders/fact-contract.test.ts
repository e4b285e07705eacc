import { expect, test } from "vitest";
import { uuidv7 } from "#lib/platform/ids";
import { type OrderFact, orderFact, orderFactShape } from "./fact-contract.ts";

test("a fact of an order is about that order, and its reader finds what its writer said", () => {
  const said: OrderFact = { type: "order.paid", orderId: uuidv7(), tickets: 2 };
  const { type, subject, eventId, payload } = orderFact(7, said);
  expect({ type, subject, eventId }).toEqual({ type: "order.paid", subject: said.orderId, eventId: 7 });
  expect(orderFactShape.parse({ ...payload, type })).toEqual(said);
});
