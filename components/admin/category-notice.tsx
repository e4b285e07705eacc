import { useTranslations } from "next-intl";
import { Notice } from "#components/ui/notice";
import type { CategoryFormState } from "./category-form-state.ts";

/** What came of a form about a category. */
export function CategoryNotice({ state }: { state: CategoryFormState }) {
  const t = useTranslations("categories");
  if (state.refusal)
    return (
      <Notice tone="bad" urgent>
        {t(`refusals.${state.refusal}`)}
      </Notice>
    );
  return state.done ? (
    <Notice tone="good" urgent>
      {t(`done.${state.done}`)}
    </Notice>
  ) : null;
}
