import { stringify } from "csv-stringify/sync";
import { ownEvent } from "#lib/catalog/organizer-event";
import { loadBuyerForm } from "#lib/catalog/questions/queries";
import type { Staff } from "#lib/organizations/authority";
import { inBulkhead } from "#lib/platform/bulkhead";
import type { Refused } from "#lib/platform/http/refusals";
import { inertText } from "#lib/platform/inert-text";
import { decimalText } from "#lib/platform/money";
import { textStream } from "#lib/platform/text-stream";
import { listAddOnNames } from "#lib/pricing/add-ons/queries";
import { type AnsweredOrder, listAnsweredOrders, listAskedLabels } from "./answers-store.ts";
import { stateOf } from "./contract.ts";

const CHUNK = 500;
const COLUMNS = [
  ...["order_number", "status", "ordered_at", "buyer", "email", "phone", "confirmed_age"],
  ...["section", "row", "seat", "ticket_type", "price", "currency", "holder"],
];

/**
 * The orders of an event as CSV (RFC 4180, UTF-8), a line for each ticket, the oldest first, read in pieces while they are sent. Each
 * question that was ever answered has a column; what was answered for the order stands in each of its lines. Each add-on has two columns, how
 * many were bought and how many of them went back, in the order's first line alone, so that a column adds up. Cells that begin like a formula get an
 * apostrophe in front (OWASP, CSV injection).
 */
export async function exportEventOrders(
  person: Staff,
  eventId: number,
): Promise<{ ok: true; csv: ReadableStream<Uint8Array> } | Refused<"not_found" | "forbidden">> {
  const own = await ownEvent(person, eventId, "order.read");
  if (!own.ok) return own;
  return { ok: true, csv: textStream(csvLines(eventId)) };
}

type Asked = { id: string; label: string };

async function* csvLines(eventId: number): AsyncGenerator<string, void> {
  const [asked, addOns] = await Promise.all([askedQuestionsOf(eventId), listAddOnNames(eventId)]);
  const ofAddOns = addOns.flatMap(({ name }) => [inertText(name), inertText(`${name} (returned)`)]);
  yield lineOf([...COLUMNS, ...ofAddOns, ...asked.map(({ label }) => inertText(label))]);
  for (let after: AnsweredOrder | undefined; ; ) {
    const page = { after, limit: CHUNK };
    const orders = await inBulkhead("export", () => listAnsweredOrders(eventId, page));
    if (orders.length > 0) yield orders.flatMap((order) => linesOf(order, { asked, addOns })).join("");
    after = orders.at(-1);
    if (orders.length < CHUNK) return;
  }
}

/** The questions of now in their order, then those that were asked before. */
async function askedQuestionsOf(eventId: number): Promise<Asked[]> {
  const [{ questions }, before] = await Promise.all([loadBuyerForm(eventId), listAskedLabels(eventId)]);
  const now = questions.map(({ id, label }) => ({ id, label }));
  return [...now, ...before.filter(({ id }) => !now.some((question) => question.id === id))];
}

function linesOf(
  order: AnsweredOrder,
  { asked, addOns }: { asked: readonly Asked[]; addOns: readonly { id: string }[] },
): string[] {
  const answerTo = (id: string, seatId: number) => {
    const answer = order.answers.find((each) => each.questionId === id && [null, seatId].includes(each.seatId));
    return inertText(answer?.answers.join("; ") ?? "");
  };
  const counts = addOns.flatMap(({ id }) => {
    const bought = order.addOns.find(({ addOnId }) => addOnId === id);
    return bought ? [String(bought.quantity), String(bought.returned)] : ["", ""];
  });
  return order.items.map((item, i) =>
    lineOf([
      ...[order.number, stateOf(order), order.createdAt.toISOString()],
      ...[
        inertText(order.name),
        inertText(order.email),
        inertText(order.phone ?? ""),
        String(order.confirmedAge ?? ""),
      ],
      ...[inertText(item.section), inertText(item.row), inertText(item.number), inertText(item.ticketType ?? "")],
      ...[decimalText(item.unitMinor, order.currency), order.currency, inertText(item.holderName || order.name)],
      ...(i === 0 ? counts : counts.map(() => "")),
      ...asked.map(({ id }) => answerTo(id, item.seatId)),
    ]),
  );
}

function lineOf(cells: readonly string[]): string {
  return stringify([[...cells]], { record_delimiter: "windows", quote_record_delimiter: true });
}
