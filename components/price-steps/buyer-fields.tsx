import { useTranslations } from "next-intl";
import { Field, FieldError } from "#components/ui/field";
import { TextInput } from "#components/ui/text-input";
import type { ShareDrafts } from "./buyer-shares.ts";

type Props = {
  ticketTypes: readonly { id: string; name: string }[];
  drafts: ShareDrafts;
  onChange: (drafts: ShareDrafts) => void;
  /** A model has no ticket types of its own; a past sale has those that were sold. */
  isModel: boolean;
  isWrong: boolean;
};

/** How many of a simulated sale's buyers buy at each ticket type. */
export function BuyerFields({ ticketTypes, drafts, onChange, isModel, isWrong }: Props) {
  const t = useTranslations("price-steps.simulation");
  return (
    <fieldset
      className="flex min-w-0 flex-col gap-3"
      aria-describedby={`simulation-types-hint${isWrong ? " simulation-types-error" : ""}`}
    >
      <legend className="mb-1 font-semibold text-[0.9375rem]">{t("types")}</legend>
      <p id="simulation-types-hint" className="text-ink-soft text-sm">
        {t(isModel ? "typesOfModel" : "typesOfPast")}
      </p>
      <div className="grid grid-cols-[repeat(auto-fill,minmax(8rem,1fr))] items-end gap-4">
        {ticketTypes.map(({ id, name }) => (
          <Field key={id} id={`simulation-type-${id}`} label={name}>
            {(control) => (
              <TextInput
                {...control}
                value={drafts[id] ?? ""}
                onChange={({ target }) => onChange({ ...drafts, [id]: target.value })}
                inputMode="numeric"
                maxLength={3}
                autoComplete="off"
                aria-invalid={isWrong || undefined}
                className="tabular text-right"
              />
            )}
          </Field>
        ))}
      </div>
      {isWrong ? <FieldError id="simulation-types-error">{t("typesWrong")}</FieldError> : null}
    </fieldset>
  );
}
