import type { Staff } from "#lib/organizations/authority";
import { db } from "#lib/platform/db/db";
import { HELD_BACK } from "../admission.ts";
import { closeWaitingRoom } from "../close-waiting-room.ts";
import { drawKey, saltOf } from "../draw.ts";
import { emptyQueue } from "../empty-queue.ts";
import { joinQueue } from "../join-queue.ts";
import { LANES, type Lane } from "../lanes.ts";
import { leaveQueue } from "../leave-queue.ts";
import { moveQueues } from "../move-queues.ts";
import { hereWritten, noteHere } from "../note-here.ts";
import { redeemPass } from "../redeem-pass.ts";
import { roomBody } from "../room-contract.ts";
import { setWaitingRoom } from "../set-waiting-room.ts";
import { claimCalls } from "../store.ts";
import type { Draw, Standing } from "./queue-draw.ts";
import type { ModelTicket } from "./queue-line.ts";
import type { QueueModel } from "./queue-model.ts";
import type { ModelRoom, RoomChange, SaleNow } from "./queue-room.ts";

/** The moves of the model, made by the use cases on the database, whose clock is simulated and was set at `startedAt` to zero. */
export class RealQueue {
  readonly buyers: readonly string[];
  readonly eventId: number;
  private readonly owner: Staff;
  private readonly startedAt: Date;

  constructor(eventId: number, options: { owner: Staff; startedAt: Date; buyers: readonly string[] }) {
    this.eventId = eventId;
    this.owner = options.owner;
    this.startedAt = options.startedAt;
    this.buyers = options.buyers;
  }

  async join(who: number, standing: Standing): Promise<string> {
    const buyer = this.buyers[who] ?? "";
    const result = await joinQueue(this.eventId, [buyer], { isSuspected: standing === "suspected" });
    await hereWritten();
    return result.ok ? result.ticket.state : result.refusal.code;
  }

  async redeem(who: number): Promise<string> {
    const result = await redeemPass(this.eventId, [this.buyers[who] ?? ""]);
    if (result.ok) return result.pass.state;
    return "state" in result.refusal ? result.refusal.state : result.refusal.code;
  }

  async leave(who: number): Promise<string> {
    const result = await leaveQueue(this.eventId, [this.buyers[who] ?? ""]);
    return result.ok ? "ok" : result.refusal.code;
  }

  async here(who: number): Promise<void> {
    await noteHere(this.eventId, [this.buyers[who] ?? ""]);
    await hereWritten();
  }

  async step(): Promise<void> {
    await moveQueues();
  }

  async call(sale: SaleNow): Promise<number> {
    return claimCalls(this.eventId, sale);
  }

  async empty(): Promise<number | undefined> {
    const result = await emptyQueue(this.owner, this.eventId);
    return result.ok ? result.removed : undefined;
  }

  async change({
    mode,
    isPaused,
    ratePerMinute,
    places,
    claimMs,
    leaseMs,
    membersFirst,
  }: RoomChange): Promise<boolean> {
    const body = {
      ...{ mode: mode?.toLowerCase(), is_paused: isPaused, rate_per_minute: ratePerMinute, places },
      ...{ pass_seconds: claimMs && claimMs / 1_000, lease_seconds: leaseMs && leaseMs / 1_000 },
      members_first: membersFirst,
    };
    return (await setWaitingRoom(this.owner, this.eventId, roomBody.parse(body))).ok;
  }

  async close(): Promise<void> {
    await closeWaitingRoom(this.eventId, "system");
  }

  /** The order that the published draw gives to those who take part by its own rule. Throws where its salt is not theirs. */
  async draw(): Promise<Draw> {
    const room = await db().waitingRoom.findUniqueOrThrow({ where: { eventId: this.eventId } });
    const rows = await db().queueTicket.findMany({ where: { eventId: this.eventId } });
    const ids = new Map(rows.map(({ id, buyerKey }) => [this.buyers.indexOf(buyerKey), id]));
    const { seed, salt } = room;
    return (entrants) => {
      const own = entrants.map((who) => ({ who, id: ids.get(who) ?? "" }));
      if (seed === null || salt !== saltOf(own.map(({ id }) => id))) throw new Error("others took part in the draw");
      const keyed = own.map(({ who, id }) => ({ who, key: drawKey(seed, salt, id) }));
      return keyed.toSorted((a, b) => Buffer.compare(a.key, b.key)).map(({ who }) => who);
    };
  }

