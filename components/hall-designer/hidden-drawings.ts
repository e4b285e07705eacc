import { expandPart } from "#lib/seating/plan/expand-part";
import type { PlanSection } from "#lib/seating/plan/plan";
import { removedSeats } from "#lib/seating/plan/removed-seats";
import type { Drawing } from "./plan-drawings.ts";

/** What a plan hides as it is sold: signs on seats whose quality was painted, rings where removed seats stood. */

const tenths = (value: number) => Math.round(value * 10) / 10;

/** Plus for better and minus for worse, the larger the more. */
export function qualityDrawings(sections: readonly PlanSection[]): Drawing[] {
  const [better, worse]: [string[], string[]] = [[], []];
  for (const { x, y, exceptions } of sections.flatMap(({ parts }) => parts.flatMap((part) => expandPart(part).rows)))
    exceptions?.forEach((exception, i) => {
      const quality = exception?.quality ?? 0;
      const r = tenths(2.5 + (Math.abs(quality) / 100) * 3.5);
      const [sx, sy] = [tenths(x[i] ?? 0), tenths(y[i] ?? 0)];
      if (quality > 0) better.push(`M${tenths(sx - r)} ${sy}h${2 * r}M${sx} ${tenths(sy - r)}v${2 * r}`);
      if (quality < 0) worse.push(`M${tenths(sx - r)} ${sy}h${2 * r}`);
    });
  return [
    { tag: "path", name: "hd-better", d: better.join("") },
    { tag: "path", name: "hd-worse", d: worse.join("") },
  ];
}

export function removedDrawings(sections: readonly PlanSection[], pitch: number): Drawing[] {
  const r = tenths(pitch * 0.36);
  const ring = `m${-r} 0a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`;
  const d = removedSeats({ sections }).map(({ x, y }) => `M${tenths(x)} ${tenths(y)}${ring}`);
  return [{ tag: "path", name: "hd-gone", d: d.join("") }];
}
