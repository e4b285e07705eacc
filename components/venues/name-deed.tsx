"use client";

import { useTranslations } from "next-intl";
import { Field } from "#components/ui/field";
import { SubmitButton } from "#components/ui/submit-button";
import { TextInput } from "#components/ui/text-input";
import { DeedNotice } from "#components/venues/deed-notice";
import { HALL_NAME_MAX } from "#lib/catalog/halls/hall-contract";
import { useFocusOnWrong } from "../ui/focus-wrong.ts";
import { useFormAction } from "../ui/use-form-action.ts";
import type { VenueDeed } from "./venue-deed-state.ts";

/** Asks for a hall's name: of a new one, or another for one that is there. */
export function NameDeed(props: {
  id: string;
  deed: VenueDeed;
  label: string;
  submit: string;
  name?: string;
  /** Sent along. */
  fields?: Readonly<Record<string, string>>;
}) {
  const t = useTranslations("venues");
  const [state, send] = useFormAction(props.deed, {});
  const form = useFocusOnWrong(state, Boolean(state.wrong));
  const name = state.values?.name ?? props.name ?? "";
  return (
    <form ref={form} action={send} noValidate className="flex flex-col gap-3">
      {Object.entries(props.fields ?? {}).map(([field, value]) => (
        <input key={field} type="hidden" name={field} value={value} />
      ))}
      <div className="flex flex-wrap items-end gap-3">
        <div className="min-w-0 flex-1 basis-56">
          <Field id={props.id} label={props.label} error={state.wrong ? t("halls.noName") : undefined}>
            {(control) => (
              <TextInput
                key={name}
                {...control}
                name="name"
                autoComplete="off"
                maxLength={HALL_NAME_MAX}
                defaultValue={name}
              />
            )}
          </Field>
        </div>
        <SubmitButton variant="secondary" className="min-h-12" pendingText={t("pending")}>
          {props.submit}
        </SubmitButton>
      </div>
      <DeedNotice state={state} />
    </form>
  );
}
