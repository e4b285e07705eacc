import type { Seller } from "#lib/organizations/seller";
import type { OrderStatus } from "../state.ts";

export const INVOICE_OBSTACLES = ["not_paid", "free", "nothing_left", "too_often", "seller_incomplete"] as const;
type Obstacle = (typeof INVOICE_OBSTACLES)[number];

/** Why an order cannot be invoiced now. An invoice names its seller and where they are (Directive 2006/112/EC, article 226). */
export function obstacleOf(
  { status, totalMinor }: { status: OrderStatus; totalMinor: number },
  seller: Pick<Seller, "legal_name" | "address" | "city" | "country">,
): Obstacle | undefined {
  if (status === "REFUNDED") return totalMinor === 0 ? "free" : "nothing_left";
  if (status !== "PAID" && status !== "PARTIALLY_REFUNDED") return "not_paid";
  if (totalMinor === 0) return "free";
  return isSellerComplete(seller) ? undefined : "seller_incomplete";
}

/** Whether the seller said who they are and where. */
export function isSellerComplete(seller: Pick<Seller, "legal_name" | "address" | "city" | "country">): boolean {
  const { legal_name: legalName, address, city, country } = seller;
  return ![legalName, address, city, country].includes("");
}
