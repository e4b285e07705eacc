import { useTranslations } from "next-intl";
import { Amount, type StepFieldsProps } from "#components/price-steps/amount-field";
import { Button } from "#components/ui/button";
import { Field, FieldError } from "#components/ui/field";
import { TextInput } from "#components/ui/text-input";
import { useFocusNext } from "../ui/focus-next.ts";
import { nextKey, type ShareDraft } from "./step-draft.ts";

const SHARES_MAX = 20;

/** The bounds of a price by demand, and the shares at which it changes. */
export function DemandFields(props: StepFieldsProps) {
  const { draft, change, words } = props;
  const t = useTranslations("price-steps.fields");
  const focusNext = useFocusNext();
  const idOf = (key: string) => `step-${draft.key}-share-${key}`;
  const addId = `step-${draft.key}-add-share`;
  const add = () => {
    const key = nextKey();
    change({ shares: [...draft.shares, { key, sold: "", price: "" }] });
    focusNext(`${idOf(key)}-sold`);
  };
  const remove = (gone: ShareDraft) => {
    change({ shares: draft.shares.filter(({ key }) => key !== gone.key) });
    focusNext(addId);
  };
  const put = (key: string, part: Partial<ShareDraft>) =>
    change({ shares: draft.shares.map((share) => (share.key === key ? { ...share, ...part } : share)) });
  return (
    <>
      <div className="flex flex-wrap items-start gap-4">
        <Amount {...props} field="floor" name="floor" value={draft.floor} />
        <Amount {...props} field="ceiling" name="ceiling" value={draft.ceiling} />
        <Amount {...props} field="step_max" name="stepMax" value={draft.stepMax} />
        <div className="w-full sm:w-52">
          <Field id={`step-${draft.key}-cool`} label={t("coolDown")} error={words("cool_down_minutes")}>
            {(control) => (
              <TextInput
                {...control}
                value={draft.coolDown}
                onChange={({ target }) => change({ coolDown: target.value })}
                inputMode="numeric"
                maxLength={6}
                autoComplete="off"
                className="tabular text-right"
              />
            )}
          </Field>
        </div>
      </div>
      <fieldset className="flex min-w-0 flex-col gap-3">
        <legend className="mb-1.5 font-semibold text-[0.9375rem]">{t("shares")}</legend>
        {draft.shares.map((share, at) => (
          <Share
            key={share.key}
            {...{ share, at, id: idOf(share.key), error: words(`shares.${at}`) }}
            put={(part) => put(share.key, part)}
            remove={draft.shares.length > 1 ? () => remove(share) : undefined}
          />
        ))}
        {words("shares") ? <FieldError id={`step-${draft.key}-shares-error`}>{words("shares")}</FieldError> : null}
        {draft.shares.length < SHARES_MAX ? (
          <Button id={addId} variant="secondary" className="self-start" onClick={add}>
            {t("addShare")}
          </Button>
        ) : null}
      </fieldset>
    </>
  );
}

function Share(props: {
  share: ShareDraft;
  at: number;
  id: string;
  error: string | undefined;
  put: (part: Partial<ShareDraft>) => void;
  remove: (() => void) | undefined;
}) {
  const { share, at, id, error, put, remove } = props;
  const t = useTranslations("price-steps.fields");
  return (
    <div className="flex flex-wrap items-end gap-3">
      {(["sold", "price"] as const).map((part) => (
        <div key={part} className="min-w-32 flex-1 sm:w-44 sm:flex-none">
          <Field id={`${id}-${part}`} label={t(part === "sold" ? "soldPercent" : "pricePercent")}>
            {(control) => (
              <TextInput
                {...control}
                aria-invalid={error ? true : undefined}
                aria-describedby={error ? `${id}-error` : undefined}
                value={share[part]}
                onChange={({ target }) => put({ [part]: target.value })}
                inputMode="numeric"
                maxLength={4}
                autoComplete="off"
                className="tabular text-right"
              />
            )}
          </Field>
        </div>
      ))}
      {remove ? (
        <Button variant="quiet" aria-label={t("removeShare", { number: at + 1 })} onClick={remove}>
          {t("remove")}
        </Button>
      ) : null}
      {error ? (
        <div className="w-full">
          <FieldError id={`${id}-error`}>{error}</FieldError>
        </div>
      ) : null}
    </div>
  );
}
