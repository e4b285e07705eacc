/**
 * The history of every seat, as the database wrote it and as buyers saw it, checked to be linearizable (INV-4): there is one order
 * of all changes of a seat, its versions, in which each change follows from the one before, and which no buyer saw broken.
 */

/** One change of a seat: the version that it made, and the state and owner from then on. Times are milliseconds of one clock. */
export type SeatChange = {
  seatId: number;
  version: number;
  status: "AVAILABLE" | "HELD" | "BOOKED";
  owner: string | null;
  heldUntilMs: number | null;
  atMs: number;
};

/** An answer that a buyer got: from `startMs` to `endMs` it was asked, and the reservation got or left these seats. */
export type SeenAnswer = {
  kind: "held" | "paid" | "released";
  owner: string;
  seatIds: readonly number[];
  startMs: number;
  endMs: number;
};

/** Sentences about all that does not fit; none when the history is linearizable. */
export function checkHistory(changes: readonly SeatChange[], answers: readonly SeenAnswer[]): string[] {
  const inOrder = changes.toSorted((a, b) => a.version - b.version);
  const seats = Map.groupBy(inOrder, ({ seatId }) => seatId);
  const problems = [...seats.values()].flatMap(checkSeat);
  const placed = new Map<number, { answer: SeenAnswer; version: number }[]>();
  for (const answer of answers) {
    for (const seatId of answer.seatIds) {
      const made = (seats.get(seatId) ?? []).find((now, i, all) => isMadeBy(answer, { now, before: all[i - 1] }));
      if (!made) problems.push(`seat ${seatId}: ${answer.owner} was told ${answer.kind}, and no version says so`);
      else placed.set(seatId, [...(placed.get(seatId) ?? []), { answer, version: made.version }]);
    }
  }
  for (const [seatId, seen] of placed) problems.push(...checkOrder(seatId, seen));
  return problems;
}

type Step = { now: SeatChange; before: SeatChange | undefined };

function isMadeBy({ kind, owner }: SeenAnswer, { now, before }: Step): boolean {
  if (kind === "released") return now.status === "AVAILABLE" && before?.owner === owner;
  return now.owner === owner && now.status === (kind === "held" ? "HELD" : "BOOKED");
}

/** Each version once, none missing, and each state reachable from the one before. */
function checkSeat(changes: readonly SeatChange[]): string[] {
  return changes.flatMap((now, i) => {
    const before = changes[i - 1];
    const name = `seat ${now.seatId}, version ${now.version}`;
    if (!before) return [];
    if (now.version === before.version) return [`${name}: made twice, for ${before.owner} and for ${now.owner}`];
    if (now.version !== before.version + 1) return [`${name}: follows version ${before.version}`];
    return mayFollow(before, now)
      ? []
      : [`${name}: ${before.status} of ${before.owner} became ${now.status} of ${now.owner}`];
  });
}

function mayFollow(before: SeatChange, now: SeatChange): boolean {
  if (before.status === "AVAILABLE") return now.status !== "AVAILABLE";
  if (now.status === "AVAILABLE" || now.owner === before.owner) return true;
  // Another buyer takes a seat over only when its hold is over; a ticket's seat never.
  return before.status === "HELD" && before.heldUntilMs !== null && before.heldUntilMs <= now.atMs;
}

/** An answer that came before another request began has the lower version. */
function checkOrder(seatId: number, seen: readonly { answer: SeenAnswer; version: number }[]): string[] {
  const byStart = seen.toSorted((a, b) => a.answer.startMs - b.answer.startMs);
  let newest: { answer: SeenAnswer; version: number } | undefined;
  const ended = seen.toSorted((a, b) => a.answer.endMs - b.answer.endMs);
  let next = 0;
  return byStart.flatMap((each) => {
    for (let done = ended[next]; done && done.answer.endMs < each.answer.startMs; done = ended[++next]) {
      if (!newest || done.version > newest.version) newest = done;
    }
    if (!newest || newest.version < each.version) return [];
    return [
      `seat ${seatId}: ${each.answer.owner} was told ${each.answer.kind} at version ${each.version}, after ${newest.answer.owner} at ${newest.version}`,
    ];
  });
}
