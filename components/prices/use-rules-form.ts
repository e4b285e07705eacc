"use client";

import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { judgePriceRules } from "#lib/pricing/rules/judge-price-rules";
import type { PriceRulesWire } from "#lib/pricing/rules/price-rules-contract";
import { type ApiRefusal, call } from "../api/call.ts";
import { joinTheirs } from "../event-form/join-theirs.ts";
import { useFocusNext } from "../ui/focus-next.ts";
import {
  draftOf,
  type GroupDraft,
  proposedDraft,
  type RateDraft,
  type RulesDraft,
  readDraft,
  type TypeDraft,
  type Wrong,
  withKnownIds,
} from "./rules-draft.ts";

/** The rows of one kind of rule, and how they change. */
export type RuleList<Rule> = {
  readonly rows: readonly Rule[];
  readonly add: (rule: Omit<Rule, "key">) => void;
  readonly change: (key: string, part: Partial<Rule>) => void;
  readonly remove: (key: string) => void;
};

export type RulesConflict = {
  readonly changedBy: string | null;
  /** What the other person changed, as it is now. */
  readonly theirs: Partial<RulesDraft>;
};

type Answer = { readonly wrong: Wrong; readonly trouble?: "forbidden" | "not_found" | "invalid" | "unreachable" };
const NOTHING: Answer = { wrong: {} };

/** The state of the form of an event's rules of price: what is typed, what the server answered, and what others saved meanwhile. */
export function useRulesForm(eventId: number, read: PriceRulesWire, onSaved: () => void) {
  const router = useRouter();
  const [revision, setRevision] = useState(read.revision);
  const [opened, setOpened] = useState(() => draftOf(read));
  const [draft, setDraft] = useState(opened);
  const [answer, setAnswer] = useState<Answer>(NOTHING);
  const [conflict, setConflict] = useState<RulesConflict>();
  const [both, setBoth] = useState<readonly (keyof RulesDraft)[]>([]);
  const [isPending, setPending] = useState(false);
  const lists = useLists(draft, setDraft, () => setAnswer(NOTHING));

  async function save() {
    if (isPending) return;
    const { rules, wrong } = readDraft(draft);
    const problems = { ...problemsOf(rules, { read, opened }), ...wrong };
    if (Object.keys(problems).length > 0) return setAnswer({ wrong: problems });
    setPending(true);
    const sent = await call("PUT /api/v1/events/{id}/price-rules", {
      params: { id: eventId },
      body: { ...rules, revision },
    });
    setPending(false);
    if (!sent.ok) return refuse(sent.refusal);
    const saved = draftOf(sent.value);
    setRevision(sent.value.revision);
    setOpened(saved);
    setDraft(saved);
    setAnswer(NOTHING);
    setConflict(undefined);
    onSaved();
    router.refresh();
  }

  function refuse(refusal: ApiRefusal) {
    if (refusal.code !== "price_rules_changed") return setAnswer(answerOf(refusal));
    const now = draftOf(refusal.rules);
    const theirs = changedParts(opened, now);
    const joined = joinTheirs({ opened, typed: withKnownIds(draft, now) }, theirs);
    setRevision(refusal.rules.revision);
    setOpened(joined.opened);
    setDraft(joined.typed);
    setBoth(joined.both);
    setConflict({ changedBy: refusal.changed_by, theirs });
    setAnswer(NOTHING);
  }

  function decide(part: keyof RulesDraft, theirs: Partial<RulesDraft>) {
    setDraft((now) => ({ ...now, ...theirs }));
    setBoth(both.filter((each) => each !== part));
  }

  return { draft, revision, answer, conflict, both, isPending, save, decide, ...lists };
}

/** How each list of the draft changes. A row that was added gets the focus; after one that was removed the button that adds has it. */
function useLists(draft: RulesDraft, setDraft: (change: (now: RulesDraft) => RulesDraft) => void, onShift: () => void) {
  const made = useRef(0);
  const focusNext = useFocusNext();
  const newKey = () => `new-${++made.current}`;
  const list = <Rule extends { readonly key: string }>(
    rows: readonly Rule[],
    { name, put }: { name: string; put: (rows: readonly Rule[]) => Partial<RulesDraft> },
  ): RuleList<Rule> => {
    const set = (next: readonly Rule[]) => setDraft((now) => ({ ...now, ...put(next) }));
    return {
      rows,
      add: (rule) => {
        const key = newKey();
        set([...rows, { ...rule, key } as Rule]);
        focusNext(`price-${key}-name`);
      },
      change: (key, part) => set(rows.map((row) => (row.key === key ? { ...row, ...part } : row))),
      remove: (key) => {
        set(rows.filter((row) => row.key !== key));
        focusNext(`prices-${name}-add`);
        // What was said of a field was said of its place in the list.
        onShift();
      },
    };
  };
  const { taxes } = draft;
  return {
    types: list<TypeDraft>(draft.types, { name: "types", put: (types) => ({ types }) }),
    groups: list<GroupDraft>(draft.groups, { name: "groups", put: (groups) => ({ groups }) }),
    rates: list<RateDraft>(taxes.rates, { name: "taxes", put: (rates) => ({ taxes: { ...taxes, rates } }) }),
    include: (isIncluded: boolean) => setDraft((now) => ({ ...now, taxes: { ...now.taxes, isIncluded } })),
    propose: (proposed: NonNullable<PriceRulesWire["proposed_taxes"]>) => {
      setDraft((now) => ({ ...now, taxes: proposedDraft(proposed, newKey) }));
      focusNext("prices-taxes-add");
    },
  };
}

/** What the server would say of the rules, as far as a browser can know it. */
function problemsOf(
  rules: ReturnType<typeof readDraft>["rules"],
  { read, opened }: { read: PriceRulesWire; opened: RulesDraft },
): Wrong {
  return wrongOf(
    judgePriceRules(rules, {
      currency: read.currency,
      levelIds: read.price_levels.map(({ id }) => id),
      ruleIds: [...opened.types, ...opened.groups, ...opened.taxes.rates].map(({ key }) => key),
      hasWheelchairPlaces: true,
    }),
  );
}

function wrongOf(fields: readonly { path: string; problem: string; limit?: number | undefined }[]): Wrong {
  return Object.fromEntries(fields.map(({ path, problem, limit }) => [path, { word: problem, limit }]));
}

function answerOf(refusal: ApiRefusal): Answer {
  if (refusal.code === "price_rules_invalid") return { wrong: wrongOf(refusal.fields) };
  if (refusal.code === "forbidden" || refusal.code === "not_found") return { wrong: {}, trouble: refusal.code };
  return { wrong: {}, trouble: refusal.code === "invalid_request" ? "invalid" : "unreachable" };
}

function changedParts(opened: RulesDraft, now: RulesDraft): Partial<RulesDraft> {
  const parts = (["types", "groups", "taxes"] as const).filter(
    (part) => JSON.stringify(opened[part]) !== JSON.stringify(now[part]),
  );
  return Object.fromEntries(parts.map((part) => [part, now[part]]));
}