  async state(): Promise<QueueState> {
    const { eventId } = this;
    const room = await db().waitingRoom.findUniqueOrThrow({ where: { eventId } });
    const rows = await db().queueTicket.findMany({ where: { eventId }, include: { lease: true } });
    const ticketOf = new Map(rows.map((row) => [row.buyerKey, row]));
    const ms = (at: Date | null | undefined) => (at ? at.getTime() - this.startedAt.getTime() : undefined);
    return {
      ...{ mode: room.mode, isPaused: room.pausedAt !== null, isClosed: room.closedAt !== null },
      ...{ isDrawn: room.drawnAt !== null, isQueueing: room.queueingSince !== null, calmSince: ms(room.calmSince) },
      ...{ ratePerMinute: room.ratePerMinute, places: room.placesMax },
      ...{ claimMs: room.claimSeconds * 1_000, leaseMs: room.leaseSeconds * 1_000 },
      membersFirst: room.membersFirst,
      ...{
        rateShare: digits(room.rateShare),
        shareAt: ms(room.shareAt),
        firstOccupied: room.firstOccupied ?? undefined,
      },
      firstDone: room.firstDone ?? undefined,
      heldBack: HELD_BACK.find((held) => held === room.heldBack),
      ...{ lastNumber: Number(room.lastNumber), serving: Number(room.serving), calledCount: room.calledCount },
      ...{ tokens: digits(room.tokens), pacePerSecond: digits(room.pacePerSecond), steppedAt: ms(room.steppedAt) ?? 0 },
      tickets: this.buyers.map((buyerKey, who) => {
        const row = ticketOf.get(buyerKey);
        if (!row) return undefined;
        return {
          ...{
            who,
            number: row.sequence === null ? undefined : Number(row.sequence),
            missed: row.missed,
            hereUntil: ms(row.hereUntil),
          },
          ...{ lane: laneOf(row.lane), stratum: row.stratum ?? undefined },
          ...{ createdAt: ms(row.createdAt) ?? 0, joinedAt: ms(row.joinedAt) ?? 0, calledAt: ms(row.calledAt) },
          ...{ redeemedAt: ms(row.redeemedAt), removedAt: ms(row.removedAt) },
          ...{ leaseSince: ms(row.lease?.redeemedAt), leaseUntil: ms(row.lease?.expiresAt) },
        };
      }),
    };
  }
}

/** Everything of a room and its tickets that has consequences, for comparing. */
export type QueueState = Omit<ModelRoom, "opensAt" | "queueingSince"> & {
  isQueueing: boolean;
  lastNumber: number;
  tickets: (Omit<ModelTicket, "hasSeats"> | undefined)[];
};

export function stateOfModel({ room, line, tickets }: QueueModel, buyers: number): QueueState {
  const { opensAt: _, queueingSince, ...rest } = room;
  return {
    ...{
      ...rest,
      rateShare: digits(room.rateShare),
      tokens: digits(room.tokens),
      pacePerSecond: digits(room.pacePerSecond),
    },
    ...{ isQueueing: queueingSince !== undefined, lastNumber: line.lastNumber },
    tickets: Array.from({ length: buyers }, (_ticket, who) => withoutSeats(tickets[who])),
  };
}

/** Nobody holds seats in these histories. */
function withoutSeats(ticket: ModelTicket | undefined) {
  if (!ticket) return undefined;
  const { hasSeats: _, ...rest } = ticket;
  return rest;
}

function laneOf(lane: number): Lane {
  const known = Object.values(LANES).find((each) => each === lane);
  if (known === undefined) throw new Error(`there is no lane ${lane}`);
  return known;
}

/** Nine digits: the database and the process round the last ones in their own way. */
const digits = (value: number) => Number(value.toPrecision(9));
