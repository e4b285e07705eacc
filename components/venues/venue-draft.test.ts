import { expect, test } from "vitest";
import { bodyOfDraft, draftFromForm, EMPTY_DRAFT, joinChanges } from "./venue-draft.ts";

const OPENED = { ...EMPTY_DRAFT, name: "Teatro", address: "Calle Mayor 1", directions: { en: "Metro Sol" } };

test("what another person changed and nobody touched here becomes theirs", () => {
  const typed = { ...OPENED, name: "Teatro del Norte" };
  const joined = joinChanges({ opened: OPENED, typed }, { address: "Calle Mayor 2" });
  expect(joined.typed).toEqual({ ...typed, address: "Calle Mayor 2" });
  expect(joined.opened).toEqual({ ...OPENED, address: "Calle Mayor 2" });
  expect(joined.both).toEqual([]);
});

test("what both changed stays as it was typed until the person decides", () => {
  const typed = { ...OPENED, address: "Calle Menor 9" };
  const joined = joinChanges({ opened: OPENED, typed }, { address: "Calle Mayor 2" });
  expect(joined.typed.address).toBe("Calle Menor 9");
  expect(joined.both).toEqual(["address"]);
});

test("two people who changed a field to the same have nothing to decide", () => {
  const typed = { ...OPENED, directions: { es: "", en: "Metro Ópera" } };
  expect(joinChanges({ opened: OPENED, typed }, { directions: { en: "Metro Ópera" } }).both).toEqual([]);
});

test("coordinates are one field", () => {
  const typed = { ...OPENED, latitude: "40.5" };
  const joined = joinChanges({ opened: OPENED, typed }, { coordinates: { latitude: 40, longitude: -3 } });
  expect(joined.both).toEqual(["coordinates"]);
  expect(joined.typed.latitude).toBe("40.5");
});

test("a form's lists of entrances are read side by side, one entrance or many", () => {
  const one = draftFromForm({ entrance: "Main", entrance_note_en: "Left", entrance_note_es: "" });
  expect(one.entrances).toEqual([{ name: "Main", note: { en: "Left", es: "" } }]);
  const two = draftFromForm({ entrance: ["A", "B"], entrance_note_en: ["", "x"], entrance_note_es: ["y", ""] });
  expect(two.entrances.map(({ note }) => note)).toEqual([
    { en: "", es: "y" },
    { en: "x", es: "" },
  ]);
});

test("half a pair of coordinates is no number, so that the contract refuses it", () => {
  expect(bodyOfDraft({ ...OPENED, latitude: "40,4" }).coordinates).toEqual({ latitude: 40.4, longitude: Number.NaN });
  expect(bodyOfDraft(OPENED).coordinates).toBeNull();
});
