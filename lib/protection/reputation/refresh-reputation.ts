import { LIST_NAMES, type ListName } from "./list-names.ts";
import { listRefreshes } from "./metrics.ts";
import { readList } from "./read-list.ts";
import { isRemote, readSource, sourceOf } from "./read-source.ts";
import { claimReading, dropList, keepList, keepListRefusal } from "./reputation-store.ts";

/** How soon a source is read again: another server, a folder, and either after it was refused. */
const NEXT_SECONDS = { remote: 21_600, folder: 300, refused: 900 } as const;

/**
 * Reads the lists that are due. A file that is missing, empty, damaged or too large never replaces a good one; its reason is stored
 * beside it. May run in several processes at once.
 */
export async function refreshReputation(): Promise<{ changed: number; refused: number }> {
  const outcomes: Outcome[] = [];
  for (const name of LIST_NAMES) outcomes.push(await refreshList(name));
  const count = (wanted: Outcome) => outcomes.filter((outcome) => outcome === wanted).length;
  return { changed: count("changed"), refused: count("refused") };
}

type Outcome = "changed" | "same" | "refused" | "not_due";

async function refreshList(name: ListName): Promise<Outcome> {
  const source = sourceOf(name);
  if (source === undefined) return (await dropList(name)) ? "changed" : "not_due";
  if (!(await claimReading(name, source))) return "not_due";
  const outcome = await readInto(name, source);
  listRefreshes.inc({ list: name, outcome });
  return outcome;
}

async function readInto(name: ListName, source: string): Promise<Outcome> {
  const read = await readSource(source);
  const judged = read.ok ? readList(name, read.text) : read;
  if (!judged.ok) {
    await keepListRefusal(name, { refusal: judged.refusal, line: judged.line, nextSeconds: NEXT_SECONDS.refused });
    return "refused";
  }
  const nextSeconds = isRemote(source) ? NEXT_SECONDS.remote : NEXT_SECONDS.folder;
  const { entries } = judged.list;
  return (await keepList(name, { text: read.ok ? read.text : "", entries, nextSeconds })) ? "changed" : "same";
}
