import { ClientMessages } from "#components/layout/client-messages";
import { SeatsPage } from "#components/seat-map/seats-page";
const H: Record<string, number[][]> = {
  "opera-house": [[0],[1],[2,3],[4,5,6,7]], arena: [[0],[1],[2,3],[4,5,6]], club: [[0],[1],[2,3]], "recital-hall": [[0],[1],[2,3]],
  benedum: [[0],[1],[2],[3,4,5,6]],
};
export default async function Page({ params, searchParams }: { params: Promise<{ hall: string }>; searchParams: Promise<Record<string,string>> }) {
  const { hall } = await params;
  const q = await searchParams;
  const names = ["Gold", "Parquet", "Balcony", "Gallery"]; const prices = [12900, 8900, 5900, 3450];
  return (
    <ClientMessages namespaces={["seats", "cart"]}>
      <SeatsPage event={{ id: 7, slug: "x", title: "La Traviata", startsAt: "2026-12-14T19:30:00Z", timeZone: "Europe/Madrid", venueName: "Teatro Aurora", city: "Madrid", currency: "EUR", layoutHash: hall, capacity: 10, saleState: (q.state ?? "on_sale") as "on_sale", salesStartAt: "2026-11-30T09:00:00Z", seatsPerHoldMax: 4, holdSeconds: 600,
        levels: (H[hall] ?? []).map((layoutCategories, i) => ({ id: i + 1, name: names[i] ?? "", priceMinor: prices[i] ?? 1000, feeMinor: 250, layoutCategories })) }} />
    </ClientMessages>
  );
}
