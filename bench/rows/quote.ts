import { chargeLimits } from "#lib/platform/charge-limits";
import { quoteSale } from "#lib/pricing/quote/quote-sale";
import type { SaleBasket, SaleQuote, SaleRules } from "#lib/pricing/quote/sale";
import { readMachine } from "../machine.ts";
import { median, spread, table } from "../report.ts";

/**
 * The row `quote`: the price of a basket of eight seats and two add-ons with every kind of rule on, beside the least that any price of it takes: to add
 * up its full prices and write them as JSON. Both in turn (A B B A), in one process.
 */
export async function benchQuote(): Promise<{ table: string; result: object }> {
  const contenders = { quoted: () => priced(BASKET, RULES), added: () => JSON.stringify(added(BASKET)) };
  // Compiled before it is measured.
  for (const run of Object.values(contenders)) timed(run, CALLS);
  const rounds = { quoted: [] as number[], added: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    for (const name of ["quoted", "added", "added", "quoted"] as const)
      rounds[name].push(timed(contenders[name], CALLS));
  }
  const us = { quoted: median(rounds.quoted), added: median(rounds.added) };
  const ratio = Math.round((us.quoted / us.added) * 10) / 10;
  const rows = [
    ["quote: 8 seats, 2 add-ons, every rule on", "µs of processor time", "spread"],
    ["quoteSale", String(us.quoted), spread(rounds.quoted)],
    ["full prices added up, as JSON", String(us.added), spread(rounds.added)],
    [`ratio ${ratio}, aim at most ${AIM_US} µs`, us.quoted <= AIM_US ? "met" : "missed", ""],
  ];
  const machine = readMachine(".");
  return { table: `${table(rows)}\n${machineText(machine)}`, result: { machine, aimUs: AIM_US, us, ratio, rounds } };
}

const AIM_US = 1_000;
const CALLS = 2_000;
const ROUNDS = 8;

/** Microseconds of this process's own time for a call: what other programs take of the machine is not ours. */
function timed(run: () => unknown, calls: number): number {
  const before = process.cpuUsage();
  for (let i = 0; i < calls; i++) run();
  const { user, system } = process.cpuUsage(before);
  return Math.round(((user + system) / calls) * 10) / 10;
}

function priced(basket: SaleBasket, rules: SaleRules): SaleQuote {
  const quoted = quoteSale(basket, rules);
  if (!quoted.ok) throw new Error(`no quote: ${quoted.problem.kind}`);
  return quoted.quote;
}

function added({ seats, addOns }: SaleBasket): { lines: number[]; total: number } {
  const lines = [
    ...seats.map(({ listMinor }) => listMinor),
    ...addOns.map((addOn) => addOn.quantity * addOn.unitMinor),
  ];
  return { lines, total: lines.reduce((sum, line) => sum + line, 0) };
}

function machineText(machine: object): string {
  return JSON.stringify(machine);
}

const BASKET: SaleBasket = {
  seats: ["child", null, "student", "senior", "companion", null, "child", null].map((ticketTypeId, i) => ({
    ...{ seatId: i + 1, levelId: 1 + (i % 3), listMinor: 9_900 - 1_100 * (i % 3), feeMinor: 790 - 90 * (i % 3) },
    ...{ kind: i === 1 ? ("WHEELCHAIR" as const) : ("STANDARD" as const), ticketTypeId },
  })),
  addOns: [
    { addOnId: "programme", name: "Programme", quantity: 2, unitMinor: 850 },
    { addOnId: "parking", name: "Parking", quantity: 1, unitMinor: 1_200 },
  ],
};

const ANY = { levelIds: null, perOrderMax: null, needsWheelchair: false };
const RULES: SaleRules = {
  ticketTypes: [
    { ...ANY, id: "child", name: "Child", kind: "PERCENT", value: 50, perOrderMax: 4 },
    { ...ANY, id: "student", name: "Student", kind: "AMOUNT", value: 1_500, levelIds: [1, 2, 3] },
    { ...ANY, id: "senior", name: "Senior", kind: "FIXED", value: 6_000 },
    { ...ANY, id: "companion", name: "Companion", kind: "FIXED", value: 0, needsWheelchair: true },
  ],
  groupDiscounts: [
    { id: "buy-pay", name: "Buy 8, pay 7", kind: "BUY_PAY", seats: 8, value: 7, levelIds: null },
    { id: "group", name: "From 8", kind: "PERCENT", seats: 8, value: 15, levelIds: null },
    { id: "floor", name: "From 3 on the floor", kind: "PERCENT", seats: 3, value: 20, levelIds: [1] },
  ],
  code: { id: "code", code: "ENCORE", kind: "PERCENT", value: 10, levelIds: [1, 2], ticketsPerOrder: 4 },
  taxes: {
    isInclusive: false,
    rates: [
      { id: "state", name: "State tax", rateMilli: 4_000, on: ["TICKETS", "FEES", "ADD_ONS"], levelIds: null },
      { id: "city", name: "City tax", rateMilli: 4_500, on: ["TICKETS", "FEES"], levelIds: null },
      { id: "district", name: "District tax", rateMilli: 375, on: ["TICKETS"], levelIds: [1, 2] },
    ],
  },
  charge: chargeLimits("USD"),
};
