import type { QuestionDraft } from "./question-draft.ts";

/** A question that another person added, changed or removed since the form was opened. */
export type TheirQuestion = {
  readonly id: string;
  readonly what: "added" | "changed" | "removed";
  /** As it is now, or as it was before it was removed. */
  readonly draft: QuestionDraft;
  /** It was changed here as well: it stays as it was typed until the person decides. */
  readonly isBoth: boolean;
};

/**
 * Joins the questions that another person saved into a form. What was not touched here becomes theirs; what both changed stays as it was
 * typed. The order is theirs, unless it was changed here. Pure.
 */
export function joinQuestions(
  opened: readonly QuestionDraft[],
  typed: readonly QuestionDraft[],
  theirs: readonly QuestionDraft[],
): { drafts: QuestionDraft[]; changed: TheirQuestion[] } {
  const changed: TheirQuestion[] = [];
  const kept = new Map(typed.map((draft) => [draft.id, draft]));
  for (const { id } of [...theirs, ...opened.filter(({ id }) => !find(theirs, id))]) {
    const [was, mine, now] = [find(opened, id), find(typed, id), find(theirs, id)];
    const draft = now ?? was;
    if (!draft || isSame(was, now)) continue;
    const isBoth = !isSame(was, mine) && !isSame(mine, now);
    if (!isSame(mine, now)) changed.push({ id, what: !was ? "added" : now ? "changed" : "removed", draft, isBoth });
    if (isBoth) continue;
    if (now) kept.set(id, now);
    else kept.delete(id);
  }
  const isMoved = !isSame(idsOf(opened, typed), idsOf(typed, opened));
  const [first, then] = isMoved ? [typed, theirs] : [theirs, typed];
  const order = [...first, ...then.filter(({ id }) => !find(first, id))].map(({ id }) => id);
  return { drafts: order.flatMap((id) => kept.get(id) ?? []), changed };
}

/** The form's questions once one of them is taken as the other person saved it. */
export function takeTheirQuestion(
  drafts: readonly QuestionDraft[],
  { id, what, draft }: TheirQuestion,
): QuestionDraft[] {
  if (what === "removed") return drafts.filter((each) => each.id !== id);
  return find(drafts, id) ? drafts.map((each) => (each.id === id ? draft : each)) : [...drafts, draft];
}

const find = (drafts: readonly QuestionDraft[], id: string) => drafts.find((draft) => draft.id === id);
const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
/** Those of the questions that are in both lists, in the order of the first. */
const idsOf = (drafts: readonly QuestionDraft[], others: readonly QuestionDraft[]) =>
  drafts.map(({ id }) => id).filter((id) => find(others, id));
