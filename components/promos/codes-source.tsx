"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Field } from "#components/ui/field";
import { Select } from "#components/ui/select";
import { controlClass, fileClass, TextInput } from "#components/ui/text-input";

export type Source = "generate" | "import";

/** Where the codes of a batch come from: generated, or a list that is pasted or read from a file. */
export function CodesSource(props: {
  source: Source;
  onSource: (source: Source) => void;
  words: (name: string) => string | undefined;
}) {
  const { source, words } = props;
  const t = useTranslations("promos.bulk");
  return (
    <>
      <Field id="batch-how" label={t("how")}>
        {(control) => (
          <Select
            {...control}
            value={source}
            onChange={({ target }) => props.onSource(target.value === "import" ? "import" : "generate")}
          >
            <option value="generate">{t("generate")}</option>
            <option value="import">{t("import")}</option>
          </Select>
        )}
      </Field>
      {source === "generate" ? (
        <div className="grid items-end gap-4 sm:grid-cols-3">
          <Part name="count" label={t("count")} hint={t("countHint")} error={words("count")} value="100" />
          <Part name="prefix" label={t("prefix")} hint={t("prefixHint")} error={words("prefix")} value="" />
          <Part name="length" label={t("length")} hint={t("lengthHint")} error={words("length")} value="8" />
        </div>
      ) : (
        <ListField error={words("list")} />
      )}
    </>
  );
}

type PartProps = { name: string; label: string; hint: string; error: string | undefined; value: string };

function Part({ name, label, hint, error, value }: PartProps) {
  return (
    <Field id={`batch-${name}`} label={label} hint={hint} error={error}>
      {(control) => <TextInput {...control} name={name} defaultValue={value} maxLength={16} autoComplete="off" />}
    </Field>
  );
}

function ListField({ error }: { error: string | undefined }) {
  const t = useTranslations("promos.bulk");
  const [list, setList] = useState("");
  return (
    <>
      <Field id="batch-list" label={t("list")} hint={t("listHint")} error={error}>
        {(control) => (
          <textarea
            {...control}
            name="list"
            rows={8}
            spellCheck={false}
            value={list}
            onChange={({ target }) => setList(target.value)}
            className={`${controlClass} py-3`}
          />
        )}
      </Field>
      <Field id="batch-file" label={t("file")}>
        {(control) => (
          <input
            {...control}
            type="file"
            accept=".csv,.txt,text/csv,text/plain"
            className={fileClass}
            onChange={({ target }) => void target.files?.[0]?.text().then(setList)}
          />
        )}
      </Field>
    </>
  );
}
