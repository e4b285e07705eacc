import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "#components/ui/button";
import { Checkbox } from "#components/ui/checkbox";
import { Field, FieldError } from "#components/ui/field";
import { Select } from "#components/ui/select";
import { TextInput } from "#components/ui/text-input";
import type { ProblemOf } from "./use-rule-words.ts";

export type LevelName = { readonly id: number; readonly name: string };
type Row = { readonly key: string; readonly name: string; readonly levels: readonly number[] | null };

/** One rule of a list: its fields, the price levels that it is for, and the way to remove it. */
export function RuleRow<Rule extends Row>(props: {
  rule: Rule;
  /** Its path on the wire, as `ticket_types.0`. */
  path: string;
  /** What it is while it has no name. */
  unnamed: string;
  /** What tells it from another of its name. */
  more?: string;
  levels: readonly LevelName[];
  problem: ProblemOf;
  onChange: (part: Partial<Row>) => void;
  onRemove: () => void;
  children: ReactNode;
}) {
  const t = useTranslations("prices");
  const { rule, path, levels, problem, onChange } = props;
  const shown = rule.name.trim() ? [rule.name.trim(), props.more].filter(Boolean).join(" ") : props.unnamed;
  return (
    <li>
      <fieldset className="flex min-w-0 flex-col gap-4 rounded-card border border-line p-4">
        <legend className="px-1 font-semibold">{shown}</legend>
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <Text
            id={`price-${rule.key}-name`}
            label={t("name")}
            value={rule.name}
            onChange={(name) => onChange({ name })}
            error={problem(`${path}.name`)}
            maxLength={60}
          />
          {props.children}
        </div>
        <Levels rule={rule} levels={levels} onChange={onChange} error={problem(`${path}.price_level_ids`)} />
        <Button
          variant="quiet"
          className="self-start"
          aria-label={t("removeNamed", { name: shown })}
          onClick={props.onRemove}
        >
          {t("remove")}
        </Button>
      </fieldset>
    </li>
  );
}

/** A text of a rule under its label. */
export function Text(props: {
  id: string;
  label: string;
  hint?: string;
  value: string;
  onChange: (value: string) => void;
  error: string | undefined;
  maxLength?: number;
  inputMode?: "decimal" | "numeric";
}) {
  const { id, label, hint, value, error, maxLength = 12, inputMode } = props;
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      {(control) => (
        <TextInput
          {...control}
          name={id}
          value={value}
          onChange={({ target }) => props.onChange(target.value)}
          maxLength={maxLength}
          autoComplete="off"
          inputMode={inputMode}
          className={inputMode ? "tabular" : undefined}
        />
      )}
    </Field>
  );
}

/** One of several kinds under its label. */
export function Choice<Value extends string>(props: {
  id: string;
  label: string;
  value: Value;
  options: readonly { readonly value: Value; readonly label: string }[];
  onChange: (value: Value) => void;
}) {
  const { id, label, value, options } = props;
  return (
    <Field id={id} label={label}>
      {(control) => (
        <Select
          {...control}
          name={id}
          value={value}
          onChange={({ target }) => {
            const chosen = options.find((option) => option.value === target.value);
            if (chosen) props.onChange(chosen.value);
          }}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

/** All price levels, or some of them. An event with one level has nothing to choose. */
function Levels(props: {
  rule: Row;
  levels: readonly LevelName[];
  onChange: (part: Partial<Row>) => void;
  error: string | undefined;
}) {
  const t = useTranslations("prices");
  const { rule, levels, onChange, error } = props;
  const { key, levels: chosen } = rule;
  if (levels.length < 2 && chosen === null) return null;
  const ids = levels.map(({ id }) => id);
  return (
    <div className="flex flex-col gap-2">
      <div className="grid gap-4 sm:grid-cols-2">
        <Choice
          id={`price-${key}-levels`}
          label={t("levels.label")}
          value={chosen === null ? "all" : "some"}
          options={(["all", "some"] as const).map((value) => ({ value, label: t(`levels.${value}`) }))}
          onChange={(value) => onChange({ levels: value === "all" ? null : [] })}
        />
      </div>
      {chosen === null ? null : (
        <fieldset
          className="flex min-w-0 flex-wrap gap-x-6"
          aria-describedby={error ? `price-${key}-levels-error` : undefined}
        >
          <legend className="sr-only">{t("levels.which")}</legend>
          {levels.map(({ id, name }) => (
            <Checkbox
              key={id}
              id={`price-${key}-level-${id}`}
              name={`price-${key}-level`}
              value={String(id)}
              checked={chosen.includes(id)}
              aria-invalid={error ? true : undefined}
              // A level that is gone is dropped with the next choice.
              onChange={({ target }) =>
                onChange({ levels: ids.filter((each) => (each === id ? target.checked : chosen.includes(each))) })
              }
              label={name}
            />
          ))}
        </fieldset>
      )}
      {error ? <FieldError id={`price-${key}-levels-error`}>{error}</FieldError> : null}
    </div>
  );
}
