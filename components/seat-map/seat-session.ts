import { createStore, type StoreApi } from "zustand/vanilla";
import { toMinor } from "#lib/platform/money";
import type { SeatIds } from "#lib/seating/seat-ids";
import { readState, type SeatChange, writeState } from "#lib/seating/seat-state";
import type { ApiRefusal } from "../api/call.ts";
import type { Lens } from "./access-lens.ts";
import { type MapModel, NO_ROW } from "./map-geometry.ts";
import { applyChanges, applySnapshot, assumeState, emptyBoard } from "./seat-board.ts";
import type { HoldAnswer, SeatCalls } from "./seat-calls.ts";
import {
  acceptOffer,
  applyStream,
  chooseSeats,
  chooseStanding,
  expireHold,
  type Filters,
  firstState,
  type Hold,
  loseSeats,
  type Notice,
  pauseOrGoOn,
  type SeatAdvice,
  type SessionState,
  toggleSeat,
} from "./session-rules.ts";
import type { Link } from "./stream-client.ts";
import { keepWanted, takeWanted } from "./wanted-basket.ts";

export type SeatSession = {
  readonly store: StoreApi<SessionState>;
  readonly model: MapModel;
  readonly max: number;
} & ReturnType<typeof actions>;

export type SessionParts = {
  readonly eventId: number;
  readonly model: MapModel;
  /** Seats one hold may have. */
  readonly max: number;
  /** Whether the sale was paused when the page was made. */
  readonly isPaused?: boolean;
  readonly api: SeatCalls;
  readonly advice: SeatAdvice;
  /** Remembers the hold over a reload. */
  readonly storage: Pick<Storage, "getItem" | "setItem" | "removeItem">;
  /** Ids of seats that were chosen before the hall changed. */
  readonly chosen?: readonly number[];
  /** How a buyer with access sees the seats; without one, as everybody. */
  readonly lens?: Lens | undefined;
};

/** How much longer "more time" asks for; the server clamps it to the event's setting. */
const EXTEND_SECONDS = 300;
/** Tries to get other places of a standing section when the drawn ones are gone. */
const STANDING_TRIES = 3;

/** The choosing, holding and losing of seats on one page: a store of pure rules and the calls that feed them. */
export function createSeatSession(parts: SessionParts): SeatSession {
  const { model, chosen = [], isPaused = false } = parts;
  const selected = chosen.map(model.ids.positionOf).filter((position) => position > 0);
  const store = createStore<SessionState>()(() => ({
    ...firstState(emptyBoard(model.seatCount), Math.min(2, parts.max)),
    ...{ selected, isPaused },
    ...(selected.length < chosen.length ? { notice: { kind: "hall-changed" } as const } : {}),
  }));
  return { store, model: parts.model, max: parts.max, ...actions(store, parts) };
}

function actions(store: StoreApi<SessionState>, parts: SessionParts) {
  const { model, max, advice, lens = (_position, state) => state } = parts;
  const { ids } = model;
  const set = store.setState;
  const get = store.getState;
  function propose() {
    if (!get().isKnown) return set({ wantsBest: true });
    const proposal = advice.best(get().board.states, get().filters);
    set(proposal ? { proposal, notice: undefined } : { proposal: undefined, notice: { kind: "none-together" } });
  }
  return {
    ...holdActions(store, parts),
    toggle: (id: number) => set(toggleSeat(get(), model, id, max)),
    choose: (ids: readonly number[]) => set(chooseSeats(get(), model, ids, max)),
    setStanding: (section: number, count: number) =>
      set(chooseStanding(get(), model, section, count, max, Math.random)),
    accept: () => set(acceptOffer(get(), model, max)),
    dismiss: () => set({ notice: undefined }),
    clear: () => set({ selected: [], notice: undefined }),
    setFilters: (filters: Partial<Filters>) => set({ filters: { ...get().filters, ...filters }, proposal: undefined }),
    setCursor: (cursor: number) => set({ cursor }),
    setLink: (link: Link) => set({ link }),
    setPaused: (isPaused: boolean) => set(pauseOrGoOn(get(), isPaused)),
    takeSnapshot: (bitmap: Uint8Array) => {
      const states = parts.lens ? seenBy(parts.lens, model, ids.byPosition(bitmap)) : ids.byPosition(bitmap);
      const { board } = applySnapshot(get().board, states);
      const { wantsBest } = get();
      set({ ...applyStream(get(), model, board, advice), isKnown: true, wantsBest: false });
      if (wantsBest) propose();
    },
    takeChanges: (changes: readonly SeatChange[]) => {
      const own = changes.map(([id, state, version]) => {
        const position = ids.positionOf(id);
        return [position, lens(position, state), version] as const;
      });
      set(applyStream(get(), model, applyChanges(get().board, own).board, advice));
    },
    /** Ids of the chosen seats, by which a changed hall finds them again. */
    chosenIds: () => get().selected.map(ids.idAt),
    /** Looks for the best seats together; shows them, or says that there are none. Until the states are known, as soon as they are. */
    propose,
    withdraw: () => set({ proposal: undefined }),
  };
}

