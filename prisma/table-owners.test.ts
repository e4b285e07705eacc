import { globSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readOwners, tablesIn } from "./table-owners.ts";

const tables = readOwners();
const ownerOf = (table: string) => tables.find((each) => each.table === table)?.owner ?? "nobody";

/** Files that name tables of other services, and why they may. The list is meant to stay short. */
const ALLOWED: Record<string, { tables: string[]; because: string }> = {
  "lib/reservations/hold-function.ts": {
    tables: ["queue_leases", "events", "seats", "price_levels"],
    because: "the hold is a function of the database",
  },
  "lib/reservations/hold-life-functions.ts": {
    tables: ["seats", "events"],
    because: "extend, release and expire are functions of the database",
  },
  "lib/orders/placing/open-order-function.ts": {
    tables: ["event_hall_changes", "reservations", "seats"],
    because: "opening an order is a function of the database",
  },
  "lib/orders/persons/group-store.ts": {
    tables: ["reservations"],
    because: "the seats of all orders of a group are added up in one statement",
  },
  "lib/orders/changing-hall/return-right-store.ts": {
    tables: ["reservations"],
    because:
      "an order has the right to give back when its hold is older than the change, in the statement that grants it",
  },
  "lib/orders/settling/settle-function.ts": {
    tables: ["reservations", "seats", "tickets"],
    because: "settling is a function of the database",
  },
  "lib/orders/attendees/attendee-store.ts": {
    tables: ["tickets", "check_ins"],
    because: "a list of tickets is searched by their buyers and by what was admitted, in one query",
  },
  "lib/analytics/event-list-store.ts": {
    tables: ["events", "venues"],
    because: "a report over an organization's events, in one query",
  },
  "lib/analytics/day-sales/day-sales-store.ts": {
    tables: ["events", "organizations"],
    because: "a report over all organizations names them, in one query",
  },
  "lib/audit/log-store.ts": {
    tables: ["events", "memberships", "users"],
    because: "an organization's events and members choose the lines it may read, along an index each",
  },
  "lib/catalog/queries.ts": {
    tables: ["reservations"],
    because: "trends come before reservations in the order of services; they become a read model of facts",
  },
  "lib/catalog/store.ts": {
    tables: ["seats"],
    because: "what is left comes before seating in the order of services; it is read, never written",
  },
  "lib/catalog/sold-out-store.ts": {
    tables: ["seats"],
    because: "the search's read model of what is left; it is read, never written",
  },
  "lib/identity/sign-in/session-store.ts": {
    tables: ["memberships"],
    because: "the times of a session are those of staff for members, in the statement of each request",
  },
  "lib/identity/store.ts": {
    tables: ["access_tokens"],
    because: "all that gives access in a person's name ends in one transaction",
  },
  "lib/seating/access/own-access-store.ts": {
    tables: ["events"],
    because:
      "whether the general sale has begun is read with the buyer's access, in the statement by which the hold judges both",
  },
  "lib/seating/store.ts": {
    tables: ["events", "layouts", "price_levels"],
    because: "a seat map is read with its event, price levels and layout; layouts are written where plans are read",
  },
};

/** What each file names that its service does not own. */
function trespasses(): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const file of globSync("lib/**/*.ts").sort()) {
    if (/\.(test|fixture)\.ts$|\/testing\//.test(file)) continue;
    const service = file.split("/")[1] ?? "";
    const named = tablesIn(readFileSync(file, "utf8"), tables).map(({ table }) => table);
    const others = [...new Set(named)].filter((table) => ownerOf(table) !== service);
    if (others.length > 0) found.set(file, others.sort());
  }
  return found;
}

test("the schema is plain ASCII: many of the server's files carry it, and one character beyond Latin-1 doubles what each takes in memory", () => {
  expect(readFileSync("prisma/schema.prisma", "latin1")).toBe(readFileSync("prisma/schema.prisma", "utf8"));
});

describe("a table is named by its owner alone", () => {
  test("every table stands under the heading of a service that exists", () => {
    const services = new Set(globSync("lib/*").map((folder) => folder.split("/")[1]));
    expect(tables.length).toBeGreaterThan(35);
    expect(tables.filter(({ owner, table }) => table === "" || !services.has(owner))).toEqual([]);
  });

  test("no file names a table of another service but those on the list, and the list names no more than they do", () => {
    const listed = Object.entries(ALLOWED).map(([file, allowed]) => [file, [...allowed.tables].sort()] as const);
    expect(Object.fromEntries(trespasses())).toEqual(Object.fromEntries(listed));
  });
});

describe("a mention of a table is found", () => {
  const found = (source: string) => [...new Set(tablesIn(source, tables).map(({ table }) => table))];
  const hole = "$".concat("{value}");

  test.each([
    ["behind FROM and JOIN", "`SELECT 1 FROM orders o JOIN seats s ON true`", ["orders", "seats"]],
    ["in a list behind a comma", "`SELECT 1 FROM res r, order_items i WHERE true`", ["order_items"]],
    [
      "where it is written",
      "`INSERT INTO audit_log (at) SELECT 1` + `UPDATE ONLY tickets SET x = 1`",
      ["audit_log", "tickets"],
    ],
    ["where it is deleted from", '"DELETE FROM sessions USING users u"', ["sessions", "users"]],
    ["in a template with holes", `sql\`WITH a AS (DELETE FROM passkeys WHERE id = ${hole}) SELECT 1\``, ["passkeys"]],
    [
      "through Prisma",
      "await tx.auditEntry.findMany({}); await eventDb(1).order.updateManyAndReturn({})",
      ["audit_log", "orders"],
    ],
    [
      "along a relation",
      "db().session.findMany({ where: {}, select: { user: { select: { id: true } } } })",
      ["sessions", "users"],
    ],
    ["put together at run time", `\`DELETE FROM ${hole} t\``, ["?"]],
  ])("%s", (_how, source, expected) => {
    expect(found(source)).toEqual(expected);
  });

  test("and a word that is no table's name in its place is not", () => {
    expect(found("`SELECT count(*) AS seats FROM given` // FROM orders")).toEqual([]);
    expect(found('say("events, orders and seats"); page.events.map(String)')).toEqual([]);
  });
});
