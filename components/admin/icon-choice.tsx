import { useTranslations } from "next-intl";
import { CategoryIcon } from "#components/catalog/category-icon";
import { CATEGORY_ICONS } from "#lib/catalog/categories/contract";

/** The drawings as a group of radio buttons, so that the arrow keys walk through them. */
export function IconChoice({ chosen }: { chosen: string | undefined }) {
  const t = useTranslations("categories");
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 font-semibold text-[0.9375rem]">{t("icon")}</legend>
      <div className="flex flex-wrap gap-2">
        {CATEGORY_ICONS.map((icon) => (
          <label
            key={icon}
            title={t(`icons.${icon}`)}
            className="grid size-12 cursor-pointer place-items-center rounded-control border border-line-strong bg-raised text-ink hover:border-ink has-checked:border-accent has-checked:bg-accent has-checked:text-on-accent has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-2"
          >
            <input
              type="radio"
              name="icon"
              value={icon}
              defaultChecked={icon === chosen}
              aria-label={t(`icons.${icon}`)}
              className="sr-only"
            />
            <CategoryIcon name={icon} className="size-6" />
          </label>
        ))}
      </div>
    </fieldset>
  );
}
