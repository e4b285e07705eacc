import type { Point } from "#lib/seating/layout";
import { seatsOfPlan } from "#lib/seating/plan/drawn-seats";
import { duplicateObjects } from "#lib/seating/plan/edits/duplicate";
import { removeObjects } from "#lib/seating/plan/edits/objects";
import { CORNERS_MIN } from "#lib/seating/plan/edits/outlines";
import { changeSeats } from "#lib/seating/plan/edits/seats";
import { newId } from "#lib/seating/plan/new-id";
import { removedSeats } from "#lib/seating/plan/removed-seats";
import { type Command, hasObjects, hasSelection } from "./command.ts";
import type { Room } from "./designer-room.tsx";
import { onFloor } from "./plan-lookup.ts";
import { closeOutline } from "./shaping-tools.ts";
import { stopPicking } from "./tracing/pick-on-picture.ts";

let copied: ReadonlySet<string> = new Set();
const PASTE_SHIFT: Point = [40, 40];

/** Commands that take back, copy, remove and select. */
export const EDIT: readonly Command[] = [
  {
    name: "undo",
    group: "edit",
    keys: "mod+z",
    needs: ({ history }) => history.past.length > 0,
    run: ({ store }) => store.undo(),
  },
  {
    name: "redo",
    group: "edit",
    keys: "mod+shift+z",
    needs: ({ history }) => history.future.length > 0,
    run: ({ store }) => store.redo(),
  },
  {
    name: "copy",
    group: "edit",
    keys: "mod+c",
    needs: hasObjects,
    run: ({ store }) => {
      copied = store.getState().selected;
    },
  },
  { name: "paste", group: "edit", keys: "mod+v", needs: () => copied.size > 0, run: (room) => duplicate(room, copied) },
  {
    name: "duplicate",
    group: "edit",
    keys: "mod+d",
    needs: hasObjects,
    run: (room) => duplicate(room, room.store.getState().selected),
  },
  {
    name: "remove",
    group: "edit",
    keys: "Delete",
    needs: (state) => state.corners.length > 0 || hasSelection(state),
    run: remove,
  },
  {
    name: "closeOutline",
    group: "edit",
    keys: "Enter",
    needs: ({ corners }) => corners.length >= CORNERS_MIN,
    run: (room) => closeOutline(room),
  },
  {
    name: "restoreSeats",
    group: "edit",
    needs: ({ plan, seats }) => removedSeats(plan).some(({ key }) => seats.has(key)),
    run: ({ store }) =>
      store.edit("seats", (plan) => changeSeats(plan, store.getState().seats, { removed: undefined })),
  },
  { name: "selectAll", group: "edit", keys: "mod+a", run: selectAll },
  { name: "selectNone", group: "edit", keys: "Escape", run: stepOut },
  {
    name: "seatMode",
    group: "edit",
    keys: "q",
    run: ({ store }) => store.setMode(store.getState().mode === "seats" ? "objects" : "seats"),
  },
];

function remove({ store }: Room): void {
  const { selected, seats, mode, corners } = store.getState();
  if (corners.length > 0) store.setState({ corners: corners.slice(0, -1) });
  else if (mode === "seats") {
    store.edit("remove", (plan) => changeSeats(plan, seats, { removed: true }));
    store.selectSeats([]);
  } else store.edit("remove", (plan) => removeObjects(plan, selected));
}

function selectAll({ store }: Room): void {
  const { plan, mode, floor } = store.getState();
  const here = onFloor(plan, floor);
  if (mode === "seats") store.selectSeats(seatsOfPlan(here).map(({ key }) => key));
  else store.select([...here.sections, ...here.decor].map(({ id }) => id));
}

function stepOut({ store }: Room): void {
  if (stopPicking(store)) return;
  const { before, isMoving, tool, mode, seats, selected, corners } = store.getState();
  if (before !== undefined || isMoving) store.cancel();
  else if (corners.length > 0) store.setState({ corners: [] });
  else if (tool !== "select") store.setTool("select");
  else if (mode === "seats" && seats.size === 0) store.setMode("objects");
  else if (mode === "seats") store.selectSeats([]);
  else if (selected.size > 0) store.select([]);
}

function duplicate({ store }: Room, ids: ReadonlySet<string>): void {
  let made: ReadonlySet<string> = new Set();
  store.edit("duplicate", (plan) => {
    const result = duplicateObjects(plan, ids, { newId, by: PASTE_SHIFT });
    made = result.ids;
    return made.size === 0 ? plan : result.plan;
  });
  if (made.size > 0) store.select(made);
}
