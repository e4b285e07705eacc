import { getLocale, getTranslations } from "next-intl/server";
import { PasskeyRename } from "#components/account/passkey-rename";
import { SubmitButton } from "#components/ui/submit-button";
import type { PasskeyView } from "#lib/identity/passkeys/passkey-contract";
import { dateText } from "../ui/date-text.ts";

type Action = (form: FormData) => Promise<void>;

/** The person's passkeys, each with its name to change and the way to take it away. Works without JavaScript. */
export async function PasskeyList(props: {
  passkeys: readonly PasskeyView[];
  rename: (before: undefined, form: FormData) => Promise<undefined>;
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
            <PasskeyRename id={id} name={name} rename={props.rename} />
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
