"use client";

import { useTranslations } from "next-intl";
import { useDesigner } from "#components/hall-designer/designer-room";
import { SelectField } from "#components/hall-designer/fields";

/** Chooses a category. `inherited` is the word for none of its own. */
export function CategoryField(props: {
  value: string | undefined;
  inherited: string;
  disabled: boolean;
  onChange: (category: string | undefined) => void;
}) {
  const t = useTranslations("designer");
  const categories = useDesigner((state) => state.plan.categories);
  return (
    <SelectField
      label={t("fields.category")}
      value={props.value ?? ""}
      disabled={props.disabled}
      isWide
      options={[
        { value: "", label: props.inherited },
        ...categories.map(({ id, name }) => ({ value: id, label: name || t("categories.nameless") })),
      ]}
      onChange={(id) => props.onChange(id === "" ? undefined : id)}
    />
  );
}
