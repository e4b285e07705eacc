import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { FieldError } from "#components/ui/field";
import { Radio, RadioGroup } from "#components/ui/radio";
import { Select } from "#components/ui/select";
import { TextInput } from "#components/ui/text-input";
import { dateText } from "../ui/date-text.ts";
import { type MomentDraft, nightChoices, readMoment } from "./moment-draft.ts";

type Props = {
  /** The name of the field in its form; its parts stand behind it. */
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  value: MomentDraft;
  onChange: (value: MomentDraft) => void;
  /** Whose clocks are meant; undefined while no place is chosen. */
  timeZone: string | undefined;
  error: ReactNode;
};

/**
 * A date and an hour as they are said at a place: typed, so that no order of day and month can be mistaken, and read back in words
 * with the zone. On a night when the clocks change both moments that may be meant are offered.
 */
export function MomentField({ name, label, hint, value, onChange, timeZone, error }: Props) {
  const t = useTranslations("event-form.moment");
  const id = `event-${name}`;
  const described = [hint ? `${id}-hint` : "", `${id}-read`, error ? `${id}-error` : ""].filter(Boolean).join(" ");
  const control = (part: keyof MomentDraft) => ({
    id: `${id}-${part}`,
    name: `${name}_${part}`,
    value: value[part],
    onChange: (event: { target: { value: string } }) => onChange({ ...value, [part]: event.target.value, offset: "" }),
    "aria-invalid": error ? (true as const) : undefined,
  });
  return (
    <fieldset className="flex min-w-0 flex-col gap-1.5" aria-describedby={described}>
      <legend className="mb-1.5 font-semibold text-[0.9375rem]">{label}</legend>
      {hint ? (
        <p id={`${id}-hint`} className="text-ink-soft text-sm">
          {hint}
        </p>
      ) : null}
      <div className="flex flex-wrap gap-2">
        <Part id={`${id}-day`} label={t("day")} className="w-16">
          <TextInput {...control("day")} inputMode="numeric" maxLength={2} autoComplete="off" />
        </Part>
        <Part id={`${id}-month`} label={t("month")} className="w-38">
          <MonthSelect {...control("month")} />
        </Part>
        <Part id={`${id}-year`} label={t("year")} className="w-20">
          <TextInput {...control("year")} inputMode="numeric" maxLength={4} autoComplete="off" />
        </Part>
        <Part id={`${id}-time`} label={t("time")} className="w-24">
          <TextInput {...control("time")} maxLength={10} placeholder="20:00" autoComplete="off" />
        </Part>
      </div>
      {timeZone ? (
        <Night name={name} id={id} value={value} timeZone={timeZone} onChange={onChange} />
      ) : (
        <input type="hidden" name={`${name}_offset`} value={value.offset} />
      )}
      <ReadBack id={`${id}-read`} value={value} timeZone={timeZone} />
      {error ? <FieldError id={`${id}-error`}>{error}</FieldError> : null}
    </fieldset>
  );
}

function Part(props: { id: string; label: string; className: string; children: ReactNode }) {
  return (
    <div className={props.className}>
      <label htmlFor={props.id} className="mb-1 block text-ink-soft text-sm">
        {props.label}
      </label>
      {props.children}
    </div>
  );
}

function MonthSelect(props: {
  id: string;
  name: string;
  value: string;
  onChange: (event: { target: { value: string } }) => void;
  "aria-invalid": true | undefined;
}) {
  const format = new Intl.DateTimeFormat(useLocale(), { month: "long", timeZone: "UTC" });
  return (
    <Select {...props}>
      <option value="">–</option>
      {Array.from({ length: 12 }, (_, i) => String(i + 1)).map((month) => (
        <option key={month} value={month}>
          {format.format(Date.UTC(2024, Number(month) - 1, 15))}
        </option>
      ))}
    </Select>
  );
}

/** Explains a night when the clocks change, and asks which moment is meant. */
function Night({
  name,
  id,
  value,
  timeZone,
  onChange,
}: Omit<Props, "label" | "error" | "timeZone"> & { id: string; timeZone: string }) {
  const t = useTranslations("event-form.moment");
  const locale = useLocale();
  const night = nightChoices(value, timeZone);
  if (!night) return <input type="hidden" name={`${name}_offset`} value="" />;
  return (
    <div className="rounded-control bg-warn-soft px-4 py-3">
      <RadioGroup label={t(`${night.kind}.title`)} hint={t(`${night.kind}.text`)}>
        {night.choices.map(({ iso, offset }) => (
          <Radio
            key={offset}
            id={`${id}-offset-${offset}`}
            name={`${name}_offset`}
            value={offset}
            checked={value.offset === offset}
            onChange={() => onChange({ ...value, offset })}
            label={dateText(iso, { timeZone, style: "full", locale })}
          />
        ))}
      </RadioGroup>
    </div>
  );
}

/** The moment in words, so that a slip is seen before it is saved. */
function ReadBack({ id, value, timeZone }: { id: string; value: MomentDraft; timeZone: string | undefined }) {
  const locale = useLocale();
  const reading = timeZone === undefined ? undefined : readMoment(value, timeZone);
  return (
    <p id={id} aria-live="polite" className="text-ink-soft text-sm empty:hidden">
      {reading?.kind === "once" && timeZone ? dateText(reading.iso, { timeZone, style: "full", locale }) : ""}
    </p>
  );
}
