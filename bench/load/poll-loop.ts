/**
 * The load generator of polls, a separate process: each connection asks for its people's places one after the other until the time is up, and
 * the results go to the parent.
 */
import { openConnection } from "./http-connection.ts";

/** `people` are the header lines that identify each of them. */
export type PollOrder = { port: number; path: string; people: string[][]; inFlight: number; ms: number };
export type PollReport = { answered: number; refused: number; ms: number; p50: number; p99: number };

process.on("message", (order: PollOrder) => {
  run(order).then(
    (report) => process.send?.(report),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});

async function run({ port, path, people, inFlight, ms }: PollOrder): Promise<PollReport> {
  const requests = people.map((headers) =>
    [`GET ${path} HTTP/1.1`, "host: localhost", ...headers, "", ""].join("\r\n"),
  );
  const connections = await Promise.all(Array.from({ length: inFlight }, () => openConnection(port)));
  const times: number[] = [];
  let refused = 0;
  let next = 0;
  const started = performance.now();
  await Promise.all(
    connections.map(async (connection) => {
      while (performance.now() - started < ms) {
        const request = requests[next++ % requests.length] ?? "";
        const sent = performance.now();
        const status = await connection.ask(request);
        if (status === 200) times.push(performance.now() - sent);
        else refused += 1;
      }
    }),
  );
  const took = performance.now() - started;
  for (const connection of connections) connection.close();
  times.sort((a, b) => a - b);
  const at = (share: number) => Math.round((times[Math.floor(times.length * share)] ?? 0) * 10) / 10;
  return { answered: times.length, refused, ms: took, p50: at(0.5), p99: at(0.99) };
}
