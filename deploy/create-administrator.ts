/**
 * `npm run admin:create -- you@example.org`: makes the address a one-time link with which its person becomes an administrator,
 * prints it, and mails it where mail is configured. Ends with 1 when the account may become none.
 */
import { email as emailShape } from "#lib/platform/input";
import { invitedWords } from "./first-administrator.ts";
import { readDotEnv } from "./read-dot-env.ts";
import { withDatabase } from "./with-database.ts";

try {
  readDotEnv();
  const email = emailShape.safeParse(process.argv[2] ?? "");
  if (!email.success || process.argv.length > 3)
    throw new Error("Name one mail address: npm run admin:create -- you@example.org");
  await withDatabase(() => createAdministrator(email.data));
} catch (error) {
  process.stderr.write(`${sentenceOf(error as Error & { code?: string })}\n`);
  process.exitCode = 1;
}

async function createAdministrator(email: string): Promise<void> {
  const { inviteAdministrator } = await import("#lib/identity/administrators/invite-administrator");
  const invited = await inviteAdministrator(email, { renew: "always" });
  const words = invitedWords(email, invited);
  if (invited.outcome === "disabled" || invited.outcome === "unproven") throw new Error(words.join("\n"));
  process.stdout.write(`${words.join("\n")}\n`);
}

/** Prisma's code for a table that does not exist. */
function sentenceOf(error: Error & { code?: string }): string {
  return error.code === "P2021"
    ? "The database has no tables yet: start Fairseat once, then try again."
    : error.message;
}
