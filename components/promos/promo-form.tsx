"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useToast } from "#components/desk/toast/toaster";
import { PromoFields, useWrongWords } from "#components/promos/promo-fields";
import type { PromoEvent } from "#components/promos/promo-words";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { Notice } from "#components/ui/notice";
import { TextInput } from "#components/ui/text-input";
import { CODE_MAX, CODE_MIN, type PromoWire } from "#lib/pricing/promo/managing/promo-contract";
import type { ApiRefusal } from "../api/call.ts";
import { call } from "../api/call.ts";
import { useFocusOnWrong } from "../ui/focus-wrong.ts";
import { readTerms, type Wrong } from "./read-terms.ts";

type Trouble = "changed" | "forbidden" | "not_found" | "unreachable" | "invalid";
type Answer = { wrong: Wrong; trouble?: Trouble; taken?: { code: string; looksAlike: boolean } };

/** Makes a code, or changes the terms of one. */
export function PromoForm({ event, promo, base }: { event: PromoEvent; promo?: PromoWire; base: string }) {
  const t = useTranslations("promos");
  const router = useRouter();
  const toast = useToast();
  const [answer, setAnswer] = useState<Answer>({ wrong: {} });
  const [known, setKnown] = useState(promo);
  const [isPending, setPending] = useState(false);
  const form = useFocusOnWrong(answer, Object.keys(answer.wrong).length > 0 || answer.taken !== undefined);

  async function send(submitted: FormEvent<HTMLFormElement>) {
    submitted.preventDefault();
    if (isPending) return;
    const read = new FormData(submitted.currentTarget);
    const { terms, wrong } = readTerms(read, event.timeZone);
    const code = String(read.get("code") ?? "").trim();
    if (!known && (code.length < CODE_MIN || code.length > CODE_MAX)) Object.assign(wrong, { code: { word: "code" } });
    if (Object.keys(wrong).length > 0) return setAnswer({ wrong });
    setPending(true);
    const sent = known
      ? await call("PATCH /api/v1/events/{id}/promo-codes/{code_id}", {
          params: { id: event.id, code_id: known.id },
          body: { ...terms, revision: known.revision },
        })
      : await call("POST /api/v1/events/{id}/promo-codes", { params: { id: event.id }, body: { ...terms, code } });
    setPending(false);
    if (!sent.ok) {
      if (sent.refusal.code === "promo_code_changed") setKnown(sent.refusal.promo_code);
      return setAnswer(answerOf(sent.refusal));
    }
    toast({ text: t(known ? "saved" : "made") });
    router.push(`${base}/codes?detail=${sent.value.id}`);
    router.refresh();
  }

  return (
    // A key for each revision: what someone else saved stands in the fields then.
    <form
      key={known?.revision}
      ref={form}
      onSubmit={(submitted) => void send(submitted)}
      noValidate
      className="flex max-w-2xl flex-col gap-6"
    >
      {answer.trouble ? (
        <Notice tone={answer.trouble === "changed" ? "warn" : "bad"} urgent>
          {t(`refusals.${answer.trouble}`)}
        </Notice>
      ) : null}
      {known ? null : <CodeField answer={answer} />}
      <PromoFields event={event} {...(known ? { terms: known } : {})} wrong={answer.wrong} />
      <div>
        <Button type="submit" aria-disabled={isPending || undefined}>
          {t(isPending ? "form.pending" : known ? "form.save" : "form.make")}
        </Button>
      </div>
    </form>
  );
}

function CodeField({ answer: { wrong, taken } }: { answer: Answer }) {
  const t = useTranslations("promos");
  const words = useWrongWords(wrong);
  const isTaken = taken && t(taken.looksAlike ? "refusals.looksAlike" : "refusals.taken", { taken: taken.code });
  return (
    <Field id="promo-code" label={t("form.code")} hint={t("form.codeHint")} error={words("code") ?? isTaken}>
      {(control) => (
        <TextInput
          {...control}
          name="code"
          maxLength={CODE_MAX}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
        />
      )}
    </Field>
  );
}

function answerOf(refusal: ApiRefusal): Answer {
  if (refusal.code === "promo_terms_invalid") return { wrong: wrongOf(refusal.fields), trouble: "invalid" };
  if (refusal.code === "promo_code_taken")
    return { wrong: {}, taken: { code: refusal.taken, looksAlike: refusal.looks_alike } };
  if (refusal.code === "promo_code_changed") return { wrong: {}, trouble: "changed" };
  if (refusal.code === "forbidden" || refusal.code === "not_found") return { wrong: {}, trouble: refusal.code };
  if (refusal.code !== "invalid_request") return { wrong: {}, trouble: "unreachable" };
  const wrong = Object.fromEntries(refusal.fields.map(({ path }) => [path, { word: wordOf(path) }]));
  return { wrong, trouble: "invalid" };
}

/** The problems of terms as a form shows them beside its fields. */
export function wrongOf(fields: readonly { path: string; problem: string; limit?: number | undefined }[]): Wrong {
  return Object.fromEntries(
    fields.map(({ path, problem, limit }) => [path, { word: problem, ...(limit === undefined ? {} : { limit }) }]),
  );
}

function wordOf(path: string): string {
  return path === "code" || path === "value" || path === "note" ? path : "count";
}
