import { type Sale, sell } from "./buyers.ts";
import { CONTROLS } from "./controls.ts";
import { CannotPlay, type Fault } from "./faults.ts";
import { openScene, type Scene, type SceneOptions } from "./scene.ts";
import { findProblems, judge } from "./verdict.ts";

/** A line of the drill's table. */
export type Row = {
  fault: string;
  acknowledged: number;
  /** Problems by kind: acknowledged orders that are not there, broken invariants, and seats whose history no order explains. */
  lost: number;
  invariants: number;
  history: number;
  /** Answers of no use to a buyer, by status: `503 × 12`; `0` is a broken connection. */
  failures: string;
  looks: number;
  /** How many of the damages done afterwards the verdict found, and which it did not. */
  controls: string;
  verdict: "ok" | "FAILED" | `skipped: ${string}`;
  problems: string[];
};

const AT_ONCE = 40;

/** Plays a fault while orders are under way, judges what is left, and then damages it, to see that the judgement can fail. */
export async function playFault(fault: Fault, orders: number): Promise<Row> {
  const row: Row = {
    ...{ fault: fault.name, acknowledged: 0, lost: 0, invariants: 0, history: 0 },
    ...{ failures: "", looks: 0, controls: "", verdict: "ok", problems: [] },
  };
  let unset: (() => void) | undefined;
  try {
    const set = fault.set?.();
    unset = set?.unset;
    await playIn(row, fault, { orders, scene: set?.options ?? {} });
  } catch (error) {
    if (error instanceof CannotPlay) row.verdict = `skipped: ${error.message}`;
    else
      Object.assign(row, {
        verdict: "FAILED",
        problems: [`it broke off: ${error instanceof Error ? error.stack : error}`],
      });
  } finally {
    unset?.();
  }
  return row;
}

async function playIn(
  row: Row,
  fault: Fault,
  { orders, scene: sceneOptions }: { orders: number; scene: SceneOptions },
): Promise<void> {
  const scene = await openScene(sceneOptions);
  try {
    const sale = await sell(scene, { orders, atOnce: AT_ONCE, onQuarter: () => fault.play(scene) });
    const { problems, looks } = await judge(scene, sale);
    const failures = [...sale.statuses].filter(([status]) => status === 0 || status >= 429).sort();
    Object.assign(row, countProblems(problems), { acknowledged: sale.acknowledged.length, looks, problems });
    row.failures = failures.map(([status, count]) => `${status} × ${count}`).join(", ");
    if (problems.length === 0 && sale.acknowledged.length < orders / 2)
      row.problems = [`only ${sale.acknowledged.length} of ${orders} buyers got tickets`];
    const missed = row.problems.length > 0 ? [] : await damage(scene, sale);
    if (row.problems.length > 0) row.verdict = "FAILED";
    else row.controls = [`${CONTROLS.length - missed.length} of ${CONTROLS.length} found`, ...missed].join(", not ");
    if (missed.length > 0) row.verdict = "FAILED";
  } finally {
    await scene.close();
  }
}

/** Counts the problems that have a column of their own by how their sentences begin. */
function countProblems(problems: readonly string[]): Pick<Row, "lost" | "invariants" | "history"> {
  const count = (beginning: RegExp) => problems.filter((problem) => beginning.test(problem)).length;
  return { lost: count(/^lost: /), invariants: count(/^INV-/), history: count(/^seat \d/) };
}

/** Damages the scene in every way, each time another order; answers the names of the damages that the verdict did not find. */
async function damage(scene: Scene, sale: Sale): Promise<string[]> {
  const missed: string[] = [];
  for (const [i, control] of CONTROLS.entries()) {
    await control.damage(sale.acknowledged[i]?.number ?? "");
    const isFound = (await findProblems(scene, sale)).some((problem) => control.finds.test(problem));
    if (!isFound) missed.push(control.name);
  }
  return missed;
}
