import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { TextInput } from "#components/ui/text-input";

/** Narrows the inbox to a recipient; a plain form, so it needs no JavaScript. */
export function InboxSearch({ recipient }: { recipient: string }) {
  const t = useTranslations("inbox");
  return (
    <form action="/dev/inbox" className="flex max-w-xl items-end gap-3">
      <div className="flex-1">
        <Field id="to" label={t("search")} hint={t("searchHint")}>
          {(control) => <TextInput {...control} type="search" name="to" defaultValue={recipient} maxLength={254} />}
        </Field>
      </div>
      <Button type="submit" variant="secondary" className="min-h-12">
        {t("find")}
      </Button>
    </form>
  );
}
