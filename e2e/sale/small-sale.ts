/** Makes a sale of twenty seats, one for each buyer, behind a waiting room, and prints its id and the address of its page: `node e2e/sale/small-sale.ts`. */
import { withDatabase } from "../../deploy/with-database.ts";

await withDatabase(async () => {
  const { anEventOnSale, aSmallHall } = await import("#prisma/seed/builders");
  const { openWaitingRoom } = await import("#lib/waiting-room/open-waiting-room");
  const { db } = await import("#lib/platform/db/db");
  const layout = aSmallHall({ rows: 2, seatsPerRow: 10 });
  const id = await anEventOnSale({ layout, title: "Twenty seats", seatsPerHoldMax: 1, seatsPerBuyerMax: 1 });
  const opensAt = new Date(Date.now() + 3_600_000);
  const opened = await openWaitingRoom(id, "system", { opensAt, mode: "ALWAYS", placesMax: 50, ratePerMinute: 600 });
  if (!opened.ok) throw new Error(opened.refusal.code);
  const { slug } = await db().event.findUniqueOrThrow({ where: { id } });
  process.stdout.write(`${JSON.stringify({ id, slug })}\n`);
});
