"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { UnsavedGuard } from "#components/desk/guard/unsaved-guard";
import { RuleFields } from "#components/series/rule-fields";
import { SeriesPreviewList } from "#components/series/series-preview-list";
import { Button } from "#components/ui/button";
import { Card } from "#components/ui/card";
import { Checkbox } from "#components/ui/checkbox";
import { Notice } from "#components/ui/notice";
import type { SeriesPreview } from "#lib/catalog/series/series-contract";
import { type ApiRefusal, call } from "../api/call.ts";
import { useFocusNext } from "../ui/focus-next.ts";
import { useFocusOnWrong } from "../ui/focus-wrong.ts";
import { NO_SERIES, readSeriesForm, type SeriesDraft } from "./read-series-form.ts";
import { type SeriesWrong, wrongOf } from "./series-wrong.ts";

type Answer = { preview?: SeriesPreview; wrong?: SeriesWrong; refusal?: ApiRefusal; wanted?: number };

/** Asks on which dates an event takes place, shows them, and has them made. Any change of the form takes the preview back. */
export function SeriesForm({ eventId, mayPublish }: { eventId: number; mayPublish: boolean }) {
  const t = useTranslations("series");
  const whyNot = useRefusalWords();
  const router = useRouter();
  const [draft, setDraft] = useState<SeriesDraft>(NO_SERIES);
  const [isPublished, setPublished] = useState(false);
  const [answer, setAnswer] = useState<Answer>({});
  const [isPending, setPending] = useState(false);
  const focusNext = useFocusNext();
  const form = useFocusOnWrong(answer, answer.wrong !== undefined);
  const change = (part: Partial<SeriesDraft>) => {
    setDraft({ ...draft, ...part });
    setAnswer({});
  };

  async function ask(next: SeriesDraft) {
    const { rule, wrong, missing } = readSeriesForm(next);
    if (Object.keys(wrong).length > 0 || missing.length > 0)
      return setAnswer({ wrong: { lines: wrong, fields: missing } });
    setPending(true);
    const asked = await call("POST /api/v1/events/{id}/series-preview", { params: { id: eventId }, body: rule });
    setPending(false);
    setAnswer(asked.ok ? { preview: asked.value } : refused(asked.refusal));
  }

  async function make() {
    if (isPending) return;
    const { rule } = readSeriesForm(draft);
    setPending(true);
    const status = isPublished ? "on_sale" : "draft";
    const asked = await call("POST /api/v1/events/{id}/series", { params: { id: eventId }, body: { ...rule, status } });
    setPending(false);
    if (!asked.ok) return setAnswer(refused(asked.refusal));
    setDraft(NO_SERIES);
    setAnswer({ wanted: asked.value.to_make });
    focusNext("series-wanted");
    router.refresh();
  }

  function submit(submitted: FormEvent<HTMLFormElement>) {
    submitted.preventDefault();
    if (!isPending) void ask(draft);
  }

  const leaveOut = (local: string) => {
    const next = { ...draft, skip: `${draft.skip.trim()}\n${local.replace("T", " ")}`.trim() };
    setDraft(next);
    focusNext("series-preview");
    void ask(next);
  };
  const { preview } = answer;
  return (
    <Card>
      <form ref={form} onSubmit={submit} noValidate className="flex flex-col gap-5">
        <UnsavedGuard isRefused={answer.wrong !== undefined || answer.refusal !== undefined} />
        <h2 className="text-heading">{t("form.title")}</h2>
        {answer.refusal ? (
          <Notice tone="bad" urgent>
            {whyNot(answer.refusal)}
          </Notice>
        ) : null}
        {answer.wanted === undefined ? null : (
          <div id="series-wanted" tabIndex={-1}>
            <Notice tone="good" urgent>
              {t("form.wanted", { count: answer.wanted })}
            </Notice>
          </div>
        )}
        <RuleFields draft={draft} change={change} wrong={answer.wrong} />
        <Button type="submit" variant="secondary" className="self-start" aria-disabled={isPending || undefined}>
          {t(isPending ? "form.pending" : "form.preview")}
        </Button>
        {preview ? (
          <>
            <SeriesPreviewList preview={preview} leaveOut={leaveOut} />
            {preview.refused_dates > 0 ? <p className="text-ink-soft">{t("form.leaveOutFirst")}</p> : null}
            {mayPublish && isMakeable(preview) ? (
              <Checkbox
                id="series-publish"
                label={t("form.publish")}
                checked={isPublished}
                onChange={({ target }) => setPublished(target.checked)}
              />
            ) : null}
            {isMakeable(preview) ? (
              <Button
                size="lg"
                className="self-start"
                onClick={() => void make()}
                aria-disabled={isPending || undefined}
              >
                {t("form.make", { count: preview.new_dates })}
              </Button>
            ) : null}
          </>
        ) : null}
      </form>
    </Card>
  );
}

const isMakeable = (preview: SeriesPreview) => preview.new_dates > 0 && preview.refused_dates === 0;

function refused(refusal: ApiRefusal): Answer {
  const wrong = refusal.code === "invalid_request" ? wrongOf(refusal.fields ?? []) : undefined;
  return wrong ? { wrong } : { refusal };
}

/** Why the dates cannot be asked for, in the reader's language. */
function useRefusalWords(): (refusal: ApiRefusal) => string {
  const t = useTranslations("series.refusals");
  return ({ code }) => t(SAID.find((known) => known === code) ?? "unreachable");
}

const SAID = ["not_found", "forbidden", "organization_not_approved", "rate_limit_exceeded", "invalid_request"] as const;
