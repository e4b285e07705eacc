export type DifferenceLine = { change: "same" | "added" | "removed"; line: string };

/**
 * Two texts line by line: what stayed, what went and what came, with the fewest changes. What is equal at both ends is cut off first,
 * so that the table of the rest stays small. Pure.
 */
export function lineDifference(before: string, after: string): DifferenceLine[] {
  const [old, young] = [linesOf(before), linesOf(after)];
  let head = 0;
  while (head < Math.min(old.length, young.length) && old[head] === young[head]) head++;
  let tail = 0;
  while (tail < Math.min(old.length, young.length) - head && old.at(-1 - tail) === young.at(-1 - tail)) tail++;
  const same = (lines: string[]) => lines.map((line): DifferenceLine => ({ change: "same", line }));
  return [
    ...same(young.slice(0, head)),
    ...middleOf(old.slice(head, old.length - tail), young.slice(head, young.length - tail)),
    ...same(young.slice(young.length - tail)),
  ];
}

const linesOf = (text: string) => (text === "" ? [] : text.split("\n"));

/** Walks the table of the longest common subsequence of the lines. */
function middleOf(old: string[], young: string[]): DifferenceLine[] {
  const width = young.length + 1;
  const longest = new Uint32Array((old.length + 1) * width);
  const cell = (i: number, j: number) => longest[i * width + j] ?? 0;
  for (let i = old.length - 1; i >= 0; i--)
    for (let j = young.length - 1; j >= 0; j--)
      longest[i * width + j] = old[i] === young[j] ? cell(i + 1, j + 1) + 1 : Math.max(cell(i + 1, j), cell(i, j + 1));
  const found: DifferenceLine[] = [];
  for (let i = 0, j = 0; i < old.length || j < young.length; ) {
    const [gone, come] = [old[i], young[j]];
    if (gone !== undefined && gone === come) {
      found.push({ change: "same", line: gone });
      i++;
      j++;
    } else if (gone !== undefined && (come === undefined || cell(i + 1, j) >= cell(i, j + 1))) {
      found.push({ change: "removed", line: gone });
      i++;
    } else {
      found.push({ change: "added", line: come ?? "" });
      j++;
    }
  }
  return found;
}