function holdActions(store: StoreApi<SessionState>, { eventId, model, max, api, advice, storage }: SessionParts) {
  const { ids } = model;
  const key = `fairseat-hold-${eventId}`;
  // One intent, one id: a retry of the same basket after a lost answer finds the first answer, not a second hold.
  let intent = { basket: "", id: "" };

  function intentId(seatIds: readonly number[]): string {
    const basket = [...seatIds].sort((a, b) => a - b).join(",");
    if (intent.basket !== basket) intent = { basket, id: crypto.randomUUID() };
    return intent.id;
  }

  function keep(answer: HoldAnswer, serverNow: number | undefined): void {
    const hold: Hold = {
      reservationId: answer.reservation_id,
      seatIds: answer.seats.map((seat) => ids.positionOf(seat.id)),
      expiresAt: Date.parse(answer.expires_at),
      extensionsRemaining: answer.extensions_remaining,
    };
    storage.setItem(key, hold.reservationId);
    const clockOffset = serverNow === undefined ? store.getState().clockOffset : serverNow - Date.now();
    store.setState({
      hold,
      selected: hold.seatIds,
      clockOffset,
      busy: undefined,
      notice: undefined,
      proposal: undefined,
    });
  }

  function forget(notice: Notice | undefined): void {
    storage.removeItem(key);
    intent = { basket: "", id: "" };
    const { hold, board } = store.getState();
    // The buyer's own map shows the seats as free immediately; other browsers learn it from the stream.
    const freed = hold ? assumeState(board, hold.seatIds, 0) : board;
    store.setState({ hold: undefined, selected: [], busy: undefined, notice, board: freed });
  }

  async function hold(): Promise<void> {
    if (store.getState().busy || store.getState().hold || store.getState().selected.length === 0) return;
    store.setState({ busy: "holding", notice: undefined });
    for (let tries = 1; ; tries++) {
      const { selected } = store.getState();
      const answer = await api.hold(intentId(selected), selected.map(ids.idAt));
      if (answer.ok) return keep(answer.value, answer.serverNow);
      const { refusal } = answer;
      if (refusal.code === "seats_not_on_sale") return close(refusal.seat_ids.map(ids.positionOf));
      if (refusal.code !== "seat_unavailable")
        return store.setState({ busy: undefined, notice: noticeOf(refusal, ids) });
      const lost = refusal.unavailable_seats.map(ids.positionOf);
      const { board, ...state } = store.getState();
      const known = { ...state, busy: undefined, board: assumeState(board, lost, 1) };
      const isStanding = lost.length > 0 && lost.every((id) => model.row[id] === NO_ROW);
      const change = loseSeats(known, model, lost, advice);
      const retry = isStanding && tries < STANDING_TRIES && change.selected?.length === selected.length;
      store.setState({ board: known.board, ...change, busy: retry ? "holding" : undefined });
      if (!retry) return;
    }
  }

  /** Takes seats that are not on sale to this buyer out of the basket and shows them as blocked. */
  function close(closed: readonly number[]): void {
    const { board, selected } = store.getState();
    store.setState({
      board: assumeState(board, closed, 3),
      selected: selected.filter((position) => !closed.includes(position)),
      busy: undefined,
      notice: { kind: "not-on-sale", closed },
    });
  }

  /**
   * Holds the basket; when it would strand a seat, says so first and holds on the second request. The browser only
   * advises: whether the event has such a rule the server knows, and its refusal comes back as the same notice.
   */
  async function requestHold(): Promise<void> {
    const { board, selected, notice, isPaused } = store.getState();
    if (isPaused) return;
    const lone = notice?.kind === "lone" ? undefined : advice.loneSeats(board.states, selected);
    if (lone) return store.setState({ notice: { kind: "lone", ...lone } });
    return hold();
  }

  async function extend(): Promise<void> {
    const { hold, busy } = store.getState();
    if (!hold || busy) return;
    store.setState({ busy: "extending" });
    const answer = await api.extend(hold.reservationId, EXTEND_SECONDS);
    if (!answer.ok && answer.refusal.code === "reservation_expired") return forget({ kind: "expired" });
    if (!answer.ok) return store.setState({ busy: undefined, notice: noticeOf(answer.refusal, ids) });
    const { expires_at, extensions_remaining } = answer.value;
    store.setState({
      busy: undefined,
      notice: { kind: "extended" },
      hold: { ...hold, expiresAt: Date.parse(expires_at), extensionsRemaining: extensions_remaining },
    });
  }

  async function release(): Promise<void> {
    const { hold, busy } = store.getState();
    if (!hold || busy) return;
    store.setState({ busy: "releasing" });
    const answer = await api.release(hold.reservationId);
    if (answer.ok || answer.refusal.code === "not_found") return forget({ kind: "released" });
    store.setState({ busy: undefined, notice: noticeOf(answer.refusal, ids) });
  }

  /** Keeps the basket for a buyer who leaves to sign in. */
  const keepBasket = () => keepWanted(storage, eventId, store.getState().selected.map(ids.idAt));

  /** Brings back the hold of this browser after a reload, or asks for the seats for which the buyer has signed in meanwhile. */
  async function restore(): Promise<void> {
    await restoreHold();
    const wanted = takeWanted(storage, eventId);
    if (store.getState().hold || wanted.length === 0) return;
    store.setState(chooseSeats(store.getState(), model, wanted.map(ids.positionOf), max));
    await hold();
  }

  /** Says nothing when the hold is gone. */
  async function restoreHold(): Promise<void> {
    const reservationId = storage.getItem(key);
    if (!reservationId) return;
    store.setState({ busy: "restoring" });
    const answer = await api.find(reservationId);
    if (answer.ok && ["held", "paying"].includes(answer.value.status.toLowerCase()))
      return keep(answer.value, answer.serverNow);
    if (answer.ok || answer.refusal.code === "not_found") storage.removeItem(key);
    store.setState({ busy: undefined });
  }

  /** Called every second by the timer. */
  function tick(): void {
    const change = expireHold(store.getState(), Date.now());
    if (change.notice) forget(change.notice);
  }

  return { requestHold, extend, release, restore, keepBasket, tick };
}

