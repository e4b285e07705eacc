import { useTranslations } from "next-intl";
import { Field } from "#components/ui/field";
import { Select } from "#components/ui/select";
import { levelField } from "./hall-change-fields.ts";

/** Gives each category that no price level sells yet one of the event's. */
export function CategoryLevels(props: {
  categories: readonly string[];
  levels: readonly { id: number; name: string }[];
  /** Chosen at first. */
  chosen: Readonly<Record<string, string>>;
  wrong: readonly string[];
  onChange: (category: string, level: string) => void;
}) {
  const t = useTranslations("hall");
  if (props.categories.length === 0) return null;
  return (
    <fieldset className="flex w-full flex-col gap-4">
      <legend className="font-semibold text-lg">{t("levels.title")}</legend>
      <p className="text-ink-soft">{t("levels.text")}</p>
      {props.categories.map((category, i) => (
        <Field
          key={`${category} ${props.chosen[category]}`}
          id={`hall-level-${i}`}
          label={category}
          error={props.wrong.includes(category) ? t("problems.level") : undefined}
        >
          {(control) => (
            <Select
              {...control}
              name={levelField(category)}
              className="w-full max-w-xl"
              defaultValue={props.chosen[category] ?? ""}
              onChange={(event) => props.onChange(category, event.target.value)}
            >
              <option value="">{t("levels.choose")}</option>
              {props.levels.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          )}
        </Field>
      ))}
    </fieldset>
  );
}
