import { z } from "zod";
import { termsWire } from "#lib/legal/contract";
import { shownPaymentStatus } from "#lib/payments/state";
import { toMajor } from "#lib/platform/money";
import { listOrderRowsOf } from "../erase-store.ts";
import { invoiceWire } from "../invoicing/invoice-contract.ts";
import { invoiceOnWire } from "../invoicing/invoice-wire.ts";
import { stateOf } from "./contract.ts";
import { termsOf } from "./terms-of.ts";

const moment = z.iso.datetime();

/** A person's orders as they take them away: all that is kept, but what would give access (the tickets' codes). */
export const orderExport = z.object({
  order_number: z.string(),
  event: z.object({ title: z.string(), date: moment.nullable() }),
  status: z.string(),
  total_amount: z.number(),
  discount_amount: z.number(),
  currency: z.string(),
  name: z.string(),
  email: z.string(),
  phone: z.string().nullable(),
  created_at: moment,
  paid_at: moment.nullable(),
  terms: termsWire.nullable().describe("the terms of sale that you agreed to"),
  tickets: z.array(
    z.object({
      ticket_number: z.string(),
      section: z.string(),
      row: z.string(),
      seat: z.string(),
      price: z.number(),
      status: z.string(),
      holder_name: z.string(),
    }),
  ),
  add_ons: z.array(z.object({ name: z.string(), quantity: z.int(), price: z.number(), returned: z.int() })),
  answers: z
    .array(z.object({ question: z.string(), answers: z.array(z.string()) }))
    .describe("what you answered to the organizer's questions"),
  confirmed_age: z.int().nullable().describe("the age that you confirmed for everyone who comes"),
  payments: z.array(
    z.object({ amount: z.number(), status: z.string(), method: z.string().nullable(), created_at: moment }),
  ),
  invoices: z.array(invoiceWire),
  refunds: z.array(z.object({ amount: z.number(), status: z.string(), reason: z.string(), created_at: moment })),
});
export type OrderExport = z.infer<typeof orderExport>;

/** The orders of an account, newest first. */
export async function exportOrders(userId: string): Promise<OrderExport[]> {
  const { orders, tickets, addOns, answers, payments, refunds, invoices, events } = await listOrderRowsOf({ userId });
  const eventOf = new Map(events.map((event) => [event.id, event]));
  return orders.map((order) => {
    const money = (minor: number) => toMajor(minor, order.currency);
    const isOf = (row: { eventId: number; orderId: string }) =>
      row.eventId === order.eventId && row.orderId === order.id;
    const event = eventOf.get(order.eventId);
    return {
      order_number: order.number,
      event: { title: event?.title ?? "", date: event?.startsAt.toISOString() ?? null },
      status: stateOf(order),
      total_amount: money(order.totalMinor),
      discount_amount: money(order.discountMinor),
      currency: order.currency,
      name: order.name,
      email: order.email,
      phone: order.phone,
      created_at: order.createdAt.toISOString(),
      paid_at: order.paidAt?.toISOString() ?? null,
      terms: termsOf(order),
      tickets: tickets.filter(isOf).map((ticket) => ({
        ticket_number: ticket.number,
        section: ticket.section,
        row: ticket.row,
        seat: ticket.seatNumber,
        price: money(ticket.unitMinor),
        status: ticket.status.toLowerCase(),
        holder_name: ticket.holderName,
      })),
      add_ons: addOns.filter(isOf).map(({ name, quantity, totalMinor, returned }) => {
        return { name, quantity, price: money(totalMinor), returned };
      }),
      answers: answers.filter(isOf).map(({ label, answers: given }) => ({ question: label, answers: given })),
      confirmed_age: order.confirmedAge,
      payments: payments.filter(isOf).map((payment) => ({
        ...{ amount: money(payment.amountMinor), method: payment.methodLabel },
        status: shownPaymentStatus(payment).toLowerCase(),
        created_at: payment.createdAt.toISOString(),
      })),
      invoices: invoices.filter(isOf).map(invoiceOnWire),
      refunds: refunds.filter(isOf).map(({ amountMinor, status, reason, createdAt }) => ({
        ...{ amount: money(amountMinor), status: status.toLowerCase(), reason },
        created_at: createdAt.toISOString(),
      })),
    };
  });
}
