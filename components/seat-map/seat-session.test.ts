import { describe, expect, test, vi } from "vitest";
import { readState, writeState } from "#lib/seating/seat-state";
import { json, model, seatSessions } from "./testing/seat-sessions.ts";

const { open } = seatSessions();

describe("choosing", () => {
  test("the first press chooses a seat and the second removes it", async () => {
    const { session, state } = await open();
    session.toggle(12);
    expect(state().selected).toEqual([12]);
    session.toggle(12);
    expect(state().selected).toEqual([]);
  });

  test("a taken seat cannot be chosen, and one more than the limit is refused with the limit", async () => {
    const { session, state } = await open();
    session.takeChanges([[12, 2, 1]]);
    session.toggle(12);
    expect(state().selected).toEqual([]);
    for (const id of [1, 2, 3, 4, 5]) session.toggle(id);
    expect(state().selected).toEqual([1, 2, 3, 4]);
    expect(state().notice).toEqual({ kind: "limit", max: 4, already: 0 });
  });

  test("standing places are counted, not picked, and within the limit of the basket", async () => {
    const { session, state } = await open();
    session.toggle(1);
    session.setStanding(3, 3);
    expect(state().selected.filter((id) => model.section[id] === 3)).toHaveLength(3);
    session.setStanding(3, 4);
    expect(state().selected).toHaveLength(4);
    session.setStanding(3, 1);
    expect(state().selected).toHaveLength(2);
  });

  test("the best seats together are proposed, taken with one tap, and replaced by the next best when another buyer gets one", async () => {
    const { session, state } = await open();
    session.propose();
    const { proposal } = state();
    expect(proposal?.seatIds).toHaveLength(2);
    session.takeChanges([[proposal?.seatIds[0] ?? 0, 1, 1]]);
    expect(state().proposal?.seatIds).toHaveLength(2);
    expect(state().proposal?.seatIds).not.toContain(proposal?.seatIds[0]);
    session.propose();
    const second = state().proposal;
    session.choose(second?.seatIds ?? []);
    expect(state().selected).toEqual(second?.seatIds);
  });

  test("the best seats that are asked for before the states are known are proposed with the first states, from what is free", async () => {
    const { session, state } = await open(undefined, { isKnown: false });
    session.propose();
    expect(state()).toMatchObject({ proposal: undefined, notice: undefined });
    session.takeSnapshot(new Uint8Array(26));
    const best = state().proposal?.seatIds ?? [];
    expect(best).toHaveLength(2);

    const later = await open(undefined, { isKnown: false });
    later.session.propose();
    const taken = new Uint8Array(26);
    for (const seat of best) writeState(taken, seat, 2);
    later.session.takeSnapshot(taken);
    expect(later.state().proposal?.seatIds).toHaveLength(2);
    for (const seat of best) expect(later.state().proposal?.seatIds).not.toContain(seat);
    expect(later.state().notice).toBeUndefined();
  });

  test("more people than the hall can seat together is said, not shown", async () => {
    const { session, state } = await open();
    session.takeSnapshot(new Uint8Array(26).fill(0b10101010));
    session.propose();
    expect(state().notice).toEqual({ kind: "none-together" });
  });
});

describe("losing a seat", () => {
  test("a chosen seat that another buyer gets leaves the basket, and the nearest at its price is offered and taken", async () => {
    const { session, state } = await open();
    session.choose([12, 13]);
    session.takeChanges([[13, 1, 1]]);
    expect(state().selected).toEqual([12]);
    const notice = state().notice;
    if (notice?.kind !== "lost") throw new Error("nothing was said of the loss");
    expect(notice.lost).toEqual([13]);
    expect(notice.substitute).toHaveLength(1);
    expect(model.level[notice.substitute[0] ?? 0]).toBe(model.level[13]);
    expect(notice.substitute).not.toContain(12);
    session.accept();
    expect(state().selected).toEqual([12, ...notice.substitute]);
  });

  test("an offered seat is never in the basket already nor of another price, however near", async () => {
    const { session, state } = await open();
    const taken = Array.from({ length: 50 }, (_, i) => i + 1).filter((id) => ![1, 43, 44, 45].includes(id));
    session.takeChanges(taken.map((id) => [id, 2, 1] as const));
    session.choose([43, 44, 45]);
    session.takeChanges([[44, 2, 1]]);
    expect(state().notice).toEqual({ kind: "lost", lost: [44], substitute: [1] });
  });

  test("a lost standing place is replaced without a word", async () => {
    const { session, state } = await open();
    session.setStanding(3, 2);
    const [lost = 0] = state().selected;
    session.takeChanges([[lost, 2, 1]]);
    expect(state().selected).toHaveLength(2);
    expect(state().selected).not.toContain(lost);
    expect(state().notice).toBeUndefined();
  });

  test("the server's no names the lost seats and keeps the others", async () => {
    const { session, state } = await open((_request, response) =>
      json(response, 409, { error: "seat_unavailable", unavailable_seats: [12], available_alternatives: [13] }),
    );
    session.choose([11, 12]);
    await session.requestHold();
    expect(state().selected).toEqual([11]);
    expect(state().notice).toMatchObject({ kind: "lost", lost: [12] });
    expect(state().busy).toBeUndefined();
    expect(readState(state().board.states, 12)).toBe(1);
  });
});

describe("a lone seat", () => {
  test("is announced before holding, with a better choice; a buyer who insists is judged by the server", async () => {
    const hold = vi.fn();
    const { session, state } = await open((_request, response) => {
      hold();
      json(response, 422, { error: "orphan_seat", stranded: [1], suggestion: [1, 2] });
    });
    session.choose([2, 3]);
    await session.requestHold();
    const notice = state().notice;
    if (notice?.kind !== "lone") throw new Error("the lone seat was not seen");
    expect(notice.stranded).toEqual([1]);
    expect(hold).not.toHaveBeenCalled();
    await session.requestHold();
    expect(hold).toHaveBeenCalledOnce();
    expect(state().notice).toEqual({ kind: "lone", stranded: [1], suggestion: [1, 2] });
    session.accept();
    expect(state().selected).toEqual([1, 2]);
  });
});
