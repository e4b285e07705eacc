import { expect, test } from "vitest";
import { offsetAt, readWallTime, type WallTime, wallTimeAt } from "./wall-clock.ts";

const MADRID = "Europe/Madrid";
const at = (date: string, time: string): WallTime => {
  const [year = 0, month = 0, day = 0] = date.split("-").map(Number);
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  return { year, month, day, hour, minute };
};
const iso = (atMs: number) => new Date(atMs).toISOString();

test("an hour of an ordinary day is one moment, in summer and in winter", () => {
  expect(readWallTime(at("2027-07-01", "20:00"), MADRID)).toEqual({
    kind: "once",
    moment: { atMs: Date.parse("2027-07-01T18:00:00Z"), offset: "+02:00" },
  });
  expect(readWallTime(at("2027-01-01", "20:00"), MADRID)).toMatchObject({ kind: "once", moment: { offset: "+01:00" } });
  // The hours around a night of change are clear.
  for (const time of ["01:59", "03:00", "12:00"])
    expect(readWallTime(at("2027-03-28", time), MADRID), time).toMatchObject({ kind: "once" });
  for (const time of ["01:59", "03:00", "12:00"])
    expect(readWallTime(at("2027-10-31", time), MADRID), time).toMatchObject({ kind: "once" });
});

test("an hour that the clocks jump over is none, and both neighbours are offered", () => {
  const reading = readWallTime(at("2027-03-28", "02:30"), MADRID);
  if (reading?.kind !== "never") throw new Error(JSON.stringify(reading));
  const [later, earlier] = reading.moments;
  expect([later, earlier].map(({ atMs }) => wallTimeAt(atMs, MADRID))).toEqual([
    at("2027-03-28", "03:30"),
    at("2027-03-28", "01:30"),
  ]);
});

test("an hour that comes twice is two moments, the earlier first", () => {
  const reading = readWallTime(at("2027-10-31", "02:30"), MADRID);
  if (reading?.kind !== "twice") throw new Error(JSON.stringify(reading));
  expect(reading.moments.map(({ atMs, offset }) => [iso(atMs), offset])).toEqual([
    ["2027-10-31T00:30:00.000Z", "+02:00"],
    ["2027-10-31T01:30:00.000Z", "+01:00"],
  ]);
});

test("dates and hours that no calendar has are none", () => {
  for (const [date, time] of [
    ["2027-04-31", "20:00"],
    ["2027-02-29", "20:00"],
    ["2027-13-01", "20:00"],
    ["2027-01-01", "24:00"],
    ["2027-01-01", "20:60"],
  ] as const)
    expect(readWallTime(at(date, time), MADRID), `${date} ${time}`).toBeUndefined();
});

test("every zone with half hours, across the date line and with a change of half an hour, reads back what was written", () => {
  for (const timeZone of ["Asia/Kolkata", "Pacific/Kiritimati", "Australia/Lord_Howe", "America/St_Johns", "UTC"])
    for (const [date, time] of [
      ["2027-01-15", "23:45"],
      ["2027-07-15", "00:15"],
      ["2028-02-29", "12:00"],
    ] as const) {
      const reading = readWallTime(at(date, time), timeZone);
      if (reading?.kind !== "once") throw new Error(`${timeZone} ${date}`);
      expect(wallTimeAt(reading.moment.atMs, timeZone)).toEqual(at(date, time));
      expect(offsetAt(reading.moment.atMs, timeZone)).toBe(reading.moment.offset);
    }
});
