"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { UnsavedGuard } from "#components/desk/guard/unsaved-guard";
import { useToast } from "#components/desk/toast/toaster";
import { Text } from "#components/prices/rule-row";
import { Button } from "#components/ui/button";
import { Card } from "#components/ui/card";
import { Notice } from "#components/ui/notice";
import { type ApiRefusal, call } from "../api/call.ts";
import { useFocusOnWrong } from "../ui/focus-wrong.ts";
import { type LevelDraft, type LevelWire, levelDraftOf, readLevels, theirLevels } from "./level-draft.ts";
import type { Wrong } from "./rules-draft.ts";
import { useRuleWords } from "./use-rule-words.ts";

type Props = { event: { id: number; revision: number; currency: string }; levels: readonly LevelWire[] };
type Answer = {
  readonly wrong: Wrong;
  readonly trouble?: "forbidden" | "not_found" | "invalid" | "unreachable";
  readonly changed?: { readonly by: string | null; readonly theirs: readonly LevelDraft[] };
};

/** What the seats of each price level cost. Held and sold seats keep their price. */
export function LevelPrices({ event, levels }: Props) {
  const t = useTranslations("prices.levelPrices");
  const all = useTranslations("prices");
  const router = useRouter();
  const toast = useToast();
  const [revision, setRevision] = useState(event.revision);
  const [drafts, setDrafts] = useState(() => levels.map((level) => levelDraftOf(level, event.currency)));
  const [answer, setAnswer] = useState<Answer>({ wrong: {} });
  const [isPending, setPending] = useState(false);
  const isWrong = Object.keys(answer.wrong).length > 0;
  const form = useFocusOnWrong(answer, isWrong);
  const problem = useRuleWords(event.currency).problemIn(answer.wrong);

  async function save() {
    if (isPending) return;
    const { price_levels, wrong } = readLevels(drafts, { levels, currency: event.currency });
    if (Object.keys(wrong).length > 0) return setAnswer({ wrong });
    setPending(true);
    const sent = await call("PATCH /api/v1/events/{id}", {
      params: { id: event.id },
      body: { price_levels, revision },
    });
    setPending(false);
    if (!sent.ok) return refuse(sent.refusal);
    setRevision(sent.value.revision);
    setAnswer({ wrong: {} });
    toast({ text: t("saved") });
    router.refresh();
  }

  function refuse(refusal: ApiRefusal) {
    if (refusal.code === "event_edited") {
      setRevision(refusal.revision);
      return setAnswer({
        wrong: {},
        changed: { by: refusal.changed_by, theirs: theirLevels(refusal.changes, { levels, currency: event.currency }) },
      });
    }
    const { code } = refusal;
    const trouble =
      code === "forbidden" || code === "not_found" ? code : code === "invalid_request" ? "invalid" : "unreachable";
    setAnswer({ wrong: {}, trouble });
  }

  const change = (id: number, part: Partial<LevelDraft>) =>
    setDrafts(drafts.map((draft) => (draft.id === id ? { ...draft, ...part } : draft)));
  return (
    <Card>
      <form
        ref={form}
        noValidate
        aria-labelledby="prices-levels"
        className="flex flex-col gap-4"
        onSubmit={(submitted) => {
          submitted.preventDefault();
          void save();
        }}
      >
        <UnsavedGuard
          key={revision}
          isRefused={isWrong || answer.trouble !== undefined || answer.changed !== undefined}
        />
        <h2 id="prices-levels" className="text-heading">
          {t("title")}
        </h2>
        <p className="max-w-prose text-ink-soft text-sm">{t("lead", { currency: event.currency })}</p>
        {answer.trouble ? (
          <Notice tone="bad" urgent>
            {all(`refusals.${answer.trouble}`)}
          </Notice>
        ) : null}
        {answer.changed ? (
          <Changed
            changed={answer.changed}
            onTake={(theirs) => {
              setDrafts(theirs);
              setAnswer({ wrong: {} });
            }}
          />
        ) : null}
        <ul className="flex max-w-3xl flex-col gap-4">
          {drafts.map((draft, i) => (
            <li key={draft.id}>
              <fieldset className="grid min-w-0 items-start gap-3 sm:grid-cols-[minmax(0,1fr)_10rem_10rem]">
                <legend className="sr-only">{draft.name}</legend>
                <p aria-hidden className="min-w-0 break-words font-semibold sm:pt-10">
                  {draft.name}
                </p>
                {(["price", "fee"] as const).map((field) => (
                  <Text
                    key={field}
                    id={`prices-level-${draft.id}-${field}`}
                    label={t(field)}
                    value={draft[field]}
                    onChange={(value) => change(draft.id, { [field]: value })}
                    error={problem(`price_levels.${i}.${field}`)}
                    inputMode="decimal"
                  />
                ))}
              </fieldset>
            </li>
          ))}
        </ul>
        <Button type="submit" variant="secondary" className="self-start" aria-disabled={isPending || undefined}>
          {isPending ? all("pending") : t("save")}
        </Button>
      </form>
    </Card>
  );
}

/** Someone else saved the event meanwhile: what is typed stays, and their prices can be taken over. */
function Changed(props: { changed: NonNullable<Answer["changed"]>; onTake: (theirs: LevelDraft[]) => void }) {
  const t = useTranslations("prices.levelPrices");
  const { by, theirs } = props.changed;
  const name = by ?? t("nobody");
  if (theirs.length === 0)
    return (
      <Notice tone="warn" urgent title={t("changedElse", { name })}>
        {t("again")}
      </Notice>
    );
  return (
    <Notice
      tone="warn"
      urgent
      title={t("changed", { name })}
      action={
        <Button variant="secondary" onClick={() => props.onTake([...theirs])}>
          {t("take")}
        </Button>
      }
    >
      <p className="break-words">{theirs.map((level) => `${level.name} ${level.price}`).join(", ")}</p>
      <p>{t("again")}</p>
    </Notice>
  );
}
