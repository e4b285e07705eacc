import { useTranslations } from "next-intl";
import { Field } from "#components/ui/field";
import { TextInput } from "#components/ui/text-input";
import type { StepDraft, SteppedEvent } from "./step-draft.ts";

export type StepFieldsProps = {
  draft: StepDraft;
  event: SteppedEvent;
  change: (part: Partial<StepDraft>) => void;
  /** What is wrong with a field of this step. */
  words: (field: string) => string | undefined;
};

/** A price of the step, in the event's currency. */
export function Amount(
  props: StepFieldsProps & { field: string; name: "price" | "floor" | "ceiling" | "stepMax"; value: string },
) {
  const { draft, event, change, words, field, name, value } = props;
  const t = useTranslations("price-steps.fields");
  return (
    <div className="w-full sm:w-40">
      <Field id={`step-${draft.key}-${name}`} label={t(name)} note={event.currency} error={words(field)}>
        {(control) => (
          <TextInput
            {...control}
            value={value}
            onChange={({ target }) => change({ [name]: target.value })}
            inputMode="decimal"
            maxLength={12}
            autoComplete="off"
            className="tabular text-right"
          />
        )}
      </Field>
    </div>
  );
}
