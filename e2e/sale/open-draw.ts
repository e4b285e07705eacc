/** Lets the draw of a waiting room be due now: `node e2e/sale/open-draw.ts 17`. */
import { withDatabase } from "../../deploy/with-database.ts";

const eventId = Number(process.argv[2]);
await withDatabase(async () => {
  const { eventDb } = await import("#lib/platform/db/db");
  await eventDb(eventId).waitingRoom.update({ where: { eventId }, data: { opensAt: new Date() } });
});
