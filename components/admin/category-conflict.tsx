import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button";
import { Notice } from "#components/ui/notice";
import { type CategoryField, differingFields } from "./category-form-state.ts";

/** Another administrator stored this category first: what differs, and which of the two to go on with. */
export function CategoryConflict(props: {
  theirs: Record<string, string>;
  mine: Record<string, string>;
  onChoose: (values: Record<string, string>) => void;
}) {
  const t = useTranslations("categories");
  const { theirs, mine, onChoose } = props;
  const said = (field: CategoryField, values: Record<string, string>) =>
    field === "icon" ? t(`icons.${(values.icon ?? "ticket") as "ticket"}`) : (values[field] ?? "") || "—";
  const labels = {
    ...{ name_en: t("names.en"), name_es: t("names.es") },
    ...{ icon: t("icon"), other_words: t("otherWords") },
  } satisfies Record<CategoryField, string>;
  return (
    <Notice
      tone="warn"
      urgent
      title={t("conflict")}
      action={
        <div className="flex flex-wrap gap-3">
          <Button variant="secondary" onClick={() => onChoose(mine)}>
            {t("mine")}
          </Button>
          <Button variant="secondary" onClick={() => onChoose(theirs)}>
            {t("theirs")}
          </Button>
        </div>
      }
    >
      <p>{t("conflictText")}</p>
      <ul className="mt-2 flex flex-col gap-1">
        {differingFields(theirs, mine).map((field) => (
          <li key={field}>
            {t("differs", { field: labels[field], theirs: said(field, theirs), mine: said(field, mine) })}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
