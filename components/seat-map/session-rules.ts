import { readState } from "#lib/seating/seat-state";
import { type MapModel, NO_ROW, NOT_SOLD } from "./map-geometry.ts";
import type { SeatBoard } from "./seat-board.ts";
import type { Link } from "./stream-client.ts";

/** One buyer's view and choice. Changed only by the pure rules below and the functions of seat-session.ts. */
export type SessionState = {
  readonly board: SeatBoard;
  /** False until the first states arrive; until then the board is a guess that must not be shown. */
  readonly isKnown: boolean;
  /** The best seats were asked for before the states were known, and are proposed as soon as they are. */
  readonly wantsBest: boolean;
  readonly link: Link;
  /** The organizer pauses the sale: nothing can be held, and what is held stays. */
  readonly isPaused: boolean;
  readonly selected: readonly number[];
  readonly hold: Hold | undefined;
  readonly busy: "holding" | "extending" | "releasing" | "restoring" | undefined;
  readonly notice: Notice | undefined;
  readonly filters: Filters;
  readonly proposal: Proposal | undefined;
  /** The seat of the keyboard's cursor; 0 before the first step. */
  readonly cursor: number;
  /** Server clock minus this browser's, in milliseconds. */
  readonly clockOffset: number;
};

/** `expiresAt` is epoch milliseconds of the server's clock. */
export type Hold = {
  readonly reservationId: string;
  readonly seatIds: readonly number[];
  readonly expiresAt: number;
  readonly extensionsRemaining: number;
};

/** `level` is an index into the event's levels; undefined means every price. */
export type Filters = { readonly level: number | undefined; readonly accessible: boolean; readonly people: number };

/** Seats offered but not yet chosen; `tier` says how they sit together (0 one block … 5 standing). */
export type Proposal = { readonly seatIds: readonly number[]; readonly tier: number };

export type Notice =
  | { readonly kind: "lost"; readonly lost: readonly number[]; readonly substitute: readonly number[] }
  | { readonly kind: "lone"; readonly stranded: readonly number[]; readonly suggestion: readonly number[] }
  /** Seats that are set aside for others, or not part of the sale that is open to the buyer. */
  | { readonly kind: "not-on-sale"; readonly closed: readonly number[] }
  | { readonly kind: "limit"; readonly max: number; readonly already: number }
  /** No payment can be of their total; `maxMinor` when it is above what one payment can be. */
  | { readonly kind: "unpayable"; readonly maxMinor: number | undefined }
  /** The organizer does not sell to this buyer; `mail` is empty where they have named none. */
  | { readonly kind: "turned-away"; readonly reference: string; readonly organizer: string; readonly mail: string }
  /** Held and given back too often: the next hold waits. */
  | { readonly kind: "pause"; readonly seconds: number }
  | {
      readonly kind:
        | "frozen"
        | "expired"
        | "released"
        | "extended"
        | "no-extension"
        | "none-together"
        | "sale-closed"
        | "sale-stopped"
        | "sale-paused"
        | "cancelled"
        | "changed"
        /** The hall was changed, and a chosen seat is not in it any more. */
        | "hall-changed"
        | "queue"
        /** The time inside belongs to the browser that came in. */
        | "other-browser"
        /** Only a presale is open, and the buyer has no access to it. */
        | "presale"
        | "access-ended"
        /** The browser could not show that it is no script. */
        | "challenge"
        /** The seats cost nothing: they are held for a confirmed mail address only. */
        | "sign-in";
    }
  | { readonly kind: "trouble"; readonly code: string };

export type StateChange = Partial<SessionState>;

/** The hall's rules that the session needs; seat-advice.ts implements them. */
export type SeatAdvice = {
  /** The best free seats together; undefined when there are not enough. */
  readonly best: (states: Uint8Array, filters: Filters) => Proposal | undefined;
  /** Free seats of the same price near the lost ones, as many as were lost when there are. */
  readonly substitutes: (states: Uint8Array, lost: readonly number[], kept: readonly number[]) => readonly number[];
  /** Seats that the choice would leave alone, and a choice that does not; undefined when all is well. */
  readonly loneSeats: (
    states: Uint8Array,
    chosen: readonly number[],
  ) => { stranded: readonly number[]; suggestion: readonly number[] } | undefined;
};

export function firstState(board: SeatBoard, people: number): SessionState {
  return {
    board,
    isKnown: false,
    wantsBest: false,
    link: "connecting",
    isPaused: false,
    selected: [],
    hold: undefined,
    busy: undefined,
    notice: undefined,
    filters: { level: undefined, accessible: false, people },
    proposal: undefined,
    cursor: 0,
    clockOffset: 0,
  };
}

/** Whether the buyer could take this seat now. */
export function isFree(model: MapModel, board: SeatBoard, id: number): boolean {
  return id >= 1 && id <= model.seatCount && model.level[id] !== NOT_SOLD && readState(board.states, id) === 0;
}

/** Adds or removes one seat. While seats are held the basket is closed; beyond `max` it is full. */
export function toggleSeat(state: SessionState, model: MapModel, id: number, max: number): StateChange {
  if (state.hold || state.busy === "holding") return { notice: { kind: "frozen" } };
  if (state.selected.includes(id))
    return { selected: state.selected.filter((other) => other !== id), notice: undefined };
  if (!isFree(model, state.board, id)) return {};
  if (state.selected.length >= max) return { notice: { kind: "limit", max, already: 0 } };
  return { selected: [...state.selected, id], notice: undefined, proposal: undefined };
}

