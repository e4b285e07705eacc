import { useTranslations } from "next-intl";
import { ChipLink } from "#components/ui/chip";
import { CATEGORIES } from "#lib/catalog/categories";

/** Every kind of event as a chip that leads to its list. */
export function CategoryLinks() {
  const t = useTranslations("categories");
  return (
    <ul className="flex flex-wrap gap-2">
      {CATEGORIES.map((category) => (
        <li key={category}>
          <ChipLink href={`/search?category=${category}`} prefetch={false}>
            {t(category)}
          </ChipLink>
        </li>
      ))}
    </ul>
  );
}
