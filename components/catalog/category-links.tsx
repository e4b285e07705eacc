import { useLocale } from "next-intl";
import { CategoryIcon } from "#components/catalog/category-icon";
import { ChipLink } from "#components/ui/chip";
import type { PublicCategory } from "#lib/catalog/categories/contract";
import { textFor } from "#lib/platform/localized-text";

/** Every category that is offered as a chip that leads to its list. */
export function CategoryLinks({ categories }: { categories: readonly PublicCategory[] }) {
  const locale = useLocale();
  return (
    <ul className="flex flex-wrap gap-2">
      {categories.map(({ slug, names, icon }) => (
        <li key={slug}>
          <ChipLink href={`/search?category=${slug}`} prefetch={false}>
            <CategoryIcon name={icon} />
            {textFor(names, locale)?.text}
          </ChipLink>
        </li>
      ))}
    </ul>
  );
}
