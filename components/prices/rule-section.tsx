import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "#components/ui/button";
import { Card } from "#components/ui/card";
import { RULES_MAX } from "#lib/pricing/rules/rule-limits";

/** A list of rules of one kind, with what it is for and the way to add one. */
export function RuleSection(props: {
  id: string;
  title: string;
  lead: string;
  empty: string;
  add: string;
  count: number;
  onAdd: () => void;
  /** Above the list. */
  before?: ReactNode;
  children: ReactNode;
}) {
  const t = useTranslations("prices");
  const { id, title, lead, empty, add, count, before, children } = props;
  return (
    <Card>
      <section aria-labelledby={`prices-${id}`} className="flex flex-col gap-4">
        <h2 id={`prices-${id}`} className="text-heading">
          {title}
        </h2>
        <p className="max-w-prose text-ink-soft text-sm">{lead}</p>
        {before}
        {count === 0 ? (
          <p className="rounded-card border border-line-strong border-dashed px-4 py-5 text-ink-soft">{empty}</p>
        ) : (
          <ul className="flex flex-col gap-5">{children}</ul>
        )}
        {count < RULES_MAX ? (
          <Button id={`prices-${id}-add`} variant="secondary" className="self-start" onClick={props.onAdd}>
            {add}
          </Button>
        ) : (
          <p className="text-ink-soft text-sm">{t("most", { count: RULES_MAX })}</p>
        )}
      </section>
    </Card>
  );
}
