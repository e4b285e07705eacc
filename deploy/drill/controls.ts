import { db } from "#lib/platform/db/db";

/** A damage to one acknowledged order that the verdict must name, done to a scene in which all was well. */
export type Control = {
  readonly name: string;
  readonly finds: RegExp;
  readonly damage: (orderNumber: string) => Promise<unknown>;
};

const sql = (text: string, ...values: unknown[]) => db().$executeRawUnsafe(text, ...values);

export const CONTROLS: readonly Control[] = [
  {
    name: "an order lost",
    finds: /^lost: /,
    damage: (number) => sql("UPDATE orders SET number = 'gone' WHERE number = $1", number),
  },
  {
    name: "a ticket void",
    finds: /^INV-1: /,
    damage: (number) =>
      sql(
        "UPDATE tickets SET status = 'VOID' WHERE id = (SELECT t.id FROM tickets t JOIN orders o ON o.event_id = t.event_id AND o.id = t.order_id WHERE o.number = $1 LIMIT 1)",
        number,
      ),
  },
  {
    name: "a seat's version twice",
    finds: /made twice/,
    damage: () =>
      sql("INSERT INTO drill_history SELECT * FROM drill_history WHERE status = 'BOOKED' ORDER BY seat_id LIMIT 1"),
  },
  {
    name: "money kept for nothing",
    finds: /no order is paid with it/,
    damage: (number) =>
      sql(
        "UPDATE payments SET gateway_id = 'pi_other' WHERE id = (SELECT p.id FROM payments p JOIN orders o ON o.event_id = p.event_id AND o.id = p.order_id WHERE o.number = $1)",
        number,
      ),
  },
  {
    name: "a job of a dead worker",
    finds: /^INV-11: /,
    damage: async () => {
      await sql("SELECT graphile_worker.add_job('drill')");
      await sql("UPDATE graphile_worker._private_jobs SET locked_by = 'dead', locked_at = now() - interval '61 s'");
    },
  },
];
