import { expect, test } from "vitest";
import { IMPORT_HELP, readImportArguments } from "./import-arguments.ts";

test("the import's options become choices", () => {
  const asked = readImportArguments(
    ["hall.csv", "--map", "seat=Number", "--map", "y=z", "--focus", "-40,12.5", "--y-up", "--split-blocks"].concat([
      ...["--standing", "Floor=300", "--sheet", "Plan 2", "--event", "--country", "ES", "--timezone", "Europe/Madrid"],
    ]),
  );
  expect(asked).toMatchObject({
    file: "hall.csv",
    withEvent: true,
    venue: { country: "ES", timezone: "Europe/Madrid" },
    choices: { columns: { seat: "Number", y: "z" }, focus: [-40, 12.5], yUp: true, splitBlocks: true, sheet: "Plan 2" },
  });
  expect(asked.help ? undefined : asked.choices.standing).toEqual(new Map([["Floor", 300]]));
  expect(readImportArguments(["--help"])).toEqual({ help: true });
});

test.each<[string[], RegExp]>([
  [[], /^Name the file: npm run venue:import/],
  [["a.csv", "b.csv"], /^One file at a time: b\.csv/],
  [["a.csv", "--map", "chair=Number"], /^--map chair=Number: write --map COLUMN=NAME/],
  [["a.csv", "--map", "seat"], /^--map seat: write/],
  [["a.csv", "--focus", "12"], /^--focus 12: write a point/],
  [["a.csv", "--focus", "1,"], /^--focus 1,: write a point/],
  [["a.csv", "--standing", "Floor"], /^--standing Floor: write/],
  [["a.csv", "--standing", "Floor=0"], /^--standing Floor=0: write/],
  [["a.csv", "--country", "Spain"], /^Spain is no country's two letters/],
  [["a.csv", "--timezone", "Mars/Olympus"], /^Mars\/Olympus is no time zone/],
])("%j is refused in one sentence", (args, sentence) => {
  expect(() => readImportArguments(args)).toThrow(sentence);
});

test("the help names every option and fits a terminal", () => {
  for (const option of [
    "map",
    "sheet",
    "split-blocks",
    "y-up",
    "focus",
    "standing",
    "event",
    "name",
    "city",
    "country",
  ])
    expect(IMPORT_HELP).toContain(`--${option}`);
  expect(Math.max(...IMPORT_HELP.split("\n").map((line) => line.length))).toBeLessThanOrEqual(88);
});
