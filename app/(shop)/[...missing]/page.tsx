import { notFound } from "next/navigation";

/** An address nobody knows ends inside the shop's frame, with its search at hand. */
export default function MissingPage() {
  notFound();
}
