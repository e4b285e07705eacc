import { useLocale, useTranslations } from "next-intl";
import { Field } from "#components/ui/field";
import { Select } from "#components/ui/select";
import type { HallToChoose } from "#lib/orders/changing-hall/hall-choice";
import { dateText } from "../ui/date-text.ts";
import { choiceOf } from "./hall-change-fields.ts";

/** Chooses the version to sell from now on. */
export function VersionSelect(props: {
  halls: readonly HallToChoose[];
  timeZone: string;
  /** Chosen at first. */
  value: string;
  error: string | undefined;
  onChange: (choice: string) => void;
}) {
  const t = useTranslations("hall");
  const locale = useLocale();
  const soldIn = ({ name, sold }: HallToChoose) =>
    sold === undefined ? t("soldUnknown", { hall: name }) : t("sold", { hall: name, version: sold });
  return (
    <Field id="hall-version" label={t("version")} hint={props.halls.map(soldIn).join(" ")} error={props.error}>
      {(control) => (
        <Select
          {...control}
          name="choice"
          className="w-full max-w-xl"
          defaultValue={props.value}
          onChange={(event) => props.onChange(event.target.value)}
        >
          {props.halls.map((hall) => (
            <optgroup key={hall.id} label={hall.name}>
              {hall.others.map(({ version, name, seatCount, publishedAt }) => (
                <option key={version} value={choiceOf(hall.id, version)}>
                  {t("option", {
                    ...{ version, name: name ? ` ${name}` : "", count: seatCount },
                    date: dateText(publishedAt, { timeZone: props.timeZone, style: "day", locale }),
                  })}
                </option>
              ))}
            </optgroup>
          ))}
        </Select>
      )}
    </Field>
  );
}