/** Puts the whole basket: a proposal, a suggestion, a substitute. Seats that are gone by now are left out. */
export function chooseSeats(state: SessionState, model: MapModel, ids: readonly number[], max: number): StateChange {
  if (state.hold || state.busy === "holding") return { notice: { kind: "frozen" } };
  const free = [...new Set(ids)].filter((id) => isFree(model, state.board, id)).slice(0, max);
  return { selected: free, notice: undefined, proposal: undefined };
}

/**
 * Changes how many places of a standing section are in the basket. They are all alike, so free ones are drawn with
 * `random` (0 ≤ r < 1): if all browsers took the first, all would fight for it.
 */
export function chooseStanding(
  state: SessionState,
  model: MapModel,
  sectionIndex: number,
  count: number,
  max: number,
  random: () => number,
): StateChange {
  if (state.hold || state.busy === "holding") return { notice: { kind: "frozen" } };
  const others = state.selected.filter((id) => model.section[id] !== sectionIndex);
  const own = state.selected.filter((id) => model.section[id] === sectionIndex);
  const wanted = Math.max(0, count);
  if (others.length + wanted > max) return { notice: { kind: "limit", max, already: 0 } };
  const added = freePlaces(model, state.board, sectionIndex, wanted - own.length, new Set(own), random);
  return { selected: [...others, ...own.slice(0, wanted), ...added], notice: undefined, proposal: undefined };
}

/** Up to `count` free places of a standing section, beginning at a random one. */
export function freePlaces(
  model: MapModel,
  board: SeatBoard,
  sectionIndex: number,
  count: number,
  taken: ReadonlySet<number>,
  random: () => number,
): number[] {
  const section = model.sections[sectionIndex];
  if (!section || count <= 0) return [];
  const start = Math.floor(random() * section.capacity);
  const found: number[] = [];
  for (let i = 0; i < section.capacity && found.length < count; i++) {
    const id = section.firstId + ((start + i) % section.capacity);
    if (!taken.has(id) && isFree(model, board, id)) found.push(id);
  }
  return found;
}

/**
 * Applies changes from the stream. A proposal that lost a seat is replaced by the next best. Chosen seats that another buyer
 * got leave the basket and a substitute is offered. While the buyer's own hold is pending, its seats turn held for all browsers,
 * this one included, so nothing counts as lost until the answer says so.
 */
export function applyStream(state: SessionState, model: MapModel, board: SeatBoard, advice: SeatAdvice): StateChange {
  const change: StateChange = { board };
  const isGone = state.proposal?.seatIds.every((id) => isFree(model, board, id)) === false;
  const proposal = isGone ? { proposal: advice.best(board.states, state.filters) } : {};
  if (state.hold || state.busy === "holding" || state.busy === "restoring") return { ...change, ...proposal };
  const lost = state.selected.filter((id) => !isFree(model, board, id));
  return lost.length > 0
    ? { ...change, ...proposal, ...loseSeats({ ...state, board }, model, lost, advice) }
    : { ...change, ...proposal };
}

/** Removes seats from the basket and offers the nearest others. Lost standing places are replaced without a word. */
export function loseSeats(
  state: SessionState,
  model: MapModel,
  lost: readonly number[],
  advice: SeatAdvice,
): StateChange {
  const kept = state.selected.filter((id) => !lost.includes(id));
  const seated = lost.filter((id) => model.row[id] !== NO_ROW);
  const replaced: number[] = [];
  for (const id of lost) {
    if (model.row[id] !== NO_ROW) continue;
    const taken = new Set([...kept, ...replaced]);
    replaced.push(...freePlaces(model, state.board, model.section[id] ?? 0, 1, taken, () => 0.5));
  }
  const selected = [...kept, ...replaced];
  const standingGone = lost.length - seated.length - replaced.length;
  if (seated.length === 0 && standingGone === 0) return { selected };
  const substitute = advice.substitutes(state.board.states, seated, selected);
  return { selected, notice: { kind: "lost", lost: seated.length > 0 ? seated : lost, substitute } };
}

/** Accepts a notice's offer: a substitute joins the basket, a suggestion replaces it. */
export function acceptOffer(state: SessionState, model: MapModel, max: number): StateChange {
  if (state.notice?.kind === "lost")
    return chooseSeats(state, model, [...state.selected, ...state.notice.substitute], max);
  if (state.notice?.kind === "lone") return chooseSeats(state, model, state.notice.suggestion, max);
  return {};
}

/** Takes what the stream says of the organizer's pause. What was refused because of it can be tried again once it ends. */
export function pauseOrGoOn(state: SessionState, isPaused: boolean): StateChange {
  const isOver = !isPaused && state.notice?.kind === "sale-paused";
  return isOver ? { isPaused, notice: undefined } : { isPaused };
}

/** Ends the hold when the server's clock has passed its time; nothing otherwise. `now` is this browser's clock. */
export function expireHold(state: SessionState, now: number): StateChange {
  if (!state.hold || now + state.clockOffset < state.hold.expiresAt) return {};
  return { hold: undefined, selected: [], notice: { kind: "expired" }, busy: undefined };
}

/** Whether a seat passes the filters; the map dims what does not, and `n` and `p` pass it over. */
export function isWanted(model: MapModel, filters: Filters, id: number): boolean {
  if (filters.level !== undefined && model.level[id] !== filters.level) return false;
  const isReserved = model.kind[id] === 1 || model.kind[id] === 2;
  return filters.accessible ? isReserved : !isReserved;
}
