import { Skeleton } from "#components/ui/skeleton";

/** The checkout's shape while it is read. */
export default function CheckoutLoading() {
  return (
    <div className="page-column flex max-w-6xl flex-col gap-8 py-8 sm:py-12">
      <Skeleton className="h-24 max-w-xl" />
      <div className="grid gap-x-12 gap-y-6 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <Skeleton className="h-80 lg:order-2" />
        <div className="flex flex-col gap-4 lg:order-1">
          <Skeleton className="h-8 w-48" />
          <Skeleton className="h-12" />
          <Skeleton className="h-12" />
          <Skeleton className="h-8 w-32" />
          <Skeleton className="h-12" />
          <Skeleton className="h-14" />
        </div>
      </div>
    </div>
  );
}
