import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { LinkButton } from "#components/ui/link-button";
import { Select } from "#components/ui/select";
import { TextInput } from "#components/ui/text-input";

/** The log's filters: a plain form whose answers stand in the address. */
export function AuditFilters(props: {
  action: string;
  values: Record<string, string>;
  choices: { actors: readonly { key: string; name: string }[]; events: readonly { id: number; title: string }[] };
}) {
  const t = useTranslations("organizer");
  const { action, values, choices } = props;
  const { actor } = values;
  const isListed = actor === undefined || actor === "system" || choices.actors.some(({ key }) => key === actor);
  return (
    <form
      action={action}
      key={JSON.stringify(values)}
      aria-label={t("audit.filters")}
      className="grid gap-4 rounded-card border border-line bg-raised p-5 sm:grid-cols-2 xl:grid-cols-3"
    >
      <Field id="audit-actor" label={t("audit.actor")}>
        {(control) => (
          <Select {...control} name="actor" defaultValue={actor ?? ""}>
            <option value="">{t("audit.everyone")}</option>
            {choices.actors.map(({ key, name }) => (
              <option key={key} value={key}>
                {name}
              </option>
            ))}
            <option value="system">{t("audit.system")}</option>
            {isListed ? null : <option value={actor}>{actor}</option>}
          </Select>
        )}
      </Field>
      <Field id="audit-action" label={t("audit.action")}>
        {(control) => (
          <TextInput
            {...control}
            name="action"
            placeholder={t("audit.actionHint")}
            defaultValue={values.action}
            maxLength={100}
            autoCapitalize="none"
          />
        )}
      </Field>
      <Field id="audit-event" label={t("audit.event")}>
        {(control) => (
          <Select {...control} name="event_id" defaultValue={values.event_id ?? ""}>
            <option value="">{t("audit.allEvents")}</option>
            {choices.events.map(({ id, title }) => (
              <option key={id} value={String(id)}>
                {title}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field id="audit-outcome" label={t("audit.outcome")}>
        {(control) => (
          <TextInput
            {...control}
            name="outcome"
            placeholder={t("audit.outcomeHint")}
            defaultValue={values.outcome}
            maxLength={100}
            autoCapitalize="none"
          />
        )}
      </Field>
      {(["from", "to"] as const).map((name) => (
        <Field key={name} id={`audit-${name}`} label={t(`audit.${name}`)}>
          {(control) => <TextInput {...control} name={name} type="date" defaultValue={values[name]?.slice(0, 10)} />}
        </Field>
      ))}
      <div className="flex flex-wrap gap-3 sm:col-span-2 xl:col-span-3">
        <Button type="submit">{t("audit.apply")}</Button>
        {Object.keys(values).length > 0 ? (
          <LinkButton variant="quiet" href={action}>
            {t("audit.clear")}
          </LinkButton>
        ) : null}
      </div>
    </form>
  );
}
