import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { contrastOf, PAPERS } from "./color-contrast.ts";
import { profileChangeBody } from "./profile-contract.ts";
import { plainVatId, vatIdProblem } from "./vat-id.ts";

const problems = (given: object) =>
  profileChangeBody.safeParse({ ...given, revision: 1 }).error?.issues.map(({ message }) => message) ?? [];

describe("colours", () => {
  test("have the contrast of the standard's examples", () => {
    expect(contrastOf("#000000", "#ffffff")).toBeCloseTo(21, 5);
    expect(contrastOf("#777777", "#ffffff")).toBeCloseTo(4.478, 2);
  });

  test("are refused with their ratio where people could not read them", () => {
    expect(problems({ color_light: "#ff7747" })).toEqual([
      "has a contrast of 2.39:1 on the light paper and needs 4.5:1",
    ]);
    expect(problems({ color_dark: "#2338c8" })[0]).toMatch(/^has a contrast of \d\.\d\d:1 on the dark paper/);
    expect(problems({ color_light: "#A02506", color_dark: "#ff7747" })).toEqual([]);
    expect(problems({ color_light: "red" })).toContain("must be a colour such as #a02506");
  });

  test("are judged on the paper that the pages have", () => {
    const css = readFileSync(new URL("../../../app/globals.css", import.meta.url), "utf8");
    expect(css).toContain(`--paper: light-dark(${PAPERS.light}, ${PAPERS.dark});`);
  });
});

describe("a VAT id", () => {
  test.each([
    ["es b-1234567.8", "ES", undefined],
    ["ESB1234567", "ES", "must look like ESB12345678"],
    ["B12345678", "ES", "must look like ESB12345678"],
    ["EL123456789", "GR", undefined],
    ["GR123456789", "GR", "must look like EL123456789"],
    ["CHE-123.456.789 MWST", "CH", undefined],
    ["anything", "JP", undefined],
    ["", "DE", undefined],
  ])("%s of %s: %s", (given, country, problem) => {
    expect(vatIdProblem(plainVatId(given), country)).toBe(problem);
  });
});

test("what is no country, no currency and no mail address is refused; empty is not", () => {
  expect(problems({ country: "XX" })).not.toEqual([]);
  expect(problems({ currency: "EURO" })).not.toEqual([]);
  expect(problems({ contact_email: "nobody" })).not.toEqual([]);
  expect(problems({ country: "", currency: "", contact_email: "", vat_id: "" })).toEqual([]);
  expect(problems({})).toEqual(["must change something"]);
});
