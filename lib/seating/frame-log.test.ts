import fc from "fast-check";
import { expect, test } from "vitest";
import { createFrameLog } from "./frame-log.ts";
import type { SeatChange } from "./seat-state.ts";

const words = (frame: Uint8Array) => new TextDecoder().decode(frame);
const idOf = (frame: Uint8Array) => /^id: (.+)$/m.exec(words(frame))?.[1] ?? "";
const aChange = (seatId: number): SeatChange => [seatId, 1, seatId];

test("a frame is an event of the stream with an id", () => {
  const log = createFrameLog();
  expect(words(log.append([[7, 1, 3]]))).toBe(`id: ${log.epoch}-1\nevent: delta\ndata: [[7,1,3]]\n\n`);
  const states = Buffer.from([0b0110]).toString("base64");
  const of = { layoutHash: "abc", painting: 3, prices: { 1: 45 }, isPaused: false };
  expect(words(log.snapshot(new Uint8Array([0b0110]), of))).toBe(
    `id: ${log.epoch}-1\nevent: snapshot\ndata: {"version":1,"layout_hash":"abc","painting":3,"prices":{"1":45},"paused":false,"states":"${states}"}\n\n`,
  );
});

test("a reader hears that the hall has another layout, or other levels", () => {
  const log = createFrameLog();
  expect(words(log.layout({ layoutHash: "abc", painting: 4 }))).toBe(
    `id: ${log.epoch}-0\nevent: layout\ndata: {"layout_hash":"abc","painting":4}\n\n`,
  );
});

test("new prices are a frame of the log, so that a returning reader gets them too", () => {
  const log = createFrameLog();
  const before = log.append([aChange(1)]);
  const frame = log.prices({ 1: 30, 2: 45.5 });
  expect(words(frame)).toBe(`id: ${log.epoch}-2\nevent: prices\ndata: {"1":30,"2":45.5}\n\n`);
  expect(log.since(idOf(before))).toEqual([frame]);
});

test("a pause of the sale is a frame of the log, so that a returning reader hears of it too", () => {
  const log = createFrameLog();
  const before = log.append([aChange(1)]);
  const frame = log.sale(true);
  expect(words(frame)).toBe(`id: ${log.epoch}-2\nevent: sale\ndata: {"paused":true}\n\n`);
  expect(log.since(idOf(before))).toEqual([frame]);
});

test("a returning reader gets exactly the frames after its last one, or learns that some are missing", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 1, max: 10 }), fc.nat(30), (count, kept, seen) => {
      const log = createFrameLog(kept);
      const all = Array.from({ length: count }, (_, i) => log.append([aChange(i + 1)]));
      const missed = log.since(`${log.epoch}-${seen}`);
      const isKnown = seen <= count && count - seen <= kept;
      expect(missed).toEqual(isKnown ? all.slice(seen) : undefined);
    }),
  );
});

test("an id of another process, from the future or without sense counts as having missed frames", () => {
  const log = createFrameLog();
  const frame = log.append([aChange(1)]);
  const other = createFrameLog();
  other.append([aChange(2)]);
  other.append([aChange(3)]);
  expect(other.since(idOf(frame))).toBeUndefined();
  for (const id of [
    null,
    "",
    "1",
    "-1",
    `${log.epoch}-2`,
    `${log.epoch}-`,
    `${log.epoch}--1`,
    `${log.epoch}-1.5`,
    `${log.epoch}-1e0`,
    `x${log.epoch}-1`,
    "\0",
  ]) {
    expect(log.since(id), String(id)).toBeUndefined();
  }
  expect(log.since(`${log.epoch}-1`)).toEqual([]);
});
