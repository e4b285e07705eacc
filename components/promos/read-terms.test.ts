import { expect, test } from "vitest";
import { readTerms } from "./read-terms.ts";

const MADRID = "Europe/Madrid";

test("a window is read on the clocks of the hall", () => {
  const { terms, wrong } = readTerms(aForm({ from: "29 11 2026 20:00", until: "1 7 2027 8:30" }), MADRID);
  expect(wrong).toEqual({});
  expect([terms.valid_from, terms.valid_until]).toEqual(["2026-11-29T19:00:00.000Z", "2027-07-01T06:30:00.000Z"]);
});

test("an empty window stands open on both sides", () => {
  const { terms, wrong } = readTerms(aForm({}), MADRID);
  expect(wrong).toEqual({});
  expect([terms.valid_from, terms.valid_until]).toEqual([null, null]);
});

test("an hour that comes twice or never is not guessed: the form asks which is meant, and takes the answer", () => {
  const autumn = "25 10 2026 02:30";
  const spring = "29 3 2026 02:30";
  expect(readTerms(aForm({ from: autumn, until: spring }), MADRID).wrong).toEqual({
    valid_from: { moment: "twice" },
    valid_until: { moment: "never" },
  });
  const first = readTerms(aForm({ from: `${autumn} +02:00` }), MADRID);
  const second = readTerms(aForm({ from: `${autumn} +01:00` }), MADRID);
  expect([first.terms.valid_from, second.terms.valid_from]).toEqual([
    "2026-10-25T00:30:00.000Z",
    "2026-10-25T01:30:00.000Z",
  ]);
});

test.each([
  ["30 2 2026 20:00", "date"],
  ["29 11 2026 25:00", "time"],
])("%s is no moment: its %s is wrong", (typed, part) => {
  expect(readTerms(aForm({ until: typed }), MADRID).wrong).toEqual({ valid_until: { moment: part } });
});

/** A form with a valid discount, and its window as day, month, year, time and offset. */
function aForm(window: { from?: string; until?: string }): FormData {
  const form = new FormData();
  form.set("kind", "percent");
  form.set("value", "10");
  for (const [name, typed] of Object.entries({ valid_from: window.from, valid_until: window.until })) {
    const [day = "", month = "", year = "", time = "", offset = ""] = typed?.split(" ") ?? [];
    for (const [part, text] of Object.entries({ day, month, year, time, offset })) form.set(`${name}_${part}`, text);
  }
  return form;
}
