import Link from "next/link";

/** The orders for which a buyer is on the list. */
export function ReviewOrders(props: { orders: readonly string[]; ordersAt: string; label: string }) {
  const { orders, ordersAt, label } = props;
  return (
    <p className="flex flex-wrap gap-x-2 text-sm">
      <span className="text-ink-soft">{label}</span>
      {orders.map((number) => (
        <Link key={number} href={`${ordersAt}/${number}`} className="tabular whitespace-nowrap underline">
          {number}
        </Link>
      ))}
    </p>
  );
}
