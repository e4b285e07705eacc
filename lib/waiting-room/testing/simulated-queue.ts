import { PRIOR_CALLS, SEATS_EACH_MIN, STOCK_SPARE } from "../admission.ts";
import { forecastOf, type Reading, type RoomNow, takenPerPerson } from "../forecast.ts";

/** A queue without a database, on a clock of seconds, for rules that judge how well waits are predicted. */
export type Sale = {
  seed: number;
  people: number;
  places: number;
  ratePerMinute: number;
  /** Mean seconds inside; those who do not come keep their place for two minutes. */
  stay: number;
  comes: number;
  buys: number;
  seats: number;
  /** From and until which second nobody is called. */
  pause?: { from: number; until: number };
  /** From which second people stay so many times longer. */
  slowsDown?: { at: number; times: number };
};

const READ_EVERY = 10;
const CLAIM_SECONDS = 120;
const LEASE_SECONDS = 900;
const LEVELS = [
  { id: 1, share: 0.3 },
  { id: 2, share: 0.7 },
];

/** A fixed sequence of numbers from 0 to 1 (Park and Miller), so that every run simulates the same queue. */
export function sequenceOf(seed: number): () => number {
  let state = (seed % 2_147_483_646) + 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** Lets a sale run until everybody was called or it has taken four hours. Answers its readings. */
export function readingsOf(sale: Sale): Reading[] {
  const random = sequenceOf(sale.seed);
  const left = LEVELS.map(({ id, share }) => ({ id, left: Math.round(share * sale.seats), occupied: 0 }));
  const readings: Reading[] = [];
  const stays = { ended: 0, endedSeconds: 0 };
  let inside: { since: number; until: number; isHere: boolean; seats: number }[] = [];
  let tokens = 0;
  let serving = 0;
  for (let now = 0; now < 4 * 3_600 && serving < sale.people; now++) {
    for (const one of inside.filter(({ until }) => until <= now)) {
      if (one.isHere)
        Object.assign(stays, { ended: stays.ended + 1, endedSeconds: stays.endedSeconds + now - one.since });
      takeSeats(left, one.seats, random);
    }
    inside = inside.filter(({ until }) => until > now);
    const isPaused = sale.pause !== undefined && now >= sale.pause.from && now < sale.pause.until;
    tokens = Math.min(Math.max(1, sale.ratePerMinute / 30), tokens + sale.ratePerMinute / 60);
    const buyers = buyersFor(sale, { left, serving, choosing: inside.length });
    const most = Math.min(Math.floor(tokens), sale.places - inside.length, buyers, sale.people - serving);
    const calls = isPaused ? 0 : Math.max(0, most);
    tokens -= calls;
    serving += calls;
    for (let call = 0; call < calls; call++) inside.push(someone(sale, now, random));
    if (now % READ_EVERY === 0) {
      const here = inside.filter(({ isHere }) => isHere).reduce((sum, { since }) => sum + now - since, 0);
      const line = { serving, lastNumber: sale.people, calledCount: serving, waiting: sale.people - serving };
      // They choose at the end of their time inside.
      const people = { inside: inside.length, choosing: inside.length };
      const room: RoomNow = {
        ...{ atMs: now * 1_000, ...line, ...people, isPaused, isHeldBack: buyers <= 0 },
        ...{ placesMax: sale.places, ratePerMinute: sale.ratePerMinute, leaseSeconds: LEASE_SECONDS },
        stays: { ended: stays.ended, seconds: stays.endedSeconds + here },
      };
      readings.push({
        ...{ atMs: room.atMs, ...line, ...people, isPaused, wasEmptied: false },
        ...{ forecast: forecastOf(room, readings.slice(-40)) },
        levels: takenPerPerson(left, { room, first: readings[0] }),
      });
    }
  }
  return readings;
}

/** How many more people the free seats are for, as the function that calls people reckons. */
function buyersFor(
  { seats }: Sale,
  { left, serving, choosing }: { left: readonly { left: number }[]; serving: number; choosing: number },
): number {
  const free = left.reduce((sum, level) => sum + level.left, 0);
  const each = Math.max(SEATS_EACH_MIN, (seats - free + PRIOR_CALLS) / (serving - choosing + PRIOR_CALLS));
  return Math.ceil((STOCK_SPARE * free) / each) - choosing;
}

function someone(sale: Sale, now: number, random: () => number) {
  const isHere = random() < sale.comes;
  const times = sale.slowsDown && now >= sale.slowsDown.at ? sale.slowsDown.times : 1;
  // The sum of two exponential times: few leave at once, few stay for very long.
  const stay = -(sale.stay / 2) * times * (Math.log(random()) + Math.log(random()));
  const seats = isHere && random() < sale.buys ? 1 + Math.floor(random() * 4) : 0;
  return {
    since: now,
    until: now + Math.max(1, isHere ? Math.min(stay, LEASE_SECONDS) : CLAIM_SECONDS),
    isHere,
    seats,
  };
}

/** Two of three prefer the dear seats while there are any. */
function takeSeats(levels: { left: number; occupied: number }[], seats: number, random: () => number): void {
  const [dear, cheap] = levels;
  if (!dear || !cheap) return;
  const [first, second] = random() < 2 / 3 ? [dear, cheap] : [cheap, dear];
  const level = first.left >= seats ? first : second;
  const taken = Math.min(level.left, seats);
  level.left -= taken;
  level.occupied += taken;
}
