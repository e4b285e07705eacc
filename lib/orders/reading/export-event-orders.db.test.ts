import { beforeAll, expect, test } from "vitest";
import { loadBuyerForm } from "#lib/catalog/questions/queries";
import { replaceQuestions } from "#lib/catalog/questions/replace-questions";
import { aQuestion } from "#lib/catalog/questions/testing/a-question";
import type { Staff } from "#lib/organizations/authority";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { anAddOn } from "#prisma/seed/an-add-on";
import { aHeldReservation, aMember, anEventOnSale, sellerOf } from "#prisma/seed/builders";
import { refundOrder } from "../refunding/refund-order.ts";
import { aShop } from "../testing/shop.ts";
import { exportEventOrders } from "./export-event-orders.ts";
import { readSoldOrder } from "./read-order.ts";

aDatabase();
const shop = aShop();

const meal = aQuestion({ kind: "several_choices", label: "=HYPERLINK(1)", choices: ["Fish", "Beans"] });
const gone = aQuestion({ kind: "short_text", label: "Ballet or opera?" });
const shirt = aQuestion({ kind: "one_choice", label: "Shirt", for: "ticket", choices: ["S", "L"] });
let eventId: number;
let owner: Staff;

beforeAll(async () => {
  eventId = await anEventOnSale();
  owner = await aMember(await sellerOf(eventId), "OWNER");
  await db().event.update({ where: { id: eventId }, data: { ticketNames: "OPTIONAL", ageMin: 16 } });
  await replaceQuestions(owner, eventId, { revision: 0, questions: [gone, meal, shirt] });
  const held = await aHeldReservation(eventId, [5, 6]);
  const said = (question_id: string, answer: string | string[], seat_id: number | null = null) => {
    return { question_id, answer, seat_id };
  };
  const answers = [said(gone.id, "@ballet"), said(meal.id, ["Beans", "Fish"]), said(shirt.id, "L", 6)];
  const form = { answers, holders: [{ seatId: 6, name: "+Grace" }], confirmedAge: 16 };
  const addOns = [{ addOnId: await anAddOn(eventId, { name: { es: "+Programa" } }), quantity: 2 }];
  const paid = await shop.commit(held, { form, addOns });
  if (!paid.ok) throw new Error(JSON.stringify(paid.refusal));
  const { revision } = await loadBuyerForm(eventId);
  await replaceQuestions(owner, eventId, { revision, questions: [meal, shirt] });
  await shop.commit(await aHeldReservation(eventId, [8]), { form: { confirmedAge: 16 } });
});

async function csv(): Promise<string[]> {
  const result = await exportEventOrders(owner, eventId);
  if (!result.ok) throw new Error(result.refusal.code);
  return (await new Response(result.csv).text()).split("\r\n");
}

test("a file of orders has a line for each ticket and a column for each question, those of before as well", async () => {
  const [head = "", first = "", second = "", third = "", end] = await csv();
  expect(head).toMatch(/,holder,'\+Programa,'\+Programa \(returned\),'=HYPERLINK\(1\),Shirt,Ballet or opera\?$/);
  expect(first).toMatch(/^ORD-.*,16,.*,Ada Lovelace,2,0,Fish; Beans,,'@ballet$/);
  expect(second).toMatch(/,'\+Grace,,,Fish; Beans,L,'@ballet$/);
  expect(third).toMatch(/,Ada Lovelace,,,,,$/);
  expect(end).toBe("");
  const { number } = await db().order.findFirstOrThrow({ where: { eventId }, orderBy: { id: "asc" } });
  const [addOn] = await db().eventAddOn.findMany({ where: { eventId } });
  await refundOrder(owner, { number, wanted: { addOns: [{ addOnId: addOn?.id ?? "", quantity: 1 }] } });
  expect((await csv())[1]).toMatch(/,Ada Lovelace,2,1,Fish; Beans/);
});

test("it is for those who may read orders, and other events are not found", async () => {
  const scanner = await aMember(await sellerOf(eventId), "GATE");
  expect(await exportEventOrders(scanner, eventId)).toEqual({ ok: false, refusal: { code: "forbidden" } });
  expect(await exportEventOrders(owner, await anEventOnSale())).toMatchObject({ ok: false });
});

test("staff read the answers of an order, and the age that was confirmed", async () => {
  const { number } = await db().order.findFirstOrThrow({ where: { eventId }, orderBy: { id: "asc" } });
  const read = await readSoldOrder(owner, { number, organizationId: await sellerOf(eventId) });
  expect(read).toMatchObject({
    order: {
      confirmed_age: 16,
      answers: [
        { seat: null, kind: "short_text", question: "Ballet or opera?", answers: ["@ballet"] },
        { seat: null, kind: "several_choices", answers: ["Fish", "Beans"] },
        { seat: { number: "6" }, kind: "one_choice", question: "Shirt", answers: ["L"] },
      ],
      tickets: [{ holder_name: "Ada Lovelace" }, { holder_name: "+Grace" }],
    },
  });
});
