import type { Point } from "#lib/seating/layout";
import { seatsOfPlan } from "#lib/seating/plan/drawn-seats";
import { alignObjects, distributeObjects, type Edge } from "#lib/seating/plan/edits/arrange";
import { mirrorObjects } from "#lib/seating/plan/edits/mirror";
import { mergeSections } from "#lib/seating/plan/edits/regroup";
import { changeSeats } from "#lib/seating/plan/edits/seats";
import { moveObjects, rotateObjects } from "#lib/seating/plan/edits/transform";
import { type Command, type CommandName, hasObjects, hasSelection } from "./command.ts";
import type { Room } from "./designer-room.tsx";
import type { DesignerState } from "./designer-store.ts";
import { EDIT } from "./edit-commands.ts";
import { selectionBox } from "./plan-lookup.ts";
import { TOOL_NAMES, TOOLS } from "./tool-names.ts";

/** Everything that can be done with one press: the toolbar, the keyboard, the palette and the help all read this one table. */

export type DialogName = "help" | "publish";

const hasTwo = (state: DesignerState) => hasObjects(state) && state.selected.size > 1;
const hasThree = (state: DesignerState) => hasObjects(state) && state.selected.size > 2;

const TOOL_COMMANDS: readonly Command[] = TOOL_NAMES.map((name) => ({
  name,
  group: "tools",
  keys: TOOLS[name].key,
  run: ({ store }) => store.setTool(name),
}));

const align = (edge: Edge): Command => ({
  name: `align-${edge}`,
  group: "arrange",
  needs: hasTwo,
  run: ({ store }) => store.edit("align", (plan) => alignObjects(plan, store.getState().selected, edge)),
});

const distribute = (axis: "x" | "y"): Command => ({
  name: `distribute-${axis}`,
  group: "arrange",
  needs: hasThree,
  run: ({ store }) => store.edit("distribute", (plan) => distributeObjects(plan, store.getState().selected, axis)),
});

const turn = (name: CommandName, degrees: number, keys: string): Command => ({
  ...{ name, group: "arrange", keys, needs: hasObjects },
  run: ({ store }) => {
    const { plan, selected } = store.getState();
    const box = selectionBox(plan, selected);
    if (!box) return;
    const about: Point = [(box.minX + box.maxX) / 2, (box.minY + box.maxY) / 2];
    store.edit("turn", (now) => rotateObjects(now, selected, { degrees, about }), "turn");
  },
});

/** Arrows move by a unit, with Shift by a seat's distance. */
const nudge = (name: CommandName, by: Point, keys: string): Command => ({
  ...{ name, group: "arrange", keys, needs: hasSelection },
  run: ({ store }) => {
    const { selected, seats, mode } = store.getState();
    if (mode === "objects") store.edit("move", (plan) => moveObjects(plan, selected, by), "nudge");
    else store.edit("move", (plan) => nudgeSeats(plan, seats, by), "nudge");
  },
});

function nudgeSeats(plan: DesignerState["plan"], keys: ReadonlySet<string>, by: Point): DesignerState["plan"] {
  const now = new Map(plan.sections.flatMap(({ parts }) => parts.map((part) => [part.id, part.exceptions] as const)));
  return seatsOfPlan(plan)
    .filter(({ key }) => keys.has(key))
    .reduce((next, { key, part, place }) => {
      const [x, y] = now.get(part)?.[place]?.nudge ?? [0, 0];
      return changeSeats(next, [key], { nudge: [x + by[0], y + by[1]] });
    }, plan);
}

const ARRANGE: readonly Command[] = [
  nudge("moveLeft", [-1, 0], "ArrowLeft"),
  nudge("moveRight", [1, 0], "ArrowRight"),
  nudge("moveUp", [0, -1], "ArrowUp"),
  nudge("moveDown", [0, 1], "ArrowDown"),
  nudge("moveFarLeft", [-20, 0], "shift+ArrowLeft"),
  nudge("moveFarRight", [20, 0], "shift+ArrowRight"),
  nudge("moveFarUp", [0, -20], "shift+ArrowUp"),
  nudge("moveFarDown", [0, 20], "shift+ArrowDown"),
  turn("turnLeft", -15, "["),
  turn("turnRight", 15, "]"),
  {
    ...{ name: "mirror", group: "arrange", keys: "m", needs: hasObjects },
    run: ({ store }) => {
      const { plan, selected } = store.getState();
      const box = selectionBox(plan, selected);
      if (box) store.edit("mirror", (now) => mirrorObjects(now, selected, (box.minX + box.maxX) / 2));
    },
  },
  ...(["left", "centre", "right", "top", "middle", "bottom"] as const).map(align),
  distribute("x"),
  distribute("y"),
  {
    ...{ name: "mergeSections", group: "arrange", needs: hasTwo },
    run: ({ store }) => store.edit("change", (plan) => mergeSections(plan, store.getState().selected)),
  },
];

const VIEW: readonly Command[] = [
  { name: "zoomIn", group: "view", keys: "+", run: ({ view }) => view()?.map.zoomStep(1.5) },
  { name: "zoomOut", group: "view", keys: "-", run: ({ view }) => view()?.map.zoomStep(1 / 1.5) },
  { name: "showAll", group: "view", keys: "0", run: ({ view }) => view()?.map.fit() },
  {
    name: "quality",
    group: "view",
    keys: "l",
    run: ({ store }) => store.setState(({ showsQuality }) => ({ showsQuality: !showsQuality })),
  },
  {
    name: "snapping",
    group: "view",
    keys: "n",
    run: ({ store }) => store.setState(({ snaps }) => ({ snaps: !snaps })),
  },
];

const HALL: readonly Command[] = [
  { name: "save", group: "hall", keys: "mod+s", run: ({ autosave }) => void autosave.flush() },
  { name: "publish", group: "hall", keys: "mod+Enter", run: ({ open }) => open("publish") },
  { name: "help", group: "hall", keys: "?", run: ({ open }) => open("help") },
];

export const COMMANDS: readonly Command[] = [...TOOL_COMMANDS, ...EDIT, ...ARRANGE, ...VIEW, ...HALL];

/** Runs a command if it can be run now; answers whether it ran. Who may only look can neither draw nor change. */
export function runCommand(command: Command, room: Room): boolean {
  if (!isOpen(command, room)) return false;
  command.run(room);
  return true;
}

const LOOKING = new Set(["select", "pan", "selectAll", "selectNone", "seatMode", "copy", "help"]);

export function isOpen({ name, group, needs }: Command, { store, canEdit }: Pick<Room, "store" | "canEdit">): boolean {
  if (!canEdit && group !== "view" && !LOOKING.has(name)) return false;
  return needs?.(store.getState()) ?? true;
}

/** The command of a key press; undefined where it has none. */
export function commandOf(
  event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "shiftKey" | "altKey">,
): Command | undefined {
  if (event.altKey) return undefined;
  const isMod = event.ctrlKey || event.metaKey;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  // Signs such as ? and + need Shift on some keyboards; there it says nothing.
  const isShift = event.shiftKey && (isMod || key.length > 1);
  const pressed = `${isMod ? "mod+" : ""}${isShift ? "shift+" : ""}${key}`;
  const meant = ALSO[pressed] ?? pressed;
  return COMMANDS.find(({ keys }) => keys === meant);
}

const ALSO: Readonly<Record<string, string>> = { Backspace: "Delete", "mod+y": "mod+shift+z", "=": "+", _: "-" };
