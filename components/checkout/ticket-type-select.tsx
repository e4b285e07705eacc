import { useLocale, useTranslations } from "next-intl";
import { FieldError } from "#components/ui/field";
import { Select } from "#components/ui/select";
import type { CheckoutSeat } from "#lib/orders/placing/checkout-contract";
import { formatMoney } from "#lib/platform/money";
import type { TypeProblem } from "./price-state.ts";

/** At which ticket type a seat is bought, each with its price. */
export function TicketTypeSelect(props: {
  seat: CheckoutSeat;
  seatName: string;
  listMinor: number;
  currency: string;
  chosen: string | null;
  problem: TypeProblem | undefined;
  isLocked: boolean;
  onChoose: (ticketTypeId: string | undefined) => void;
}) {
  const t = useTranslations("checkout.types");
  const locale = useLocale();
  const why = useTypeWhy();
  const { seat, problem } = props;
  const money = (minor: number) => formatMoney(minor, props.currency, locale);
  const id = `ticket-type-${seat.id}`;
  return (
    <div className="mt-2 flex flex-col gap-1.5">
      <Select
        id={id}
        aria-label={t("label", { seat: props.seatName })}
        aria-invalid={problem ? true : undefined}
        aria-describedby={problem ? `${id}-error` : undefined}
        value={props.chosen ?? ""}
        disabled={props.isLocked}
        onChange={(event) => props.onChoose(event.target.value || undefined)}
      >
        <option value="">{t("option", { name: t("full"), amount: money(props.listMinor) })}</option>
        {seat.ticketTypes.map(({ id: typeId, name, unitMinor }) => (
          <option key={typeId} value={typeId}>
            {t("option", { name, amount: money(unitMinor) })}
          </option>
        ))}
      </Select>
      {problem ? <FieldError id={`${id}-error`}>{why(problem)}</FieldError> : null}
    </div>
  );
}

/** Why a choice of ticket types cannot be had, as a sentence. */
export function useTypeWhy(): (problem: TypeProblem) => string {
  const t = useTranslations("checkout.types");
  return ({ reason, max }) => t(`why.${SAID.find((known) => known === reason) ?? "unknown"}`, { max });
}

const SAID = [
  "unknown",
  "level",
  "too_many",
  "needs_wheelchair",
  "unpayable",
  "over",
  "elsewhere",
  "unreachable",
] as const;
