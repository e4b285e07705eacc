import type { Signals } from "#lib/protection/risk/judge-risk";
import type { RoomOptions } from "#lib/waiting-room/testing/queue-room";

/** A sale that is rehearsed: who comes, with what, to which room. Times in seconds since people may join. */
export type Scenario = {
  seed: number;
  /** People who come to buy, bots apart. */
  people: number;
  seats: number;
  /** When the order is drawn and the sale begins. */
  opensAt: number;
  room: Omit<RoomOptions, "opensAt">;
  operators: readonly Operator[];
  /** Server processes, each of which counts the challenges that it makes. */
  processes: number;
};

/**
 * Somebody with many browsers and money. What it pays for is written down here, because this is what its share is compared with (fair.ts):
 * machines and how many phones each computes as fast as, addresses of networks, and accounts with proven mail addresses.
 */
export type Operator = {
  name: "cookies" | "proofs" | "accounts";
  about: string;
  machines: number;
  phonesPerMachine: number;
  addresses: number;
  accounts: number;
  /** As how many buyers it tries to join. */
  buyers: number;
  /** Kinds of devices that its browsers pretend to be. */
  devices: number;
  solves: boolean;
  /** What risk sees of each of its browsers, apart from crowds. */
  signals: Signals;
};

/** How many times more people come than the organizer expected. */
export const TIMES_EXPECTED = 14;

/**
 * Fourteen times more people than expected, 3.5 million of them, as it happened to one tour. Rate and places are those that an organizer sets who
 * expects a quarter of a million: everybody through within an hour, four minutes inside. `scale` makes all of it smaller.
 */
export function scenarioOf({ scale = 1, seed = 1 }: { scale?: number; seed?: number } = {}): Scenario {
  const scaled = (count: number) => Math.max(1, Math.round(count * scale));
  const expected = scaled(3_500_000 / TIMES_EXPECTED);
  const ratePerMinute = Math.max(60, Math.round(expected / 60));
  return {
    seed,
    people: scaled(3_500_000),
    seats: scaled(60_000),
    opensAt: 3_600,
    room: {
      mode: "ALWAYS",
      ratePerMinute,
      places: ratePerMinute * 4,
      claimMs: 120_000,
      leaseMs: 900_000,
      membersFirst: 0,
    },
    operators: [
      {
        name: "cookies",
        about: "scripts that keep cookies and run no pages",
        ...{ machines: scaled(20), phonesPerMachine: 64, addresses: scaled(2_000), accounts: 0 },
        ...{ buyers: scaled(500_000), devices: 1, solves: false, signals: { silent_page: 1, hints_disagree: 0.5 } },
      },
      {
        name: "proofs",
        about: "real browsers without marks of automation, which solve challenges",
        ...{ machines: scaled(20), phonesPerMachine: 64, addresses: scaled(5_000), accounts: 0 },
        ...{ buyers: scaled(300_000), devices: 20, solves: true, signals: {} },
      },
      {
        name: "accounts",
        about: "accounts with mail addresses of their own, bought",
        ...{ machines: scaled(10), phonesPerMachine: 64, addresses: scaled(3_000), accounts: scaled(30_000) },
        ...{ buyers: scaled(30_000), devices: 20, solves: true, signals: {} },
      },
    ],
    processes: 8,
  };
}
