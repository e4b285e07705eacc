"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { CategoryConflict } from "#components/admin/category-conflict";
import { CategoryNotice } from "#components/admin/category-notice";
import { IconChoice } from "#components/admin/icon-choice";
import { UnsavedGuard } from "#components/desk/guard/unsaved-guard";
import { Card } from "#components/ui/card";
import { Field } from "#components/ui/field";
import { SubmitButton } from "#components/ui/submit-button";
import { controlClass, TextInput } from "#components/ui/text-input";
import { type AdministeredCategory, NAME_MAX } from "#lib/catalog/categories/contract";
import { useFocusOnWrong } from "../ui/focus-wrong.ts";
import { useFormAction } from "../ui/use-form-action.ts";
import { type CategoryAction, type CategoryFormState, fieldsOf } from "./category-form-state.ts";

/** What the fields begin with, over which revision; replaced when a conflict is settled. */
type Base = { revision: number; values: Record<string, string> };

/** Makes a category, or changes one. */
export function CategoryForm(props: { action: CategoryAction; category?: AdministeredCategory }) {
  const { category } = props;
  const t = useTranslations("categories");
  const [state, send] = useFormAction(props.action, {});
  const [settled, setSettled] = useState<{ of: CategoryFormState; base: Base }>();
  const hasFailed = Boolean(state.wrong || state.taken);
  const form = useFocusOnWrong(state, hasFailed);
  const stored = { revision: category?.revision ?? 0, values: fieldsOf(category) };
  const typed = { ...stored.values, ...state.values };
  // What was refused was typed over the revision that it was sent with.
  const revision = Number(state.values?.revision ?? stored.revision);
  const base = settled?.of === state ? settled.base : { revision, values: typed };
  const conflict = settled?.of === state ? undefined : state.conflict;
  const settle = (values: Record<string, string>) =>
    setSettled({ of: state, base: { revision: conflict?.revision ?? 0, values } });
  return (
    <Card className="flex flex-col gap-5">
      <CategoryNotice state={state} />
      {conflict ? <CategoryConflict theirs={fieldsOf(conflict)} mine={state.values ?? {}} onChoose={settle} /> : null}
      <form
        ref={form}
        key={JSON.stringify([base, stored.revision])}
        action={send}
        noValidate
        className="flex flex-col gap-5"
      >
        {category ? <input type="hidden" name="slug" value={category.slug} /> : null}
        <input type="hidden" name="revision" value={base.revision} />
        <Fields state={state} values={base.values} />
        <SubmitButton pendingText={t("pending")} className="self-start">
          {t(category ? "save" : "make")}
        </SubmitButton>
        <UnsavedGuard isRefused={hasFailed || Boolean(state.conflict || state.refusal)} />
      </form>
    </Card>
  );
}

function Fields({ state, values }: { state: CategoryFormState; values: Record<string, string> }) {
  const t = useTranslations("categories");
  const error = (name: string, wrong: string) =>
    state.taken?.includes(name) ? t("wrong.taken") : state.wrong?.includes(name) ? wrong : undefined;
  return (
    <>
      {(["en", "es"] as const).map((language) => (
        <Field
          key={language}
          id={`name_${language}`}
          label={t(`names.${language}`)}
          error={error(`name_${language}`, t("wrong.name"))}
        >
          {(control) => (
            <TextInput
              {...control}
              name={`name_${language}`}
              lang={language}
              maxLength={NAME_MAX}
              autoComplete="off"
              defaultValue={values[`name_${language}`]}
            />
          )}
        </Field>
      ))}
      <IconChoice chosen={values.icon} />
      <Field
        id="other_words"
        label={t("otherWords")}
        hint={t("otherWordsHint")}
        note={t("optional")}
        error={error("other_words", t("wrong.otherWords"))}
      >
        {(control) => (
          <textarea
            {...control}
            name="other_words"
            rows={2}
            defaultValue={values.other_words}
            className={controlClass}
          />
        )}
      </Field>
    </>
  );
}
