"use client";

import { useTranslations } from "next-intl";
import { lazy, Suspense, useState } from "react";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { Skeleton } from "#components/ui/skeleton";
import { TextArea } from "#components/ui/text-area";

/** The reader of Markdown is loaded by who looks at a preview. */
const Markdown = lazy(async () => ({ default: (await import("#components/ui/markdown")).Markdown }));

/** A text in Markdown, and how its readers will see it. */
export function MarkdownField(props: {
  id: string;
  name: string;
  label: string;
  hint: string;
  value: string;
  onChange: (value: string) => void;
  error: string | undefined;
}) {
  const t = useTranslations("event-form.markdown");
  const [isShown, setShown] = useState(false);
  const { id, name, label, hint, value, onChange, error } = props;
  return (
    <div className="flex flex-col gap-2">
      <Field id={id} label={label} hint={hint} error={error}>
        {(control) => (
          <TextArea
            {...control}
            name={name}
            rows={8}
            value={value}
            hidden={isShown}
            onChange={(event) => onChange(event.target.value)}
          />
        )}
      </Field>
      {isShown ? (
        <section aria-label={t("preview")} className="min-h-40 rounded-control border border-line bg-paper px-4 py-3">
          {value.trim() === "" ? (
            <p className="text-ink-soft">{t("nothing")}</p>
          ) : (
            <Suspense fallback={<Skeleton className="h-24" />}>
              <Markdown text={value} />
            </Suspense>
          )}
        </section>
      ) : null}
      <Button
        variant="secondary"
        className="self-start"
        aria-pressed={isShown}
        aria-controls={id}
        onClick={() => setShown(!isShown)}
      >
        {t(isShown ? "write" : "preview")}
      </Button>
    </div>
  );
}
