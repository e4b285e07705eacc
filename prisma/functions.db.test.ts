import { expect, test } from "vitest";
import { OPEN_ORDER } from "#lib/orders/placing/open-order-function";
import { MOVE_PAYMENT } from "#lib/orders/settling/move-payment-function";
import { SETTLE_PAYMENT } from "#lib/orders/settling/settle-function";
import { db } from "#lib/platform/db/db";
import { createFunction, type SqlFunction } from "#lib/platform/db/sql-function";
import { aDatabase } from "#lib/platform/testing/database";
import { CHOOSING } from "#lib/reservations/choosing-function";
import { HOLD_SEATS } from "#lib/reservations/hold-function";
import { EXPIRE_HOLDS, EXTEND_HOLD, RELEASE_HOLD } from "#lib/reservations/hold-life-functions";
import { KEEP_REFUSALS } from "#lib/reservations/refusals-function";
import { LEAVE_QUEUE } from "#lib/waiting-room/leave-function";
import { BEGIN_QUEUE, EMPTY_QUEUE, END_QUEUE, ENTER_ROOM } from "#lib/waiting-room/load-functions";
import { CALL_QUEUE, DRAW_QUEUE, NUMBER_QUEUE, REDEEM_PASS } from "#lib/waiting-room/queue-functions";

aDatabase();

const FUNCTIONS: SqlFunction[] = [
  HOLD_SEATS,
  EXTEND_HOLD,
  RELEASE_HOLD,
  EXPIRE_HOLDS,
  KEEP_REFUSALS,
  CHOOSING,
  DRAW_QUEUE,
  NUMBER_QUEUE,
  CALL_QUEUE,
  REDEEM_PASS,
  ENTER_ROOM,
  BEGIN_QUEUE,
  END_QUEUE,
  EMPTY_QUEUE,
  LEAVE_QUEUE,
  OPEN_ORDER,
  SETTLE_PAYMENT,
  MOVE_PAYMENT,
];

/** The definition as PostgreSQL prints it, without the name. */
async function definitionOf(name: string): Promise<string | undefined> {
  const [row] = await db().$queryRaw<{ definition: string }[]>`
    SELECT pg_get_functiondef(oid) AS definition FROM pg_proc WHERE proname = ${name}`;
  return row?.definition.replace(name, "");
}

test.each(FUNCTIONS)(
  "the migrations install $name as it is written; a change needs a new version in a new migration",
  async (written) => {
    const installed = await definitionOf(written.name);
    await db().$executeRawUnsafe(createFunction({ ...written, name: "as_written" }));
    const asWritten = await definitionOf("as_written");
    await db().$executeRawUnsafe("DROP FUNCTION as_written");
    expect(installed).toBe(asWritten);
  },
);

test.each(FUNCTIONS)("$name takes the event first and carries its version", ({ name, parameters }) => {
  expect(parameters).toMatch(/^\w*event int\b/);
  expect(name).toMatch(/_v\d+$/);
});
