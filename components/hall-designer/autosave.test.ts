import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { newPlan } from "#lib/seating/plan/new-objects";
import type { HallPlan } from "#lib/seating/plan/plan";
import { SAVE_AFTER_MS, startAutosave } from "./autosave.ts";
import { createDesignerStore } from "./designer-store.ts";
import type { DraftPort, Saved } from "./draft-port.ts";
import type { KeptDraft, KeptDrafts } from "./kept-drafts.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const PLAN = newPlan({ name: "Hall", floor: "1", category: "1", newId: counter() });

function counter(): () => string {
  let n = 0;
  return () => `id${++n}`;
}

/** A designer whose server answers what the test says and whose device remembers. */
function aDesigner(answers: Saved[]) {
  const store = createDesignerStore(PLAN);
  const saves: { revision: number; plan: HallPlan }[] = [];
  const device = new Map<string, KeptDraft>();
  const theirs = { ...PLAN, name: "Theirs" };
  const kept: KeptDrafts = {
    keep: async (id, draft) => void device.set(id, draft),
    find: async (id) => device.get(id),
    forget: async (id) => void device.delete(id),
  };
  const draft = {
    id: "d",
    name: "Hall",
    revision: 1,
    updatedAt: "2026-01-01T00:00:00Z",
    updatedBy: null,
    hasVersions: false,
    gonePictures: [],
  };
  const port: DraftPort = {
    save: async (change) => {
      saves.push(change);
      return answers.shift() ?? { ok: true, revision: change.revision + 1, updatedAt: "2026-01-01T00:01:00Z" };
    },
    read: async () => ({ head: { ...draft, revision: 7 }, plan: theirs }),
    copy: async () => "/copy",
    presence: async () => [
      { id: "me", name: "Me" },
      { id: "ana", name: "Ana" },
    ],
    publish: async () => ({ ok: true, version: 1, wasThere: false }),
    difference: async () => undefined,
    addPicture: async () => ({ ok: false, trouble: { why: "other" } }),
  };
  const autosave = startAutosave({ store, draft, port, kept, canEdit: true, me: "me" });
  const rename = (name: string) => store.edit("change", (plan) => ({ ...plan, name }));
  return { store, autosave, saves, device, rename, theirs };
}

const rest = () => vi.advanceTimersByTimeAsync(SAVE_AFTER_MS);

test("several edits in a row are saved once, when the hand rests, on the revision they were made on", async () => {
  const { autosave, saves, rename, device } = aDesigner([]);
  rename("A");
  rename("B");
  expect(autosave.getState().status).toBe("dirty");
  await rest();
  expect(saves.map(({ revision, plan }) => [revision, plan.name])).toEqual([[1, "B"]]);
  expect(autosave.getState()).toMatchObject({ status: "saved", revision: 2 });
  expect(device.size).toBe(0);
});

test("a plan that could not be sent stays on the device and is sent when the connection is back", async () => {
  const { autosave, saves, rename, device } = aDesigner([{ ok: false, why: "network" }]);
  rename("A");
  await rest();
  expect(autosave.getState().status).toBe("offline");
  expect(device.get("d")?.plan.name).toBe("A");
  await vi.advanceTimersByTimeAsync(10_000);
  expect(autosave.getState().status).toBe("saved");
  expect(saves).toHaveLength(2);
  expect(device.size).toBe(0);
});

test("a newer state of another editor stops saving, and nothing is sent over it", async () => {
  const { autosave, saves, rename, store, theirs } = aDesigner([{ ok: false, why: "changed", by: "Ana", at: "" }]);
  rename("Mine");
  await rest();
  expect(autosave.getState()).toMatchObject({ status: "changed", changedBy: "Ana" });
  rename("Mine, on");
  await rest();
  expect(saves).toHaveLength(1);

  await autosave.takeTheirs();
  expect(store.getState().plan).toBe(theirs);
  await rest();
  expect(saves).toHaveLength(1);
  store.undo();
  await rest();
  expect(saves.at(-1)).toMatchObject({ revision: 7, plan: { name: "Mine, on" } });
});

test("a preview is not saved before it is a step", async () => {
  const { store, saves } = aDesigner([]);
  store.preview((plan) => ({ ...plan, name: "half" }));
  await rest();
  expect(saves).toEqual([]);
});

test("the person is not told of oneself", async () => {
  const { autosave } = aDesigner([]);
  await vi.advanceTimersByTimeAsync(0);
  expect(autosave.getState().editors).toEqual(["Ana"]);
});