function seenBy(lens: Lens, { seatCount }: MapModel, states: Uint8Array): Uint8Array {
  const seen = states.slice();
  for (let position = 1; position <= seatCount; position++)
    writeState(seen, position, lens(position, readState(states, position)));
  return seen;
}

function noticeOf(refusal: ApiRefusal, { positionOf }: SeatIds): Notice {
  const { code } = refusal;
  if (refusal.code === "orphan_seat") {
    return {
      kind: "lone",
      stranded: (refusal.stranded ?? []).map(positionOf),
      suggestion: (refusal.suggestion ?? []).map(positionOf),
    };
  }
  if (refusal.code === "amount_not_payable") {
    const { reason, limit, currency } = refusal;
    return { kind: "unpayable", maxMinor: reason === "too_large" && limit ? toMinor(limit, currency) : undefined };
  }
  if (refusal.code === "seat_limit_exceeded") return { kind: "limit", max: refusal.limit, already: refusal.already };
  if (refusal.code === "too_many_holds") return { kind: "pause", seconds: refusal.retry_after_seconds };
  if (refusal.code === "refused_by_organizer") {
    const { reference, organizer, contact_email: mail } = refusal;
    return { kind: "turned-away", reference, organizer, mail };
  }
  if (code === "challenge_required") return { kind: "challenge" };
  if (code === "presale_access_required") return { kind: "presale" };
  if (code === "access_ended") return { kind: "access-ended" };
  if (code === "email_unproven") return { kind: "sign-in" };
  if (code === "no_extensions_left") return { kind: "no-extension" };
  if (code === "sale_closed") return { kind: "sale-closed" };
  if (code === "sale_stopped") return { kind: "sale-stopped" };
  if (code === "sale_paused") return { kind: "sale-paused" };
  if (code === "event_cancelled") return { kind: "cancelled" };
  if (code === "event_changed") return { kind: "changed" };
  if (code === "queue_required") return { kind: "queue" };
  if (code === "wrong_browser") return { kind: "other-browser" };
  return { kind: "trouble", code };
}
