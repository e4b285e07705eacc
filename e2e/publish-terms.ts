/** Publishes terms of sale in English, as an administrator does in the moment in which buyers are at checkout. Prints their version. */
import { withDatabase } from "../deploy/with-database.ts";

await withDatabase(async () => {
  const { publishTerms } = await import("#lib/legal/testing/publish-terms");
  const version = await publishTerms(`# Terms of sale\n\nTickets may be given to a friend. ${crypto.randomUUID()}`);
  process.stdout.write(`${version}\n`);
});
