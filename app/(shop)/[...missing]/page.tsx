import { notFound } from "next/navigation";

/** Unknown addresses show an error page in the shop's frame, with its search. */
export default function MissingPage() {
  notFound();
}
