import { getLocale, getTranslations } from "next-intl/server";
import { Field } from "#components/ui/field";
import { SubmitButton } from "#components/ui/submit-button";
import { TextInput } from "#components/ui/text-input";
import type { PasskeyView } from "#lib/identity/passkeys/passkey-contract";
import { dateText } from "../ui/date-text.ts";

type Action = (form: FormData) => Promise<void>;

/** The person's passkeys, each with its name to change and the way to take it away. Works without JavaScript. */
export async function PasskeyList(props: {
  passkeys: readonly PasskeyView[];
  rename: Action;
  /** Absent when this session may not take any away. */
  remove?: Action;
}) {
  const t = await getTranslations("security");
  const locale = await getLocale();
  const day = (at: Date) => dateText(at.toISOString(), { timeZone: "UTC", style: "date", locale });
  return (
    <ul className="flex flex-col divide-y divide-line">
      {props.passkeys.map(({ id, name, createdAt, lastUsedAt }) => (
        <li key={id} className="flex flex-col gap-3 py-4 first:pt-0 last:pb-0">
          <div>
            <p className="break-words font-semibold">{name}</p>
            <p className="text-ink-soft text-sm">
              {t("passkeys.made", { date: day(createdAt) })}
              {" · "}
              {lastUsedAt ? t("passkeys.used", { date: day(lastUsedAt) }) : t("passkeys.neverUsed")}
            </p>
          </div>
          <div className="flex flex-wrap items-end gap-3">
            <form action={props.rename} className="flex min-w-0 grow items-end gap-3 sm:max-w-md">
              <input type="hidden" name="id" value={id} />
              <div className="min-w-0 grow">
                <Field id={`name-of-${id}`} label={t("passkeys.name")}>
                  {(control) => (
                    <TextInput
                      {...control}
                      name="name"
                      defaultValue={name}
                      maxLength={60}
                      required
                      autoComplete="off"
                    />
                  )}
                </Field>
              </div>
              <SubmitButton variant="secondary" pendingText={t("pending")}>
                {t("passkeys.rename")}
              </SubmitButton>
            </form>
            {props.remove ? (
              <form action={props.remove}>
                <input type="hidden" name="id" value={id} />
                <SubmitButton
                  variant="danger"
                  pendingText={t("pending")}
                  aria-label={t("passkeys.removeThis", { name })}
                >
                  {t("passkeys.remove")}
                </SubmitButton>
              </form>
            ) : null}
          </div>
        </li>
      ))}
    </ul>
  );
}
