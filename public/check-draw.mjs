// Checks the draw of a Fairseat waiting room with nothing but Node, whoever made the record:
//
//   node check-draw.mjs URL-or-file TICKET [SEAL]
//
// The record is what https://…/api/v1/events/{id}/queue/draw answers, TICKET the id of your place, SEAL the hash you noted before the draw (else the
// record's own is taken). Exits with 0 when all is right, 1 when something is not, 2 when nothing could be checked.
import { createHash, createHmac } from "node:crypto";
import { readFile } from "node:fs/promises";

const [source, ticket, seal] = process.argv.slice(2);
if (!source || !ticket) stop("usage: node check-draw.mjs URL-or-file TICKET [SEAL]");

const { event_id, seed_hash, seed, salt, strata, tickets } = await readDraw(source).catch((error) =>
  stop(error.message),
);

let isRight = true;
const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash("sha256")).digest("hex");

// 1. The secret is the one whose hash was published before anybody could join: SHA-256(seed ‖ event id).
const sealed = sha256(Buffer.from(seed, "hex"), String(event_id));
check(sealed === seed_hash && sealed === (seal ?? seed_hash), "seed", `its hash is ${sealed}`);

// 2. The salt is the digest of exactly these tickets: SHA-256 over their sorted ids, a line each.
check(sha256([...tickets].sort().join("\n")) === salt, "salt", `the digest of ${tickets.length} tickets`);
check(new Set(tickets).size === tickets.length, "list", "every ticket is in it once");

// 3. They stand in the order of their keys, HMAC-SHA256(seed ‖ salt, ticket id), within each declared part of the draw.
const secret = Buffer.from(seed + salt, "hex");
const keyOf = (id) => createHmac("sha256", secret).update(id).digest("hex");
const ends = strata.map((_, i) => strata.slice(0, i + 1).reduce((sum, part) => sum + part.tickets, 0));
const parts = ends.map((end, i) => tickets.slice(ends[i - 1] ?? 0, end));
const isSorted = (keys) => keys.every((key, i) => i === 0 || keys[i - 1] <= key);
const isOrdered = ends.at(-1) === tickets.length && parts.every((part) => isSorted(part.map(keyOf)));
check(isOrdered, "order", strata.map((part) => `${part.tickets} ${part.name}`).join(", "));

// 4. The rank of one ticket, counted from the keys of its part and not from the list.
const own = parts.find((part) => part.includes(ticket)) ?? [];
const rank = tickets.indexOf(own[0]) + own.filter((id) => keyOf(id) < keyOf(ticket)).length + 1;
check(tickets[rank - 1] === ticket, "ticket", `number ${rank} of ${tickets.length}`);
if (own.length === 0) process.stdout.write("       Only who joined after the draw is not in it.\n");
process.exitCode = isRight ? 0 : 1;

function check(isHolding, what, text) {
  isRight &&= isHolding;
  process.stdout.write(
    `${isHolding ? "right" : "WRONG"}  ${what}: ${isHolding ? text : "it does not fit the record"}\n`,
  );
}

async function readDraw(from) {
  const text = /^https?:/.test(from) ? await (await fetch(from)).text() : await readFile(from, "utf8");
  const draw = JSON.parse(text);
  if (!draw.seed || !draw.salt || !Array.isArray(draw.tickets)) throw new Error("this is not the record of a draw");
  return draw;
}
function stop(why) {
  process.stderr.write(`${why}\n`);
  process.exit(2);
}
