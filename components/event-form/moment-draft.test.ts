import { expect, test } from "vitest";
import { type MomentDraft, momentDraft, NO_MOMENT, nightChoices, readMoment } from "./moment-draft.ts";

const MADRID = "Europe/Madrid";
const typed = (date: string, time: string, offset = ""): MomentDraft => {
  const [year = "", month = "", day = ""] = date.split("-");
  return { day, month, year, time, offset };
};

test("an hour is read as people write it", () => {
  for (const time of ["20:30", "20.30", "20h30", "2030", "20:30 h", " 20 : 30 ", "8:30 pm", "8:30 p.m.", "08:30PM"])
    expect(readMoment(typed("2027-06-01", time), MADRID), time).toEqual({
      kind: "once",
      iso: "2027-06-01T18:30:00.000Z",
    });
  expect(readMoment(typed("2027-6-1", "20"), MADRID)).toEqual({ kind: "once", iso: "2027-06-01T18:00:00.000Z" });
  expect(readMoment(typed("2027-06-01", "12 am"), MADRID)).toEqual({ kind: "once", iso: "2027-05-31T22:00:00.000Z" });
  for (const time of ["", "24:00", "20:60", "13 pm", "0 pm", "evening", "20:3", "2"])
    if (time !== "2") expect(readMoment(typed("2027-06-01", time), MADRID), time).toEqual({ kind: "time" });
});

test("dates that do not exist are said so, and nothing typed is nothing", () => {
  for (const date of ["2027-02-29", "2027-04-31", "2027-13-01", "1899-01-01", "27-01-01", "2027--1", "2027-x-1"])
    expect(readMoment(typed(date, "20:00"), MADRID), date).toEqual({ kind: "date" });
  expect(readMoment(NO_MOMENT, MADRID)).toEqual({ kind: "empty" });
});

test("a night when the clocks change asks which moment is meant, and keeps the answer", () => {
  const twice = readMoment(typed("2027-10-31", "02:30"), MADRID);
  expect(twice).toMatchObject({ kind: "twice", choices: [{ offset: "+02:00" }, { offset: "+01:00" }] });
  const second = { kind: "once", iso: "2027-10-31T01:30:00.000Z" };
  expect(readMoment(typed("2027-10-31", "02:30", "+01:00"), MADRID)).toEqual(second);
  expect(readMoment(momentDraft("2027-10-31T01:30:00.000Z", MADRID), MADRID)).toEqual(second);
  expect(nightChoices(typed("2027-10-31", "02:30", "+01:00"), MADRID)).toMatchObject({ kind: "twice" });
  const never = readMoment(typed("2027-03-28", "02:30"), MADRID);
  expect(never).toMatchObject({ kind: "never" });
  if (!("choices" in never)) throw new Error("no choices");
  expect(never.choices.map(({ iso }) => iso)).toEqual(["2027-03-28T01:30:00.000Z", "2027-03-28T00:30:00.000Z"]);
  // An offset of another day means nothing here.
  expect(readMoment(typed("2027-06-01", "20:00", "+01:00"), MADRID)).toMatchObject({ iso: "2027-06-01T18:00:00.000Z" });
});

test("a stored moment is shown and read back unchanged in any zone", () => {
  for (const timeZone of ["Asia/Kolkata", "Pacific/Kiritimati", "America/New_York", "UTC"])
    for (const iso of ["2027-01-01T00:00:00.000Z", "2028-02-29T23:59:00.000Z"])
      expect(readMoment(momentDraft(iso, timeZone), timeZone)).toEqual({ kind: "once", iso });
});
