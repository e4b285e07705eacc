"use client";

import { useTranslations } from "next-intl";
import { useDeferredValue, useState } from "react";
import { LegalConflict } from "#components/admin/legal-conflict";
import { UnsavedGuard } from "#components/desk/guard/unsaved-guard";
import { Button } from "#components/ui/button";
import { Card } from "#components/ui/card";
import { Dialog } from "#components/ui/dialog";
import { Field } from "#components/ui/field";
import { Markdown } from "#components/ui/markdown";
import { Notice } from "#components/ui/notice";
import { SubmitButton } from "#components/ui/submit-button";
import { controlClass } from "#components/ui/text-input";
import { type LegalKey, MARKDOWN_MAX } from "#lib/legal/contract";
import { useFormAction } from "../ui/use-form-action.ts";
import type { LegalAction, LegalFormState } from "./legal-form-state.ts";

/** Writes the draft of a legal text beside its preview, saves and publishes it. What another person stored meanwhile is never overwritten unseen. */
export function LegalEditor(props: { action: LegalAction; textKey: LegalKey; markdown: string; revision: number }) {
  const t = useTranslations("platform.legal");
  const [text, setText] = useState(props.markdown);
  const [base, setBase] = useState(props.revision);
  const [state, send] = useFormAction(async (before: LegalFormState, form: FormData) => {
    const next = await props.action(before, form);
    if (next.revision !== undefined) setBase(next.revision);
    return next;
  }, {});
  const [settled, setSettled] = useState<LegalFormState>();
  const conflict = state === settled ? undefined : state.conflict;
  const goOnFrom = (revision: number, markdown: string) => {
    setBase(revision);
    setText(markdown);
    setSettled(state);
  };
  return (
    <form action={send} noValidate className="grid items-start gap-6 xl:grid-cols-2">
      <div className="flex min-w-0 flex-col gap-4">
        <Outcome state={state} />
        {conflict ? <LegalConflict theirs={conflict} mine={text} onChoose={goOnFrom} /> : null}
        <input type="hidden" name="kind" value={props.textKey.kind} />
        <input type="hidden" name="locale" value={props.textKey.locale} />
        <input type="hidden" name="revision" value={base} />
        <Field
          id="markdown"
          label={t("markdown")}
          hint={t("markdownHint")}
          error={state.wrong ? t("wrong") : undefined}
        >
          {(control) => (
            <textarea
              {...control}
              name="markdown"
              rows={24}
              maxLength={MARKDOWN_MAX}
              lang={props.textKey.locale}
              value={text}
              onChange={({ target }) => setText(target.value)}
              className={controlClass}
            />
          )}
        </Field>
        <Buttons />
        <UnsavedGuard isRefused={Boolean(state.wrong || conflict || state.refusal)} />
      </div>
      <Preview text={text} locale={props.textKey.locale} />
    </form>
  );
}

function Buttons() {
  const t = useTranslations("platform");
  const [isAsking, setAsking] = useState(false);
  return (
    <div className="flex flex-wrap gap-3">
      <SubmitButton name="intent" value="save" variant="secondary" pendingText={t("pending")}>
        {t("legal.save")}
      </SubmitButton>
      <Button type="button" onClick={() => setAsking(true)}>
        {t("legal.publish")}
      </Button>
      <Dialog
        open={isAsking}
        onClose={() => setAsking(false)}
        title={t("legal.sure")}
        footer={
          <>
            <Button type="button" variant="secondary" onClick={() => setAsking(false)}>
              {t("legal.keep")}
            </Button>
            <Button type="submit" name="intent" value="publish" onClick={() => setTimeout(() => setAsking(false))}>
              {t("legal.publish")}
            </Button>
          </>
        }
      >
        <p>{t("legal.sureText")}</p>
      </Dialog>
    </div>
  );
}

function Preview({ text, locale }: { text: string; locale: string }) {
  const t = useTranslations("platform.legal");
  const shown = useDeferredValue(text);
  return (
    <section aria-labelledby="legal-preview" className="flex min-w-0 flex-col gap-3">
      <h2 id="legal-preview" className="font-semibold text-[0.9375rem]">
        {t("preview")}
      </h2>
      <Card>
        <div lang={locale}>
          <Markdown text={shown} />
        </div>
      </Card>
    </section>
  );
}

function Outcome({ state }: { state: LegalFormState }) {
  const t = useTranslations("platform");
  if (state.refusal)
    return (
      <Notice tone="bad" urgent>
        {t(`refusals.${state.refusal}`)}
      </Notice>
    );
  return state.done ? (
    <Notice tone="good" urgent>
      {t(`legal.done.${state.done}`)}
    </Notice>
  ) : null;
}
