"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { CodesSource, type Source } from "#components/promos/codes-source";
import { LineProblems } from "#components/promos/line-problems";
import { PromoFields } from "#components/promos/promo-fields";
import { wrongOf } from "#components/promos/promo-form";
import type { PromoEvent } from "#components/promos/promo-words";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { LinkButton } from "#components/ui/link-button";
import { LiveRegion } from "#components/ui/live-region";
import { Notice } from "#components/ui/notice";
import { Progress } from "#components/ui/progress";
import { TextInput } from "#components/ui/text-input";
import type { ApiRefusal } from "../api/call.ts";
import { useFocusOnWrong } from "../ui/focus-wrong.ts";
import { readSource } from "./read-source.ts";
import { readTerms, type Wrong } from "./read-terms.ts";
import { type BatchMade, sendBatch } from "./send-batch.ts";

type Answer = { wrong: Wrong; refusal?: ApiRefusal; made?: BatchMade };

/** Generates or imports many codes that share their terms, and says how far it is. */
export function BatchForm({ event, base }: { event: PromoEvent; base: string }) {
  const t = useTranslations("promos.bulk");
  const [answer, setAnswer] = useState<Answer>({ wrong: {} });
  const [source, setSource] = useState<Source>("generate");
  const [progress, setProgress] = useState<{ done: number; of: number } | "starting">();
  const form = useFocusOnWrong(answer, Object.keys(answer.wrong).length > 0);
  const words = (name: string) => {
    const key = `wrong.${name}` as "wrong.name";
    return answer.wrong[name] && t.has(key) ? t(key) : undefined;
  };

  async function send(submitted: FormEvent<HTMLFormElement>) {
    submitted.preventDefault();
    if (progress) return;
    const read = new FormData(submitted.currentTarget);
    const { terms, wrong } = readTerms(read, event.timeZone);
    const codes = readSource(read, source);
    const all = { ...wrong, ...codes.wrong };
    if (Object.keys(all).length > 0) return setAnswer({ wrong: all });
    setAnswer({ wrong: {} });
    setProgress("starting");
    const sent = await sendBatch(event.id, { name: codes.name, terms, ...codes.given }, (done, of) =>
      setProgress({ done, of }),
    );
    setProgress(undefined);
    if (sent.ok) return setAnswer({ wrong: {}, made: sent.batch });
    const { refusal } = sent;
    setAnswer({ wrong: refusal.code === "promo_terms_invalid" ? wrongOf(refusal.fields) : {}, refusal });
  }

  if (answer.made) {
    return (
      <Notice
        tone="good"
        urgent
        title={t("made", { count: answer.made.codes })}
        action={<LinkButton href={`${base}/codes?batch_id=${answer.made.id}`}>{t("show")}</LinkButton>}
      >
        {answer.made.name}
      </Notice>
    );
  }
  return (
    <form
      ref={form}
      onSubmit={(submitted) => void send(submitted)}
      noValidate
      className="flex max-w-2xl flex-col gap-6"
    >
      <Trouble refusal={answer.refusal} />
      <Field id="batch-name" label={t("name")} hint={t("nameHint")} error={words("name")}>
        {(control) => <TextInput {...control} name="batch" maxLength={80} autoComplete="off" />}
      </Field>
      <CodesSource source={source} onSource={setSource} words={words} />
      <PromoFields event={event} wrong={answer.wrong} />
      {progress ? <Written progress={progress} /> : null}
      <div>
        <Button type="submit" aria-disabled={progress ? true : undefined}>
          {t("make")}
        </Button>
      </div>
    </form>
  );
}

function Written({ progress }: { progress: { done: number; of: number } | "starting" }) {
  const t = useTranslations("promos.bulk");
  const { done, of } = progress === "starting" ? { done: 0, of: 1 } : progress;
  const text = progress === "starting" ? "" : t("progress", { done, of });
  return (
    <div className="flex flex-col gap-2">
      <Progress label={t("progressLabel")} value={done} max={of} text={text} />
      <p className="tabular text-ink-soft">{text}</p>
      <LiveRegion text={text} />
    </div>
  );
}

function Trouble({ refusal }: { refusal: ApiRefusal | undefined }) {
  const t = useTranslations("promos");
  if (!refusal) return null;
  if (refusal.code === "promo_lines_invalid") return <LineProblems lines={refusal.lines} count={refusal.count} />;
  const said =
    refusal.code === "promo_batch_invalid"
      ? t(`bulk.reasons.${refusal.reason}`, { max: refusal.max ?? 0 })
      : refusal.code === "promo_terms_invalid" || refusal.code === "invalid_request"
        ? t("refusals.invalid")
        : t(refusal.code === "forbidden" ? "refusals.forbidden" : "refusals.unreachable");
  return (
    <Notice tone="bad" urgent>
      {said}
    </Notice>
  );
}
