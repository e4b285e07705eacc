import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { SeatName } from "#components/orders/seat-name";
import { Money } from "#components/ui/money";
import type { OrderWire } from "#lib/orders/reading/contract";
import { toMinor } from "#lib/platform/money";

/** How the price of an order came about: each seat from its full price to what it cost, the add-ons, and the sum of them all. */
export function OrderPrice({ order }: { order: OrderWire }) {
  const t = useTranslations("organizer.orders.price");
  const { currency, items, add_ons: addOns, taxes, taxes_included: isIncluded } = order;
  const minor = (major: number) => toMinor(major, currency) ?? 0;
  const sum = [...items, ...addOns].reduce((all, { price }) => all + minor(price), 0);
  // Of orders from before items kept their reductions, the promo code's lies on the whole order.
  const onAll = sum - minor(order.total_amount);
  return (
    <section aria-labelledby="price-title" className="flex flex-col gap-3">
      <h2 id="price-title" className="text-heading">
        {t("title")}
      </h2>
      <ul className="divide-y divide-line border-line border-y">
        {items.map((item) => (
          <li key={`${item.seat.section} ${item.seat.row} ${item.seat.number}`} className="py-3">
            <Row
              name={
                <>
                  <span className="block font-semibold">
                    <SeatName seat={{ ...item.seat, isTable: item.seat.at_table }} />
                  </span>
                  <span className="text-ink-soft text-sm">
                    {[item.price_level, item.ticket_type ?? t("full")].join(" · ")}
                  </span>
                </>
              }
              minor={minor(item.price)}
              currency={currency}
            />
            {item.price === item.list_price && item.reductions.length === 0 ? null : (
              <dl className="mt-1 flex flex-col gap-0.5 text-ink-soft text-sm">
                <Part name={t("list")} minor={minor(item.list_price)} currency={currency} />
                {item.reductions.map(({ kind, name, amount }) => (
                  <Part key={`${kind} ${name}`} name={name} minor={-minor(amount)} currency={currency} />
                ))}
                {isIncluded
                  ? null
                  : item.taxes.map(({ name, percent, amount }) => (
                      <Part
                        key={`${name} ${percent}`}
                        name={t("tax", { name, percent })}
                        minor={minor(amount)}
                        currency={currency}
                      />
                    ))}
              </dl>
            )}
          </li>
        ))}
        {addOns.map(({ add_on_id: id, name, quantity, price, returned }) => (
          <li key={id} className="py-3">
            <Row
              name={returned > 0 ? t("addOnReturned", { name, quantity, returned }) : t("addOn", { name, quantity })}
              minor={minor(price)}
              currency={currency}
            />
          </li>
        ))}
      </ul>
      <dl className="flex flex-col gap-1">
        {onAll === 0 ? null : <Part name={t("discount")} minor={-onAll} currency={currency} />}
        <div className="flex items-baseline justify-between gap-6 font-semibold">
          <dt>{t("total")}</dt>
          <dd>
            <Money minor={minor(order.total_amount)} currency={currency} />
          </dd>
        </div>
        {taxes.map(({ name, percent, amount }) => (
          <Part
            key={`${name} ${percent}`}
            name={t(isIncluded ? "contained" : "added", { name, percent })}
            minor={minor(amount)}
            currency={currency}
            isQuiet
          />
        ))}
      </dl>
    </section>
  );
}

function Row({ name, minor, currency }: { name: ReactNode; minor: number; currency: string }) {
  return (
    <div className="flex items-baseline justify-between gap-6">
      <span className="min-w-0 break-words">{name}</span>
      <Money minor={minor} currency={currency} />
    </div>
  );
}

function Part(props: { name: string; minor: number; currency: string; isQuiet?: true }) {
  return (
    <div className={props.isQuiet ? "flex justify-between gap-6 text-ink-soft text-sm" : "flex justify-between gap-6"}>
      <dt className="min-w-0 break-words">{props.name}</dt>
      <dd>
        <Money minor={props.minor} currency={props.currency} />
      </dd>
    </div>
  );
}
