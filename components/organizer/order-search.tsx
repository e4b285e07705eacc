import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { TextInput } from "#components/ui/text-input";

/** Finds orders by what stands in the address, so that a search can be sent to a colleague. */
export function OrderSearch({ action, words }: { action: string; words: string }) {
  const t = useTranslations("organizer.orders");
  return (
    <search>
      <form action={action} className="flex max-w-xl flex-col gap-3 sm:flex-row sm:items-end">
        <div className="min-w-0 flex-1">
          <Field id="order-words" label={t("find")}>
            {(control) => <TextInput {...control} type="search" name="q" maxLength={120} defaultValue={words} />}
          </Field>
        </div>
        <Button type="submit" variant="secondary">
          {t("search")}
        </Button>
      </form>
    </search>
  );
}
