import { sell } from "./buyers.ts";
import { CONTROLS } from "./controls.ts";
import { CannotPlay, type Fault } from "./faults.ts";
import { openScene } from "./scene.ts";
import { findProblems, judge } from "./verdict.ts";

/** A line of the drill's table. */
export type Row = {
  fault: string;
  acknowledged: number;
  lost: number;
  /** Answers of no use to a buyer, by status: `503 × 12`; `0` is a broken connection. */
  failures: string;
  looks: number;
  /** The damage done afterwards, and whether the verdict found it. */
  control: string;
  verdict: "ok" | "FAILED" | `skipped: ${string}`;
  problems: string[];
};

const AT_ONCE = 40;

/** Plays a fault while orders are under way, judges what is left, and then damages it, to see that the judgement can fail. */
export async function playFault(fault: Fault, options: { orders: number; control: number }): Promise<Row> {
  const row: Row = {
    ...{
      fault: fault.name,
      acknowledged: 0,
      lost: 0,
      failures: "",
      looks: 0,
      control: "",
      verdict: "ok",
      problems: [],
    },
  };
  let unset: (() => void) | undefined;
  try {
    const set = fault.set?.();
    unset = set?.unset;
    await playIn(row, fault, { ...options, scene: set?.options ?? {} });
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
  {
    orders,
    control: turn,
    scene: sceneOptions,
  }: { orders: number; control: number; scene: Parameters<typeof openScene>[0] },
): Promise<void> {
  const scene = await openScene(sceneOptions);
  try {
    const sale = await sell(scene, { orders, atOnce: AT_ONCE, onQuarter: () => fault.play(scene) });
    const { problems, looks } = await judge(scene, sale);
    const failures = [...sale.statuses].filter(([status]) => status === 0 || status >= 429).sort();
    Object.assign(row, {
      ...{ acknowledged: sale.acknowledged.length, looks, problems },
      lost: problems.filter((problem) => problem.startsWith("lost: ")).length,
      failures: failures.map(([status, count]) => `${status} × ${count}`).join(", "),
    });
    const control = CONTROLS[turn % CONTROLS.length];
    if (problems.length > 0 || sale.acknowledged.length < orders / 2 || !control) {
      if (problems.length === 0) row.problems = [`only ${sale.acknowledged.length} of ${orders} buyers got tickets`];
      row.verdict = "FAILED";
      return;
    }
    await control.damage({ scene, sale });
    const found = (await findProblems(scene, sale)).some((problem) => control.finds.test(problem));
    row.control = `${control.name}: ${found ? "found" : "NOT FOUND"}`;
    if (!found) row.verdict = "FAILED";
  } finally {
    await scene.close();
  }
}
