import fc from "fast-check";
import { expect, test } from "vitest";
import { hallPlan } from "../contract.ts";
import { ROW_PRESETS, SEAT_PRESETS } from "../numbering-presets.ts";
import type { HallPlan } from "../plan.ts";
import { aBlock, aFullPlan, anyPlan, aSection, frozen } from "../testing/any-plan.ts";
import { all, hash, ids, prefixed } from "../testing/plan-facts.ts";
import { alignObjects } from "./arrange.ts";
import { toFreeRows } from "./convert-rows.ts";
import { duplicateObjects } from "./duplicate.ts";
import { mirrorObjects } from "./mirror.ts";
import { addDecor, addPart, addSection, changePart, changeSection, removeObjects } from "./objects.ts";
import { mergeSections, splitSection } from "./regroup.ts";
import { renumberParts } from "./renumber.ts";
import { growBlock } from "./rows.ts";
import { changeSeats } from "./seats.ts";
import { selectSeats } from "./select-seats.ts";
import { moveObjects, rotateObjects } from "./transform.ts";

type Edit = readonly [name: string, edit: (plan: HallPlan, n: number) => HallPlan];

const first = (plan: HallPlan) => plan.sections[0]?.parts[0]?.id ?? "";
const EDITS: readonly Edit[] = [
  [
    "add a section",
    (plan, n) =>
      addSection(plan, aSection({ id: `xs${n}`, name: `New ${n}`, parts: [aBlock({ id: `xb${n}`, at: [n, 4_000] })] })),
  ],
  [
    "add a text",
    (plan, n) => addDecor(plan, { id: `xt${n}`, floor: "f1", kind: "text", at: [n, n], size: 20, text: "Bar" }),
  ],
  ["add rows", (plan, n) => addPart(plan, plan.sections[0]?.id ?? "", aBlock({ id: `xp${n}`, at: [0, 5_000 + n] }))],
  [
    "rename",
    (plan, n) => changeSection(plan, plan.sections[0]?.id ?? "", (section) => ({ ...section, name: `Renamed ${n}` })),
  ],
  ["move everything", (plan, n) => moveObjects(plan, all(plan), [n, -n])],
  ["move a part", (plan, n) => moveObjects(plan, ids(first(plan)), [n, 0])],
  ["rotate", (plan, n) => rotateObjects(plan, all(plan), { degrees: n, about: [0, 0] })],
  ["mirror", (plan, n) => mirrorObjects(plan, all(plan), n)],
  ["duplicate", (plan, n) => duplicateObjects(plan, ids(first(plan)), { newId: prefixed(`y${n}`), by: [n, 900] }).plan],
  ["remove", (plan) => removeObjects(plan, ids(first(plan)))],
  [
    "grow",
    (plan) =>
      changePart(plan, first(plan), (part) => (part.kind === "rows" ? growBlock(part, { left: 1, back: 1 }) : part)),
  ],
  [
    "number",
    (plan) =>
      renumberParts(plan, ids(first(plan)), {
        seatScheme: SEAT_PRESETS.oddLeftEvenRight,
        rowScheme: ROW_PRESETS.numbers,
      }),
  ],
  ["paint", (plan, n) => changeSeats(plan, selectSeats(plan, { row: "A" }), { quality: n % 100, category: "c2" })],
  ["convert", (plan) => toFreeRows(plan, first(plan))],
  [
    "split",
    (plan, n) =>
      splitSection(plan, plan.sections[0]?.id ?? "", {
        keys: selectSeats(plan, { row: "B" }),
        into: { id: `z${n}`, name: `Split ${n}` },
        newId: prefixed(`w${n}`),
      }),
  ],
  ["merge", (plan) => mergeSections(plan, new Set(plan.sections.slice(0, 2).map(({ id }) => id)))],
  ["align", (plan) => alignObjects(plan, all(plan), "left")],
];

test("any edits leave every earlier state as it was: undone, the hall has its first hash again", () => {
  const script = fc.array(fc.constantFrom(...EDITS), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(fc.oneof(anyPlan, fc.constant(aFullPlan())), script, (start, edits) => {
      const states = [frozen(start)];
      const hashes = [hash(start)];
      edits.forEach(([name, edit], i) => {
        const next = frozen(edit(states[states.length - 1] ?? start, i + 1));
        expect(hallPlan.safeParse(next).error?.issues ?? [], name).toEqual([]);
        states.push(next);
        hashes.push(hash(next));
      });
      for (const [i, state] of states.entries())
        expect(hash(JSON.parse(JSON.stringify(state)) as HallPlan)).toBe(hashes[i]);
    }),
    { numRuns: 25 },
  );
});
