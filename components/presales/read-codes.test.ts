import { expect, test } from "vitest";
import { newCodesBody } from "#lib/seating/access/access-contract";
import { NEW_CODES, readCodes, wrongByServer } from "./read-codes.ts";

const read = (typed: Partial<typeof NEW_CODES>) =>
  readCodes({ ...NEW_CODES, allocation: "2", ...typed }, "Europe/Madrid");

test("a link and typed codes are read as the API takes them", () => {
  const link = read({ sellsAlone: true, usesMax: "3" });
  expect(link).toMatchObject({ body: { codes: [], allocation: 2, window: null, sells_alone: true, uses_max: 3 } });
  const codes = read({
    kind: "codes",
    codes: "FANS-1, FANS-2\nfriends",
    presale: "1",
    allocation: "",
    sellsAlone: true,
  });
  expect(codes).toMatchObject({ body: { codes: ["FANS-1", "FANS-2", "friends"], window: 1, sells_alone: false } });
  for (const each of [link, codes]) expect("body" in each && newCodesBody.safeParse(each.body).success).toBe(true);
});

test.each([
  [{ kind: "codes", codes: " " }, { codes: { word: "noCodes" } }],
  [{ kind: "codes", codes: "AB" }, { codes: { word: "code", code: "AB" } }],
  [{ kind: "codes", codes: "Fans fans2 FANS" }, { codes: { word: "twice", code: "FANS" } }],
  [{ allocation: "" }, { presale: { word: "opensNothing" } }],
  [{ usesMax: "0" }, { usesMax: { word: "uses" } }],
  [{ usesMax: "many" }, { usesMax: { word: "uses" } }],
  [{ until: { ...NEW_CODES.until, day: "31" } }, { until: { moment: "date" } }],
] as const)("%j is refused beside its field", (typed, wrong) => {
  expect(read(typed)).toEqual({ wrong });
});

test("it must end after it begins", () => {
  const at = (day: string) => ({ day, month: "5", year: "2027", time: "10:00", offset: "" });
  expect(read({ from: at("2"), until: at("1") })).toEqual({ wrong: { until: { word: "untilFirst" } } });
});

test("the server's refusals stand beside their fields", () => {
  expect(wrongByServer([{ path: "codes.1" }, { path: "window" }], ["A1", "B1"])).toEqual({
    ...{ codes: { word: "taken", code: "B1" }, presale: { word: "gone" } },
  });
});
