import { useTranslations } from "next-intl";
import { Checkbox } from "#components/ui/checkbox";
import { Field } from "#components/ui/field";
import { Radio, RadioGroup } from "#components/ui/radio";
import { TextInput } from "#components/ui/text-input";
import { TICKET_NAMES } from "#lib/catalog/questions/question-contract";
import type { EventDraft } from "./event-draft.ts";
import type { PartProps } from "./form-parts.ts";

/** The numbers among the rules: their names in the form, in the draft and on the wire. */
const NUMBERS = [
  ["hold_minutes", "holdMinutes", "hold_seconds"],
  ["seats_per_order", "seatsPerOrder", "seats_per_reservation_max"],
  ["seats_per_buyer", "seatsPerBuyer", "seats_per_buyer_max"],
] as const;

type Choice = { name: string; value: string; label: string };
type NumberRule = (typeof NUMBERS)[number][0] | "refund_hours" | "return_days" | "age_min";

/** How it is sold and given back. Each rule says what it is by default, and why. */
export function RuleFields({ draft, change, problem }: PartProps) {
  const t = useTranslations("event-form.rules");
  const choice = (field: "orphanRule" | "disputes" | "ticketNames", { name, value, label }: Choice) => (
    <Radio
      key={value}
      id={`event-${name}-${value}`}
      name={name}
      value={value}
      checked={draft[field] === value}
      onChange={() => change({ [field]: value })}
      label={label}
    />
  );
  const number = (name: NumberRule, field: keyof EventDraft, path: string) => (
    <NumberField
      key={name}
      id={`event-${name}`}
      name={name}
      label={t(`${name}.label`)}
      hint={t(`${name}.hint`)}
      value={String(draft[field])}
      onChange={(value) => change({ [field]: value })}
      error={problem(path)}
    />
  );
  return (
    <>
      {NUMBERS.map(([name, field, path]) => number(name, field, path))}
      <RadioGroup label={t("orphanRule.label")} hint={t("orphanRule.hint")}>
        {(["off", "lenient", "strict"] as const).map((value) =>
          choice("orphanRule", { name: "orphan_rule", value, label: t(`orphanRule.${value}`) }),
        )}
      </RadioGroup>
      <Checkbox
        id="event-hot"
        name="hot"
        checked={draft.isHot}
        onChange={(event) => change({ isHot: event.target.checked })}
        label={
          <span className="flex flex-col">
            <span className="font-semibold text-[0.9375rem]">{t("hot.label")}</span>
            <span className="text-ink-soft text-sm">{t("hot.hint")}</span>
          </span>
        }
      />
      <RadioGroup label={t("refund.label")} hint={t("refund.hint")}>
        {(["never", "until"] as const).map((refund) => (
          <Radio
            key={refund}
            id={`event-refund-${refund}`}
            name="refund"
            value={refund}
            checked={draft.refund === refund}
            onChange={() => change({ refund })}
            label={t(`refund.${refund}`)}
          />
        ))}
      </RadioGroup>
      <div hidden={draft.refund === "never"}>{number("refund_hours", "refundHours", "refund_until_hours")}</div>
      {number("return_days", "returnDays", "change_return_days")}
      <RadioGroup label={t("disputes.label")} hint={t("disputes.hint")}>
        {(["keep", "void"] as const).map((value) =>
          choice("disputes", { name: "disputes", value, label: t(`disputes.${value}`) }),
        )}
      </RadioGroup>
      <RadioGroup label={t("ticketNames.label")} hint={t("ticketNames.hint")}>
        {TICKET_NAMES.map((value) =>
          choice("ticketNames", { name: "ticket_names", value, label: t(`ticketNames.${value}`) }),
        )}
      </RadioGroup>
      {number("age_min", "ageMin", "age_min")}
    </>
  );
}

function NumberField(props: {
  id: string;
  name: string;
  label: string;
  hint: string;
  value: string;
  onChange: (value: string) => void;
  error: string | undefined;
}) {
  const { id, name, label, hint, value, onChange, error } = props;
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      {(control) => (
        <TextInput
          {...control}
          name={name}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          inputMode="numeric"
          maxLength={6}
          autoComplete="off"
          className="max-w-32"
        />
      )}
    </Field>
  );
}
