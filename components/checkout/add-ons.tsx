import { useLocale, useTranslations } from "next-intl";
import { Field } from "#components/ui/field";
import { Select } from "#components/ui/select";
import { formatMoney } from "#lib/platform/money";
import type { AddOnOffer } from "#lib/pricing/add-ons/add-on-offers";
import type { AddOnProblem } from "./price-state.ts";

/** What can be bought beside the tickets: how many of each, with what one costs and whether it is sold out. */
export function AddOns(props: {
  offers: readonly AddOnOffer[];
  chosen: Readonly<Record<string, number>>;
  currency: string;
  problem: AddOnProblem | undefined;
  isLocked: boolean;
  onChoose: (addOnId: string, quantity: number) => void;
}) {
  const { offers, chosen, problem } = props;
  // A problem with an add-on that is not offered any more is said where the list would have it.
  const isElsewhere = problem !== undefined && !offers.some(({ id }) => id === problem.addOnId);
  const why = useAddOnWhy();
  return (
    <div className="flex flex-col gap-5">
      {isElsewhere ? (
        <p role="alert" className="font-medium text-bad text-sm">
          {why(problem)}
        </p>
      ) : null}
      {offers.map((offer) => (
        <AddOn
          key={offer.id}
          {...props}
          offer={offer}
          quantity={chosen[offer.id] ?? 0}
          problem={problem?.addOnId === offer.id ? problem : undefined}
        />
      ))}
    </div>
  );
}

function AddOn(props: {
  offer: AddOnOffer;
  quantity: number;
  currency: string;
  problem: AddOnProblem | undefined;
  isLocked: boolean;
  onChoose: (addOnId: string, quantity: number) => void;
}) {
  const t = useTranslations("checkout.addOns");
  const locale = useLocale();
  const why = useAddOnWhy();
  const { offer, quantity, problem } = props;
  const price = formatMoney(offer.unitMinor, props.currency, locale);
  const most = Math.max(offer.max, quantity);
  const quantities = Array.from({ length: most }, (_, i) => i + 1);
  return (
    <Field
      id={`add-on-${offer.id}`}
      label={offer.name}
      note={offer.isPerTicket ? t("eachPerTicket", { price }) : t("each", { price })}
      hint={offer.description || undefined}
      error={problem ? why(problem) : undefined}
    >
      {(control) => (
        <Select
          {...control}
          className="max-w-48"
          value={quantity}
          disabled={props.isLocked || most === 0}
          onChange={(event) => props.onChoose(offer.id, Number(event.target.value))}
        >
          <option value={0}>{offer.isSoldOut && quantity === 0 ? t("soldOut") : t("none")}</option>
          {quantities.map((count) => (
            <option key={count} value={count}>
              {count}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

/** Why a choice of add-ons cannot be had, as a sentence. */
function useAddOnWhy(): (problem: AddOnProblem) => string {
  const t = useTranslations("checkout.addOns.why");
  return ({ reason, name, max }) => t(SAID.find((known) => known === reason) ?? "unknown", { name, max });
}

const SAID = [
  "unknown",
  "not_on_sale",
  "sold_out",
  "too_few_left",
  "too_many",
  "unpayable",
  "over",
  "elsewhere",
  "unreachable",
] as const;
